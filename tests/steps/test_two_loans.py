"""A combination is two loans: what may lie on the home, what the bank tells of its part, and two pay-outs on one road."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.api.bank_part import shown as shown_part
from chalicelib.banks import bank_parts, payments
from chalicelib.casework import bank_money, bank_part, clearing, disputes, part_plan, plan, withdrawals
from chalicelib.errors import BankUnavailable, Contended, PaymentProcessing, PreconditionFailed
from chalicelib.records import casefile, layout, tasks
from chalicelib.records.bank_part import has_paid
from chalicelib.steps import disburse, discharge
from chalicelib.sweep import gauges, looks, partners
from tests.given.answers import finding
from tests.given.case import answered, happened, put, stored
from tests.given.form import sample
from tests.steps.conftest import event

OURS, BANKS = "甘(2026)兰州市不动产证明第0000001号", "甘(2026)兰州市不动产证明第0000002号"
NUMBER = "JK6201002026112300001"
ACCOUNT = "6222022700000002017"  # of the filed contract
ALL = ("borrower", "spouse", "bank", "bank_part")
CONFIRMED = {party: {"at": "2026-11-23T00:00:00.000Z"} for party in ("borrower", "spouse")}
AT_BANK = {"confirmed": CONFIRMED, "number": "GD1", "sha256": "d" * 64, "place": "示例支行"}
SIGNED = {
    "contract_number": NUMBER,
    "bank_contract_number": "GD1",
    "sha256": "d" * 64,
    "place": "示例支行",
}  # and its statement
OFFER = {
    "contract_number": NUMBER, "amount": "300000.00", "months": "480", "rate": "3.50", "fees": "600.00", "all_in": "3.52",
}  # fmt: skip
READY = {"contract_number": NUMBER, "condition": "mortgage_registered", "filing_number": BANKS}
PAID = {"contract_number": NUMBER, "reference": "H1", "amount": "300000.00", "account": ACCOUNT}


def of_bank(amount="300000.00", holder="B01"):
    return registry.Lien(holder, Decimal(amount) if amount else None)


def on_title(**liens):
    """A unit with our mortgage and these by number, its seller's still."""
    held = {OURS: registry.Lien("620100", Decimal(400000)), **liens}
    title = registry.Title("甘1", "1", frozenset({sample(2)["form"]["home"]["seller_id"]}), "住宅", 2018)
    return registry.Unit(title, False, frozenset(held), held)


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
def world(monkeypatch, withdrawing, today_filed):
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


def test_what_the_bank_has_paid_and_its_word_was_lost_undoes_nothing(combination, world, monkeypatch):
    monkeypatch.setattr(registry, "discharge_mortgage", lambda *_: pytest.fail("discharged"))
    combination(bank_part={**AT_BANK, "amount": "300000.00"})
    world["told"] = [("bank_part.settled", PAID)]
    with pytest.raises(PreconditionFailed, match="may have been paid"):
        discharge.handle(event("Discharge", ending="CANCELLED"))
    assert not casefile.load("c1").is_leaving


def test_where_the_bank_has_paid_nothing_its_part_keeps_no_mortgage(combination, world, monkeypatch):
    monkeypatch.setattr(registry, "discharge_mortgage", lambda *_: None)
    combination()
    assert discharge.handle(event("Discharge", ending="CANCELLED")) == {"next": "done"}
    monkeypatch.setattr(bank_parts, "told", lambda *_: pytest.fail("asked again"))
    assert discharge.handle(event("Discharge", ending="CANCELLED")) == {"next": "done"}


def hear(what, said=None, **otherwise):
    bank_part.hear(casefile.load("c1"), f"bank_part.{what}", {**(said or {}), **otherwise}, "B01", {})
    return casefile.load("c1").bank_part


def failed(reference="H1"):
    return hear("failed", contract_number=NUMBER, reference=reference)


def paid(reference="H1", **otherwise):
    return hear("settled", PAID, reference=reference, **otherwise)


def presale(combination, **title):
    """The same of a home that is being built, as the housing department tells of it."""
    form = stored(combination().application)
    form["home"] = {**form["home"], "kind": "new", "completed_year": None, "presale_permit_on": "2026-05-01"}
    case = put("c1", application=form)
    answered("c1", finding("property", "home", regulated_account=case.application.home.seller.number, **title))


