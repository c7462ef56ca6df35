"""The days of 2026 are the State Council's as the calendar library carries them, 2090 is made up."""

from datetime import date, datetime

import pytest

from chalicelib.domain import calendar, holidays
from chalicelib.domain.calendar import Calendar, Due

KNOWN = Calendar()
ARRANGED = Calendar({"years": [2090], "days": {"2090-01-02": False, "2090-01-07": True, "2026-03-02": False}})


@pytest.mark.parametrize("day", [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)])
def test_a_made_up_weekend_day_is_a_working_day(day):
    made_up = date(2026, *day)
    assert made_up.weekday() >= 5 and KNOWN.is_working_day(made_up)


@pytest.mark.parametrize("day", [(1, 1), (2, 16), (2, 23), (4, 6), (5, 1), (6, 19), (9, 25), (10, 7)])
def test_a_holiday_in_the_week_is_none(day):
    holiday = date(2026, *day)
    assert holiday.weekday() < 5 and not KNOWN.is_working_day(holiday)


def test_working_days_know_holidays_and_make_up_days():
    assert KNOWN.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 14)
    assert KNOWN.add_working_days(date(2026, 2, 14), 1) == date(2026, 2, 24)


@pytest.mark.parametrize("year", [2025, 2026])
def test_what_the_law_makes_days_off_is_off_in_every_year_as_it_was_arranged(year):
    """全国年节及纪念日放假办法 as in force since 2025: thirteen days, those on a weekend made up for on a working day."""
    by_law = holidays.days_off(year)
    assert len(by_law) == 13
    as_arranged = [day for day in by_law if not KNOWN.is_working_day(day)]
    assert len(as_arranged) >= 12  # where a made-up day lies is the State Council's to say


def test_a_year_nobody_has_arranged_follows_the_week_and_the_law_s_holidays():
    spring_festival = [date(2027, 2, day) for day in (5, 6, 7, 8, 9, 10)]  # eve on Friday; two of four on a weekend
    assert not any(KNOWN.is_working_day(day) for day in spring_festival)
    assert KNOWN.is_working_day(date(2027, 2, 4)) and KNOWN.is_working_day(date(2027, 2, 11))
    off = {(1, 1), (4, 5), (5, 3), (5, 4), (6, 9), (9, 15), (10, 1), (10, 4), (10, 5)}
    assert {(day.month, day.day) for day in holidays.days_off(2027)} == off | {(2, day) for day in (5, 8, 9, 10)}


def test_a_due_day_in_a_year_nobody_has_arranged_is_provisional_and_never_raises():
    assert KNOWN.due(date(2026, 12, 10), 15) == Due(date(2026, 12, 31), provisional=False)
    assert KNOWN.due(date(2026, 12, 11), 15) == Due(date(2027, 1, 4), provisional=True)
    assert KNOWN.due(date(2090, 1, 5), 1).provisional and not ARRANGED.due(date(2090, 1, 5), 1).provisional
    assert KNOWN.received_on(datetime(2026, 12, 31, 23, 57)) == date(2027, 1, 4)


def test_a_due_day_is_provisional_while_any_day_it_was_counted_over_is_not_arranged():
    gap = Calendar({"years": [2092]})
    assert gap.due(date(2091, 12, 28), 5) == Due(date(2092, 1, 4), provisional=True)
    assert gap.due(date(2091, 12, 31), 2) == Due(date(2092, 1, 2), provisional=False)


def test_an_arranged_day_goes_before_the_library():
    assert KNOWN.is_working_day(date(2026, 3, 2)) and not ARRANGED.is_working_day(date(2026, 3, 2))


def test_a_year_arranged_whole_is_known_and_follows_the_week_elsewhere():
    monday, saturday, sunday = date(2090, 1, 2), date(2090, 1, 7), date(2090, 1, 8)
    assert [ARRANGED.is_working_day(day) for day in (monday, saturday, sunday)] == [False, True, False]
    assert ARRANGED.add_working_days(date(2090, 1, 1), 2) == date(2090, 1, 4)


def test_single_days_do_not_make_a_year_known():
    single = Calendar({"days": {"2091-01-02": False}})
    assert not single.is_working_day(date(2091, 1, 2))
    assert not single.is_arranged(date(2091, 1, 3)) and single.due(date(2091, 1, 2), 1).provisional


def test_after_hours_counts_as_the_next_working_day():
    assert KNOWN.received_on(datetime(2026, 3, 2, 17, 29)) == date(2026, 3, 2)
    assert KNOWN.received_on(datetime(2026, 3, 2, 17, 30)) == date(2026, 3, 3)
    assert KNOWN.received_on(datetime(2026, 3, 7, 10, 0)) == date(2026, 3, 9)


