"""Refused attempts (被拒绝的尝试): what operations look at when somebody tries doors."""

import json
from datetime import date

from chalicelib import clock
from chalicelib.api.http import paging
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.records import attempts

QUERY = ("day", "cursor")
_PAGE = 50
_NAMES = ("at", "audience", "operator", "person", "centre", "channel", "session", "route", "code", "about", "more")


def listed(call: Call) -> Answer:
    """One page of a day's refused attempts, the latest first; today's where no `day` is given."""
    day = _day(call)
    start = paging.opened(call.query.get("cursor"), {"day": day, "before": None})
    found = attempts.of_day(day, paging.before(start), _PAGE)
    following = {"day": {"S": day}, "before": {"S": str(found[-1]["number"])}} if len(found) == _PAGE else None
    items = [{name: one[name] for name in _NAMES} for one in found]
    return Answer({"day": day, "items": items, "cursor": paging.cursor(json.dumps(following) if following else None)})


def _day(call: Call) -> str:
    given = call.query.get("day", clock.today().isoformat())
    try:
        if date.fromisoformat(given).isoformat() == given:
            return given
    except ValueError:
        pass
    raise Problem("INVALID_REQUEST", [Defect("DAY_INVALID", "day")])
