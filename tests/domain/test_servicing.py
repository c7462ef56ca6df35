import typing
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chalicelib.domain.loan.schedule import EQUAL_INSTALMENT, EQUAL_PRINCIPAL, schedule
from chalicelib.domain.loan.servicing import (
    DAY_COUNTS,
    DayCountName,
    Loan,
    actual_360,
    actual_365,
    interest_for_days,
    lend,
    next_reset,
    on_terms,
    penalty,
    reset,
    segmented_interest,
    settlement,
    thirty_360,
)

PAID_OUT = date(2025, 7, 10)


def a_loan(principal=600000, rate="2.6", months=360, method=EQUAL_INSTALMENT, due_day=None, paid_out=PAID_OUT, **kw):
    return lend(schedule(Decimal(principal), Decimal(rate), months, method), paid_out, due_day, **kw)


LOANS = st.builds(
    a_loan,
    st.integers(1000, 3_000_000),
    st.decimals("0", "6", places=3),
    st.integers(2, 360),
    st.sampled_from([EQUAL_INSTALMENT, EQUAL_PRINCIPAL]),
    st.none() | st.integers(1, 31),
    st.dates(date(2015, 1, 1), date(2027, 12, 31)),
    count=st.sampled_from(list(DAY_COUNTS.values())),
)
DAYS = st.integers(0, 11000)


@settings(max_examples=60, deadline=None)
@given(LOANS)
def test_a_loan_keeps_every_cent_whatever_its_first_period(loan):
    before = loan.plan.principal
    for row in loan.plan.rows:
        assert row.payment == row.principal + row.interest and row.balance == before - row.principal
        assert row.interest >= 0 and row.payment == row.payment.quantize(Decimal("0.01"))
        before = row.balance
    assert before == 0


def test_a_360_day_year_counts_actual_days():
    assert interest_for_days(Decimal(600000), Decimal("2.6"), date(2024, 2, 28), date(2024, 3, 1)) == Decimal("86.67")


def test_every_convention_a_policy_may_name_counts():
    assert set(typing.get_args(DayCountName)) == set(DAY_COUNTS)


def test_the_conventions_count_the_same_stretch_differently():
    stretch = date(2025, 1, 31), date(2025, 3, 31)
    assert (actual_360(*stretch), actual_365(*stretch), thirty_360(*stretch)) == ((59, 360), (59, 365), (60, 360))
    interest = [
        str(interest_for_days(Decimal(365000), Decimal("3.6"), *stretch, count)) for count in DAY_COUNTS.values()
    ]
    assert interest == ["2153.50", "2124.00", "2190.00"]
    over_the_year = date(2026, 12, 20), date(2027, 1, 20)
    assert [count(*over_the_year) for count in DAY_COUNTS.values()] == [(31, 360), (31, 365), (30, 360)]


def test_an_exact_half_cent_of_interest_is_rounded_up():
    assert interest_for_days(Decimal(18), Decimal("1"), date(2025, 1, 1), date(2025, 1, 11)) == Decimal("0.01")


def test_a_loan_falls_due_on_the_day_it_was_paid_out_unless_a_due_day_is_agreed():
    plan = schedule(Decimal(12000), Decimal("2.6"), 12, EQUAL_INSTALMENT)
    own, agreed = Loan(plan, date(2026, 1, 31)), Loan(plan, date(2026, 1, 31), 20)
    assert [own.due(n) for n in (0, 1, 2)] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert [agreed.due(n) for n in (0, 1, 2)] == [date(2026, 1, 31), date(2026, 2, 20), date(2026, 3, 20)]
    assert (own.first_is_broken, agreed.first_is_broken) == (False, True)


def test_a_broken_first_period_bears_interest_by_days_and_repays_principal_as_planned():
    plan = a_loan().plan
    short, long = a_loan(due_day=1).plan, a_loan(due_day=20).plan
    assert (str(short.rows[0].interest), str(long.rows[0].interest)) == ("953.33", "1776.67")  # 22 and 41 days
    assert str(long.rows[0].payment) == "2878.71"
    assert short.rows[1:] == long.rows[1:] == plan.rows[1:]


@pytest.mark.parametrize(
    ("convention", "interest"), [("actual/360", "1776.67"), ("actual/365", "1752.33"), ("30/360", "1733.33")]
)
def test_the_policy_chooses_how_a_broken_period_is_counted(convention, interest):
    assert str(a_loan(due_day=20, count=DAY_COUNTS[convention]).plan.rows[0].interest) == interest


def test_only_loans_of_more_than_a_year_follow_a_rate_change():
    assert next_reset(date(2025, 5, 8), 13) == date(2026, 1, 1)
    assert next_reset(date(2025, 5, 8), 12) is None


def test_settlement_is_the_balance_and_its_interest_to_the_day():
    loan = a_loan(180000, "4.5")
    rows, due = loan.plan.rows, loan.due(36)
    for number in (2, 3, 36):  # months of 31, 28 and 30 days cost the same
        assert settlement(loan, loan.due(number)) == rows[number - 2].balance + rows[number - 1].interest
    ten_days_before = settlement(loan, due - timedelta(10))
    assert ten_days_before == rows[34].balance + interest_for_days(
        rows[34].balance, Decimal("4.5"), loan.due(35), due - timedelta(10)
    )
    assert settlement(loan, PAID_OUT) == 180000


