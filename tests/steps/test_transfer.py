"""A commercial loan replaced by a fund loan: whose mortgage may lie on the home when, and where the money goes."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.agencies import credit_bureau, old_lender, registry
from chalicelib.agencies.home import property_finding
from chalicelib.banks import old_loans, payments
from chalicelib.casework import contests, old_loan, titled_today
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile
from chalicelib.steps import checking, credit, disburse, mortgage
from tests.given.answers import finding
from tests.given.case import answered, put, stored
from tests.given.form import sample
from tests.steps.conftest import event

OLD, OURS, STRANGE = (f"甘(2026)兰州市不动产证明第000000{n}号" for n in (1, 2, 3))
HE, SHE = (person["id_number"] for person in sample(1)["form"]["people"])
STRANGER, ANOTHER = "110105194912310021", "110105194912310048"
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
    owners: set[str] = field(default_factory=lambda: {HE, SHE})
    holders: dict[str, str] = field(default_factory=dict)
    ranks: list[int] = field(default_factory=list)
    orders: list[payments.Order] = field(default_factory=list)
    loan: old_loans.Standing | None = old_loans.Standing(
        "6222 0227 0000 0090001", "周子安", Decimal("450000.00"), date.min
    )

    def unit(self, home: Any, number: str, purpose: Any) -> registry.Unit:
        title = registry.Title("甘(2018)兰州市不动产权第0000009号", number, frozenset(self.owners), "住宅", 2018)
        liens = {number: registry.Lien(holder) for number, holder in self.holders.items()}
        return registry.Unit(title if self.owners else None, False, frozenset(self.mortgages), liens)

    def apply(self, *told: Any, rank: int, **who: Any) -> registry.Mortgage:
        self.ranks.append(rank)
        return registry.Mortgage(told[0], "PENDING")

    def pay(self, order: payments.Order) -> payments.Result:
        self.orders.append(order)
        return payments.Answer(payments.Result.DONE, clock.today().isoformat())


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, withdrawing: set[str], today_filed: dict[str, Any]) -> World:
    made = World()
    monkeypatch.setattr(registry, "unit", made.unit)
    monkeypatch.setattr(registry, "apply_mortgage", made.apply)
    monkeypatch.setattr(payments, "pay", made.pay)
    monkeypatch.setattr(old_loans, "confirmed", lambda bank, contract, on: made.loan and replace(made.loan, on=on))
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


def test_every_credit_report_tells_the_loan_to_be_replaced_apart_from_other_debts(submitted, monkeypatch):
    put("c1", application=stored(submitted().application) | {"old_loan": OLD_LOAN})
    told = []

    def report(person: Any, purpose: Any, old_loan: Any) -> Finding:
        told.append(old_loan and old_loan.contract_number)
        return finding("credit", person.key)

    monkeypatch.setattr(credit_bureau, "report", report)
    assert credit.handle(event("Credit")) == {"next": "done"}
    assert told == [OLD_LOAN["contract_number"]] * 2


@pytest.mark.parametrize(
    ("owners", "named", "paid"),
    [
        ({HE, SHE}, ["borrower", "spouse"], True),
        ({HE}, None, True),  # an answer of an earlier release: every party has mortgaged it
        ({HE}, ["borrower", "spouse"], False),
        ({HE, SHE}, ["borrower"], False),
        ({HE, STRANGER}, ["borrower"], False),
        ({STRANGER}, None, False),
        (set(), ["borrower"], False),
    ],
)
def test_an_own_home_pays_only_while_the_registry_names_those_who_have_mortgaged_it(case, world, owners, named, paid):
    case("transfer_loan_for_loan", **PROOF)
    facts = {"mortgages": [OLD], "mortgaged": True, **({"owners": named} if named else {})}
    put("c1", **{"findings.property.home": None})
    answered("c1", finding("property", "home", code="TITLE_CONFIRMED", regulated_account="", **facts))
    world.mortgages, world.owners = {OLD, OURS}, owners
    if paid:
        assert pay() == "paid"
        return
    with pytest.raises(PreconditionFailed, match="TITLE_OWNERS_CHANGED"):
        pay()
    assert world.orders == []


@pytest.mark.parametrize("says", [{}, {"owners_are_parties": True}])
@pytest.mark.parametrize("code", ["PROPERTY_UNAVAILABLE", "TITLE_OWNER_MISMATCH"])
def test_whose_an_own_home_is_a_person_says_of_the_very_title_there_was(case, world, says, code):
    case("transfer_loan_for_loan", **PROOF)
    world.mortgages, world.owners, world.holders = {OLD, OURS}, {STRANGER}, {OLD: "B02"}
    loaded = casefile.load("c1")
    put("c1", **{"findings.property.home": None})
    if code == "PROPERTY_UNAVAILABLE":
        answered("c1", Finding("property", "home", Outcome.UNAVAILABLE, code))
        holds, other = set(), {STRANGER}
        says = says and says | {"title_shown": "无"}  # nobody knows which title they meant before they say it
    else:
        unit = world.unit(None, loaded.application.home.unit_number, None)
        answered("c1", property_finding(loaded.application, None, unit, []))
        holds, other = {STRANGER}, {ANOTHER}
        (found,) = (one for one in casefile.load("c1").findings if one.check == "property")
        of = questions(casefile.load("c1").application)("property", "home")
        made = contests.made(loaded, found, of, "2026-11-20T00:00:00.000Z", "p", "borrower", "已更名", [], [code])
        put("c1", contests={"property.home": made})
    loaded = casefile.load("c1")
    of = questions(loaded.application)("property", "home")
    whole = {"homes_owned": 0, "homes_in_district": 0, "seized": False, "mortgaged": True, "mortgage_numbers": OLD}
    ruling = loaded.ruling("property.home", "confirmed", of, "r1", "见不动产登记簿", {**whole, **says}, "person_r1")
    put("c1", rulings={"property.home": ruling})
    for owners, paid in ((other, False), (holds, bool(says))):
        world.owners = owners
        if code == "PROPERTY_UNAVAILABLE":  # it has stopped for the title of today, and they say it then
            titled_today.keep(casefile.load("c1"), world.unit(None, loaded.application.home.unit_number, None))
            put("c1", rulings={"property.home": replace(ruling, at=clock.stamp())})
        if paid:
            assert pay() == "paid"
        else:
            with pytest.raises(PreconditionFailed, match="TITLE_OWNERS_CHANGED"):
                pay()


@pytest.mark.parametrize(
    ("holders", "another_says", "paid"),
    [
        ({OLD: "B02"}, {}, True),
        ({}, {}, False),
        ({OLD: ""}, {}, False),
        ({OLD: ""}, {"mortgages_of_old_lender": True}, True),
        ({OLD: "某小额贷款公司"}, {"mortgages_of_old_lender": True}, False),
    ],
)
def test_a_certificate_that_only_a_person_named_stands_before_ours_where_registry_or_another_person_say_whose_it_is(
    case, world, holders, another_says, paid
):
    case("transfer_loan_for_loan", **PROOF)
    put("c1", **{"findings.property.home": None})
    answered("c1", Finding("property", "home", Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE"))
    loaded = casefile.load("c1")
    of = questions(loaded.application)("property", "home")
    whole = {
        "homes_owned": 0, "homes_in_district": 0, "seized": False, "mortgaged": True, "mortgage_numbers": OLD,
        "owners_are_parties": True, **another_says,
    }  # fmt: skip
    ruling = loaded.ruling("property.home", "confirmed", of, "r1", "见不动产登记证明", whole, "person_r1")
    put("c1", rulings={"property.home": ruling})
    world.mortgages, world.holders = {OLD, OURS}, holders
    if paid:
        assert pay() == "paid"
        return
    with pytest.raises(PreconditionFailed, match="TITLE_NOT_FREE"):
        pay()
    assert world.orders == []


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


@pytest.mark.parametrize(("payoff", "paid"), [("399999.99", "399999.99"), ("450000.00", "400000.00")])
def test_no_more_is_paid_to_an_old_loan_than_its_bank_says_settles_it_that_day(case, world, payoff, paid):
    case("transfer_loan_for_loan", **PROOF)
    world.mortgages, world.loan = {OLD, OURS}, replace(world.loan, payoff=Decimal(payoff))
    assert pay() == "paid"
    assert [f"{order.amount:.2f}" for order in world.orders] == [paid] == [casefile.load("c1").payment.amount]


@pytest.mark.parametrize("otherwise", [None, {"account": "6222022700000099999"}, {"holder": "某陌生人"}])
def test_nothing_is_paid_to_an_old_loan_its_bank_does_not_confirm_as_the_form_has_it(case, world, otherwise):
    case("transfer_loan_for_loan", **PROOF)
    world.mortgages, world.loan = {OLD, OURS}, replace(world.loan, **otherwise) if otherwise else None
    with pytest.raises(PreconditionFailed, match="OLD_LOAN_NOT_CONFIRMED"):
        pay()
    assert world.orders == []


def test_a_strangers_true_loan_is_not_paid_though_its_bank_confirms_it(case, world):
    case("transfer_loan_for_loan", **PROOF)
    form = stored(casefile.load("c1").application)
    form["old_loan"]["account"]["holder"] = "某陌生人"
    put("c1", application=form)
    world.mortgages, world.loan = {OLD, OURS}, replace(world.loan, holder="某陌生人")
    with pytest.raises(PreconditionFailed, match="OLD_LOAN_NOT_CONFIRMED"):
        pay()
    assert world.orders == []


def refused(monkeypatch, code):
    def answer(*asked):
        raise PreconditionFailed("bank", code)

    monkeypatch.setattr(old_loans, "confirmed", answer)


def told(outcome, code, facts=None):
    """What that bank has said in a case accepted once matter M12 was there."""
    put("c1", accepted_on="2026-12-01")
    answered("c1", Finding("old_loan", "home", outcome, code, facts or {}))


def ruled(**facts):
    """A person's ruling, on what stands of that bank in the case, that account and holder are the form's."""
    whole = finding("old_loan", "home").facts | {"on": clock.today().isoformat()} | facts
    loaded = casefile.load("c1")
    of = questions(loaded.application)("old_loan", "home")
    ruling = loaded.ruling("old_loan.home", "confirmed", of, "r1", "见书面结清证明", whole, "person_r1")
    put("c1", rulings={"old_loan.home": ruling})


@pytest.mark.parametrize("why", ["OLD_LENDER_UNKNOWN", "OLD_LOAN_OF_A_CO_OWNER", checking.UNNAMED])
def test_of_a_bank_we_have_no_line_to_what_a_person_has_read_holds_whyever_it_said_nothing_and_without_that_nothing_is_paid(
    case, world, monkeypatch, why
):
    refused(monkeypatch, "BANK_UNKNOWN")
    case("transfer_loan_for_loan", **PROOF)
    world.mortgages = {OLD, OURS}
    told(Outcome.UNAVAILABLE, why)
    with pytest.raises(PreconditionFailed, match="OLD_LOAN_NOT_CONFIRMED"):
        pay()
    ruled(payoff="300000.00", holder="某陌生人")
    with pytest.raises(PreconditionFailed, match="OLD_LOAN_NOT_CONFIRMED"):
        pay()
    ruled(payoff="300000.00")
    assert pay() == "paid"
    assert [order.amount for order in world.orders] == [Decimal("300000.00")]


def test_a_co_owners_loan_is_paid_by_what_a_person_has_read_where_its_bank_says_the_same_when_it_is_paid(case, world):
    case("transfer_loan_for_loan", **PROOF)
    account = {**OLD_LOAN["account"], "holder": "某共有人"}
    form = stored(casefile.load("c1").application)
    put("c1", application=form | {"old_loan": {**OLD_LOAN, "borrower": "co_owner", "account": account}})
    world.mortgages, world.loan = {OLD, OURS}, replace(world.loan, holder="某共有人", payoff=Decimal("310000.00"))
    told(Outcome.UNAVAILABLE, "OLD_LOAN_OF_A_CO_OWNER")
    with pytest.raises(PreconditionFailed, match="OLD_LOAN_NOT_CONFIRMED"):
        pay()
    ruled(payoff="300000.00", holder="某共有人")
    named, world.loan = world.loan, replace(world.loan, holder="某陌生人")
    with pytest.raises(PreconditionFailed, match="OLD_LOAN_NOT_CONFIRMED"):
        pay()
    world.loan = named
    assert pay() == "paid"
    assert [order.amount for order in world.orders] == [Decimal("310000.00")], "what settles it that day"


@pytest.mark.parametrize(
    ("then", "now", "holds"),
    [
        ("OLD_LOAN_OF_A_CO_OWNER", "OLD_LOAN_OF_A_CO_OWNER", True),
        ("OLD_LENDER_UNKNOWN", "OLD_LOAN_OF_A_CO_OWNER", False),
        ("OLD_LOAN_OF_A_CO_OWNER", "OLD_LOAN_DIFFERS", False),
        ("OLD_LENDER_UNKNOWN", "OLD_LENDER_UNKNOWN", False),
    ],
)
def test_a_ruling_made_without_an_answer_holds_for_a_later_one_of_a_co_owners_loan_alone(then, now, holds):
    ruled_on = Finding("old_loan", "home", Outcome.UNAVAILABLE, then)
    assert old_loan._is_as_ruled(Finding("old_loan", "home", Outcome.AMBIGUOUS, now), ruled_on) is holds


SAYS = {"account": "6222022700000090001", "holder": "周子安", "payoff": "450000.00"}


@pytest.mark.parametrize(
    ("then", "now", "holds"),
    [
        (("contradicted", "OLD_LOAN_MISMATCH", {}), ("contradicted", "OLD_LOAN_MISMATCH", {"payoff": "1.00"}), True),
        (("contradicted", "OLD_LOAN_MISMATCH", {}), ("contradicted", "OLD_LOAN_MISMATCH", {"account": "1"}), False),
        (("contradicted", "OLD_LOAN_MISMATCH", {}), ("contradicted", "OLD_LOAN_MISMATCH", {"holder": "周"}), False),
        (("contradicted", "OLD_LOAN_MISMATCH", {}), ("contradicted", "OLD_LOAN_OTHERWISE", {}), False),
        (("ambiguous", old_lender.OF_A_CO_OWNER, {}), ("ambiguous", old_lender.OF_A_CO_OWNER, {"account": "1"}), False),
        (("unavailable", "OLD_LENDER_UNKNOWN", {}), ("unavailable", "OLD_LOAN_UNAVAILABLE", {}), True),
        (("not_found", "OLD_LOAN_NOT_FOUND", {}), ("unavailable", "OLD_LOAN_UNAVAILABLE", {}), False),
        (("unavailable", "OLD_LOAN_UNAVAILABLE", {}), ("not_found", "OLD_LOAN_NOT_FOUND", {}), False),
    ],
)
def test_a_ruling_on_an_old_loan_holds_while_its_bank_says_the_same_of_account_and_holder_or_nothing_as_then(
    then, now, holds
):
    told, found = (Finding("old_loan", "home", Outcome(one[0]), one[1], {**SAYS, **one[2]}) for one in (then, now))
    assert old_loan._is_as_ruled(found, told) is holds


def test_what_a_bank_has_written_settles_the_loan_on_its_day_alone(case, world, monkeypatch):
    refused(monkeypatch, "BANK_UNKNOWN")
    case("transfer_loan_for_loan", **PROOF)
    world.mortgages = {OLD, OURS}
    told(Outcome.UNAVAILABLE, "OLD_LENDER_UNKNOWN")
    ruled(payoff="300000.00", on=(clock.today() - timedelta(1)).isoformat())
    with pytest.raises(PreconditionFailed, match="OLD_LOAN_NOT_CONFIRMED"):
        pay()
    assert world.orders == []


MISMATCH = {"account": "6222022700000099999"}


@pytest.mark.parametrize(
    ("outcome", "code"), [(Outcome.NOT_FOUND, "OLD_LOAN_NOT_FOUND"), (Outcome.UNAVAILABLE, "OLD_LOAN_UNAVAILABLE")]
)
def test_a_ruling_holds_at_pay_out_as_long_as_the_bank_says_what_it_was_made_on(
    case, world, monkeypatch, outcome, code
):
    case("transfer_loan_for_loan", **PROOF)
    world.mortgages, world.loan = {OLD, OURS}, None
    if outcome is Outcome.UNAVAILABLE:
        refused(monkeypatch, "BANK_REFUSED")
    told(outcome, code)
    ruled(payoff="350000.00")
    assert pay() == "paid"
    assert [order.amount for order in world.orders] == [Decimal("350000.00")]


def test_a_contest_won_over_the_old_lenders_account_is_paid_what_settles_it_today_and_not_once_it_says_another(
    case, world
):
    case("transfer_loan_for_loan", **PROOF)
    world.mortgages, world.loan = {OLD, OURS}, replace(world.loan, **MISMATCH, payoff=Decimal("390000.00"))
    said = {**finding("old_loan", "home").facts, **MISMATCH}
    told(Outcome.CONTRADICTED, "OLD_LOAN_MISMATCH", said)
    loaded = casefile.load("c1")
    (found,) = (one for one in loaded.findings if one.check == "old_loan")
    of = questions(loaded.application)("old_loan", "home")
    contest = contests.made(
        loaded, found, of, "2026-11-20T00:00:00.000Z", "p", "borrower", "户名有误", [], [found.code]
    )
    put("c1", contests={"old_loan.home": contest})
    ruled()
    world.loan, same = replace(world.loan, account="6222022700000088888"), world.loan
    with pytest.raises(PreconditionFailed, match="OLD_LOAN_NOT_CONFIRMED"):
        pay()
    world.loan = same
    assert pay() == "paid"
    assert [(order.amount, order.payee_account) for order in world.orders] == [
        (Decimal("390000.00"), "6222022700000090001")
    ]