def cleared(code, said, reference):
    """A person has cleared up the dispute over that word."""
    case = casefile.load("c1")
    task = tasks.get(disputes.task_of(case, code, "B01", f"bank_part.{said}", reference))
    put("c1", **clearing.resolved(case, task, "supervisor-1"))
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
        ({"a": of_bank("0.00")}, "a"),
        ({"a": of_bank(holder="B02")}, "a"),
        ({"a": of_bank(holder="")}, "a"),
        ({"a": of_bank(None)}, "a"),
        ({"a": of_bank("100000.00"), "b": of_bank("100000.00")}, "ab"),
        ({"a": of_bank(), "b": of_bank(holder="某小额贷款公司")}, "b"),
    ],
)
def test_beside_ours_only_the_banks_own_mortgage_for_its_part_may_lie_on_the_home(combination, others, liens):
    assert plan.liens(combination(), on_title(**others)) == {*liens}


def test_ours_in_the_name_of_the_bank_that_pays_it_out_is_ours_and_not_for_its_part(combination):
    ours = of_bank("300000.00")
    beside = on_title(**{BANKS: of_bank()})
    assert plan.liens(combination(), replace(beside, liens={**beside.liens, OURS: ours})) == set()
    assert plan.of_the_bank(casefile.load("c1"), replace(on_title(), liens={OURS: ours})) == set()


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
    reference, out = part.last
    assert (part.status, part.filing, reference, out["account"]) == ("paid", BANKS, "H1", "*" * 15 + "2017")
    assert len(world["orders"]) == 1


def test_another_lien_holds_both_up(combination, world):
    combination()
    world["unit"] = on_title(**{BANKS: of_bank(), "another": of_bank(holder="B02")})
    with pytest.raises(PreconditionFailed, match="TITLE_NOT_FREE"):
        run()
    assert not world["orders"]


def test_where_the_bank_waits_for_the_building_to_be_finished_ours_goes_to_its_papers(combination, world):
    presale(combination)
    world["unit"] = replace(world["unit"], title=None)
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
    hear("ready", READY)
    failed()
    with pytest.raises(PreconditionFailed, match="BANK_PART_NOT_PAYABLE"):
        run()
    assert not world["orders"] and casefile.load("c1").may_be_undone


def test_once_a_person_has_cleared_a_failure_up_ours_is_ordered_and_another_failure_holds_it_up_again(
    combination, world
):
    combination()
    hear("ready", READY)
    failed()
    world["told"] = [("bank_part.failed", {"contract_number": NUMBER, "reference": "H1"})]
    assert cleared(disputes.BANK_PART_FAILED, "failed", "H1").status == ""
    assert run() == "paid", "our papers wait for no money that will not come"
    assert len(world["orders"]) == 1, "asked again, the bank has only said the same"
    assert shown_part(casefile.load("c1"))["state"] == "NOTHING", "nobody is told that the bank will pay"
    assert failed("H2").status == "failed"


def test_a_failure_told_before_the_bank_could_pay_is_cleared_up_and_holds_nothing_up(combination, world):
    presale(combination)
    world["unit"] = replace(world["unit"], title=None)
    assert failed("F0").status == ""
    assert found_out() == [disputes.BANK_PART_FAILED]
    assert run() == "paid" and len(world["orders"]) == 1


@pytest.mark.parametrize("otherwise", [{}, {"amount": "299999.99"}], ids=["as planned", "astray"])
def test_ours_failing_undoes_nothing_while_the_bank_has_paid(combination, world, otherwise):
    combination()
    hear("ready", READY)
    world["ours"] = payments.Result.PROCESSING
    with pytest.raises(PaymentProcessing):
        run()
    hear("settled", PAID, **otherwise)
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


# What the bank tells of its offer and its contract


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "300000.01"},
        {"amount": "299999.99"},
        {"amount": "1.00"},
        {"months": "481"},
        {"months": "479"},
        {"rate": "3.53"},  # more than it is said to cost in all
    ],
)
def test_an_offer_that_is_not_of_the_plan_counts_for_nothing(combination, wrong):
    combination(bank_part=None)
    assert hear("offered", {**OFFER, **wrong}) is None
    assert found_out() == [disputes.BANK_PART_OTHER_TERMS]


