"""No promise exceeds the law (法定期限): every centre, accepted on every day of 2026 and 2027, by the policy of that day."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest

from chalicelib import policy
from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.policy import Policy

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


class Remembering(Calendar):
    """What the library is asked thousands of times here it is asked once."""

    is_working_day = cache(lambda self, day: Calendar().is_working_day(day))  # type: ignore[assignment]
    is_arranged = cache(lambda self, day: Calendar().is_arranged(day))  # type: ignore[assignment]
    __hash__ = object.__hash__


KNOWN = Remembering()
DAYS = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]


def begins() -> list[date]:
    """The first day, and every later one on which some figure of some centre changes."""
    compiled = json.loads(Path(policy.__file__).with_name("compiled.json").read_text(encoding="utf-8"))
    books = [compiled["base"], *compiled["overlays"].values()]
    days = {date.fromisoformat(entry["from"]) for book in books for dated in book.values() for entry in dated}
    return sorted({FIRST, *(day for day in days if FIRST <= day <= LAST)})


def by_limits() -> Iterator[tuple[Policy, list[date]]]:
    """A policy for every set of limits that holds somewhere, with all days on which a case may be accepted under it."""
    found: dict[str, tuple[Policy, set[date]]] = {}
    starts = begins()
    for centre in policy.centres():
        for start, end in zip(starts, [*starts[1:], LAST + timedelta(1)], strict=True):
            rules = policy.in_force(centre, start)
            same = str((sorted(rules.deadlines.items()), limits.legal_days(rules), limits.telling_days(rules)))
            found.setdefault(same, (rules, set()))[1].update(day for day in DAYS if start <= day < end)
    return ((rules, sorted(days)) for rules, days in found.values())


@pytest.mark.parametrize(
    ("rules", "days"), [*by_limits()], ids=lambda one: one.version if isinstance(one, Policy) else ""
)
def test_no_promise_is_later_than_the_law_whenever_a_case_is_accepted(rules: Policy, days: list[date]):
    for day in days:
        since = datetime.combine(day, time())
        law = limits.law(replace(rules, on=day)).by
        promised = limits.promised_on(rules, law, KNOWN.received_on(since), KNOWN).days
        late = {name for name in limits.BEFORE_DECISION if promised[name] and KNOWN.due_on(since, promised[name]) > law}
        assert late == set(), day
        asked = {name: KNOWN.due(day, limits.promised(rules)[name]) for name in limits.UNTIL_DECISION}
        assert max(limits.within_law(own, law, day, KNOWN).on for own in asked.values()) <= law, day


def test_the_law_of_the_day_a_case_is_accepted_counts_at_every_centre():
    for centre in policy.centres():
        before, since = (policy.in_force(centre, date(2026, 9, day)) for day in (19, 20))
        assert limits.law(before).by == date(2026, 10, 4)
        assert limits.law(since).by == date(2026, 9, 30)


def test_whatever_day_a_case_is_received_there_are_five_working_days_to_tell_what_is_lacking():
    rules = policy.in_force("620100", FIRST)
    for day in DAYS[:-30]:
        received = KNOWN.received_on(datetime.combine(day, time()))
        silent = limits.accepted_in_silence(rules, received, KNOWN)
        between = [received + timedelta(n) for n in range(1, (silent - received).days)]
        assert sum(map(KNOWN.is_working_day, between)) == 5 and KNOWN.is_working_day(silent)
        assert limits.told_by(rules, received, KNOWN).on < silent
