"""What becomes of the pay-out (放款结果): written once, whoever learns of it."""

from dataclasses import replace
from typing import Literal

from chalicelib import clock
from chalicelib.casework.present import present
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.loan import Payment

Outcome = Literal["paid", "failed"]
SETTLED, FAILED = "payment.settled", "payment.failed"
OUTCOMES: dict[str, Outcome] = {SETTLED: "paid", FAILED: "failed"}


def heard(case: CaseFile) -> Outcome | None:
    """What the bank has told of the order in hand; None while it has not. A word older than the order is not about it."""
    notice, payment = case.payment_notice, case.payment
    if notice is None or payment is None or notice.dismissed_by or notice.serial not in (None, payment.serial):
        return None
    ordered = case.events.get("PAYMENT_ORDERED")
    if ordered and notice.at and notice.at < ordered.at:
        return None
    return OUTCOMES[notice.type]


def settle(
    case: CaseFile,
    payment: Payment,
    outcome: Outcome,
    noticed: Changes | None = None,
    *,
    paid_on: str = "",
    receipt: str = "",
) -> None:
    """Writes what became of an order, once, and on what day and under which number the bank says it paid. Raises `Contended` when somebody else has."""
    settled = replace(payment, status=outcome, settled_at=clock.stamp(), receipt=receipt)
    told, changes = [casefile.event(f"PAYMENT_{outcome.upper()}")], (noticed or Changes()) | Changes(payment=settled)
    if paid_on and outcome == "paid":
        from chalicelib.casework import pay_day  # prices by the policy, which a failure has no need of

        if pay_day.may_be(case, paid_on):  # another day is asked about once the money is written down as gone
            changes |= Changes(payment=pay_day.paid_on(case, settled, paid_on))
            told += pay_day.told(case, present(changes["payment"], "payment"))
    casefile.amend(case, *told, expect=Expect(unchanged=("payment",)), **changes)
