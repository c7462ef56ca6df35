"""A commercial loan replaced by a fund loan: whose mortgage may lie on the home when, and where the money goes."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.banks import payments
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile
from chalicelib.steps import disburse, mortgage
from tests.given.answers import finding
from tests.given.case import answered, put, stored
from tests.steps.conftest import event

OLD, OURS, STRANGE = (f"甘(2026)兰州市不动产证明第000000{n}号" for n in (1, 2, 3))
OLD_LOAN = {
    "bank": "B02",
    "contract_number": "SD2020001",
    "borrower": "borrower",
    "paid_out_on": "2020-03-20",
    "account": {"holder": "周子安", "number": "6222022700000090001", "bank": "B02"},
    "amount": "600000.00",
    "principal_left": "450000.00",
}


@dataclass
class World:
    """The registry's view of the home, and what it and the bank were asked for."""

    mortgages: set[str] = field(default_factory=lambda: {OLD})
    ranks: list[int] = field(default_factory=list)
    orders: list[payments.Order] = field(default_factory=list)

    def unit(self, home: Any, number: str, purpose: Any) -> registry.Unit:
        return registry.Unit(None, False, frozenset(self.mortgages))

    def apply(self, *told: Any, rank: int, **who: Any) -> registry.Mortgage:
        self.ranks.append(rank)
        return registry.Mortgage(told[0], "PENDING")

    def pay(self, order: payments.Order) -> payments.Result:
        self.orders.append(order)
        return payments.Answer(payments.Result.DONE, clock.today().isoformat())


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, withdrawing: set[str]) -> World:
    made = World()
    monkeypatch.setattr(registry, "unit", made.unit)
    monkeypatch.setattr(registry, "apply_mortgage", made.apply)
    monkeypatch.setattr(payments, "pay", made.pay)
    return made


@pytest.fixture
def case(submitted):
    def make(kind: str, **values: Any) -> None:
        made = submitted(
            number="N" * 39 + "0001",
            decision={"approved": True, "amount": "400000.00", "months": 240, "homes": "first", "rate": "2.60"},
            contract={"number": "JK6201002026112300001", "bank": "B01"},
            **{f"signatures.{party}": {"sha256": "s"} for party in ("borrower", "spouse", "bank")},
            **values,
        )
        form = stored(made.application)
        home = {name: form["home"][name] for name in ("city", "unit_number", "location", "area", "price")}
        form |= {"kind": kind, "home": {**home, "kind": "own"}, "old_loan": OLD_LOAN}
        put("c1", application=form)
        title = finding(
            "property", "home", code="TITLE_CONFIRMED", regulated_account="", mortgages=[OLD], mortgaged=True
        )
        answered("c1", title)

    return make


def file() -> None:
    mortgage.handle(event("Mortgage", token="token", visit="2026-11-23T10:00:00Z"))


def test_where_a_loan_repays_a_loan_our_mortgage_ranks_behind_the_old_one(case, world):
    case("transfer_loan_for_loan")
    file()
    assert world.ranks == [2]


def test_where_the_old_loan_is_settled_first_ours_waits_until_its_mortgage_is_gone(case, world):
    case("transfer_settle_first")
    with pytest.raises(PreconditionFailed, match="old loan's mortgage"):
        file()
    assert world.ranks == [] and casefile.load("c1").mortgage is None
    world.mortgages = set()
    file()
    assert world.ranks == [1]


PROOF = {"mortgage": {"status": "DONE", "certificate_number": OURS, "apply_biz_id": "X"}}


def pay() -> str:
    return disburse.handle(event("Disburse"))["next"]


def test_a_loan_that_repays_a_loan_is_paid_to_the_old_loans_account_beside_the_old_mortgage(case, world):
    case("transfer_loan_for_loan", **PROOF)
    world.mortgages = {OLD, OURS}
    assert pay() == "paid"
    assert [(order.payee_account, order.payee_name) for order in world.orders] == [("6222022700000090001", "周子安")]


def test_a_loan_settled_first_is_paid_to_the_borrower_on_a_home_that_bears_only_our_mortgage(case, world):
    case("transfer_settle_first", **PROOF)
    world.mortgages = {OURS}
    assert pay() == "paid"
    assert [order.payee_account for order in world.orders] == ["6222022700009000012"]


@pytest.mark.parametrize(
    ("kind", "mortgages"),
    [("transfer_loan_for_loan", {OLD, OURS, STRANGE}), ("transfer_settle_first", {OLD, OURS})],
)
def test_nothing_is_paid_while_any_other_mortgage_lies_on_the_home(case, world, kind, mortgages):
    case(kind, **PROOF)
    world.mortgages = mortgages
    with pytest.raises(PreconditionFailed, match="TITLE_NOT_FREE"):
        pay()
    assert world.orders == []
