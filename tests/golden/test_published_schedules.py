"""Numbers others have published, and those of docs/domain.md 2.8, to the cent."""

from datetime import date
from decimal import Decimal

import numpy_financial as npf
import pytest

from chalicelib.domain.loan.money import yuan
from chalicelib.domain.loan.schedule import EQUAL_INSTALMENT, EQUAL_PRINCIPAL, annuity, instalment, schedule
from chalicelib.domain.loan.servicing import Loan, actual_365, interest_for_days, reset, segmented_interest, settlement

REFERENCE = [
    # principal, rate, months | instalment, first principal, first interest, last, interest | first, second, last, interest
    ("1000000", "2.6", 360, "4003.40", "1836.73", "2166.67", "4001.75", "441222.35", "4944.45", "4938.43", "2783.00", "391083.03"),
    ("600000", "2.6", 360, "2402.04", "1102.04", "1300.00", "2401.11", "264733.47", "2966.67", "2963.06", "1669.08", "234649.55"),
    ("800000", "2.6", 240, "4278.30", "2544.97", "1733.33", "4279.64", "226793.34", "5066.66", "5059.44", "3341.35", "208866.85"),
    ("500000", "2.1", 60, "8785.77", "7910.77", "875.00", "8785.84", "27146.27", "9208.33", "9193.75", "8348.11", "26687.50"),
    ("600000", "3.075", 360, "2553.96", "1016.46", "1537.50", "2552.95", "319424.59", "3204.17", "3199.90", "1669.74", "277518.19"),
]  # fmt: skip


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}")
def test_both_methods_give_the_reference_values(row):
    equal = schedule(Decimal(row[0]), Decimal(row[1]), row[2], EQUAL_INSTALMENT)
    first, last = equal.rows[0], equal.rows[-1]
    shown = [first.payment, first.principal, first.interest, last.payment, equal.total_interest]
    falling = schedule(Decimal(row[0]), Decimal(row[1]), row[2], EQUAL_PRINCIPAL)
    shown += [falling.rows[0].payment, falling.rows[1].payment, falling.rows[-1].payment, falling.total_interest]
    assert [str(value) for value in shown] == list(row[3:])


@pytest.mark.parametrize(
    ("principal", "rate", "months", "published"),
    [
        ("180000", "4.5", 360, "912.03"),
        ("150000", "4.5", 240, "948.97"),
        ("1000000", "3.1", 360, "4270.16"),
        ("1000000", "2.85", 360, "4135.57"),
        ("1000000", "2.6", 360, "4003.40"),
    ],
)
def test_instalments_are_the_published_ones(principal, rate, months, published):
    assert str(instalment(Decimal(principal), Decimal(rate), months)) == published


def test_published_totals_leave_the_instalment_unrounded():
    principal, rate = Decimal(180000), Decimal("4.5")
    payment = principal / annuity(rate, 360)
    payoff = payment * annuity(rate, 325) * (1 + rate / 1200)  # at month 36, 35 being paid
    assert yuan(payment * 360) == Decimal("328332.08")
    assert yuan(payoff) == Decimal("171794.28")
    assert yuan(payment * 35 + payoff) == Decimal("203715.45")


def test_equal_principal_falls_by_the_published_step():
    rows = schedule(Decimal(150000), Decimal("4.5"), 240, EQUAL_PRINCIPAL).rows
    assert (str(rows[0].payment), str(rows[-1].payment)) == ("1187.50", "627.34")
    assert rows[0].payment - rows[1].payment == Decimal("2.34")
    # The published 67 781.25 rounds no period; ours rounds each, so it may differ by half a cent a period.
    assert abs(sum(row.interest for row in rows) - Decimal("67781.25")) <= 240 * Decimal("0.005")


def test_a_reset_gives_the_instalment_of_the_reference():
    running = schedule(Decimal(600000), Decimal("2.85"), 360, EQUAL_INSTALMENT)
    assert str(running.rows[0].payment) == "2481.34"
    assert str(running.balance_after(18)) == "580597.15"
    assert str(reset(running, 18, Decimal("2.6")).rows[0].payment) == "2405.37"


@pytest.mark.parametrize("paid", [1, 18, 200, 359])
def test_a_reset_to_the_same_rate_moves_no_instalment(paid):
    running = schedule(Decimal(600000), Decimal("2.85"), 360, EQUAL_INSTALMENT)
    after = reset(running, paid, Decimal("2.850"))
    assert [row[1:] for row in after.rows] == [row[1:] for row in running.rows[paid:]]
    assert (after.principal, after.rows[0].period, after.months) == (running.balance_after(paid), 1, 360 - paid)


# numpy-financial's own documented examples (docstrings of pmt and ipmt); it rounds nothing.


def test_numpy_financials_documented_payment_is_ours():
    assert (
        float(instalment(Decimal(200000), Decimal("7.5"), 180))
        == round(-npf.pmt(0.075 / 12, 180, 200000), 2)
        == 1854.02
    )


