"""Every decided case of the case store, read for what-if: `chalicelib.whatif` takes cases, wherever they come from."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib import policy
from chalicelib.casework.answers import known
from chalicelib.casework.rules import accepted_at_latest, counted_from, is_declined, judged_by
from chalicelib.domain.judging.grounds import Grounds
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.status import ENDED, Status
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.whatif.late import Open
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
            if counted and not case.contract:
                yield Open(case.number or case.id, case.centre, counted, counted, case.id)
            elif received and not case.accepted_on and not is_declined(case):
                yield Open(case.number or case.id, case.centre, accepted_at_latest(case, received), received, case.id)


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
        case.number or case.id, case.centre, case.application, findings, grounds, again, case.accepted_on, case.id, paid
    )
