"""What may be promised (承诺时限): never more than the law allows.

The law counts calendar days from acceptance and nothing stops them (住房公积金管理条例, Art. 26: ten days since 2026-09-20, fifteen
before); the centres promise working days. So a promise is the smaller of both, as a number and as a day.
"""

from datetime import date, timedelta

from chalicelib.domain.calendar import Calendar, Due
from chalicelib.domain.policy import Policy

WHOLE = "review"  # the promise of a decision; the others are parts of it, or begin after it
BEFORE_DECISION = frozenset({WHOLE, "verify", "first_review", "second_review", "attend"})


def legal_days(policy: Policy) -> int:
    """法定办结时限: within how many calendar days of acceptance the law wants a decision."""
    return int(policy.guide["anticipate_day"])


def legal_by(policy: Policy, accepted_on: date) -> date:
    """The last day on which the law lets a case accepted on that day be decided."""
    return accepted_on + timedelta(legal_days(policy))


def promised(policy: Policy) -> dict[str, int]:
    """What each limit of the policy comes to, in working days: those before the decision fit into the law's days whatever
    day of the week they begin on."""
    most = _working_days_at_least(legal_days(policy))
    return {name: min(days, most) if name in BEFORE_DECISION else days for name, days in policy.deadlines.items()}


def promised_on(policy: Policy, accepted_on: date, calendar: Calendar) -> int:
    """Within how many working days a case accepted on that day is promised its decision: no more than the law's days hold
    by the calendar of those days. Nothing that happens later changes it.
    """
    within_law = sum(calendar.is_working_day(accepted_on + timedelta(n)) for n in range(1, legal_days(policy) + 1))
    return min(promised(policy)[WHOLE], within_law)


def bounded(due: Due, law: date) -> Due:
    """A due day that is no later than the law's, which never moves."""
    return Due(law, provisional=False) if law < due.on else due


def workable(due: Due, law: date, today: date, calendar: Calendar) -> Due:
    """A due day for whoever has to act: the last working day the law leaves, or its own once the law's are over."""
    last = law
    while not calendar.is_working_day(last):
        last -= timedelta(1)
    return bounded(due, last) if last >= today else due


def _working_days_at_least(days: int) -> int:
    weeks, rest = divmod(days, 7)
    return days - 2 * weeks - min(2, rest)
