"""What runs out (到期预警): the days the calendar knows, and the certificates of the seals."""

from typing import Any

from chalicelib import clock, policy
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import horizon


def calendar(call: Call) -> Answer:
    """How many days ahead working days are known; below `warn_below` the next year's arrangement has to be put in."""
    days = horizon.days_known(policy.shipped(), clock.today())
    return Answer({"days_known": days, "warn_below": horizon.WARN_BELOW, "warning": days < horizon.WARN_BELOW})


def seals(call: Call) -> Answer:
    """For how long each centre can seal its papers; below `warn_below` another certificate has to be had."""
    rows = [_seal(centre, name) for centre, name in policy.centres().items()]
    limits = {"warn_below": horizon.SEAL_WARN_BELOW, "urgent_below": horizon.SEAL_URGENT_BELOW}
    return Answer({"items": rows, **limits, "warning": any(row["warning"] for row in rows)})


def _seal(centre: str, name: str) -> dict[str, Any]:
    until, days = horizon.seal_ends(centre), horizon.seal_days([centre], clock.today())
    said = {"until": until.isoformat() if until else None, "days_left": days}
    return {"centre": centre, "name": name, **said, "warning": days < horizon.SEAL_WARN_BELOW}
