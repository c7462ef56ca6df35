"""Whose time a case has used (各方用时), out of its own timeline."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from chalicelib import clock
from chalicelib.domain.shares import shares
from chalicelib.records.casefile import CaseFile


def of_case(case: CaseFile) -> Mapping[str, int] | None:
    """Whole seconds by holder, from the submission to the end, or to now; None of what was never submitted."""
    if not case.submitted_at:
        return None
    until = clock.parsed(case.ended_at) if case.ended_at else clock.now()
    used = shares(_told(case), clock.parsed(case.submitted_at), until)
    return {str(holder): seconds for holder, seconds in used.items()}


def _told(case: CaseFile) -> Iterator[tuple[datetime, str]]:
    yield from ((clock.parsed(event.at), event.code) for event in case.events.values())
    signed = [one.at for party, one in case.signatures.items() if party in case.parties and one.at]
    if signed and not {*case.unsigned} & {*case.parties}:
        yield clock.parsed(max(signed)), "ALL_SIGNED"
