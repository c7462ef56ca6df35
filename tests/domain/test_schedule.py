from decimal import Decimal, localcontext

import numpy_financial as npf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.loan.schedule import (
    EQUAL_INSTALMENT,
    EQUAL_PRINCIPAL,
    Combination,
    first_payment,
    schedule,
    with_first_interest,
)

METHODS = st.sampled_from([EQUAL_INSTALMENT, EQUAL_PRINCIPAL])
LOANS = st.tuples(st.integers(1, 3_000_000), st.decimals("0", "6", places=3), st.integers(1, 360), METHODS)


def plan_of(loan):
    principal, rate, months, method = loan
    return schedule(Decimal(principal), rate, months, method)


@settings(max_examples=60, deadline=None)
@given(LOANS)
def test_balances_reach_zero_and_no_cent_appears_or_vanishes(loan):
    plan = plan_of(loan)
    assert plan.months == loan[2] and plan.rows[-1].balance == 0
    assert sum(row.principal for row in plan.rows) == loan[0]
    assert sum(row.payment for row in plan.rows) == plan.total_paid == loan[0] + plan.total_interest
    before = plan.principal
    for row in plan.rows:
        assert row.payment == row.principal + row.interest and row.balance == before - row.principal
        before = row.balance


@settings(max_examples=40, deadline=None)
@given(LOANS)
def test_interest_is_the_balances_exact_share_half_up(loan):
    plan, before = plan_of(loan), Decimal(loan[0])
    for row in plan.rows:
        with localcontext(prec=60):
            assert abs(row.interest - before * loan[1] / 1200) <= Decimal("0.005")
        before = row.balance


@pytest.mark.filterwarnings("ignore:invalid value")
@settings(max_examples=60, deadline=None)
@given(LOANS)
def test_an_equal_instalment_is_numpy_financials_within_the_rounding_the_convention_implies(loan):
    principal, rate, months, _ = loan
    plan, monthly = schedule(Decimal(principal), rate, months, EQUAL_INSTALMENT), float(rate) / 1200
    payment = -npf.pmt(monthly, months, principal)
    periods = [row.period for row in plan.rows]
    interests, principals = (-part(monthly, periods, months, principal) for part in (npf.ipmt, npf.ppmt))
    growth = 1 + monthly
    drift = 0.0
    for row, interest, repaid in zip(plan.rows, interests, principals, strict=True):
        # A payment is rounded once, each interest once: half a cent each, carried on with interest.
        drift = drift * growth + 0.0101
        if row.period < months:
            assert abs(float(row.payment) - payment) <= 0.0051
        assert abs(float(row.interest) - interest) <= drift
        assert abs(float(row.principal) - repaid) <= drift + 0.01


@settings(max_examples=60, deadline=None)
@given(LOANS)
def test_the_first_payment_is_known_without_the_schedule(loan):
    assert first_payment(Decimal(loan[0]), *loan[1:]) == plan_of(loan).rows[0].payment


@settings(max_examples=30, deadline=None)
@given(LOANS, LOANS)
def test_a_combination_is_both_parts_side_by_side(fund, commercial):
    both = Combination(plan_of(fund), plan_of(commercial))
    assert len(both.rows) == len(both.payments) == max(fund[2], commercial[2])
    assert sum(both.payments) == both.fund.total_paid + both.commercial.total_paid
    assert (both.first_payment, both.last_payment) == (both.payments[0], both.payments[-1])
    assert both.total_interest == sum(both.payments) - fund[0] - commercial[0]
    assert [row for row, _ in both.rows if row] == list(both.fund.rows)
    assert [row for _, row in both.rows if row] == list(both.commercial.rows)


@pytest.mark.parametrize(("fund", "bank"), [(12, 24), (24, 12)])
def test_the_longer_part_of_a_combination_is_told_to_its_end(fund, bank):
    both = Combination(*(schedule(Decimal(24000), Decimal(0), months, EQUAL_PRINCIPAL) for months in (fund, bank)))
    assert both.payments == (Decimal(3000),) * 12 + (Decimal(1000),) * 12


def test_another_first_interest_changes_one_payment_and_nothing_else():
    plan = schedule(Decimal(600000), Decimal("2.6"), 360, EQUAL_INSTALMENT)
    changed = with_first_interest(plan, Decimal("866.67"))
    assert changed.rows[0].payment == Decimal("1968.71") and changed.rows[0].principal == plan.rows[0].principal
    assert changed.rows[1:] == plan.rows[1:]
    assert changed.total_interest == plan.total_interest - Decimal("433.33")


def test_an_exact_half_cent_is_rounded_up():
    # 6000.00 at 2.601 % is 13.005 a month exactly, although 2.601/1200 has no end.
    assert schedule(Decimal(6000), Decimal("2.601"), 12, EQUAL_PRINCIPAL).rows[0].interest == Decimal("13.01")


@pytest.mark.parametrize("months", [1, 2])
def test_half_a_cent_of_interest_is_rounded_up_in_the_first_period_and_in_the_last(months):
    """A yuan at 6 % bears half a cent a month."""
    rows = schedule(Decimal(months), Decimal(6), months, EQUAL_PRINCIPAL).rows
    assert [row.interest for row in rows] == [Decimal("0.01")] * months


def test_half_a_cent_of_a_part_of_the_principal_is_rounded_up():
    assert [row.principal for row in schedule(Decimal("100.05"), Decimal(0), 2, EQUAL_PRINCIPAL).rows] == [
        Decimal("50.03"),
        Decimal("50.02"),
    ]


def test_a_loan_without_interest_is_only_shared_out():
    assert [row.payment for row in schedule(Decimal(100), Decimal(0), 3, EQUAL_INSTALMENT).rows] == [
        Decimal("33.33"),
        Decimal("33.33"),
        Decimal("33.34"),
    ]


def test_unknown_methods_and_no_months_are_errors():
    with pytest.raises(ValueError):
        schedule(Decimal(1), Decimal(1), 1, "03")
    with pytest.raises(ValueError):
        schedule(Decimal(1), Decimal(1), 0, EQUAL_INSTALMENT)


def test_interest_of_exactly_half_a_cent_is_rounded_up_though_the_monthly_rate_has_no_end():
    """420015 yuan at 2.8 % bear 980.035 a month, and 2.8 ÷ 1200 cut anywhere makes it less."""
    assert schedule(Decimal(420015), Decimal("2.8"), 12, EQUAL_PRINCIPAL).rows[0].interest == Decimal("980.04")