def test_numpy_financials_documented_table_is_ours_within_its_rounding():
    documented = [
        ("200.58", "17.17"), ("201.96", "15.79"), ("203.35", "14.40"), ("204.74", "13.01"), ("206.15", "11.60"),
        ("207.56", "10.18"), ("208.99", "8.76"), ("210.42", "7.32"), ("211.87", "5.88"), ("213.32", "4.42"),
        ("214.79", "2.96"), ("216.26", "1.49"),
    ]  # fmt: skip
    plan = schedule(Decimal(2500), Decimal("8.24"), 12, EQUAL_INSTALMENT)
    for row, (principal, interest) in zip(plan.rows, documented, strict=True):
        assert abs(row.principal - Decimal(principal)) <= Decimal("0.03")  # the last one takes twelve roundings
        assert abs(row.interest - Decimal(interest)) <= Decimal("0.01")
    assert abs(plan.total_interest - Decimal("112.98")) <= Decimal("0.03")


# Apache Fineract, expectations of its own tests: ProgressiveEMICalculatorTest (100.00 paid out on 2024-01-01, six months) and
# the loan integration tests (12 000.00, four months). 30/360 there means: a whole month is a twelfth of a year, part of one is
# its share by actual days of that very month; the second is `fineract_30_360` below.


def fineract_30_360(start: date, end: date) -> tuple[int, int]:
    """Days as a share of the month they lie in: none of our conventions, but the functions take any."""
    month = (date(start.year + start.month // 12, start.month % 12 + 1, 1) - start.replace(day=1)).days
    return (end - start).days, month * 12


def test_fineracts_four_instalments_are_ours():
    rows = schedule(Decimal(12000), Decimal(24), 4, EQUAL_INSTALMENT).rows
    assert [(str(row.principal), str(row.interest)) for row in rows] == [
        ("2911.49", "240.00"),
        ("2969.72", "181.77"),
        ("3029.11", "122.38"),
        ("3089.68", "61.79"),
    ]


def test_fineracts_six_instalments_on_a_30_360_year_are_ours():
    rows = schedule(Decimal(100), Decimal("9.4822"), 6, EQUAL_INSTALMENT).rows
    assert [tuple(map(str, row[1:])) for row in rows] == [
        ("17.13", "16.34", "0.79", "83.66"),
        ("17.13", "16.47", "0.66", "67.19"),
        ("17.13", "16.60", "0.53", "50.59"),
        ("17.13", "16.73", "0.40", "33.86"),
        ("17.13", "16.86", "0.27", "17.00"),
        ("17.13", "17.00", "0.13", "0.00"),
    ]


def test_fineracts_change_of_rate_on_a_due_day_is_our_reset():
    running = schedule(Decimal(100), Decimal(7), 6, EQUAL_INSTALMENT)
    assert tuple(map(str, running.rows[0][1:])) == ("17.01", "16.43", "0.58", "83.57")
    assert [tuple(map(str, row[1:])) for row in reset(running, 1, Decimal(4)).rows] == [
        ("16.88", "16.60", "0.28", "66.97"),
        ("16.88", "16.66", "0.22", "50.31"),
        ("16.88", "16.71", "0.17", "33.60"),
        ("16.88", "16.77", "0.11", "16.83"),
        ("16.89", "16.83", "0.06", "0.00"),
    ]


def test_fineracts_straddling_period_bears_the_interest_of_our_segments():
    # Its new rate begins on 14 February. It then spreads what the straddling period saved over all that follow (16.90 each);
    # ours lets that one payment differ and the rest be the new rate's instalment (16.88), so only the interest compares.
    change = date(2024, 2, 14)
    segments = [(Decimal(7), date(2024, 2, 1), change), (Decimal(4), change, date(2024, 3, 1))]
    assert segmented_interest(Decimal("83.57"), segments, fineract_30_360) == Decimal("0.37")


@pytest.mark.parametrize(("day", "published"), [(date(2024, 1, 15), "100.26"), (date(2024, 2, 15), "83.81")])
def test_fineracts_payoff_between_due_days_is_our_settlement(day, published):
    plan = schedule(Decimal(100), Decimal(7), 6, EQUAL_INSTALMENT)
    assert settlement(Loan(plan, date(2024, 1, 1), count=fineract_30_360), day) == Decimal(published)


def test_fineracts_actual_365_interest_is_ours_but_for_the_fraction_of_a_cent_it_carries_on():
    # Every period there is counted in days, so its instalment (17.43) is not ours; the interest of each balance is. It
    # carries what rounding left of one period into the next, ours does not: at most one cent apart.
    balances = ["100", "83.90", "67.52", "50.99", "34.22", "17.25"]
    published = ["1.33", "1.05", "0.90", "0.66", "0.46", "0.22"]
    for month, (balance, interest) in enumerate(zip(balances, published, strict=True), start=1):
        ours = interest_for_days(
            Decimal(balance), Decimal("15.678"), date(2024, month, 1), date(2024, month + 1, 1), actual_365
        )
        assert abs(ours - Decimal(interest)) <= Decimal("0.01")
