"""Statutory retirement (法定退休): the age rises step by step with the month of birth, by the table in the policy.

Men retire at 60 rising to 63, women in management or technical posts (cadre) at 55 rising to 58, other women (worker) at 50
rising to 55. Source: 全国人大常委会关于实施渐进式延迟法定退休年龄的决定, in force from 2025-01-01; general knowledge, unverified.
"""

from datetime import date

from chalicelib.domain.calendar import add_months
from chalicelib.domain.form.people import Person
from chalicelib.domain.policy import Policy


def window(person: Person, policy: Policy) -> tuple[date, date]:
    """The earliest and the latest day on which this person can reach statutory retirement.

    The same day twice where nothing is in doubt. A woman has two: that she is a cadre only she says, and no agency; what somebody states
    of themselves can only bring the day forward.
    """
    posts = ("male",) if person.is_male else ("worker",) if person.post == "worker" else ("worker", "cadre")
    days = [_day(person.birth, policy, post) for post in posts]
    return min(days), max(days)


def _day(birth: date, policy: Policy, post: str) -> date:
    step = policy.retirement[post]
    first = date.fromisoformat(str(step["born_from"]))
    months = (birth.year - first.year) * 12 + birth.month - first.month
    delay = min(int(step["most"]), months // int(step["every"]) + 1) if months >= 0 else 0
    return add_months(birth, int(step["age"]) * 12 + delay)