def test_what_is_wished_for_longer_than_the_law_lets_a_bank_lend_is_offered_for_the_laws_longest(combination):
    form = stored(combination(bank_part=None).application)
    put("c1", application={**form, "wish": {**form["wish"], "commercial_months": 600}})
    assert hear("offered", OFFER).is_offered


@pytest.mark.parametrize(
    ("income", "rate", "is_taken"),
    [
        ("3400.00", "3.50", True),  # as it was counted
        ("3400.00", "6.00", False),
        ("30000.00", "6.00", True),  # dearer, and borne
        ("1000.00", "3.50", True),  # a person has approved what is not borne, and it has grown no heavier
        ("1000.00", "3.51", False),
    ],
)
def test_an_offer_dearer_than_was_decided_on_and_than_their_income_bears_counts_for_nothing(
    combination, income, rate, is_taken
):
    shares = {"housing_share": "0.50", "debts_share": "0.60"}
    counted = {"income": income, "fund": "500.00", "bank": "1162.17", "debts": "0.00", **shares}
    burden = {"code": "BANK_BURDEN", "outcome": "pass", "subject": "home", "text": "", "basis": "", "inputs": counted}
    combination(bank_part=None, grounds={"reasons": [burden]})
    heard = hear("offered", {**OFFER, "rate": rate, "all_in": "6.10"})
    assert (heard is not None, found_out()) == (is_taken, [] if is_taken else [disputes.BANK_PART_BURDEN])


def test_what_was_confirmed_of_one_offer_says_nothing_of_the_next(combination):
    combination(bank_part=None)
    first = hear("offered", OFFER)
    bank_part.confirm(casefile.load("c1"), "borrower", first.statement, "depositor:1", {}, {})
    case = casefile.load("c1")
    assert part_plan.unconfirmed(case) == ["spouse"]
    with_an_owner = replace(case, parties={**case.parties, "co_owner_1": "person_9"})
    assert part_plan.unconfirmed(with_an_owner) == ["spouse"], "who owes nothing confirms no cost"
    assert hear("offered", OFFER).confirmed.keys() == {"borrower"}, "the same once more"
    second = hear("offered", OFFER, rate="3.40")
    assert second.statement != first.statement and not second.confirmed


def test_of_two_offers_the_later_by_the_banks_own_time_stands_however_late_the_other_is_told(combination):
    combination(bank_part=None)

    def offer(rate, at):
        said = {**OFFER, "rate": rate}
        bank_part.hear(casefile.load("c1"), "bank_part.offered", said, "B01", {}, at)
        return casefile.load("c1").bank_part.rate

    assert offer("3.50", "2026-11-23T10:00:00Z") == "3.50"
    assert offer("3.20", "2026-11-23T18:00:01+08:00") == "3.20"
    assert offer("3.50", "2026-11-23T10:00:00Z") == "3.20", "told again"
    assert offer("3.30", "2026-11-23T09:00:00Z") == "3.20", "overtaken"
    assert offer("3.15", "2026-11-23T10:00:01Z") == "3.15", "of one moment, the one that is heard last"
    assert offer("3.10", "2999-01-01T00:00:00Z") == "3.10"
    assert offer("3.00", clock.stamp()) == "3.00", "nobody's clock keeps the next one out"
    assert not found_out()


def test_the_banks_contract_is_signed_only_once_everybody_has_confirmed_what_it_costs(combination):
    combination(status="SIGNING", bank_part=None, mortgage=None, **{"signatures.bank_part": None})
    statement = hear("offered", OFFER).statement
    signed = {**SIGNED, "statement": statement}
    hear("signed", signed)
    assert found_out() == [disputes.BANK_PART_UNCONFIRMED]
    assert casefile.load("c1").unsigned == ["bank_part"]
    for party in ("borrower", "spouse"):
        bank_part.confirm(casefile.load("c1"), party, statement, f"depositor:{party}", {}, {})
    assert not hear("signed", {**signed, "statement": "0" * 64}).number, "other terms than those confirmed"
    part = hear("signed", signed)
    assert (part.number, part.place, casefile.load("c1").unsigned) == ("GD1", "示例支行", [])
    hear("signed", signed)
    assert hear("signed", signed, bank_contract_number="GD2").number == "GD1"
    assert found_out().count(disputes.BANK_PART_OTHER_TERMS) == 2


