"""Every decided case of the case store, read for what-if: `chalicelib.whatif` takes cases, wherever they come from."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib import clock, policy
from chalicelib.casework.answers import known
from chalicelib.casework.endings import may_object
from chalicelib.casework.late_law import ANEW, RECEIPT_ANEW
from chalicelib.casework.refusing import refused_by
from chalicelib.casework.rules import accepted_at_latest, counted_from, is_declined, judged_by
from chalicelib.domain.judging.grounds import Grounds
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.status import ENDED, Status
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.whatif.late_letters import Ended, Open
from chalicelib.whatif.stored import Paid, Stored, replay

_UNDECIDED = {Status.DRAFT, Status.SUBMITTED}


def every() -> Iterator[Stored]:
    """All decided cases of all centres, centre by centre, by case number; cases without kept grounds are left out."""
    for centre in policy.centres():
        rows = [row for row in _rows(centre) if row["status"] not in _UNDECIDED]
        for row in sorted(rows, key=lambda row: str(row.get("number", ""))):
            case = casefile.load(row["id"])
            if case.grounds:
                yield _stored(case, case.grounds)


def undecided() -> Iterator[Open]:
    """All cases taken in that nobody has decided yet, the accepted and those whose receipt says when they are at the latest, centre by centre."""
    for centre in policy.centres():
        for row in _rows(centre):
            if row["status"] in ENDED or row["status"] == Status.DRAFT:
                continue
            case = casefile.load(row["id"])
            counted, received = counted_from(case), case.received_on
            number = case.number or case.id
            if counted and not case.is_decided:
                version = _version(case, "ACCEPTED", "ACCEPTED_IN_SILENCE", ANEW) if counted == case.accepted_on else ""
                yield Open(number, case.centre, counted, counted, case.id, version)
            elif received and not case.accepted_on and not is_declined(case):
                latest = accepted_at_latest(case, received)
                yield Open(
                    number, case.centre, latest, received, case.id, _version(case, RECEIPT_ANEW), is_accepted=False
                )


def ended() -> Iterator[Ended]:
    """All cases whose end may be objected to, decided or not, centre by centre."""
    for centre in policy.centres():
        for row in _rows(centre):
            if row["status"] in ENDED:
                case = casefile.load(row["id"])
                if case.ended_at and case.is_submitted and may_object(case, case.status):
                    version = _version(case, f"ENDED_{case.called(case.status)}")
                    yield Ended(case.number or case.id, case.centre, clock.day(case.ended_at), case.id, version)


def _version(case: CaseFile, *codes: str) -> str:
    """The policy by which was told what the last of these lines tells; empty where an earlier release did not keep it."""
    lines = sorted((event.at, event.values.get("policy", "")) for event in case.events.values() if event.code in codes)
    return lines[-1][1] if lines else ""


def _rows(centre: str) -> Iterator[Mapping[str, Any]]:
    cursor = None
    while True:
        rows, cursor = casefile.listing("centre", centre, cursor)
        yield from rows
        if not cursor:
            return


def _stored(case: CaseFile, grounds: Grounds) -> Stored:
    try:
        on = date.fromisoformat(grounds["decided_on"])
        findings, rules = known(case), judged_by(case, grounds["policy_version"], on)
    except (NoPolicy, KeyError):  # no such centre, or no such purchase kind, any more
        findings, rules = case.findings, None
    again = replay(grounds, case.decision or {}, case.application, findings, rules)
    paid = None
    if case.payment and case.payment.day and not case.payment.has_failed:
        paid = Paid(date.fromisoformat(case.payment.day), Decimal(case.payment.rate))
    return Stored(
        case.number or case.id, case.centre, case.application, findings, grounds, again, case.accepted_on, case.id, paid,
        counted_from(case) if case.accepted_on else None, case.received_on, case.status is Status.REFUSED or refused_by(case) is not None,
    )  # fmt: skip
