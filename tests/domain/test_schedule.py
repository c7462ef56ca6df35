from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.schedule import EQUAL_INSTALMENT, EQUAL_PRINCIPAL, schedule
from chalicelib.domain.servicing import interest_for_days, next_reset, penalty, repay_early, settlement

METHODS = st.sampled_from([EQUAL_INSTALMENT, EQUAL_PRINCIPAL])
LOANS = st.tuples(
    st.integers(1, 3_000_000), st.decimals("0", "6", places=3), st.integers(1, 360), METHODS
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(LOANS)
def test_balances_reach_zero_and_no_cent_appears_or_vanishes(loan):
    principal, rate, months, method = loan
    plan = schedule(Decimal(principal), rate, months, method)
    assert plan.months == months and plan.rows[-1].balance == 0
    assert sum(row.principal for row in plan.rows) == principal
    assert sum(row.payment for row in plan.rows) == plan.total_paid == principal + plan.total_interest
    before = plan.principal
    for row in plan.rows:
        assert row.payment == row.principal + row.interest and row.balance == before - row.principal
        before = row.balance


@settings(max_examples=40, deadline=None)
@given(LOANS)
def test_interest_is_the_balances_exact_share_half_up(loan):
    principal, rate, months, method = loan
    plan, before = schedule(Decimal(principal), rate, months, method), Decimal(principal)
    for row in plan.rows:
        with localcontext(prec=60):
            assert abs(row.interest - before * rate / 1200) <= Decimal("0.005")
        before = row.balance


def test_an_exact_half_cent_is_rounded_up():
    # 6000.00 at 2.601 % is 13.005 a month exactly, although 2.601/1200 has no end.
    assert schedule(Decimal(6000), Decimal("2.601"), 12, EQUAL_PRINCIPAL).rows[0].interest == Decimal("13.01")


def test_a_loan_without_interest_is_only_shared_out():
    assert [row.payment for row in schedule(Decimal(100), Decimal(0), 3, EQUAL_INSTALMENT).rows] == [
        Decimal("33.33"), Decimal("33.33"), Decimal("33.34"),
    ]  # fmt: skip


def test_unknown_methods_and_no_months_are_errors():
    with pytest.raises(ValueError):
        schedule(Decimal(1), Decimal(1), 1, "03")
    with pytest.raises(ValueError):
        schedule(Decimal(1), Decimal(1), 0, EQUAL_INSTALMENT)


def test_the_broken_first_period_counts_actual_days_of_a_360_day_year():
    assert interest_for_days(Decimal(600000), Decimal("2.6"), date(2024, 2, 28), date(2024, 3, 1)) == Decimal("86.67")


def test_only_loans_of_more_than_a_year_follow_a_rate_change():
    assert next_reset(date(2025, 5, 8), 13) == date(2026, 1, 1)
    assert next_reset(date(2025, 5, 8), 12) is None


def test_early_repayment_lowers_instalments_or_shortens_the_term():
    plan = schedule(Decimal(600000), Decimal("2.6"), 360, EQUAL_INSTALMENT)
    lower = repay_early(plan, 12, Decimal(100000), keep="term")
    shorter = repay_early(plan, 12, Decimal(100000), keep="instalment")
    assert lower.months == 348 and lower.rows[0].payment < plan.rows[0].payment
    assert shorter.months < 348 and shorter.rows[0].payment <= plan.rows[0].payment
    assert lower.principal == shorter.principal == plan.balance_after(12) - 100000
    with pytest.raises(ValueError):
        repay_early(plan, 12, Decimal(600000), keep="term")


def test_settlement_is_the_balance_and_one_periods_interest():
    plan = schedule(Decimal(180000), Decimal("4.5"), 360, EQUAL_INSTALMENT)
    assert settlement(plan, 35) == plan.rows[34].balance + plan.rows[35].interest


def test_penalty_is_one_and_a_half_times_the_rate():
    assert penalty(Decimal("2402.04"), Decimal("2.6"), 30) == Decimal("7.81")
