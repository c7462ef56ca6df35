"""Deadlines people are told (承诺时限): working days from now, by the policy that judges the case, within the law's."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from chalicelib import clock
from chalicelib.casework.rules import calendar_of, policy_of
from chalicelib.domain import limits
from chalicelib.records.casefile import CaseFile


class DueTime(NamedTuple):
    """When something is due, and whether that may still move because the holidays of its year are not arranged."""

    due_at: str
    provisional: bool


def due(case: CaseFile, limit: str) -> DueTime:
    """The end of the last working day of a limit, for example `correction`.

    Until the case is decided the last working day the law leaves bounds whatever the centre owes.
    """
    policy, calendar, now = policy_of(case), calendar_of(case), clock.in_china(clock.now())
    last = calendar.due(now.date(), limits.promised(policy)[limit])
    if limit in limits.BEFORE_DECISION and not case.is_decided and case.accepted_on:
        first = now.date() if now < _end_of(now.date()) else now.date() + timedelta(1)
        last = limits.within_law(last, limits.legal_by(policy, case.accepted_on), first, calendar)
    return DueTime(_end_of(last.on).isoformat(), last.provisional)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(18), clock.CHINA)
