"""The bank's word on the money of its part of a combination (商业部分放款): that its condition is met, that it has paid, that it has not.

The bank is the master of its own money: that it has paid, or that nothing was paid after all, is taken as it says, by its own reference,
also before there is an offer and after the end. Whether its condition is met and it was paid as planned is ours to see.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import cast

from chalicelib import clock
from chalicelib.casework import disputes, part_plan
from chalicelib.casework.present import present
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.bank_part import BankPart, PaidOut, is_open
from chalicelib.records.casefile import CaseFile, Changes, Expect, Told
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
        told = casefile.event("BANK_PART_READY", _key(filing))
        if condition == REGISTERED:
            casefile.amend(case, told, expect=_AS_READ, bank_part=met)
        else:  # no agency is asked about it
            _with_task(case, met, disputes.BANK_PART_UNPROVEN, READY, filing, told)


def settled(case: CaseFile, said: Said, bank: str, *, asked: bool = False) -> None:
    """It has paid. More than was offered, otherwise than planned, or against what it has said before, and a person has to know.

    `asked`: it has answered so, which is news once more of what a person has cleared up.
    """
    part, reference = case.bank_part or BankPart(), said.get("reference") or ""
    place = _place(part, reference)
    known = part.pay_outs.get(place)
    told = _heard(case, part, known, said, asked)
    if place == OTHERS:
        told = {**told, "status": "astray"}
    if _without_time(told) == _without_time(known):
        taken_up(case)
        return
    paid = replace(part, pay_outs={**part.pay_outs, place: told})
    if told["status"] == "failed":
        _doubted(case, paid, place, SETTLED)
    elif paid.status == "astray":
        about = place if told["status"] == "astray" else [*paid.out][-1]
        _doubted(case, paid, about, SETTLED, casefile.event("BANK_PART_ASTRAY", place))
    else:
        casefile.amend(case, casefile.event("BANK_PART_PAID", place), expect=_AS_READ, bank_part=paid)


def failed(case: CaseFile, said: Said, bank: str, *, since_ready: bool = False) -> None:
    """Nothing was paid under that reference, or it has come back (退汇、冲正). A person has to know, whatever has become of ours.

    `since_ready`: by the bank's own order of its words it could have paid before, whichever of them reached us first.
    """
    part, reference = case.bank_part or BankPart(), said.get("reference") or ""
    place = _place(part, reference)
    known = part.pay_outs.get(place)
    if place == OTHERS:
        disputes.open_task(case, disputes.BANK_PART_FAILED, bank, FAILED, place)
        return
    if known and known["status"] == "failed":
        if since_ready and is_open(known) and known["at"] < part.ready_at:
            late: PaidOut = {**known, "at": clock.stamp()}
            part = replace(part, pay_outs={**part.pay_outs, place: late})
            casefile.amend(case, expect=_AS_READ, bank_part=part)
        taken_up(casefile.load(case.id))
        return
    gone = PaidOut(status="failed", amount="", account="", at="")
    gone = {**(_uncleared(known) if known else gone), "status": "failed", "at": clock.stamp()}
    if known and "contradicted" in known:  # which of its words was true is still a person's to find out
        gone = {**gone, "contradicted": known["contradicted"]}
    back = replace(part, pay_outs={**part.pay_outs, place: gone})
    _doubted(case, back, place, FAILED, casefile.event("BANK_PART_FAILED", place))


def unproven(case: CaseFile) -> CaseFile:
    """The registry's book does not show the number the bank has named as its mortgage's: its condition is not met by our record, what it
    has paid went astray, whatever a person has cleared up of it before, and a person finds out."""
    part = present(case.bank_part, "bank's part")
    for reference, one in part.out.items():
        if one["status"] == "paid" or not is_open(one):
            part = present(case.bank_part, "bank's part")
            astray: PaidOut = {**_uncleared(one), "status": "astray"}
            outs = {**part.pay_outs, reference: astray}
            _doubted(case, replace(part, pay_outs=outs), reference, SETTLED)
            case = casefile.load(case.id)
    part = present(case.bank_part, "bank's part")
    told = casefile.event("BANK_PART_UNPROVEN", _key(part.filing))
    stands = replace(part, condition="", filing="")  # the last: until then the book is asked again
    _with_task(case, stands, disputes.BANK_PART_OTHER_CONDITION, READY, part.filing, told)
    return casefile.load(case.id)


def taken_up(case: CaseFile) -> bool:
    """Whether somebody had to be told of what holds ours up, as nobody had it to find out: of earlier releases, which wrote down no task
    with it, or more money out than was offered, which no word of a person mends. Safe to repeat."""
    held = case.bank_part.held if case.bank_part else []
    being_found_out = {task.id for task in tasks.of_case(case.id) if task.is_open} if held else set()
    left = []
    for reference in held:
        part = present(case.bank_part, "bank's part")
        one = part.pay_outs[reference]
        if being_found_out.isdisjoint(one.get("doubts", ())):
            nobodys: PaidOut = {**one, "doubts": []}
            part = replace(part, pay_outs={**part.pay_outs, reference: nobodys})
            _doubted(case, part, reference, FAILED if one["status"] == "failed" else SETTLED)
            case = casefile.load(case.id)
            left.append(reference)
    return bool(left)


def _doubted(case: CaseFile, part: BankPart, reference: str, said: str, *told: Told) -> None:
    """Writes the part down with a task over one of its pay-outs, which keeps it, or neither is written."""
    one = part.pay_outs[reference]
    code = disputes.BANK_PART_FAILED if one["status"] == "failed" else disputes.BANK_PART_ASTRAY
    bank, doubts = present(case.contract, "contract").bank, [*one.get("doubts", ())]
    about = disputes.anew(case, code, bank, said, reference, doubts)
    doubts.append(disputes.task_of(case, code, bank, said, about))
    doubted: PaidOut = {**one, "doubts": doubts}
    doubted.pop("cleared_by", None)
    held = replace(part, pay_outs={**part.pay_outs, reference: doubted})
    disputes.open_task(case, code, bank, said, about, disputes.Beside(Changes(bank_part=held), _AS_READ, told))


def _with_task(case: CaseFile, part: BankPart, code: str, said: str, about: str, told: Told) -> None:
    """Writes the part down with a task about it, or neither is written."""
    bank = present(case.contract, "contract").bank
    beside = disputes.Beside(Changes(bank_part=part), _AS_READ, (told,))
    disputes.open_task(case, code, bank, said, disputes.anew(case, code, bank, said, about), beside)


def _heard(case: CaseFile, part: BankPart, known: PaidOut | None, said: Said, asked: bool) -> PaidOut:
    """One pay-out as it is now known. What the bank said of it before and what it says now have to agree: else it stays astray, or failed."""
    amount, account = said.get("amount") or "", masking.account(said.get("account") or "")
    if known is None:
        is_planned = _is_as_planned(case, part, said)
        return PaidOut(status="paid" if is_planned else "astray", amount=amount, account=account, at=clock.stamp())
    differs = (known["amount"] or amount, known["account"] or account) != (amount, account)
    if known["status"] == "failed":
        if "contradicted" in known and (is_open(known) or not asked):
            return known
        gone = {"amount": known["amount"] or amount, "account": known["account"] or account}
        return cast("PaidOut", {**_uncleared(known), **gone, "contradicted": clock.stamp()})
    if differs and "contradicted" not in known:
        return {**_uncleared(known), "status": "astray", "contradicted": clock.stamp()}
    if "contradicted" in known or known["status"] == "paid" or not _is_as_planned(case, part, said):
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
    kept = ("status", "amount", "account", "at", "doubts")
    return cast("PaidOut", {name: value for name, value in one.items() if name in kept})


def _without_time(one: PaidOut | None) -> Mapping[str, object]:
    return {name: value for name, value in (one or {}).items() if name != "at"}


def _key(filing: str) -> str:
    """What tells the lines of two filings apart: the number itself may be anything."""
    return hashlib.sha256(filing.encode()).hexdigest()[:8]
