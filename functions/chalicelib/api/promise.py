"""The promise (承诺时限): within how many working days a decision is promised, how many are used, and when it is due.

The clock starts when the case counts as received, stands still in correction (补正), and stops with the decision: waiting
for people to sign comes after it.
"""

from datetime import date, datetime
from typing import Any

from chalicelib import clock, policy
from chalicelib.domain.calendar import Calendar, Pause, UnknownYear
from chalicelib.messages import text
from chalicelib.records.casefile import CaseFile


def promise(case: CaseFile) -> dict[str, Any] | None:
    """What is shown of it; None before acceptance, and in a year whose holidays nobody knows yet."""
    if not case.get("accepted_on"):
        return None
    rules = policy.in_force(case["centre"], date.fromisoformat(case["accepted_on"]))
    calendar, days = Calendar(rules.arranged), int(rules.deadlines["review"])
    since, pauses, decided = _moment(case["events"]["SUBMITTED"]["at"]), _pauses(case), _decided(case)
    try:
        used = calendar.working_days_used(since, decided or clock.in_china(clock.now()), pauses)
    except UnknownYear:
        return None
    paused = case.status == "CORRECTION"
    state = "DECIDED" if decided else "PAUSED" if paused else "OVERDUE" if used > days else "RUNNING"
    return {
        "code": f"PROMISE_{state}", "text": text(f"PROMISE_{state}", days=days, used=used), "days": days, "used": used,
        "left": days - used, "due_on": None if decided else _due_on(calendar, since, days, pauses),
        "verified": "deadlines" not in rules.unverified,
    }  # fmt: skip


def _due_on(calendar: Calendar, since: datetime, days: int, pauses: list[Pause]) -> str | None:
    try:
        due = calendar.due_on(since, days, pauses)
    except UnknownYear:  # it reaches into a year that is not arranged yet; what is used is certain all the same
        return None
    return due.isoformat() if due else None


def _pauses(case: CaseFile) -> list[Pause]:
    """From each notice to its correction."""
    asked, corrected = _rounds(case, "CORRECTION_ASKED"), _rounds(case, "CORRECTED")
    return [(at, corrected.get(round)) for round, at in asked.items()]


def _rounds(case: CaseFile, code: str) -> dict[str, datetime]:
    events = case["events"].items()
    return {name.rpartition(".")[2]: _moment(event["at"]) for name, event in events if event["code"] == code}


def _decided(case: CaseFile) -> datetime | None:
    """When there was a contract to sign, or the case ended without one."""
    ready = case["events"].get("CONTRACT_READY")
    at = ready["at"] if ready else case.get("ended_at")
    return _moment(at) if at else None


def _moment(stamp: str) -> datetime:
    return clock.in_china(datetime.fromisoformat(stamp))
