"""The promise (承诺时限): within how many working days a decision is promised, how many are used, and when it is due.

The clock starts with acceptance, stands still while the parties are asked for something or a special procedure lasts, and stops with the decision: waiting for
people to sign comes after it. The law's own limit stands beside it; nothing stops that one, and no promise exceeds it.
"""

from datetime import date, datetime, time
from typing import Any

from chalicelib import clock
from chalicelib.casework.clocks import pause
from chalicelib.casework.present import present
from chalicelib.casework.rules import calendar_of, counted_from, legal_by, policy_of
from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar, Due, Pause
from chalicelib.messages import text
from chalicelib.records.casefile import CaseFile


def promise(case: CaseFile) -> dict[str, Any] | None:
    """What is shown of it; None before acceptance."""
    law = legal_by(case)
    if law is None:
        return None
    rules, calendar = policy_of(case), calendar_of(case)
    since, pauses, decided = _since(case), _pauses(case), _decided(case)
    promise = promised(case)
    until, days = decided or clock.in_china(clock.now()), promise.days[limits.WHOLE]
    used = calendar.working_days_used(since, until, pauses)
    due = None if decided else _due(calendar, since, days, pauses, law)
    is_late = not decided and until.date() > min(law, due.on if due else law)  # nothing stops the law's days
    state = "DECIDED" if decided else "OVERDUE" if is_late else "PAUSED" if due is None else "RUNNING"
    counted = calendar.counted(since.date(), until.date())
    open_days = counted.provisional or (not decided and promise.provisional)
    within = text("PROMISED_WITHIN" if days else "PROMISED_BY_LAW", days=days, by=law)
    words = text(f"PROMISE_{state}", within=within, used=used) + (text("PROVISIONAL_MARK") if open_days else "")
    return {
        "code": f"PROMISE_{state}",
        "text": words,
        "days": days,
        "used": used,
        "left": days - used,
        "due_on": due.on.isoformat() if due else None,
        "provisional": open_days,
        "legal_by": law.isoformat(),
        "verified": "deadlines" not in rules.unverified,
    }


def promised(case: CaseFile) -> limits.Promise:
    """What each limit comes to for an accepted case: the same in its letter and wherever it is tracked."""
    law, calendar = present(legal_by(case), "acceptance"), calendar_of(case)
    return limits.promised_on(policy_of(case), law, calendar.received_on(_since(case)), calendar)


def _due(calendar: Calendar, since: datetime, days: int, pauses: list[Pause], law: date) -> Due | None:
    if not days:  # only days off are left of the law's
        return Due(law, provisional=False)
    last = calendar.due_on(since, days, pauses)
    first = min(calendar.received_on(since), law)
    return limits.within_law(calendar.counted(since.date(), last), law, first, calendar) if last else None


def _since(case: CaseFile) -> datetime:
    """When the promise begins: with the day of acceptance, or of going on after an end. Earlier releases accepted with the submission,
    whose hour counts."""
    if case.received_on or case.reopened_on:
        return datetime.combine(present(counted_from(case), "acceptance"), time.min, clock.CHINA)
    return _moment(case.events["SUBMITTED"].at)


def _pauses(case: CaseFile) -> list[Pause]:
    """From each notice to its correction, and while special procedures last; those before acceptance have gone by when the clock starts."""
    notices, corrections = _rounds(case, "CORRECTION_ASKED"), _rounds(case, "CORRECTED")
    asked: list[Pause] = [(at, corrections.get(round)) for round, at in notices.items()]
    return asked + [pause(one, clock.in_china(clock.now())) for one in case.procedures.values()]


def _rounds(case: CaseFile, code: str) -> dict[str, datetime]:
    return {name.rpartition(".")[2]: _moment(event.at) for name, event in case.events.items() if event.code == code}


def _decided(case: CaseFile) -> datetime | None:
    """When there was a contract to sign, or the case ended without one."""
    ready = case.events.get("CONTRACT_READY")
    at = ready.at if ready else case.ended_at
    return _moment(at) if at else None


def _moment(stamp: str) -> datetime:
    return clock.in_china(datetime.fromisoformat(stamp))
