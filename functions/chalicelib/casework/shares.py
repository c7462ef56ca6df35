"""Whose time a case has used (各方用时), out of its own timeline."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from chalicelib import clock
from chalicelib.casework.clocks import stopped
from chalicelib.domain.shares import shares
from chalicelib.records.casefile import CaseFile


def of_case(case: CaseFile) -> Mapping[str, int] | None:
    """Whole seconds by holder, from the submission to the end, or to now; of one that was reopened after an end, since then. None of what was never
    submitted."""
    if not case.submitted_at:
        return None
    reopened = (event.at for event in case.events.values() if event.code == "APPEAL_REOPENED")
    since = clock.parsed(max((case.submitted_at, *reopened)))
    until = clock.parsed(case.ended_at) if case.ended_at else clock.now()
    still = [stopped(one) for one in case.procedures.values()]
    return {str(holder): seconds for holder, seconds in shares(_told(case), since, until, still).items()}


def _told(case: CaseFile) -> Iterator[tuple[datetime, str]]:
    yield from ((clock.parsed(event.at), event.code) for event in case.events.values())
    signed = [one.at for party, one in case.signatures.items() if party in case.parties and one.at]
    if signed and not {*case.unsigned} & {*case.parties}:
        yield clock.parsed(max(signed)), "ALL_SIGNED"