def test_another_document_under_the_number_the_bank_has_signed_is_a_persons_and_the_first_stands(combination):
    combination(status="SIGNING", mortgage=None)
    assert hear("signed", {**SIGNED, "statement": casefile.load("c1").bank_part.statement}).sha256 == "d" * 64
    assert not found_out()
    other = {**SIGNED, "statement": casefile.load("c1").bank_part.statement, "sha256": "e" * 64}
    assert hear("signed", other).sha256 == "d" * 64
    assert found_out() == [disputes.BANK_PART_OTHER_TERMS]


def test_before_the_rule_on_cost_nobody_had_to_confirm_it(combination):
    combination(
        status="SIGNING", bank_part=None, mortgage=None, accepted_on="2026-07-31", **{"signatures.bank_part": None}
    )
    statement = hear("offered", OFFER, months="360").statement
    hear("signed", SIGNED, statement=statement)
    case = casefile.load("c1")
    assert case.unsigned == []
    with pytest.raises(Contended):  # nor does anybody who had not once the bank's is signed
        bank_part.confirm(case, "spouse", statement, "depositor:2", {}, {})


@pytest.mark.parametrize(
    ("what", "said"),
    [("offered", {**OFFER, "rate": "3.40"}), ("ready", READY)],
)
def test_what_the_bank_says_of_a_void_contract_goes_to_a_person_and_changes_nothing(combination, what, said):
    case = combination(contract={"number": NUMBER, "bank": "B01", "bank_part": True, "voided_at": "2026-11-24"})
    assert hear(what, said) == case.bank_part
    assert found_out() == [disputes.BANK_PART_VOID]


# What it tells of its condition


@pytest.mark.parametrize(
    "lacking",
    [
        {"mortgage": None},
        {"mortgage": {"status": "DONE", "certificate_number": OURS, "apply_biz_id": "X", "doubts": ["t"]}},
        {"signatures.spouse": None},
        {"bank_part": {**AT_BANK, "number": ""}},
    ],
)
def test_its_condition_is_not_met_by_its_word_against_our_record(combination, lacking):
    combination(**lacking)
    assert hear("ready", READY).condition == ""
    assert found_out() == [disputes.BANK_PART_OTHER_CONDITION]
    assert paid().status == "astray"


def test_a_word_that_has_overtaken_the_registrys_on_our_mortgage_is_told_again(combination):
    combination(mortgage={"status": "PENDING", "apply_biz_id": "X"})
    with pytest.raises(Contended):
        hear("ready", READY)
    assert not found_out()


@pytest.mark.parametrize("unit", [on_title(), on_title(**{BANKS: of_bank(holder="B02")})])
def test_a_mortgage_the_registrys_book_does_not_show_as_the_banks_meets_no_condition(combination, world, unit):
    combination()
    world["unit"] = unit
    hear("ready", READY)
    assert paid().status == "paid", "by the bank's word alone"
    with pytest.raises(PreconditionFailed, match="BANK_PART_NOT_PAYABLE"):
        run()
    part = casefile.load("c1").bank_part
    assert (part.condition, part.status) == ("", "astray") and not world["orders"]
    assert found_out() == [disputes.BANK_PART_ASTRAY, disputes.BANK_PART_OTHER_CONDITION]


def test_one_it_shows_is_looked_up_once(combination, world, monkeypatch):
    combination()
    asked = []
    monkeypatch.setattr(registry, "unit", lambda *of: asked.append(of) or world["unit"])
    hear("ready", READY)
    paid()
    assert run() == "paid" and casefile.load("c1").bank_part.proven_at
    assert len(asked) == 2, "and once more before our own order"


def test_a_filing_no_agency_shows_is_looked_at_and_another_condition_than_the_plans_counts_for_nothing(combination):
    presale(combination)
    assert hear("ready", READY).condition == ""
    assert found_out() == [disputes.BANK_PART_OTHER_CONDITION]
    part = hear("ready", READY, condition="completion_filed", filing_number="JGBA2028000001")
    assert part.condition == "completion_filed"
    assert found_out() == [disputes.BANK_PART_OTHER_CONDITION, disputes.BANK_PART_UNPROVEN]


