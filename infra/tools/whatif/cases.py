"""Every decided case of the case store, read for what-if: `chalicelib.whatif` takes cases, wherever they come from."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib import policy
from chalicelib.casework.answers import known
from chalicelib.casework.rules import judged_by
from chalicelib.domain.judging.grounds import Grounds
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.status import Status
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.whatif.stored import Paid, Stored, replay

_PAID = ("ordered", "paid")  # else the bank has no order, or the money came back
_UNDECIDED = {Status.DRAFT, Status.SUBMITTED}


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


def _stored(case: CaseFile, grounds: Grounds) -> Stored:
    try:
        on = date.fromisoformat(grounds["decided_on"])
        findings, rules = known(case), judged_by(case, grounds["policy_version"], on)
    except (NoPolicy, KeyError):  # no such centre, or no such purchase kind, any more
        findings, rules = case.findings, None
    again = replay(grounds, case.decision or {}, case.application, findings, rules)
    paid = None
    if case.payment and case.payment.status in _PAID and case.payment.on:
        paid = Paid(date.fromisoformat(case.payment.on), Decimal(case.payment.rate))
    return Stored(
        case.number or case.id, case.centre, case.application, findings, grounds, again, case.accepted_on, case.id, paid
    )