@settings(max_examples=60, deadline=None)
@given(LOANS, DAYS)
def test_settling_costs_the_balance_and_at_most_one_periods_interest(loan, days):
    day = loan.paid_out + timedelta(days)
    assume(day <= loan.due(loan.plan.months))
    paid = loan.due_before(day)
    owed = loan.plan.balance_after(paid)
    assert owed <= settlement(loan, day) <= owed + loan.plan.rows[paid].interest + Decimal("0.01")


@pytest.mark.parametrize("due_day", [None, 20])
@pytest.mark.parametrize("convention", DAY_COUNTS)
def test_who_settles_between_two_due_days_pays_for_the_days_as_the_centre_counts_them(convention, due_day):
    count = DAY_COUNTS[convention]
    loan, day = a_loan(180000, "4.5", due_day=due_day, count=count), date(2026, 1, 31)
    balance, since = loan.plan.rows[5].balance, loan.due(6)
    assert settlement(loan, day) == balance + interest_for_days(balance, Decimal("4.5"), since, day, count)
    overdue = penalty(Decimal(365000), Decimal("2.4"), since, day, Decimal("1.5"), count)
    assert overdue == interest_for_days(Decimal(365000), Decimal("3.6"), since, day, count)


@pytest.mark.parametrize(("due_day", "due"), [("paid_out", None), ("20", 20), (20, 20)])
@pytest.mark.parametrize("convention", DAY_COUNTS)
def test_a_centres_terms_are_its_day_of_the_month_and_how_it_counts(due_day, due, convention):
    plan = a_loan().plan
    made = on_terms(plan, PAID_OUT, {"due_day": due_day, "day_count": convention})
    assert made == lend(plan, PAID_OUT, due, DAY_COUNTS[convention])


def test_a_rate_that_stays_changes_no_instalment_and_another_is_spread_over_the_months_that_are_left():
    plan = a_loan(months=24).plan
    same, other = reset(plan, 5, Decimal("2.6")), reset(plan, 5, Decimal(3))
    assert [row[1:] for row in same.rows] == [row[1:] for row in plan.rows[5:]]
    assert [row.period for row in same.rows] == [*range(1, 20)] and same.principal == plan.rows[4].balance
    assert (other.months, other.principal, other.rate) == (19, plan.rows[4].balance, 3)
    long = a_loan().plan  # of whose balance rounding has left a cent more than its instalment repays
    assert reset(long, 208, Decimal("2.6")).rows[0].payment == long.rows[208].payment == Decimal("2402.04")
    assert schedule(long.balance_after(208), Decimal("2.6"), 152, long.method).rows[0].payment == Decimal("2402.03")
    assert reset(plan, 0, Decimal("2.6")) == plan


@pytest.mark.parametrize("method", [EQUAL_INSTALMENT, EQUAL_PRINCIPAL])
def test_at_another_rate_a_loan_is_repaid_by_the_method_it_was_agreed_by(method):
    running = a_loan(months=24, method=method).plan
    left = reset(running, 12, Decimal("3.1"))
    assert left == schedule(running.balance_after(12), Decimal("3.1"), 12, method)


def test_a_day_on_which_nothing_is_owed_cannot_be_settled():
    for day in (PAID_OUT - timedelta(1), a_loan(months=12).due(12) + timedelta(1)):
        with pytest.raises(ValueError):
            settlement(a_loan(months=12), day)


def test_penalty_is_a_multiple_of_the_rate_for_every_day_overdue():
    due = date(2026, 1, 10)
    assert penalty(Decimal("2402.04"), Decimal("2.6"), due, due + timedelta(30), Decimal("1.5")) == Decimal("7.81")
    assert penalty(Decimal("2402.04"), Decimal("2.6"), due, due, Decimal("1.5")) == 0


@pytest.mark.parametrize("principal", ["4.00", "6.00"])
def test_interest_over_two_rates_is_rounded_once_and_not_for_each(principal):
    """Ten days at 3.6 % and ten at 3.5 %: of 4 yuan 0.0040 and 0.0039, of 6 yuan 0.0060 and 0.0058."""
    first, change, end = date(2025, 12, 1), date(2025, 12, 11), date(2025, 12, 21)
    stretches = [(Decimal("3.6"), first, change), (Decimal("3.5"), change, end)]
    assert segmented_interest(Decimal(principal), stretches) == Decimal("0.01")


@settings(max_examples=60, deadline=None)
@given(
    st.decimals("0.01", "3000000", places=2),
    st.decimals("0", "6", places=3),
    st.decimals("0", "6", places=3),
    st.integers(0, 31),
    st.integers(0, 31),
)
def test_a_split_period_is_rounded_once(principal, old, new, before, after):
    start = date(2025, 12, 1)
    change, end = start + timedelta(before), start + timedelta(before + after)
    split = segmented_interest(principal, [(old, start, change), (new, change, end)])
    exact = Fraction(principal) * (Fraction(old) * before + Fraction(new) * after) / 36000
    assert -Fraction(1, 200) < exact - Fraction(split) <= Fraction(1, 200) or exact - Fraction(split) == -Fraction(
        1, 200
    )