@pytest.mark.parametrize(("permit", "taken"), [({}, False), ({"presale_permit_on": "2026-08-27"}, True)])
def test_a_permit_opens_the_older_way_by_the_filing_and_not_by_the_form(combination, permit, taken):
    presale(combination, **permit)
    assert bool(hear("ready", READY).condition) is taken


@pytest.mark.parametrize("account", ["6222029999999999999", ACCOUNT])
def test_an_account_the_plan_does_not_know_is_a_persons_to_look_at(combination, account):
    """The developer's at its main bank (开户行) is in no filing: the filed account, of the contract's money, is none of the plan either."""
    presale(combination, completed_year=2026)
    hear("ready", READY, condition="sale_filed", filing_number="XSBA2026000001")
    assert paid(account=account).status == "astray"
    assert cleared(disputes.BANK_PART_ASTRAY, "settled", "H1").status == "paid"


def test_the_plan_does_not_move_once_it_is_signed(combination):
    presale(combination)
    case = casefile.load("c1")
    put("c1", contract={"number": NUMBER, "bank": "B01", "bank_part": True, "part_plan": part_plan.drawn_up(case)})
    answered("c1", finding("property", "home", regulated_account=ACCOUNT, presale_permit_on="2026-08-27"))
    put("c1", accepted_on="2026-07-31")
    assert part_plan.way_of(casefile.load("c1")).condition == "completion_filed"
    assert part_plan.drawn_up(casefile.load("c1"))["cost"], "nor does who has still to confirm what it costs"
    assert hear("ready", READY).condition == ""


# What it tells of its money


@pytest.mark.parametrize("wrong", [{"amount": "299999.99"}, {"account": "6222022700000009999"}])
def test_money_paid_otherwise_than_planned_is_astray_until_the_bank_has_put_it_right(combination, wrong):
    combination()
    hear("ready", READY)
    assert paid(**wrong).status == "astray"
    assert found_out() == [disputes.BANK_PART_ASTRAY]
    assert paid("H2").status == "astray", "now twice as much is out"
    assert failed("H1").status == "paid"


def test_a_second_pay_out_does_not_hide_the_first(combination, world):
    combination()
    hear("ready", READY)
    assert paid("H1").status == "paid" and not found_out()
    assert paid("H2").status == "astray"
    assert found_out() == [disputes.BANK_PART_ASTRAY]
    with pytest.raises(PreconditionFailed, match="BANK_PART_NOT_PAYABLE"):
        run()
    assert cleared(disputes.BANK_PART_ASTRAY, "settled", "H2").status == "astray", "only the bank brings it back"
    assert failed("H2").status == "paid"
    assert not casefile.load("c1").may_be_undone, "the first is still out"
    assert failed("H1").status == "failed" and casefile.load("c1").may_be_undone


@pytest.mark.parametrize("order", ["+1 -1 +2 +1 -1", "+2 -1 +1", "+1 +2 -1 +1", "-1 +1 +2 -1", "+2 +1 -1"])
def test_in_whatever_order_it_is_told_what_stands_is_what_was_paid_and_has_not_come_back(combination, order):
    combination()
    hear("ready", READY)
    for word in order.split():
        (paid if word[0] == "+" else failed)(f"H{word[1:]}")
    part = casefile.load("c1").bank_part
    assert (part.status, list(part.out)) == ("paid", ["H2"])


def test_what_was_paid_before_there_was_an_offer_is_not_forgotten(combination, world):
    combination(bank_part=None)
    assert paid("H0").status == "astray"
    case = casefile.load("c1")
    assert found_out() == [disputes.BANK_PART_ASTRAY] and not (case.may_be_undone or case.may_be_withdrawn)
    part = hear("offered", OFFER)
    assert (part.statement != "", part.status) == (True, "astray")
    with pytest.raises(PreconditionFailed, match="BANK_PART_NOT_PAYABLE"):
        run()


