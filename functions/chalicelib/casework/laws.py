"""The law's own limit as lists show it (法定期限): worked out from the line of a case, today, so that no queue goes stale."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from chalicelib import clock, policy
from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.status import ENDED, Status

LINE = ("centre", "status", "received_on", "accepted_on", "reopened_on", "contract")  # what of a case it takes


NEAR = timedelta(days=1)  # how long before its last day something is about to be late
# What is lacking was told and nothing has come back, or the case is not taken in: nobody is late with it.
_STILL = (Status.CORRECTION, Status.NOT_ACCEPTED)


def law_by(line: Mapping[str, Any]) -> str | None:
    """The last day the law leaves for the decision; before acceptance, for telling what is lacking. None once there is a contract, or it has ended,
    and where nobody knows: a case of an earlier release that was not accepted, or a centre without a policy.
    """
    if (
        line.get("contract")
        or line.get("status") in ENDED
        or line.get("status") in _STILL
        and not line.get("accepted_on")
    ):
        return None
    try:
        last = _last(
            str(line["centre"]), *(_day(line.get(name)) for name in ("received_on", "accepted_on", "reopened_on"))
        )
    except NoPolicy:
        return None
    return last.isoformat() if last else None


def light(law: str | None, due_at: str) -> str:
    """黄灯、红灯: `red` once what is due, by the law or by what was promised, is past; `yellow` from the day before it on; else `green`."""
    last = min(filter(None, (law, clock.day(due_at).isoformat())))
    if last < clock.today().isoformat() or due_at < clock.in_china(clock.now()).isoformat():
        return "red"
    return "yellow" if last <= (clock.today() + NEAR).isoformat() else "green"


def _last(centre: str, received_on: date | None, accepted_on: date | None, reopened_on: date | None) -> date | None:
    today = clock.today()
    if accepted_on is None and received_on is not None:
        rules, calendar = policy.in_force(centre, received_on), Calendar(policy.in_force(centre, today).arranged)
        silent = limits.accepted_in_silence(rules, received_on, calendar)
        if silent > today:
            return limits.told_by(rules, received_on, calendar).on
        accepted_on = silent
    if accepted_on is None:
        return None
    return limits.law(policy.in_force(centre, max(accepted_on, reopened_on or accepted_on))).by


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
