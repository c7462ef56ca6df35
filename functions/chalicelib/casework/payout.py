"""What becomes of the pay-out (放款结果), whether the bank was asked or told us: recorded first, once, then the road is told.

A word that contradicts the record moves nothing: it opens a dispute.
"""

from contextlib import suppress
from dataclasses import replace
from typing import Literal

from chalicelib import clock
from chalicelib.casework import disputes
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Payment, PaymentNotice

Outcome = Literal["paid", "failed"]
SETTLED, FAILED = "payment.settled", "payment.failed"
OUTCOMES: dict[str, Outcome] = {SETTLED: "paid", FAILED: "failed"}


def hear(case: CaseFile, type: str, serial: str, bank: str) -> None:
    """Takes the bank's word on an order. Safe to repeat. Raises `Contended` when the record moves at the same moment."""
    payment, outcome, noticed = case.payment, OUTCOMES[type], _noticed(case, type, serial)
    ours = payment if payment and payment.serial == serial else None
    if ours and ours.is_ordered:
        settle(case, ours, outcome, noticed)
    elif noticed:
        casefile.amend(case, **noticed)
    if ours and (ours.is_ordered or ours.status == outcome):
        _resume(case, bank)  # also when it was heard before: the telling of it may have been lost
    else:
        disputes.open_task(case, _disputed(ours), bank, type, serial)


def heard(case: CaseFile) -> Outcome | None:
    """What the bank has told of the order in hand; None while it has not."""
    notice, payment = case.payment_notice, case.payment
    if notice is None or payment is None or notice.dismissed_by or notice.serial not in (None, payment.serial):
        return None
    return OUTCOMES[notice.type]


def settle(case: CaseFile, payment: Payment, outcome: Outcome, noticed: Changes | None = None) -> None:
    """Writes what became of an order, once. Raises `Contended` when somebody else has."""
    settled = replace(payment, status=outcome, settled_at=clock.stamp())
    told, changes = casefile.event(f"PAYMENT_{outcome.upper()}"), (noticed or Changes()) | Changes(payment=settled)
    casefile.amend(case, told, expect=Expect(unchanged=("payment",)), **changes)


def _noticed(case: CaseFile, type: str, serial: str) -> Changes:
    """What to keep of this word. That money has gone is not forgotten over a later failure, nor what a person has dismissed."""
    known = case.payment_notice
    if known and (known.type, known.serial) == (type, serial):
        return Changes()
    if known and known.type == SETTLED and (type == FAILED or not known.dismissed_by):
        return Changes()
    return Changes(payment_notice=PaymentNotice(type, serial, clock.stamp()))


def _disputed(ours: Payment | None) -> str:
    if ours is None:
        return disputes.FOREIGN_SERIAL
    return disputes.SETTLED_AFTER_FAILURE if ours.has_failed else disputes.FAILED_AFTER_SETTLEMENT


def _resume(case: CaseFile, bank: str) -> None:
    """A person who attends to the pay-out need not any more: the step runs again, and finds what the bank has said."""
    for wait in tasks.of_case(case.id):
        if wait.is_open and wait.kind == "attend" and wait.details.get("step") == "Disburse":
            with suppress(Contended):  # who attends to it was faster
                tasks.answer(wait.id, {"next": "retry"}, f"bank:{bank}")