def test_one_pay_out_of_which_the_bank_says_two_things_stays_astray(combination):
    combination()
    hear("ready", READY)
    paid()
    assert paid(account="6222022700000009999").status == "astray"
    assert paid().status == "astray"
    assert found_out() == [disputes.BANK_PART_ASTRAY]
    back, again = failed(), paid()
    assert "contradicted" in back.pay_outs["H1"] and again == back, "nor is it said to have come back for sure"


def test_what_the_bank_signed_before_the_contract_was_void_it_may_say_again(combination):
    void = {"number": NUMBER, "bank": "B01", "bank_part": True, "voided_at": "2026-11-24"}
    case = combination(contract=void, bank_part={**AT_BANK, "statement": "s"})
    assert hear("signed", SIGNED, statement="s") == case.bank_part and found_out() == []


def test_paid_before_its_condition_was_met_or_its_contract_signed_is_astray(combination):
    combination()
    assert paid().status == "astray"
    put(
        "c1",
        bank_part={**AT_BANK, "number": "", "condition": "mortgage_registered", "filing": BANKS, "amount": "300000.00"},
    )
    assert paid("H2").status == "astray"


def test_what_the_bank_told_out_of_order_is_put_in_order_before_ours_is_ordered(combination, world):
    combination()
    assert paid().status == "astray"
    hear("ready", READY)
    world["told"] = [("bank_part.ready", READY), ("bank_part.settled", PAID)]
    assert run() == "paid" and casefile.load("c1").bank_part.status == "paid"


def test_the_bank_pays_astray_once_the_case_is_leaving(combination):
    combination(leaving="CANCELLED")
    hear("ready", READY)
    assert paid().status == "astray"


def test_after_ever_so_many_disputes_a_word_about_money_still_reaches_a_person(combination):
    combination()
    for n in range(disputes.MOST + 2):
        hear("offered", OFFER, rate=f"3.{n:02}")
    hear("ready", READY)
    paid(account="6222022700000009999")
    failed()
    assert {disputes.BANK_PART_ASTRAY, disputes.BANK_PART_FAILED} <= {*found_out()}


def test_however_many_references_the_bank_names_the_record_stays_small_and_closed(combination):
    combination()
    hear("ready", READY)
    for n in range(bank_money.MOST + 3):
        failed(f"F{n}")
    part = paid("H1")
    assert len(part.pay_outs) == bank_money.MOST + 1 and part.status == "astray"
    assert failed("H1").status == "astray", "what is not told apart is not taken back either"
    assert len(found_out()) <= bank_money.MOST + 2


def test_of_an_earlier_release_the_one_pay_out_it_kept_is_kept_by_its_reference():
    kept = {"amount": "300000.00", "status": "paid", "reference": "H1", "account": "*2017", "settled_at": "2026-11-23"}
    part = layout.typed("bank_part", kept)
    assert part.out == {"H1": {"status": "paid", "amount": "300000.00", "account": "*2017", "at": "2026-11-23"}}
    assert (part.status, has_paid(part)) == ("paid", True)
    assert layout.typed("bank_part", layout.decoded("bank_part", layout.encoded("bank_part", part))) == part
    assert layout.typed("bank_part", {**kept, "status": "astray"}).status == "astray"


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


# What two words of it, and two reasons, hold up


def dispute(code, said, about):
    return tasks.get(disputes.task_of(casefile.load("c1"), code, "B01", f"bank_part.{said}", about))


def resolve(code, said, about):
    """A person has cleared that dispute up, and it is decided."""
    task = dispute(code, said, about)
    put("c1", **clearing.resolved(casefile.load("c1"), task, "supervisor-1"))
    tasks.answer(task.id, {"next": "resolved"}, "supervisor-1")
    return casefile.load("c1").bank_part


def still_open():
    return [task for task in tasks.of_case("c1") if task.kind == "dispute" and task.is_open]


