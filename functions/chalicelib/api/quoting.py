"""Quotes (试算): instalment and interest by the dated rate table, before anyone logs in. Nothing is kept."""

from decimal import Decimal

from chalicelib import clock, policy
from chalicelib.api.problem import Defect, Problem
from chalicelib.api.route import Answer, Call
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.schedule import schedule


def quote(call: Call) -> Answer:
    """The first and last payment, the total interest, and the smallest down payment if a price is given."""
    asked, today = call.body, clock.today()
    try:
        rules = policy.in_force(asked.centre, today)
    except NoPolicy:
        raise Problem("INVALID_REQUEST", [Defect("CENTRE_UNKNOWN", "/centre")]) from None
    amount = Decimal(asked.amount)
    wrong = [
        *([Defect("OUT_OF_RANGE", "/amount")] if amount <= 0 else []),
        *([Defect("OUT_OF_RANGE", "/months")] if asked.months > rules.max_months else []),
    ]
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    rate = rules.rate(asked.homes, asked.months, today)
    plan = schedule(amount, rate, asked.months, asked.method)
    share = rules.down_payment[asked.homes]
    return Answer(
        {
            "centre": rules.centre, "policy": rules.version, "unverified": list(rules.unverified), "rate": str(rate),
            "months": asked.months, "method": asked.method, "amount": str(plan.principal),
            "first_payment": str(plan.rows[0].payment), "last_payment": str(plan.rows[-1].payment),
            "total_interest": str(plan.total_interest), "down_payment_share": str(share),
            "down_payment": str((Decimal(asked.price) * share).quantize(Decimal("0.01"))) if asked.price else None,
        }
    )  # fmt: skip
