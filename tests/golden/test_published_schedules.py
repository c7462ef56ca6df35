"""Numbers others have published, and the dossier's own (2.13), to the cent."""

from decimal import Decimal

import pytest

from chalicelib.domain.money import yuan
from chalicelib.domain.schedule import EQUAL_INSTALMENT, EQUAL_PRINCIPAL, annuity, instalment, schedule
from chalicelib.domain.servicing import reset

DOSSIER = [
    # principal, rate, months | instalment, first principal, first interest, last, interest | first, second, last, interest
    ("1000000", "2.6", 360, "4003.40", "1836.73", "2166.67", "4001.75", "441222.35", "4944.45", "4938.43", "2783.00", "391083.03"),
    ("600000", "2.6", 360, "2402.04", "1102.04", "1300.00", "2401.11", "264733.47", "2966.67", "2963.06", "1669.08", "234649.55"),
    ("800000", "2.6", 240, "4278.30", "2544.97", "1733.33", "4279.64", "226793.34", "5066.66", "5059.44", "3341.35", "208866.85"),
    ("500000", "2.1", 60, "8785.77", "7910.77", "875.00", "8785.84", "27146.27", "9208.33", "9193.75", "8348.11", "26687.50"),
    ("600000", "3.075", 360, "2553.96", "1016.46", "1537.50", "2552.95", "319424.59", "3204.17", "3199.90", "1669.74", "277518.19"),
]  # fmt: skip


@pytest.mark.parametrize("row", DOSSIER, ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}")
def test_both_methods_give_the_dossiers_figures(row):
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


def test_a_reset_gives_the_dossiers_new_instalment():
    running = schedule(Decimal(600000), Decimal("2.85"), 360, EQUAL_INSTALMENT)
    assert str(running.rows[0].payment) == "2481.34"
    assert str(running.balance_after(18)) == "580597.15"
    assert str(reset(running, 18, Decimal("2.6")).rows[0].payment) == "2405.37"