def test_what_the_bank_says_it_has_paid_after_all_undoes_nothing_until_a_person_knows(combination, world, monkeypatch):
    monkeypatch.setattr(registry, "discharge_mortgage", lambda *_: pytest.fail("discharged"))
    combination(bank_part={**AT_BANK, "amount": "300000.00"}, status="ATTENDING")
    hear("ready", READY)
    failed()
    paid()
    assert not casefile.load("c1").may_be_undone and not casefile.load("c1").may_be_withdrawn
    resolve(disputes.BANK_PART_FAILED, "settled", "H1")
    assert not casefile.load("c1").may_be_undone, "of its failure nobody has found out yet"
    resolve(disputes.BANK_PART_FAILED, "failed", "H1")
    assert casefile.load("c1").may_be_undone
    assert paid().pay_outs["H1"]["cleared_by"], "the same word told again is no news"
    world["told"] = [("bank_part.ready", READY), ("bank_part.settled", PAID)]
    with pytest.raises(PreconditionFailed, match="may have been paid"):
        discharge.handle(event("Discharge", ending="CANCELLED"))
    assert len(still_open()) == 1, "asked, it has said so once more"


def test_two_persons_who_find_that_it_has_paid_after_all_write_down_that_its_money_has_gone(combination):
    combination(bank_part={**AT_BANK, "amount": "300000.00"})
    hear("ready", READY)
    failed()
    assert clearing.upheld(casefile.load("c1"), dispute(disputes.BANK_PART_FAILED, "failed", "H1")) is None
    paid()
    corrected = clearing.upheld(casefile.load("c1"), dispute(disputes.BANK_PART_FAILED, "settled", "H1"))
    case = put("c1", **corrected.changes)
    assert (case.bank_part.status, case.bank_part.out.keys(), case.may_be_undone) == ("paid", {"H1"}, False)
    failed()  # told again
    assert not casefile.load("c1").may_be_undone


def test_asked_the_last_word_of_each_pay_out_counts_in_the_banks_own_order(combination, world):
    combination(bank_part={**AT_BANK, "amount": "300000.00"})
    came_back = {"contract_number": NUMBER, "reference": "H1"}
    hear("ready", READY)
    failed()
    world["told"] = [("bank_part.ready", READY), ("bank_part.settled", PAID), ("bank_part.failed", came_back)]
    with pytest.raises(PreconditionFailed, match="BANK_PART_NOT_PAYABLE"):
        run()
    assert len(still_open()) == 1 and casefile.load("c1").may_be_undone


def test_a_pay_out_cleared_up_and_then_contradicted_has_a_task_of_its_own(combination):
    combination(bank_part={**AT_BANK, "amount": "300000.00"})
    hear("ready", READY)
    paid(account="6222029999999999999")
    assert resolve(disputes.BANK_PART_ASTRAY, "settled", "H1").status == "paid"
    assert paid().status == "astray"
    assert len(still_open()) == 1
    assert resolve(disputes.BANK_PART_ASTRAY, "settled", "H1#2").status == "paid"


@pytest.mark.parametrize("forgotten", ["doubts", "nothing"])
def test_what_was_decided_and_not_written_down_as_by_an_earlier_release_is_taken_up_again(combination, forgotten):
    combination(bank_part={**AT_BANK, "amount": "300000.00"})
    hear("ready", READY)
    paid(account="6222029999999999999")
    tasks.answer(dispute(disputes.BANK_PART_ASTRAY, "settled", "H1").id, {"next": "resolved"}, "supervisor-1")
    part = casefile.load("c1").bank_part
    kept = {name: value for name, value in part.pay_outs["H1"].items() if name != forgotten}
    put("c1", bank_part={**AT_BANK, "amount": "300000.00", "ready_at": part.ready_at, "pay_outs": {"H1": kept}})
    assert [*looks._held(casefile.load("c1"))] == ["pay_out_taken_up"] and len(still_open()) == 1
    assert [*looks._held(casefile.load("c1"))] == []
    assert resolve(disputes.BANK_PART_ASTRAY, "settled", "H1#2").status == "paid"


def test_more_out_than_was_offered_always_has_its_person(combination):
    combination(bank_part={**AT_BANK, "amount": "300000.00"})
    hear("ready", READY)
    paid("H1")
    paid("H2")
    assert resolve(disputes.BANK_PART_ASTRAY, "settled", "H2").status == "astray" and not still_open()
    assert bank_money.taken_up(casefile.load("c1")) and len(still_open()) == 1


