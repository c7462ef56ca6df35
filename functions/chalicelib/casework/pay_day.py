"""The day the money moved (放款日): only the bank knows it, and it prices the loan (docs/domain.md 2.2)."""

from dataclasses import replace
from datetime import date

from chalicelib import clock, policy
from chalicelib.casework.present import present
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.loan import Payment


def rate_on(case: CaseFile, day: date) -> str:
    """The rate in force for this loan on a day, annual percent, whatever stood in the contract or in an order of another day."""
    decision = present(case.decision, "decision")
    return str(policy.in_force(case.centre, day).rate(decision["homes"], int(decision["months"]), day))


def may_be(case: CaseFile, day: str) -> bool:
    """Whether the bank can have paid on that day: not before it had its order, and not on a day that has not come."""
    ordered = case.events.get("PAYMENT_ORDERED")
    first = clock.day(ordered.at) if ordered else date.fromisoformat(present(case.payment, "payment").on)
    return first <= date.fromisoformat(day) <= clock.today()


def paid_on(case: CaseFile, payment: Payment, day: str) -> Payment:
    """The order as it was paid on that day: interest runs from then, at the rate of then."""
    return replace(payment, paid_on=day, rate=rate_on(case, date.fromisoformat(day)))


def told(case: CaseFile, paid: Payment) -> list[casefile.Told]:
    """What everybody is told where the money went at another rate than it was ordered at."""
    ordered = present(case.payment, "payment")
    if paid.rate == ordered.rate:
        return []
    return [casefile.event("PAYMENT_REPRICED", on=paid.paid_on, ordered=ordered.rate, rate=paid.rate)]


def learn(case: CaseFile, day: str, receipt: str = "") -> None:
    """Takes the day of a payment that was told without it, as the bank has said it since, and the bank's own number. A bank that does not say has paid when we first
    heard of it: no interest runs before the money has surely gone.
    """
    payment = present(case.payment, "payment")
    paid = replace(paid_on(case, payment, day or _heard(case, payment)), receipt=receipt or payment.receipt)
    casefile.amend(case, *told(case, paid), expect=Expect(unchanged=("payment",)), payment=paid)


def _heard(case: CaseFile, payment: Payment) -> str:
    """The day on which the bank first told that the money has gone."""
    notice = case.payment_notice
    if notice and notice.type == "payment.settled" and notice.serial == payment.serial and notice.at:
        return notice.paid_on if notice.paid_on and may_be(case, notice.paid_on) else clock.day(notice.at).isoformat()
    return clock.day(present(payment.settled_at, "moment")).isoformat()
