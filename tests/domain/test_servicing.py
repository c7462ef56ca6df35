from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chalicelib.domain.loan.schedule import EQUAL_INSTALMENT, EQUAL_PRINCIPAL, instalment, schedule
from chalicelib.domain.loan.servicing import (
    DAY_COUNTS,
    Loan,
    actual_360,
    actual_365,
    interest_for_days,
    lend,
    next_reset,
    penalty,
    repay_early,
    reset,
    reset_on,
    segmented_interest,
    settlement,
    thirty_360,
)

PAID_OUT = date(2025, 7, 10)


def a_loan(principal=600000, rate="2.6", months=360, method=EQUAL_INSTALMENT, due_day=None, paid_out=PAID_OUT, **kw):
    return lend(schedule(Decimal(principal), Decimal(rate), months, method), paid_out, due_day, **kw)


LOANS = st.builds(
    a_loan,
    st.integers(1000, 3_000_000), st.decimals("0", "6", places=3), st.integers(2, 360),
    st.sampled_from([EQUAL_INSTALMENT, EQUAL_PRINCIPAL]), st.none() | st.integers(1, 31),
    st.dates(date(2015, 1, 1), date(2027, 12, 31)), count=st.sampled_from(list(DAY_COUNTS.values())),
)  # fmt: skip
DAYS = st.integers(0, 11000)


def sums(plan, principal):
    """What must hold of every schedule: parts sum up, balances fall to nothing."""
    before = principal
    for row in plan.rows:
        assert row.payment == row.principal + row.interest and row.balance == before - row.principal
        assert row.interest >= 0 and row.payment == row.payment.quantize(Decimal("0.01"))
        before = row.balance
    assert before == 0 and sum(row.principal for row in plan.rows) == principal == plan.principal


def test_a_360_day_year_counts_actual_days():
    assert interest_for_days(Decimal(600000), Decimal("2.6"), date(2024, 2, 28), date(2024, 3, 1)) == Decimal("86.67")


def test_the_conventions_count_the_same_stretch_differently():
    stretch = date(2025, 1, 31), date(2025, 3, 31)
    assert (actual_360(*stretch), actual_365(*stretch), thirty_360(*stretch)) == ((59, 360), (59, 365), (60, 360))
    interest = [
        str(interest_for_days(Decimal(365000), Decimal("3.6"), *stretch, count)) for count in DAY_COUNTS.values()
    ]
    assert interest == ["2153.50", "2124.00", "2190.00"]


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


def test_a_reset_within_a_period_splits_its_interest_at_the_change():
    loan = a_loan(rate="2.85", paid_out=date(2024, 6, 10))
    rest = reset_on(loan, date(2026, 1, 1), Decimal("2.6"))
    balance = loan.plan.balance_after(18)  # 10 December 2025 is the eighteenth
    assert (str(balance), rest.months, str(rest.rows[1].payment)) == ("580597.15", 342, "2405.37")
    by_hand = balance * (Decimal("2.85") * 22 + Decimal("2.6") * 9) / 36000
    assert rest.rows[0].interest == round(by_hand, 2) == Decimal("1388.59")
    assert rest.rows[0].principal == reset(loan.plan, 18, Decimal("2.6")).rows[0].principal


def test_a_reset_on_a_due_day_splits_nothing_and_that_instalment_is_the_old_one():
    loan = a_loan(rate="2.85", paid_out=date(2024, 6, 1))
    assert reset_on(loan, date(2026, 1, 1), Decimal("2.6")) == reset(loan.plan, 19, Decimal("2.6"))


@settings(max_examples=60, deadline=None)
@given(LOANS, DAYS, st.decimals("0", "6", places=3))
def test_a_reset_keeps_every_cent_and_the_remaining_months(loan, days, rate):
    change = loan.paid_out + timedelta(days)
    assume(change < loan.due(loan.plan.months))
    rest = reset_on(loan, change, rate)
    paid = loan.plan.months - rest.months
    assert loan.due(paid) <= change < loan.due(paid + 1)
    sums(rest, loan.plan.balance_after(paid))


def test_early_repayment_lowers_instalments_or_shortens_the_term():
    loan, due = a_loan(), date(2026, 7, 10)
    lower = repay_early(loan, due, Decimal(100000), keep="term")
    shorter = repay_early(loan, due, Decimal(100000), keep="instalment")
    assert (lower.principal, lower.interest) == (100000, 0)
    assert lower.rest.months == 348 and lower.rest.rows[0].payment < loan.plan.rows[0].payment
    assert shorter.rest.months < 348 and shorter.rest.rows[0].payment <= loan.plan.rows[0].payment
    assert lower.rest.principal == shorter.rest.principal == loan.plan.balance_after(12) - 100000