def test_what_was_cleared_for_one_reason_does_not_cover_the_next(combination, world):
    combination(bank_part={**AT_BANK, "amount": "300000.00"})
    hear("ready", READY)
    paid(account="6222029999999999999")
    resolve(disputes.BANK_PART_ASTRAY, "settled", "H1")
    world["unit"] = on_title()
    with pytest.raises(PreconditionFailed, match="BANK_PART_NOT_PAYABLE"):
        run()
    codes = sorted(code for task in still_open() for code in task.details["codes"])
    assert codes == [disputes.BANK_PART_ASTRAY, disputes.BANK_PART_OTHER_CONDITION] and not world["orders"]


def test_ours_is_not_ordered_over_a_word_told_while_we_looked(combination, world, monkeypatch):
    combination(bank_part={**AT_BANK, "amount": "300000.00"})
    hear("ready", READY)
    monkeypatch.setattr(withdrawals, "unplanned", lambda *_: bool(failed() and False))
    with pytest.raises(Contended):
        run()
    assert not world["orders"]


def test_a_failure_that_reached_us_before_the_condition_holds_ours_up_by_the_banks_own_order(combination, world):
    combination(bank_part={**AT_BANK, "amount": "300000.00"})
    failed()
    assert hear("ready", READY).status == ""
    world["told"] = [("bank_part.ready", READY), ("bank_part.failed", {"contract_number": NUMBER, "reference": "H1"})]
    with pytest.raises(PreconditionFailed, match="BANK_PART_NOT_PAYABLE"):
        run()
    assert not world["orders"]


def test_a_condition_no_agency_shows_has_its_person_whatever_was_said_before(combination):
    presale(combination)
    for n in range(disputes.MOST):
        hear("offered", OFFER, rate=f"3.{60 + n}", all_in="3.99")
    hear("ready", READY, condition="completion_filed", filing_number="JGBA2028000001")
    assert disputes.BANK_PART_UNPROVEN in found_out()


@pytest.mark.parametrize(
    ("what", "before"), [("settled", ()), ("failed", ("ready",)), ("ready", ())], ids=["astray", "failed", "unproven"]
)
def test_what_holds_money_up_is_written_with_its_task_or_not_at_all(combination, monkeypatch, what, before):
    presale(combination)
    said = {**READY, "condition": "completion_filed", "filing_number": "JGBA2028000001"}
    for word in before:
        hear(word, said)
    kept = casefile.load("c1").bank_part

    def dies(*_, **__):
        raise RuntimeError("dead")

    monkeypatch.setattr(tasks, "open_task", dies)
    with pytest.raises(RuntimeError):
        hear(what, {**PAID, **said})
    assert casefile.load("c1").bank_part == kept


@pytest.mark.parametrize("part", [AT_BANK, None], ids=["offered", "nothing was heard of it"])
def test_the_bank_of_a_case_that_has_ended_is_asked_once_what_became_of_its_part_and_a_person_hears_what_it_paid(
    combination, world, monkeypatch, part
):
    left = {"status": "WITHDRAWN", "leaving": "withdrawn", "withdrawal": {"reason": "", "at": clock.stamp()}}
    case = combination(**left, bank_part=part)
    happened(case.id, "ENDED_WITHDRAWN", "")
    now, seen = clock.now(), gauges.Seen()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=2))
    assert list(looks.at(casefile.load(case.id), seen)) == [] and not seen.to_archive
    world["told"] = [("bank_part.ready", READY), ("bank_part.settled", PAID)]
    assert list(partners.asked(seen.late, lambda: True)) == ["bank_asked"]
    (dispute,) = [task for task in tasks.of_case(case.id) if disputes.BANK_PART_ASTRAY in task.details["codes"]]
    assert dispute.is_open and casefile.load(case.id).bank_part.pay_outs["H1"]["status"] == "astray"
    assert list(partners.asked(seen.late, lambda: True)) == []


def test_a_bank_that_cannot_say_is_asked_again_and_nothing_is_archived_before(combination, world, monkeypatch):
    case = combination(status="REFUSED", leaving="refused")
    happened(case.id, "ENDED_REFUSED", "")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=2))
    monkeypatch.setattr(bank_parts, "told", _unavailable)
    for _ in range(2):
        seen = gauges.Seen()
        list(looks.at(casefile.load(case.id), seen))
        assert list(partners.asked(seen.late, lambda: True)) == ["failed.BankUnavailable"] and not seen.to_archive


def _unavailable(bank, contract):
    raise BankUnavailable(bank)
