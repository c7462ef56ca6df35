"""Who owns the home with a borrower and owes nothing: asked who they are and nothing else, named by the record, and a mortgagor."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib import messages, policy
from chalicelib.agencies import credit_bureau, fund_core, home, registry
from chalicelib.agencies.housing.answers import Filing
from chalicelib.casework import answers, closing, holding, papers
from chalicelib.casework import lent as memory
from chalicelib.casework.questions import questions
from chalicelib.clock import today
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.expected import expected
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.form import parties
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.rule import Situation, judged
from chalicelib.domain.judging.rules import AFTER_CREDIT, BEFORE_CREDIT
from chalicelib.domain.status import Status
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile, guards, ledger, lent
from chalicelib.records.contents import Notice, Paper
from chalicelib.steps import checking, correction, credit, results
from tests.agencies.conftest import province, world  # noqa: F401
from tests.given.answers import finding, findings, purpose
from tests.given.application import application, co_owner, of_sample, own_home, with_co_owner
from tests.given.case import answered, held, put
from tests.given.form import CO_OWNER, sample
from tests.steps.conftest import event

# Of the simulated province: he has a fund account and debts of his own, which are nobody's business here.
HE = {"key": "co_owner_1", "name": "陈嘉树", "id_number": "620102199107090515", "phone": "13909310105"}
FREE = registry.Unit(None, False, frozenset())


@pytest.fixture
def owned(platform, submitted):
    """Sample 1, whose home is his, too."""
    form = sample(1)["form"]
    people = [*form["people"], HE]
    made = submitted(1, accepted_on="2026-11-27")
    given = [
        *made.consents,
        {"id": "of-him", "person": HE["key"], "party": "person_3", "use": "identity", "given_at": ""},
    ]
    sealed = {**form, "people": people, "consents": given, "documents": {}}
    return put("c1", application=sealed, consents=given, parties={**made.parties, HE["key"]: "person_3"})


def rules():
    return policy.in_force("620100", today())


def test_the_partners_are_asked_who_he_is_and_neither_bureau_nor_fund_nor_anybody_else_hears_of_him(owned, world):  # noqa: F811
    filed = world.server.province.homes[0]["filing"]
    filed["buyers"] = [*filed["buyers"], HE["id_number"]]
    for step in ("identity", "marriage", "fund_account", "property", "tax"):
        checking.handler(step)(event(step.title()))
    credit.handle(event("Credit"))
    case = casefile.load("c1")
    about_him = [
        (entry["agency"], entry["consent"]) for entry in ledger.entries("c1") if entry.get("subject") == HE["key"]
    ]
    assert about_him == [("police", "of-him")]
    queried = {query["id_number"] for query in world.journal()["credit_queries"]}
    assert queried == {person.id_number for person in case.application.people} and HE["id_number"] not in queried
    assert world.journal()["inquiries"] == {
        "police": 3, "civil_affairs": 2, "fund_core": 2, "housing": 3, "registry": 3, "credit_bureau": 2,
    }  # fmt: skip
    assert {place for place in case.answers if HE["key"] in place} == {"identity.co_owner_1"}
    (found,) = [one for one in answers.known(case) if one.check == "property"]
    assert found.facts["defects"] == [] and found.facts["owners"] == ["borrower", "spouse", HE["key"]]
    assert (found.outcome, found.code) == (Outcome.AMBIGUOUS, "CO_BUYER_BESIDE"), "who he is to them, a person asks"


@pytest.mark.parametrize(
    "ask", [credit_bureau.report, fund_core.account, fund_core.certificate], ids=["report", "account", "certificate"]
)
def test_no_agency_can_ask_more_of_a_co_owner_since_they_have_authorised_nothing_more(ask):
    asked = with_co_owner(application())
    entries: list[object] = []
    borrower = replace(asked.borrower, key="co_owner_1")
    with pytest.raises(PreconditionFailed):
        ask(borrower, purpose(asked, entries))
    assert entries == []


def test_every_check_says_whether_it_is_about_co_owners_and_one_alone_is():
    asked = with_co_owner(application())
    assert [place for place in expected(asked, rules()) if place[1] == "co_owner_1"] == [("identity", "co_owner_1")]
    assert {check.code for check in CHECKS.values() if check.about == "every_party"} == {"identity"}


def test_no_rule_is_about_a_co_owner_but_who_they_are_and_whether_they_are_of_age():
    asked = with_co_owner(application())
    known = [*findings(asked, credit=True), finding("identity", "co_owner_1")]
    s = Situation.of(asked, known, rules(), today())
    about = {one.code for one in judged({**BEFORE_CREDIT, **AFTER_CREDIT}, s) if one.subject == "co_owner_1"}
    assert about == {"ALIVE", "CO_OWNER_ADULT"}


def test_what_is_decided_of_the_couple_does_not_move_by_who_owns_the_home_with_them():
    from chalicelib.domain.judging.decision import decide

    alone = application()
    known = findings(alone, credit=True)
    both = [
        decide(one, more, rules(), today()).told()
        for one, more in ((alone, known), (with_co_owner(alone), [*known, finding("identity", "co_owner_1")]))
    ]
    for name in ("approved", "amount", "months", "rate", "route"):
        assert both[0][name] == both[1][name], name


def test_a_minor_who_owns_the_home_too_is_looked_at_and_never_passed():
    asked = with_co_owner(application(), co_owner(id_number="620102201503150014", born=None))
    s = Situation.of(asked, [*findings(asked), finding("identity", "co_owner_1")], rules(), today())
    said = [str(one.outcome) for one in judged(BEFORE_CREDIT, s) if one.code == "CO_OWNER_ADULT"]
    assert said == ["look"]


def test_a_co_owner_who_is_not_who_the_form_says_is_told_and_one_not_known_yet_is_looked_at():
    asked = with_co_owner(application())
    wrong = finding("identity", "co_owner_1", "contradicted", "IDENTITY_MISMATCH", name_match="4")
    found = collate(asked, [*findings(asked), wrong], rules(), today())
    assert [(one.code, one.where) for one in found.defects if one.where == "co_owner_1"] == [
        ("IDENTITY_MISMATCH", "co_owner_1")
    ]
    open_yet = collate(asked, findings(asked), rules(), today())
    assert ("identity", "co_owner_1") in {(look.check, look.subject) for look in open_yet.looks}


def test_a_co_owner_without_their_own_consent_is_lacking_it():
    asked = with_co_owner(application())
    asked = replace(asked, consents=tuple(one for one in asked.consents if one.person != "co_owner_1"))
    found = collate(asked, findings(asked), rules(), today())
    assert ("IDENTITY_CONSENT_LACKING", "co_owner_1") in {(one.code, one.where) for one in found.defects}


def bought_by(*numbers: str) -> Filing:
    of = of_sample(1).home
    return Filing("LZ1", "1", of.unit_number, Decimal("900000.00"), frozenset(numbers), "2026-10-15", of.seller.number)


COUPLE = tuple(person.id_number for person in of_sample(1).people)


@pytest.mark.parametrize(
    ("buyers", "codes"),
    [
        ((*COUPLE, CO_OWNER["id_number"]), []),
        ((COUPLE[0], CO_OWNER["id_number"]), []),
        (COUPLE, ["CO_OWNER_NOT_NAMED"]),
        ((CO_OWNER["id_number"],), ["FILING_BUYER_MISMATCH"]),  # nobody who borrows buys it
        ((*COUPLE, CO_OWNER["id_number"], "620502198503150038"), ["FILING_BUYER_MISMATCH"]),
    ],
)
def test_whoever_the_filing_names_is_a_party_and_a_co_owner_is_named_by_it(buyers, codes):
    found = home.property_finding(with_co_owner(of_sample(1)), bought_by(*buyers), FREE, [])
    assert found.facts["defects"] == codes
    assert found.outcome is (Outcome.CONTRADICTED if codes else Outcome.AMBIGUOUS)


@pytest.mark.parametrize(
    ("owners", "code"),
    [
        ((0, 1), "CO_BUYER_BESIDE"),  # nothing against the form; how they are related, a person asks
        ((0,), "CO_OWNER_NOT_NAMED"),
        ((1,), "TITLE_OWNER_MISMATCH"),
        ((0, 1, 2), "TITLE_CO_OWNER_BESIDE"),
    ],
)
def test_of_an_own_home_the_title_names_them(owners, code):
    asked = with_co_owner(own_home())
    numbers = (asked.borrower.id_number, CO_OWNER["id_number"], "620502198503150038")
    title = registry.Title("甘7", asked.home.unit_number, frozenset(numbers[one] for one in owners), "住宅", 2018)
    assert home.property_finding(asked, None, registry.Unit(title, False, frozenset()), [title]).code == code


@pytest.mark.parametrize(
    ("named", "mortgage"),
    [
        (["borrower", "co_owner_1"], ["borrower", "co_owner_1"]),
        ([], ["borrower", "spouse", "co_owner_1"]),
        (["spouse"], ["spouse", "co_owner_1"]),  # whom a person has found to own it, against the record
    ],
)
def test_a_co_owner_is_always_among_those_who_mortgage_it(named, mortgage):
    assert [one.key for one in parties.mortgagors(with_co_owner(application()), {"owners": named})] == mortgage


def test_a_co_owner_who_comes_later_has_nothing_asked_anew_but_who_the_parties_are_and_whose_the_home_is():
    alone, both = (questions(one) for one in (application(), with_co_owner(application())))
    anew = {check for check in CHECKS if alone(check, "borrower") != both(check, "borrower")}
    assert anew == {"identity", "property"}


def test_a_co_owner_keeps_nobody_from_borrowing_elsewhere_and_no_loan_of_theirs_is_asked_about(owned):
    answered("c1", finding("property", "home"))
    case = casefile.load("c1")
    assert set(holding.claims(case)) == {
        guards.of_person("person_1"),
        guards.of_person("person_2"),
        guards.of_unit(case.unit),
    }
    assert case.owing == {"borrower": "person_1", "spouse": "person_2"} and HE["key"] in case.unsigned
    case = put("c1", contract={"number": "JK1"}, payment={"amount": "1.00", "paid_on": "2026-11-23"})
    memory.note(case)
    assert lent.to(case.parties.values(), beside="c2").keys() == {"person_1", "person_2"}, (
        "nor has he borrowed anything"
    )


@pytest.mark.parametrize("ending", ["CANCELLED", "REFUSED"])
def test_who_mortgages_and_does_not_borrow_has_a_letter_that_the_contract_is_over_and_is_sent_to_look_at_nothing_else(
    owned,
    world,  # noqa: F811
    monkeypatch,
    ending,
):
    made = {}

    def paper(case, name, value, party=None):
        made[name] = (value, party)
        return Paper(name, f"cases/c1/{name}", name, party)

    monkeypatch.setattr(papers, "made", paper)
    number, reasons = "N" * 39 + "0001", [{"code": "DOWN_PAYMENT", "outcome": "fail", "text": "t", "basis": "b"}]
    contract = {"number": "JK6201002026112300001", "bank": "B01"}
    case = put(
        "c1", number=number, received_on="2026-11-26", contract=contract, reasons=reasons if ending == "REFUSED" else []
    )
    results.of_ending(case, Status(ending), today())
    (own,) = [(name, value) for name, (value, party) in made.items() if party == HE["key"]]
    assert own[0] == "released-co_owner_1.pdf" and own[1].head.to == (HE["name"],) and not own[1].grounds
    assert contract["number"] in own[1].opening and "不因该合同承担" in own[1].opening
    assert all(HE["name"] not in value.head.to for value, party in made.values() if party is None)
    closing.end(case, "close", Status(ending), [])
    said = {message["text"] for message in world.journal()["messages"] if message["phone"] == HE["phone"]}
    assert said == {messages.text("MESSAGE_RELEASED_CO_OWNER", number=number)}


def test_who_only_owns_the_home_has_no_letter_that_a_contract_is_over_where_there_was_none(owned, monkeypatch):
    monkeypatch.setattr(papers, "made", lambda case, name, value, party=None: Paper(name, name, name, party))
    case = put("c1", number="N" * 39 + "0001", received_on="2026-11-26")
    drawn = {one.name for one in results.of_ending(case, Status.CANCELLED, today())}
    assert "cancelled.pdf" in drawn and not any(HE["key"] in name for name in drawn)


@pytest.mark.parametrize(("ending", "contract", "code"), [
    ("REFUSED", None, "MESSAGE_OVER_CO_OWNER"), ("DISBURSED", {"number": "JK1", "bank": "B01"}, "MESSAGE_PAID_CO_OWNER"),
])  # fmt: skip
def test_who_only_owns_the_home_is_told_of_an_end_what_they_can_see_of_it(owned, world, ending, contract, code):  # noqa: F811
    number = "N" * 39 + "0001"
    status = "DISBURSING" if contract else "VERIFYING"
    closing.end(put("c1", status=status, number=number, contract=contract), "close", Status(ending), [])
    said = {message["phone"]: message["text"] for message in world.journal()["messages"]}
    assert said.pop(HE["phone"]) == messages.text(code, number=number)
    assert set(said.values()) == {messages.text(f"MESSAGE_{ending}", number=number)} and len(said) == 2


@pytest.mark.parametrize(
    ("asked", "to", "told"),
    [
        ("", "", {"borrower", "spouse", "co_owner_1"}),
        ("sealed", "", {"borrower", "spouse"}),
        ("sealed", "co_owner_1", {"co_owner_1"}),
    ],
)
def test_what_collation_found_is_told_every_party_and_a_reviewers_question_who_borrows_or_whom_it_is_put_to(
    asked, to, told
):
    notice = Notice(1, "", "", [], to=to, asked=asked)
    assert {*correction._told(held(with_co_owner(application())), notice)} == told
