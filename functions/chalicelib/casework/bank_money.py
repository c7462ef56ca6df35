"""The bank's word on the money of its part of a combination (商业部分放款): that its condition is met, that it has paid, that it has not.

The bank is the master of its own money: that it has paid, or that nothing was paid after all, is taken as it says, by its own reference,
also before there is an offer and after the end. Whether its condition is met and it was paid as planned is ours to see.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from chalicelib import clock
from chalicelib.casework import disputes, part_plan
from chalicelib.errors import Contended
from chalicelib.records import casefile
from chalicelib.records.bank_part import BankPart, PaidOut
from chalicelib.records.casefile import CaseFile, Expect, Told
from chalicelib.trust import masking

READY, SETTLED, FAILED = "bank_part.ready", "bank_part.settled", "bank_part.failed"
REGISTERED = "mortgage_registered"
MOST = 20  # references told apart; what comes besides is one more, which only its bank and we together clear up
OTHERS = "…"
Said = Mapping[str, str | None]
_AS_READ = Expect(unchanged=("bank_part",))


def ready(case: CaseFile, said: Said, bank: str) -> None:
    """Its condition is met. That is taken only where it is the plan's, and of a mortgage behind ours only once ours is proven: whether the
    number is the bank's, the registry's book says before money follows it (casework/two_pay_outs.py). Of another a person looks.

    Raises `Contended` while the registry has ours in hand: the bank's word has overtaken its, and is told again.
    """
    part, condition, filing = case.bank_part or BankPart(), said.get("condition") or "", said.get("filing_number") or ""
    plan = part_plan.way_of(case)
    if case.contract and case.contract.voided_at:
        disputes.open_task(case, disputes.BANK_PART_VOID, bank, READY, filing)
        return
    if (part.condition, part.filing) != (condition, filing):
        fits = part.number and plan and plan.condition == condition and not case.unsigned
        if fits and condition == REGISTERED and case.mortgage and case.mortgage.may_change:
            raise Contended(case.id)
        if not fits or (condition == REGISTERED and not (case.mortgage and case.mortgage.is_proven)):
            disputes.open_task(case, disputes.BANK_PART_OTHER_CONDITION, bank, READY, condition)
            return
        at = part.ready_at or clock.stamp()  # what failed since stays failed under another number
        met = replace(part, condition=condition, filing=filing, ready_at=at, proven_at="")
        case = _write(case, met, casefile.event("BANK_PART_READY", _key(filing)))
    if condition != REGISTERED:  # no agency is asked about it
        disputes.open_task(case, disputes.BANK_PART_UNPROVEN, bank, READY, filing)


def settled(case: CaseFile, said: Said, bank: str) -> None:
    """It has paid. More than was offered, or otherwise than planned, and a person has to know."""
    part, reference = case.bank_part or BankPart(), said.get("reference") or ""
    place = _place(part, reference)
    known = part.pay_outs.get(place)
    if known and known["status"] == "failed":  # told late: what it said of that pay-out last stands
        disputes.open_task(case, disputes.BANK_PART_FAILED, bank, SETTLED, place)
        return
    told = _heard(case, part, known, said)
    if place == OTHERS:
        told = {**told, "status": "astray"}
    if _without_time(told) != _without_time(known):
        paid = replace(part, pay_outs={**part.pay_outs, place: told})
        astray, as_planned = casefile.event("BANK_PART_ASTRAY", place), casefile.event("BANK_PART_PAID", place)
        case = _write(case, paid, astray if paid.status == "astray" else as_planned)
    part = case.bank_part or part
    if part.status == "astray":
        about = place if told["status"] == "astray" else list(part.out)[-1]
        disputes.open_task(case, disputes.BANK_PART_ASTRAY, bank, SETTLED, about)


def failed(case: CaseFile, said: Said, bank: str) -> None:
    """Nothing was paid under that reference, or it has come back (退汇、冲正). A person has to know, whatever has become of ours."""
    part, reference = case.bank_part or BankPart(), said.get("reference") or ""
    place = _place(part, reference)
    known = part.pay_outs.get(place)
    if place != OTHERS and not (known and known["status"] == "failed"):
        amount, account = (known["amount"], known["account"]) if known else ("", "")
        gone = PaidOut(status="failed", amount=amount, account=account, at=clock.stamp())
        back = replace(part, pay_outs={**part.pay_outs, place: gone})
        case = _write(case, back, casefile.event("BANK_PART_FAILED", place))
    disputes.open_task(case, disputes.BANK_PART_FAILED, bank, FAILED, place)


def unproven(case: CaseFile, bank: str) -> CaseFile:
    """The registry's book does not show the number the bank has named as its mortgage's: its condition is not met by our record, what it
    has paid went astray, and a person finds out."""
    part = case.bank_part
    assert part, "there is a number to prove"
    outs: dict[str, PaidOut] = {
        reference: {**one, "status": "astray"} if one["status"] == "paid" else one
        for reference, one in part.pay_outs.items()
    }
    stands = replace(part, condition="", filing="", pay_outs=outs)
    case = _write(case, stands, casefile.event("BANK_PART_UNPROVEN", _key(part.filing)))
    disputes.open_task(case, disputes.BANK_PART_OTHER_CONDITION, bank, READY, part.filing)
    for reference, one in outs.items():
        if one["status"] == "astray":
            disputes.open_task(case, disputes.BANK_PART_ASTRAY, bank, SETTLED, reference)
    return case


def _heard(case: CaseFile, part: BankPart, known: PaidOut | None, said: Said) -> PaidOut:
    """One pay-out as it is now known. What the bank said of it before and what it says now have to agree: else it stays astray."""
    amount, account = said.get("amount") or "", masking.account(said.get("account") or "")
    if known is None:
        is_planned = _is_as_planned(case, part, said)
        return PaidOut(status="paid" if is_planned else "astray", amount=amount, account=account, at=clock.stamp())
    differs = (known["amount"] or amount, known["account"] or account) != (amount, account)
    if differs and "contradicted" not in known:
        return {**_uncleared(known), "status": "astray", "contradicted": clock.stamp()}
    if differs or "contradicted" in known or known["status"] == "paid" or not _is_as_planned(case, part, said):
        return known
    return {**known, "status": "paid", "amount": amount, "account": account}


def _is_as_planned(case: CaseFile, part: BankPart, said: Said) -> bool:
    """Whether the bank has paid the amount of its contract, its condition met, to the account the plan says."""
    plan, account = part_plan.way_of(case), part_plan.account_of(case)
    if plan is None or plan.condition != part.condition or case.contract is None or case.is_leaving or not part.number:
        return False
    return (
        Decimal(said.get("amount") or 0) == Decimal(part.amount) and account is not None and said["account"] == account
    )


def _place(part: BankPart, reference: str) -> str:
    return reference if reference in part.pay_outs or len(part.pay_outs) < MOST else OTHERS


def _uncleared(one: PaidOut) -> PaidOut:
    return PaidOut(status=one["status"], amount=one["amount"], account=one["account"], at=one["at"])


def _without_time(one: PaidOut | None) -> Mapping[str, object]:
    return {name: value for name, value in (one or {}).items() if name != "at"}


def _write(case: CaseFile, part: BankPart, told: Told) -> CaseFile:
    casefile.amend(case, told, expect=_AS_READ, bank_part=part)
    return casefile.load(case.id)


def _key(filing: str) -> str:
    """What tells the lines of two filings apart: the number itself may be anything."""
    return hashlib.sha256(filing.encode()).hexdigest()[:8]
