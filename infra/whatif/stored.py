"""Every decision in the case store, and whether it can be made again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib import policy
from chalicelib.casework.answers import known
from chalicelib.casework.rules import policy_of
from chalicelib.domain.application import Application
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.replay import DIFFERENT, VERSION_GONE, Difference, Replay, differing, replayed
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile

_UNDECIDED = {"DRAFT", "SUBMITTED"}


@dataclass(frozen=True)
class Stored:
    """One stored decision with what it was made from. Everything here but the first three is personal data."""

    number: str
    centre: str
    kind: str
    grounds: Mapping[str, Any]
    application: Application
    findings: tuple[Finding, ...]
    replay: Replay

    @property
    def decided_on(self) -> date:
        """The day it was decided."""
        return date.fromisoformat(self.grounds["decided_on"])


def every() -> Iterator[Stored]:
    """All decided cases of all centres, centre by centre, by case number; cases without kept grounds are left out."""
    for centre in policy.centres():
        rows = [row for row in _rows(centre) if row["status"] not in _UNDECIDED]
        for row in sorted(rows, key=lambda row: str(row.get("number", ""))):
            case = casefile.load(row["id"])
            if case.grounds:
                yield _stored(case, case.grounds)


def _rows(centre: str) -> Iterator[Mapping[str, Any]]:
    cursor = None
    while True:
        rows, cursor = casefile.listing("centre", centre, cursor)
        yield from rows
        if not cursor:
            return


def _stored(case: CaseFile, grounds: Mapping[str, Any]) -> Stored:
    application = case.application
    try:
        findings = known(case)
        replay = replayed(grounds, application, findings, policy_of(case))
    except (NoPolicy, KeyError):  # no such centre, or no such purchase kind, any more
        findings, replay = case.findings, Replay(VERSION_GONE)
    if clear := tuple(_in_the_clear(case, grounds)):
        outcome = VERSION_GONE if replay.outcome == VERSION_GONE else DIFFERENT
        replay = Replay(outcome, (*replay.differences, *clear))
    return Stored(case.number or case.id, case.centre, application.kind, grounds, application, findings, replay)


def _in_the_clear(case: CaseFile, grounds: Mapping[str, Any]) -> Iterator[Difference]:
    """Where what is shown and paid by is not what was sealed."""
    shown = {name: value for name, value in (case.decision or {}).items() if name != "reasons"}
    sealed = {name: grounds.get(name) for name in shown}
    for difference in differing(sealed, shown):
        yield Difference(f"decision.{difference.path}", difference.stored, difference.recomputed)
