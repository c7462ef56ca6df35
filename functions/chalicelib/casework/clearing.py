"""Clearing up a dispute (争议处理): what changes of the record once a person has found out that it holds, or two that it does not."""

from dataclasses import replace
from typing import NamedTuple

from chalicelib import clock
from chalicelib.casework import denied, disputes, late_law
from chalicelib.casework.payout import FAILED, SETTLED
from chalicelib.records import casefile, tasks
from chalicelib.records.bank_part import BankPart, PaidOut
from chalicelib.records.casefile import CaseFile, Changes, Told
from chalicelib.records.presences import Presence
from chalicelib.records.tasks import Task

# Money may have gone: `CaseFile.payment_is_disputed`.
_HOLDING_UP = (disputes.FOREIGN_SERIAL, disputes.SETTLED_AFTER_FAILURE)


def resolved(case: CaseFile, task: Task, who: str) -> Changes:
    """What changes once a person has cleared up that our record holds: a word of a partner, or a denial, that held the money up does
    not any more."""
    if form := _denied_form(case, task):
        return denied.resolved(case, form, who)
    if case.mortgage and task.id in case.mortgage.doubts and not case.ended:
        doubts = [doubt for doubt in case.mortgage.doubts if doubt != task.id]
        return Changes(mortgage=replace(case.mortgage, doubts=doubts))
    if part := _cleared(case, task, who):
        return Changes(bank_part=part)
    return _let_go(case, task, who)


def _let_go(case: CaseFile, task: Task, who: str) -> Changes:
    """The word on the pay-out without that dispute: the money is held while any other is open."""
    notice, contract = case.payment_notice, case.contract
    if notice is None or contract is None or not case.payment_is_disputed:
        return Changes()
    of_it = [
        disputes.task_of(case, code, contract.bank, notice.type, disputes.about_payment(notice)) for code in _HOLDING_UP
    ]
    if task.id not in (*of_it, *notice.doubts):
        return Changes()
    doubts = [one for one in dict.fromkeys((*notice.doubts, *_unwritten(case))) if one != task.id]
    is_dismissed = task.id in of_it or not doubts  # the last may stand for many words (disputes.OTHERS)
    return Changes(
        payment_notice=replace(notice, doubts=doubts, dismissed_by=who if is_dismissed else notice.dismissed_by)
    )


def _unwritten(case: CaseFile) -> list[str]:
    """The open disputes over money that may have gone. Releases that kept the first word alone wrote down none of them."""
    decided = [review.task for review in case.reviews]
    return [
        one.id
        for one in tasks.of_case(case.id)
        if one.kind == disputes.KIND and one.is_open and one.id not in decided
        and one.details.get("said") == SETTLED and one.details["codes"][0] in _HOLDING_UP
    ]  # fmt: skip


def _cleared(case: CaseFile, task: Task, who: str) -> BankPart | None:
    """The bank's part with the pay-out cleared up that a task is about; None where it is about none, or what it said is not so any more."""
    part, contract = case.bank_part, case.contract
    if part is None or contract is None:
        return None
    if any(task.id in one.get("doubts", ()) for one in part.pay_outs.values()):
        return replace(
            part, pay_outs={reference: _without(one, task.id, who) for reference, one in part.pay_outs.items()}
        )
    for reference, one in part.pay_outs.items():  # of earlier releases, which wrote down no doubts
        if one.get("doubts"):
            continue
        has_failed = one["status"] == "failed"
        code, said = (
            (disputes.BANK_PART_FAILED, ("failed", "settled"))
            if has_failed
            else (disputes.BANK_PART_ASTRAY, ("settled",))
        )
        if task.id in [disputes.task_of(case, code, contract.bank, f"bank_part.{word}", reference) for word in said]:
            cleared: PaidOut = {**one, "cleared_by": who}
            return replace(part, pay_outs={**part.pay_outs, reference: cleared})
    return None


def _without(one: PaidOut, doubt: str, who: str) -> PaidOut:
    if doubt not in one.get("doubts", ()):
        return one
    left: PaidOut = {**one, "doubts": [other for other in one.get("doubts", ()) if other != doubt]}
    return left if left.get("doubts") else {**left, "cleared_by": who}


class Corrected(NamedTuple):
    """What follows where the partner is right: how the record is put right, and the line that tells the parties."""

    changes: Changes
    told: Told


def may_be_upheld(case: CaseFile, task: Task) -> bool:
    """Whether anything follows here where the record is not right; else it is put right outside, and the dispute is resolved then."""
    return late_law.is_one(task) or upheld(case, task) is not None


def upheld(case: CaseFile, task: Task) -> Corrected | None:
    """What changes once a person has found out that who says so is right: of a denied form (casework/denied.py), or of our one order. An order of which the bank had said that
    nothing was paid is paid, and the road goes on to its papers. One that was paid and taken back (退汇、冲正) is not paid: a case
    still on the road stops before its papers, of one that has ended it is written down. A pay-out of the bank's part of which it had said
    the same is paid. Law learnt late: casework/late_law.py. None where nothing follows from it here."""
    if law := late_law.upheld(case, task):
        return Corrected(*law)
    if form := _denied_form(case, task):
        from chalicelib.messages import act_code, party_code  # few denials are upheld

        told = casefile.event("DENIAL_UPHELD", form.id, party=party_code(form.person), act=act_code(form.act or ""))
        return Corrected(denied.upheld(case, form, task.claimed_by or task.id), told)
    if case.bank_part and task.details.get("said") == "bank_part.settled":
        return _paid_after_all(case.bank_part, task)
    payment, contract = case.payment, case.contract
    if payment is None or contract is None or case.is_undone:
        return None
    notice = case.payment_notice
    about = disputes.about_payment(notice) if notice and notice.serial == payment.serial else payment.serial
    if task.id == disputes.task_of(case, disputes.SETTLED_AFTER_FAILURE, contract.bank, SETTLED, about):
        # Back onto the road.
        paid = Changes(payment=replace(payment, status="paid", settled_at=clock.stamp()), leaving="")
        if notice and task.id in notice.doubts:
            paid["payment_notice"] = replace(notice, doubts=[one for one in notice.doubts if one != task.id])
        return Corrected(paid, casefile.event("PAYMENT_PAID")) if payment.has_failed and not case.ended else None
    if task.id == disputes.task_of(case, disputes.FAILED_AFTER_SETTLEMENT, contract.bank, FAILED, payment.serial):
        taken_back = Changes(payment=replace(payment, status="overturned"))
        if notice and notice.type == SETTLED:  # it was so, and is not any more
            taken_back |= Changes(payment_notice=replace(notice, dismissed_by=task.claimed_by or task.id))
        return None if payment.has_failed else Corrected(taken_back, casefile.event("PAYMENT_OVERTURNED"))
    return None


def _paid_after_all(part: BankPart, task: Task) -> Corrected | None:
    """The bank's part with the pay-out paid of which it had said that nothing was."""
    for reference, one in part.pay_outs.items():
        if one["status"] == "failed" and task.id in one.get("doubts", ()):
            paid: PaidOut = {**one, "status": "paid", "doubts": [], "cleared_by": task.claimed_by or task.id}
            kept = replace(part, pay_outs={**part.pay_outs, reference: paid})
            return Corrected(Changes(bank_part=kept), casefile.event("BANK_PART_PAID", reference))
    return None


def _denied_form(case: CaseFile, task: Task) -> Presence | None:
    """The form signed by hand of whose denial a task is, if it is of one."""
    return next(
        (one for one in case.presences if denied.is_denied(one) and task.id == disputes.of_denial(case, one)), None
    )
