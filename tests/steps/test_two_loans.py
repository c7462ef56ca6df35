"""A combination is two loans: what may lie on the home, what the bank tells of its part, and two pay-outs on one road."""

from decimal import Decimal

import pytest

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.banks import bank_parts, payments
from chalicelib.casework import bank_part, disputes, plan
from chalicelib.errors import PaymentProcessing, PreconditionFailed
from chalicelib.records import casefile, tasks
from chalicelib.steps import disburse
from tests.given.answers import finding
from tests.given.case import answered, put, stored
from tests.steps.conftest import event

OURS, BANKS = "甘(2026)兰州市不动产证明第0000001号", "甘(2026)兰州市不动产证明第0000002号"
NUMBER = "JK6201002026112300001"
ACCOUNT = "6222022700000002017"  # of the filed contract
ALL = ("borrower", "spouse", "bank", "bank_part")
CONFIRMED = {party: {"at": "2026-11-23T00:00:00.000Z"} for party in ("borrower", "spouse")}
AT_BANK = {"confirmed": CONFIRMED, "number": "GD1", "sha256": "d" * 64, "place": "示例支行"}
SIGNED = {"contract_number": NUMBER, "bank_contract_number": "GD1", "sha256": "d" * 64, "place": "示例支行"}
OFFER = {
    "contract_number": NUMBER, "amount": "300000.00", "months": "480", "rate": "3.50", "fees": "600.00", "all_in": "3.52",
}  # fmt: skip
READY = {"contract_number": NUMBER, "condition": "mortgage_registered", "filing_number": BANKS}
PAID = {"contract_number": NUMBER, "reference": "H1", "amount": "300000.00", "account": ACCOUNT}


def of_bank(amount="300000.00", holder="B01"):
    return registry.Lien(holder, Decimal(amount) if amount else None)


def on_title(**liens):
    """A unit with our mortgage and these by number."""
    held = {OURS: registry.Lien("620100", Decimal(400000)), **liens}
    return registry.Unit(None, False, frozenset(held), held)


@pytest.fixture
def combination(submitted):
    """A couple's combination as it stands once everything is signed and our mortgage registered."""

    def make(**values):
        usual = {
            "number": "N" * 39 + "0001",
            "status": "REGISTERING",
            "decision": {"approved": True, "amount": "400000.00", "months": 240, "homes": "first", "rate": "2.60"},
            "contract": {"number": NUMBER, "bank": "B01", "bank_part": True},
            "mortgage": {"status": "DONE", "certificate_number": OURS, "apply_biz_id": "X"},
            "bank_part": AT_BANK,
            **{f"signatures.{party}": {"sha256": "s"} for party in ALL},
        }
        case = submitted(2, **{name: value for name, value in {**usual, **values}.items() if value is not None})
        answered("c1", finding("property", "home", regulated_account=case.application.home.seller.number))
        return casefile.load("c1")

    return make


@pytest.fixture
def world(monkeypatch, withdrawing):
    """The registry, and a bank that pays our order and tells what is to be told of its own part."""
    seen = {"unit": on_title(**{BANKS: of_bank()}), "told": [], "ours": payments.Result.DONE, "orders": []}
    monkeypatch.setattr(registry, "unit", lambda home, number, purpose: seen["unit"])
    monkeypatch.setattr(payments, "pay", lambda order: seen["orders"].append(order) or _answer(seen["ours"]))
    monkeypatch.setattr(payments, "query", lambda bank, serial: _answer(seen["ours"]))
    monkeypatch.setattr(bank_parts, "told", lambda bank, contract: seen["told"])
    return seen


def _answer(result):
    return payments.Answer(result, clock.today().isoformat() if result is payments.Result.DONE else "")


def run():
    return disburse.handle(event("Disburse"))["next"]


def hear(what, said=None, **otherwise):
    bank_part.hear(casefile.load("c1"), f"bank_part.{what}", {**(said or {}), **otherwise}, "B01", {})
    return casefile.load("c1").bank_part


def found_out():
    """What somebody has to find out."""
    return sorted(code for task in tasks.of_case("c1") if task.kind == "dispute" for code in task.details["codes"])


# What may lie on the home