def test_early_repayment_between_due_days_pays_the_interest_on_what_it_repays_and_no_more():
    early = repay_early(a_loan(), date(2026, 7, 25), Decimal("100108.33"), keep="term")
    assert (early.principal, early.interest) == (Decimal(100000), Decimal("108.33"))  # 15 days of 2.6 %
    assert early.rest.rows[0].interest == round(early.rest.principal * Decimal("2.6") / 1200, 2)


@settings(max_examples=80, deadline=None)
@given(LOANS, DAYS, st.integers(1, 999), st.sampled_from(["term", "instalment"]))
def test_early_repayment_keeps_every_cent_and_never_raises_an_instalment(loan, days, share, keep):
    day = loan.paid_out + timedelta(days)
    assume(day < loan.due(loan.plan.months))
    paid = sum(loan.due(n) <= day for n in range(1, loan.plan.months + 1))
    balance = loan.plan.balance_after(paid)
    amount = round(balance * share / 1000, 2)
    assume(amount > 0)
    early = repay_early(loan, day, amount, keep=keep)
    assert early.principal + early.interest == amount and early.interest >= 0
    assert early.interest == pytest.approx(
        interest_for_days(early.principal, loan.plan.rate, loan.due(paid), day, loan.count), abs=Decimal("0.01")
    )
    sums(early.rest, balance - early.principal)
    assert early.rest.months <= loan.plan.months - paid
    assert keep == "instalment" or early.rest.months == loan.plan.months - paid
    if loan.plan.method == EQUAL_INSTALMENT:
        # Where no month is left to be saved, the last payment before takes what rounding left: that one may be the largest.
        before = max(row.payment for row in loan.plan.rows[paid:])
        assert instalment(early.rest.principal, loan.plan.rate, early.rest.months) <= before


@settings(max_examples=40, deadline=None)
@given(LOANS, DAYS, st.integers(1, 999))
def test_keeping_the_instalment_takes_no_month_more_than_needed(loan, days, share):
    day = loan.paid_out + timedelta(days)
    assume(day < loan.due(loan.plan.months) and loan.plan.method == EQUAL_INSTALMENT)
    amount = round(loan.plan.balance_after(loan.due_before(day + timedelta(1))) * share / 1000, 2)
    assume(amount > 0)
    rest = repay_early(loan, day, amount, keep="instalment").rest
    before = instalment(loan.plan.principal, loan.plan.rate, loan.plan.months)
    assert rest.months == 1 or instalment(rest.principal, rest.rate, rest.months - 1) >= before


def test_equal_principal_keeps_its_part_of_every_month_but_the_last():
    loan = a_loan(12000, "2.6", 12, EQUAL_PRINCIPAL)  # 1000.00 a month
    rest = repay_early(loan, loan.due(2), Decimal(7501), keep="instalment").rest
    assert [row.principal for row in rest.rows] == [Decimal("833.00")] * 3


@pytest.mark.parametrize("amount", ["0", "-1", "600000", "700000"])
def test_early_repayment_of_nothing_or_of_everything_is_refused(amount):
    with pytest.raises(ValueError):
        repay_early(a_loan(), PAID_OUT, Decimal(amount), keep="term")


def test_early_repayment_keeps_the_term_or_the_instalment():
    with pytest.raises(ValueError):
        repay_early(a_loan(), PAID_OUT, Decimal(1000), keep="both")


def test_settlement_is_the_balance_and_its_interest_to_the_day():
    loan = a_loan(180000, "4.5")
    rows, due = loan.plan.rows, loan.due(36)
    assert settlement(loan, due) == rows[34].balance + rows[35].interest
    ten_days_before = settlement(loan, due - timedelta(10))
    assert ten_days_before == rows[34].balance + interest_for_days(rows[34].balance, Decimal("4.5"), loan.due(35), due - timedelta(10))  # fmt: skip
    assert settlement(loan, PAID_OUT) == 180000


@settings(max_examples=60, deadline=None)
@given(LOANS, DAYS)
def test_settling_costs_the_balance_and_at_most_one_periods_interest(loan, days):
    day = loan.paid_out + timedelta(days)
    assume(day <= loan.due(loan.plan.months))
    paid = loan.due_before(day)
    owed = loan.plan.balance_after(paid)
    assert owed <= settlement(loan, day) <= owed + loan.plan.rows[paid].interest + Decimal("0.01")


def test_a_day_on_which_nothing_is_owed_cannot_be_settled():
    for day in (PAID_OUT - timedelta(1), a_loan(months=12).due(12) + timedelta(1)):
        with pytest.raises(ValueError):
            settlement(a_loan(months=12), day)


def test_penalty_is_a_multiple_of_the_rate_for_every_day_overdue():
    due = date(2026, 1, 10)
    assert penalty(Decimal("2402.04"), Decimal("2.6"), due, due + timedelta(30), Decimal("1.5")) == Decimal("7.81")
    assert penalty(Decimal("2402.04"), Decimal("2.6"), due, due, Decimal("1.5")) == 0


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