# 2026-03-02 is a Monday; no holidays until 4 April.
MONDAY_MORNING, MONDAY_EVENING = datetime(2026, 3, 2, 9, 30), datetime(2026, 3, 2, 17, 30)


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 3, day, hour)


def test_the_day_received_is_not_used_and_after_hours_it_is_the_next():
    assert KNOWN.working_days_used(MONDAY_MORNING, at(2)) == 0
    assert KNOWN.working_days_used(MONDAY_MORNING, at(4)) == 2
    assert KNOWN.working_days_used(MONDAY_EVENING, at(4)) == 1


def test_a_weekend_is_not_used_but_a_made_up_saturday_is():
    assert KNOWN.working_days_used(at(6), at(9)) == 1
    assert KNOWN.working_days_used(datetime(2026, 2, 13, 10), datetime(2026, 2, 24, 10)) == 2


def test_a_clock_stands_still_in_a_pause_and_starts_anew_the_day_after_it_ended():
    asked, corrected = at(4), at(9)
    assert KNOWN.working_days_used(MONDAY_MORNING, at(6), [(asked, None)]) == 2
    assert KNOWN.working_days_used(MONDAY_MORNING, at(10), [(asked, corrected)]) == 3
    after_hours = datetime(2026, 3, 9, 17, 30)
    assert KNOWN.working_days_used(MONDAY_MORNING, at(10), [(asked, after_hours)]) == 2


def test_pauses_that_overlap_are_paused_once():
    pauses = [(at(4), at(9)), (at(5), at(6))]
    assert KNOWN.working_days_used(MONDAY_MORNING, at(10), pauses) == 3


def test_a_pause_within_office_hours_costs_the_promise_nothing():
    assert KNOWN.working_days_used(MONDAY_MORNING, at(4), [(at(3, 10), at(3, 11))]) == 2


@pytest.mark.parametrize(
    ("began", "ended"),
    [
        (datetime(2026, 3, 4, 18), datetime(2026, 3, 4, 18, 1)),
        (datetime(2026, 3, 4, 18), datetime(2026, 3, 5, 9)),
        (datetime(2026, 3, 7, 10), datetime(2026, 3, 8, 10)),
    ],
    ids=["a minute of an evening", "over night", "a day of a weekend"],
)
def test_a_pause_outside_office_hours_costs_the_promise_nothing(began, ended):
    assert KNOWN.working_days_used(MONDAY_MORNING, at(10), [(began, ended)]) == KNOWN.working_days_used(
        MONDAY_MORNING, at(10)
    )
    assert KNOWN.due(MONDAY_MORNING.date(), 5, [(began, ended)]) == KNOWN.due(MONDAY_MORNING.date(), 5)


def test_a_promise_is_due_when_its_days_are_used_and_never_while_it_is_paused():
    assert KNOWN.due_on(MONDAY_MORNING, 5) == date(2026, 3, 9)
    paused = [(at(4), at(9))]
    due = KNOWN.due_on(MONDAY_MORNING, 5, paused)
    assert due == date(2026, 3, 12)
    assert KNOWN.working_days_used(MONDAY_MORNING, datetime(2026, 3, 12, 9), paused) == 5
    assert KNOWN.due_on(MONDAY_MORNING, 5, [(at(4), None)]) is None


def test_a_month_later_is_the_last_day_where_there_is_no_such_day():
    assert calendar.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert calendar.add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert calendar.whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert calendar.whole_months(date(2026, 1, 31), date(2026, 2, 27)) == 0
    assert calendar.whole_months(date(2024, 2, 29), date(2025, 2, 28)) == 12
    assert calendar.whole_months(date(2026, 3, 2), date(2056, 3, 2)) == 360


def test_age_turns_on_the_birthday_and_after_29_february_on_1_march():
    assert calendar.years_old(date(1990, 3, 2), date(2026, 3, 2)) == 36
    assert calendar.years_old(date(1990, 3, 3), date(2026, 3, 2)) == 35
    assert calendar.years_old(date(1992, 2, 29), date(2026, 2, 28)) == 33
    assert calendar.years_old(date(1992, 2, 29), date(2026, 3, 1)) == 34


@pytest.mark.parametrize(("day", "over_after"), [(26, 0), (27, 0), (28, 1), (29, 1), (30, 1)])
def test_a_day_told_that_is_a_day_off_is_over_with_the_next_working_day(day, over_after):
    """Friday 2026-11-27 on."""
    assert KNOWN.days_to(date(2026, 11, 27), date(2026, 11, day)) == over_after
