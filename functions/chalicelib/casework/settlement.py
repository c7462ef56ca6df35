"""The bank's own word on a pay-out (放款通知): recorded first, once, then the road is told.

A word that contradicts the record moves nothing: it opens a dispute.
"""

from contextlib import suppress
from dataclasses import replace

from chalicelib import clock
from chalicelib.casework import disputes
from chalicelib.casework.payout import FAILED, OUTCOMES, SETTLED, settle
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.loan import Payment, PaymentNotice


def hear(case: CaseFile, type: str, serial: str, bank: str, paid_on: str = "") -> None:
    """Takes the bank's word on an order, and the day it paid where it says so. Safe to repeat. Raises `Contended` when the record moves at the same moment."""
    payment, outcome, notice = case.payment, OUTCOMES[type], _notice(case, type, serial, paid_on)
    ours = payment if payment and payment.serial == serial else None
    if ours and ours.is_ordered:
        settle(case, ours, outcome, Changes(payment_notice=notice) if notice else None, paid_on=paid_on)
    elif ours and ours.has_failed is (outcome == "failed"):
        if notice:
            casefile.amend(case, payment_notice=notice)
    else:
        _dispute(case, ours, bank, PaymentNotice(type, serial), notice)
        return
    resume(case, f"bank:{bank}")  # also when it was heard before: the telling of it may have been lost


def answered(case: CaseFile, type: str, serial: str, bank: str) -> None:
    """Takes what the bank has answered, asked by us. Against what a person has dismissed it is news once more: it was asked since."""
    notice = case.payment_notice
    if notice is None or not notice.dismissed_by or (notice.type, notice.serial) != (type, serial):
        hear(case, type, serial, bank)
        return
    said = PaymentNotice(type, serial, clock.stamp(), times=notice.times + 1, doubts=notice.doubts)
    _dispute(case, case.payment, bank, said, said)


def _notice(case: CaseFile, type: str, serial: str, paid_on: str) -> PaymentNotice | None:
    """What to keep of this word. That money has gone is not forgotten over a later failure, nor what a person has dismissed."""
    earlier = case.payment_notice
    if earlier and (earlier.type, earlier.serial) == (type, serial):
        return None
    if earlier and earlier.type == SETTLED and (type == FAILED or not earlier.dismissed_by):
        return None
    return PaymentNotice(type, serial, clock.stamp(), doubts=earlier.doubts if earlier else (), paid_on=paid_on)


def _dispute(
    case: CaseFile, ours: Payment | None, bank: str, said: PaymentNotice, notice: PaymentNotice | None
) -> None:
    """A person has to find out. Where money may have gone, that none goes out until then is written with their task: each dispute holds it."""
    code, about = _disputed(ours), disputes.about_payment(said)
    kept = notice or case.payment_notice
    if said.type != SETTLED or kept is None:
        if notice:
            casefile.amend(case, payment_notice=notice)
        disputes.open_task(case, code, bank, said.type, about)
        return
    if code == disputes.FOREIGN_SERIAL and disputes.are_too_many(case, code, bank, said.type, about):
        about = disputes.anew(case, code, bank, said.type, disputes.OTHERS)
    doubt = disputes.task_of(case, code, bank, said.type, about)
    held = Changes(payment_notice=replace(kept, doubts=[*kept.doubts, doubt]))
    as_read = Expect(unchanged=("payment", "payment_notice"))
    beside = None if doubt in kept.doubts else disputes.Beside(held, as_read)
    disputes.open_task(case, code, bank, said.type, about, beside)


def _disputed(ours: Payment | None) -> str:
    if ours is None:
        return disputes.FOREIGN_SERIAL
    return disputes.SETTLED_AFTER_FAILURE if ours.has_failed else disputes.FAILED_AFTER_SETTLEMENT


def resume(case: CaseFile, by: str) -> None:
    """A person who attends to the pay-out need not any more: the step runs again, and finds what became of it."""
    for wait in tasks.of_case(case.id):
        if wait.is_open and wait.kind == "attend" and wait.details.get("step") == "Disburse":
            with suppress(Contended):  # who attends to it was faster
                tasks.answer(wait.id, {"next": "retry"}, by)