@pytest.mark.parametrize(
    ("others", "liens"),
    [
        ({}, ""),
        ({"a": of_bank()}, ""),
        ({"a": of_bank("299999.99")}, ""),
        ({"a": of_bank("300000.01")}, "a"),
        ({"a": of_bank(holder="B02")}, "a"),
        ({"a": of_bank(holder="")}, "a"),
        ({"a": of_bank(None)}, "a"),
        ({"a": of_bank("100000.00"), "b": of_bank("100000.00")}, "ab"),
        ({"a": of_bank(), "b": of_bank(holder="某小额贷款公司")}, "b"),
    ],
)
def test_beside_ours_only_the_banks_own_mortgage_for_its_part_may_lie_on_the_home(combination, others, liens):
    assert plan.liens(combination(), on_title(**others)) == {*liens}


def test_beside_a_loan_of_the_fund_alone_the_banks_mortgage_is_a_lien(combination):
    form = stored(combination().application)
    form["wish"] = {**form["wish"], "commercial_amount": "0"}
    assert plan.liens(put("c1", application=form), on_title(**{BANKS: of_bank()})) == {BANKS}


# Two pay-outs


def test_a_combination_is_paid_out_with_the_banks_mortgage_on_the_home_and_waits_for_the_banks_part(combination, world):
    combination()
    with pytest.raises(PaymentProcessing):
        run()
    assert [str(order.amount) for order in world["orders"]] == ["400000.00"]
    assert casefile.load("c1").is_paid
    world["told"] = [("bank_part.ready", READY), ("bank_part.settled", PAID)]
    assert run() == "paid"
    part = casefile.load("c1").bank_part
    assert (part.status, part.filing, part.reference, part.account) == ("paid", BANKS, "H1", "*" * 15 + "2017")
    assert len(world["orders"]) == 1


def test_another_lien_holds_both_up(combination, world):
    combination()
    world["unit"] = on_title(**{BANKS: of_bank(), "another": of_bank(holder="B02")})
    with pytest.raises(PreconditionFailed, match="TITLE_NOT_FREE"):
        run()
    assert not world["orders"]


def test_where_the_bank_waits_for_the_building_to_be_finished_ours_goes_to_its_papers(combination, world):
    form = stored(combination().application)
    form["home"] = {**form["home"], "kind": "new", "completed_year": None}
    case = put("c1", application=form)
    answered("c1", finding("property", "home", regulated_account=case.application.home.seller.number))
    assert run() == "paid"
    assert casefile.load("c1").bank_part.status == ""


def test_the_banks_part_failing_leaves_ours_to_its_papers_and_a_person_finds_out(combination, world):
    combination()
    world["told"] = [("bank_part.ready", READY), ("bank_part.failed", {"contract_number": NUMBER, "reference": "H1"})]
    assert run() == "paid"
    assert casefile.load("c1").bank_part.status == "failed"
    assert found_out() == [disputes.BANK_PART_FAILED]


def test_ours_is_not_ordered_once_the_banks_part_has_failed(combination, world):
    combination()
    hear("failed", contract_number=NUMBER, reference="H1")
    with pytest.raises(PreconditionFailed, match="BANK_PART_NOT_PAYABLE"):
        run()
    assert not world["orders"] and casefile.load("c1").may_be_undone


def test_ours_failing_undoes_nothing_while_the_bank_has_paid(combination, world):
    combination()
    hear("ready", READY)
    hear("settled", PAID)
    world["ours"] = payments.Result.FAILED
    with pytest.raises(PreconditionFailed, match="the bank has paid its part"):
        run()
    assert not casefile.load("c1").may_be_undone
    hear("failed", contract_number=NUMBER, reference="H1")  # it has come back
    assert casefile.load("c1").may_be_undone
    assert run() == "failed"


def test_a_contract_of_an_earlier_release_waits_for_no_word_of_the_banks_part(combination, world):
    combination(contract={"number": NUMBER, "bank": "B01"}, bank_part=None)
    assert run() == "paid"


# What the bank tells


def test_an_offer_beyond_the_plan_counts_for_nothing(combination):
    combination(bank_part=None)
    for wrong in ({"amount": "300000.01"}, {"months": "481"}):
        assert hear("offered", {**OFFER, **wrong}) is None
    assert found_out() == [disputes.BANK_PART_OTHER_TERMS] * 2


def test_what_was_confirmed_of_one_offer_says_nothing_of_the_next(combination):
    combination(bank_part=None)
    first = hear("offered", OFFER)
    bank_part.confirm(casefile.load("c1"), "borrower", first.statement, "depositor:1", {}, {})
    assert bank_part.unconfirmed(casefile.load("c1")) == ["spouse"]
    assert hear("offered", OFFER).confirmed.keys() == {"borrower"}, "the same once more"
    second = hear("offered", OFFER, rate="3.60")
    assert second.statement != first.statement and not second.confirmed


