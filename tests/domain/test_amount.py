from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import policy
from chalicelib.domain.amount import Basis, caps
from chalicelib.domain.money import floor_to
from chalicelib.domain.schedule import EQUAL_INSTALMENT, EQUAL_PRINCIPAL, schedule

POLICY = policy.in_force("620100", date(2026, 3, 2))
PLAIN = Basis(
    depositors=2, children=0, homes="first", price=Decimal(900000), value=Decimal(900000), down_payment=Decimal(180000),
    commercial=Decimal(0), balance=Decimal(100000), income=Decimal(20000), debts=Decimal(0), months=360, method="01",
    rate=Decimal("2.6"), commercial_rate=Decimal("3.5"), down_payment_share=Decimal("0.2"),
    facts={"home": "new", "transfer": "none", "off_site": False}, old_loan=Decimal(0), liquidity=Decimal(1),
)  # fmt: skip
MONEY = st.decimals("0", "3000000", places=2)
BASES = st.builds(
    replace, st.just(PLAIN), depositors=st.integers(0, 3), children=st.integers(0, 3), price=MONEY, value=MONEY,
    down_payment=MONEY, commercial=MONEY, balance=MONEY, income=MONEY, debts=MONEY, months=st.integers(1, 360),
    method=st.sampled_from(["01", "02"]),
)  # fmt: skip


def test_the_household_cap_depends_on_depositors_and_proven_children():
    assert caps(PLAIN, POLICY)["CAP_HOUSEHOLD"] == 700000
    assert caps(replace(PLAIN, depositors=1), POLICY)["CAP_HOUSEHOLD"] == 600000
    assert caps(replace(PLAIN, children=2), POLICY)["CAP_HOUSEHOLD"] == 840000


def test_the_price_cap_takes_both_loans_of_a_combination_together():
    assert caps(replace(PLAIN, commercial=Decimal(300000)), POLICY)["CAP_PRICE"] == 420000


def test_an_existing_home_is_lent_on_at_the_lower_value():
    assert caps(replace(PLAIN, value=Decimal(800000)), POLICY)["CAP_PRICE"] == 640000


def test_only_what_is_still_unpaid_is_lent():
    assert caps(replace(PLAIN, down_payment=Decimal("500000.01")), POLICY)["CAP_UNPAID"] == Decimal("399999.99")


@pytest.mark.parametrize("method", [EQUAL_INSTALMENT, EQUAL_PRINCIPAL])
def test_the_ability_caps_first_payment_takes_exactly_the_share(method):
    basis = replace(PLAIN, income=Decimal(8000), debts=Decimal(500), method=method)
    cap = caps(basis, POLICY)["CAP_ABILITY"]
    assert abs(schedule(cap, basis.rate, 360, method).rows[0].payment - 3500) <= Decimal("0.01")


def test_debts_above_the_share_leave_nothing():
    assert caps(replace(PLAIN, debts=Decimal(10001)), POLICY)["CAP_ABILITY"] == 0


def test_amounts_are_rounded_down_never_up():
    assert floor_to(Decimal("599999.99"), Decimal(1000)) == 599000
    assert floor_to(Decimal("600000.00"), Decimal(1000)) == 600000
    assert floor_to(Decimal(-5), Decimal(1000)) == 0


@settings(max_examples=60, deadline=None)
@given(BASES, st.decimals("0", "500000", places=2))
def test_more_debt_never_raises_and_more_savings_never_lower_any_cap(basis, more):
    now = caps(basis, POLICY)
    poorer = caps(replace(basis, debts=basis.debts + more, commercial=basis.commercial + more), POLICY)
    richer = caps(replace(basis, balance=basis.balance + more, income=basis.income + more), POLICY)
    assert all(poorer[code] <= now[code] <= richer[code] for code in now)
    assert min(now.values()) >= 0


def test_a_new_cap_is_data(monkeypatch):
    more = replace(POLICY, caps={**POLICY.caps, "CAP_TALENT": {"formula": "balance_multiple", "multiple": "2"}})
    assert caps(PLAIN, more)["CAP_TALENT"] == 200000
