"""The service guide (办事指南) of a purchase kind at a centre: as data for any client, and as a page to read and print."""

from datetime import datetime, time, timedelta
from typing import Any

from chalicelib import clock, messages, policy
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.api.public.pages import PAGE, SHORTLY
from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.policy import NoPolicy, Policy


def guide(call: Call) -> Answer:
    """Every element of the matter, with conditions, materials, flow, limits and figures as they are enforced today."""
    return Answer(_guide(call), headers=SHORTLY)


def page(call: Call) -> Answer:
    """The same guide as one page of HTML, made for A4; it loads nothing from anywhere."""
    from chalicelib.documents import guide_page  # for this route alone

    return Answer(guide_page.page(_guide(call)), headers=PAGE)


def _guide(call: Call) -> dict[str, Any]:
    from chalicelib.domain import guide  # for these two routes alone

    try:
        rules = policy.in_force(call.query.get("centre", ""), clock.today())
    except NoPolicy:
        raise Problem("INVALID_REQUEST", [Defect("CENTRE_UNKNOWN", "centre")]) from None
    if call.path["kind"] not in rules.kinds:
        raise Problem("NOT_FOUND")
    return guide.guide(rules, call.path["kind"], policy.task_code(rules.centre), messages.text, _later(rules))


def _later(rules: Policy) -> list[Policy]:
    """The policies of the days on which what is handed in today, after hours at the latest, may be accepted and the law leaves fewer days than today."""
    calendar = Calendar(rules.arranged)
    received = calendar.received_on(datetime.combine(rules.on, time.max))
    last = limits.accepted_in_silence(rules, received, calendar)
    if limits.legal_days(policy.in_force(rules.centre, last)) >= limits.legal_days(rules):
        return []
    days = (policy.in_force(rules.centre, rules.on + timedelta(n)) for n in range(1, (last - rules.on).days + 1))
    return [one for one in days if limits.legal_days(one) < limits.legal_days(rules)]