def test_the_banks_contract_is_signed_only_once_everybody_has_confirmed_what_it_costs(combination):
    combination(status="SIGNING", bank_part=None, mortgage=None, **{"signatures.bank_part": None})
    statement = hear("offered", OFFER).statement
    hear("signed", SIGNED)
    assert found_out() == [disputes.BANK_PART_UNCONFIRMED]
    assert casefile.load("c1").unsigned == ["bank_part"]
    for party in ("borrower", "spouse"):
        bank_part.confirm(casefile.load("c1"), party, statement, f"depositor:{party}", {}, {})
    part = hear("signed", SIGNED)
    assert (part.number, part.place, casefile.load("c1").unsigned) == ("GD1", "示例支行", [])
    hear("signed", SIGNED)
    assert hear("signed", SIGNED, bank_contract_number="GD2").number == "GD1"
    assert disputes.BANK_PART_OTHER_TERMS in found_out()


def test_before_the_rule_on_cost_nobody_had_to_confirm_it(combination):
    combination(
        status="SIGNING", bank_part=None, mortgage=None, accepted_on="2026-07-31", **{"signatures.bank_part": None}
    )
    hear("offered", OFFER, months="360")
    hear("signed", SIGNED)
    assert casefile.load("c1").unsigned == []


@pytest.mark.parametrize("wrong", [{"amount": "299999.99"}, {"account": "6222022700000009999"}])
def test_money_paid_otherwise_than_planned_is_astray_until_the_bank_has_put_it_right(combination, wrong):
    combination()
    hear("ready", READY)
    assert hear("settled", PAID, **wrong).status == "astray"
    assert found_out() == [disputes.BANK_PART_ASTRAY]
    assert hear("settled", PAID, reference="H2").status == "paid"


def test_paid_before_its_condition_was_met_is_astray(combination):
    combination()
    assert hear("settled", PAID).status == "astray"


def test_what_the_bank_told_out_of_order_is_put_in_order_before_ours_is_ordered(combination, world):
    combination()
    assert hear("settled", PAID).status == "astray"
    hear("ready", READY)
    world["told"] = [("bank_part.ready", READY), ("bank_part.settled", PAID)]
    assert run() == "paid" and casefile.load("c1").bank_part.status == "paid"


def test_a_word_told_late_does_not_take_the_place_of_a_later_one(combination):
    combination()
    hear("ready", READY)
    hear("settled", PAID)
    assert hear("failed", {"contract_number": NUMBER, "reference": PAID["reference"]}).status == "failed"
    assert hear("settled", PAID).status == "failed", "that money has come back"
    assert hear("settled", PAID, reference="H2").status == "paid"
    late = hear("failed", {"contract_number": NUMBER, "reference": PAID["reference"]})
    assert (late.status, late.reference) == ("paid", "H2")


def test_the_bank_pays_astray_once_the_case_is_leaving(combination):
    combination(leaving="CANCELLED")
    hear("ready", READY)
    assert hear("settled", PAID).status == "astray"


def test_a_condition_that_is_not_the_homes_counts_for_nothing(combination):
    combination()
    assert hear("ready", READY, condition="sale_filed").condition == ""
    assert found_out() == [disputes.BANK_PART_OTHER_CONDITION]


@pytest.mark.parametrize(("permit", "taken"), [(None, True), ("2026-08-27", True), ("2026-08-28", False)])
def test_of_a_presale_permit_nobody_has_dated_the_bank_knows_whether_the_older_rule_holds(combination, permit, taken):
    form = stored(combination().application)
    form["home"] = {**form["home"], "kind": "new", "completed_year": None, "presale_permit_on": permit}
    put("c1", application=form)
    assert bool(hear("ready", READY).condition) is taken
    assert bool(hear("ready", READY, condition="completion_filed").condition == "completion_filed") is (
        permit != "2026-08-27"
    )


def test_a_bank_has_no_part_in_a_loan_of_the_fund_alone(submitted):
    submitted(contract={"number": NUMBER, "bank": "B01"})
    assert hear("offered", OFFER) is None
    assert found_out() == [disputes.NO_BANK_PART]
    hear("offered", OFFER)
    assert len(found_out()) == 1


def test_told_twice_is_written_once(combination):
    combination()
    for what, said in (("ready", READY), ("settled", PAID)):
        first = hear(what, said)
        assert hear(what, said) == first
