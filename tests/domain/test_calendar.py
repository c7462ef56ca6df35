from datetime import date, datetime

import pytest

from chalicelib.domain import calendar


def test_make_up_saturdays_are_working_days_and_holidays_are_not():
    assert calendar.is_working_day(date(2026, 2, 14))  # made up for the Spring Festival
    assert not calendar.is_working_day(date(2026, 2, 17))
    assert calendar.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 14)
    assert calendar.add_working_days(date(2026, 2, 14), 1) == date(2026, 2, 24)


def test_an_unknown_year_is_an_error_that_names_it():
    with pytest.raises(calendar.UnknownYear, match="2090"):
        calendar.add_working_days(date(2090, 1, 5), 1)


def test_what_comes_after_hours_counts_from_the_next_working_day():
    assert calendar.received_on(datetime(2026, 3, 2, 17, 29)) == date(2026, 3, 2)
    assert calendar.received_on(datetime(2026, 3, 2, 17, 30)) == date(2026, 3, 3)
    assert calendar.received_on(datetime(2026, 3, 7, 10, 0)) == date(2026, 3, 9)


def test_working_days_between_counts_the_last_but_not_the_first():
    assert calendar.working_days_between(date(2026, 3, 6), date(2026, 3, 9)) == 1


def test_months_end_where_the_month_ends():
    assert calendar.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert calendar.add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert calendar.whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert calendar.whole_months(date(2026, 3, 2), date(2056, 3, 2)) == 360


def test_a_birthday_counts_on_its_day_and_the_29th_of_february_on_the_first_of_march():
    assert calendar.years_old(date(1990, 3, 2), date(2026, 3, 2)) == 36
    assert calendar.years_old(date(1990, 3, 3), date(2026, 3, 2)) == 35
    assert calendar.years_old(date(1992, 2, 29), date(2026, 2, 28)) == 33
    assert calendar.years_old(date(1992, 2, 29), date(2026, 3, 1)) == 34
