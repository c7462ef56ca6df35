"""Promises and due days stay within the law's days: ten since 2026-09-20 (住房公积金管理条例, Art. 26), on the days of 2026."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import policy
from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar, Due

RULES = policy.in_force("620100", date(2026, 10, 1))
KNOWN = Calendar(RULES.arranged)
MOMENTS = st.datetimes(datetime(2026, 9, 20), datetime(2028, 12, 31))


def legal_by(day: date) -> date:
    return limits.law(replace(RULES, on=day)).by


def promised(since: datetime, calendar: Calendar = KNOWN) -> limits.Promise:
    return limits.promised_on(RULES, legal_by(since.date()), calendar.received_on(since), calendar)


@pytest.mark.parametrize(
    ("since", "days", "last"),
    [
        (datetime(2026, 9, 25, 10), 2, date(2026, 9, 30)),  # a day off: received on the 28th, the law's last is 10-05
        (datetime(2026, 9, 21, 10), 6, date(2026, 9, 30)),
        (datetime(2026, 9, 21, 20), 5, date(2026, 9, 30)),  # after hours: received on the 22nd
        (datetime(2026, 9, 28, 20), 2, date(2026, 10, 8)),
    ],
)
def test_a_promise_counts_from_the_day_a_case_counts_as_received_to_the_law_s_last_day(since, days, last):
    assert promised(since).days["review"] == days
    assert KNOWN.due_on(since, days) == last <= legal_by(since.date())


@given(MOMENTS)
def test_the_number_and_the_day_of_a_promise_agree_and_the_day_is_within_the_law(since):
    law, received = legal_by(since.date()), KNOWN.received_on(since)
    days = promised(since).days["review"]
    last = KNOWN.due_on(since, days)
    assert last == received or last <= law
    assert sum(KNOWN.is_working_day(received + timedelta(n + 1)) for n in range((last - received).days)) == days


def test_the_laws_days_are_confirmed_where_both_their_number_and_the_article_are():
    assert limits.law(replace(RULES, unverified=())).article.is_confirmed
    for figure in ("guide.anticipate_day", "guide.law_decision"):
        assert not limits.law(replace(RULES, unverified=(figure,))).article.is_confirmed


@given(MOMENTS)
def test_no_limit_before_the_decision_is_longer_than_the_decision_s_own_law(since):
    of_case = promised(since).days
    within = sum(
        KNOWN.is_working_day(KNOWN.received_on(since) + timedelta(n))
        for n in range(1, (legal_by(since.date()) - KNOWN.received_on(since)).days + 1)
    )
    assert all(of_case[name] <= within for name in limits.BEFORE_DECISION)
    assert of_case["signing"] == RULES.deadlines["signing"]


@pytest.mark.parametrize(
    ("law", "first", "due"),
    [
        (date(2026, 11, 20), date(2026, 11, 19), date(2026, 11, 20)),  # a Friday, cut
        (date(2026, 11, 22), date(2026, 11, 19), date(2026, 11, 20)),  # a Sunday: the last working day before it
        (date(2026, 11, 22), date(2026, 11, 21), date(2026, 11, 22)),  # only days off are left: the law's own day
        (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 25)),  # the law's days are over: its own
        (date(2026, 12, 31), date(2026, 11, 19), date(2026, 11, 25)),  # the law is far: its own
    ],
)
def test_whoever_has_to_act_is_given_what_the_law_leaves(law, first, due):
    own = Due(date(2026, 11, 25), provisional=False)
    assert limits.within_law(own, law, first, KNOWN).on == due


@given(MOMENTS, st.integers(0, 20))
def test_no_due_day_is_before_the_first_on_which_somebody_can_act(since, later):
    first = since.date() + timedelta(later)
    own = KNOWN.due(first, 3)
    law = legal_by(since.date())
    found = limits.within_law(own, law, first, KNOWN)
    assert first <= found.on <= max(law, own.on)
    assert datetime.combine(found.on, time(18)) > datetime.combine(first, time(17, 59))


def test_the_last_working_day_the_law_leaves_may_move_while_any_day_after_it_is_not_arranged():
    found = limits.within_law(Due(date(2027, 1, 8), True), date(2027, 1, 3), date(2026, 12, 29), KNOWN)
    assert found == Due(date(2026, 12, 31), provisional=True), "a Sunday may become a working day"


def test_whoever_can_act_on_the_law_s_last_day_alone_has_that_day():
    law = date(2026, 11, 22)
    due = limits.within_law(Due(date(2026, 11, 25), False), law, law, Calendar())
    assert due == Due(law, False)


@pytest.mark.parametrize(
    ("law", "due", "left"),
    [
        (date(2026, 11, 27), date(2026, 11, 27), date(2026, 11, 26)),  # Monday to Friday: Friday is for who decides
        (date(2026, 11, 29), date(2026, 11, 27), date(2026, 11, 26)),  # the law's last day is a Sunday
        (date(2026, 11, 27), date(2026, 11, 26), date(2026, 11, 26)),
        (date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 24)),
        (date(2026, 11, 24), date(2026, 11, 24), date(2026, 11, 24)),  # they would have no day after the first
    ],
)
def test_the_parties_leave_whoever_decides_the_last_working_day_within_the_law_where_they_have_another(law, due, left):
    assert limits.leaving_a_day(Due(due, provisional=False), law, date(2026, 11, 23), KNOWN).on == left
