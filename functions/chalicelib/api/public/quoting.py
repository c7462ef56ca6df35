"""Quotes (试算): may we borrow, how much, what would it cost, what would change it; before anyone logs in. Nothing is kept."""

from chalicelib import clock, policy
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.domain.policy import NoPolicy


def quote(call: Call) -> Answer:
    """What the rules of a decision make of the household and home described, and what a change would do.

    Judged by the policy in force today at that centre, exactly as an application with the same facts would be.
    """
    # With the rules and the models, which this route alone needs.
    from chalicelib.api.public import quote_defects, quoted, quotes
    from chalicelib.domain.quote import quote as answer

    body, today = call.body, clock.today()
    try:
        rules = policy.in_force(body.centre, today)
    except NoPolicy:
        raise Problem("INVALID_REQUEST", [Defect("CENTRE_UNKNOWN", "/centre")]) from None
    if wrong := quote_defects.defects(body, rules, today):
        raise Problem("INVALID_REQUEST", wrong)
    return Answer(quoted.shown(answer(quotes.asked(body, rules), rules, today), body))
