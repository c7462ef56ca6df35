"""What a decision rests on: answers to the question as it is now, and what staff found where no agency could say."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.api import origins
from chalicelib.casework import answers
from chalicelib.casework.answers import known
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form.application import Account
from chalicelib.records import casefile
from chalicelib.records.statements import Contest
from tests.casework.conftest import moved
from tests.given.answers import finding, findings
from tests.given.application import of_sample, own_home, with_co_owner
from tests.given.case import answered, held, put, stored


@pytest.fixture
def rule(submitted):
    """A case in which staff ruled on a check, as the review desk writes it."""

    def make(check: str, subject: str, outcome: str = "confirmed", of: str = "", on: str = "", **facts: Any) -> None:
        case, key = casefile.load("c1"), f"{check}.{subject}"
        asked = of or questions(case.application)(check, subject)
        put("c1", rulings={key: replace(case.ruling(key, outcome, asked, "r1", None, facts), on=on)})

    submitted()
    return make


def about(check: str, subject: str) -> Finding | None:
    return next(
        (found for found in known(casefile.load("c1")) if (found.check, found.subject) == (check, subject)), None
    )


@pytest.mark.parametrize("outcome", ["ambiguous", "not_found", "unavailable"])
def test_a_ruling_settles_an_answer_that_is_open_and_names_who_ruled(rule, outcome):
    answered("c1", finding("property", "home", outcome, "PROPERTY_OPEN", unit="U", homes_owned=None))
    rule("property", "home", homes_owned=1)
    found = about("property", "home")
    assert (found.outcome, found.by, found.code) == (Outcome.CONFIRMED, "staff:r1", "PROPERTY_OPEN")
    assert (found.facts["homes_owned"], found.facts["unit"]) == (1, "U")


def test_a_ruling_settles_a_check_that_never_answered(rule):
    rule("property", "home", "contradicted")
    found = about("property", "home")
    assert (found.outcome, found.code, found.by) == (Outcome.CONTRADICTED, "RULED_PROPERTY", "staff:r1")


@pytest.mark.parametrize(
    ("later", "code"),
    [
        (("ambiguous", "PAYEE_HOLDER_DIFFERS"), "PAYEE_HOLDER_DIFFERS"),
        (("confirmed", "PROPERTY_CONFIRMED"), "PROPERTY_CONFIRMED"),
        (("unavailable", "PROPERTY_UNAVAILABLE"), "PROPERTY_UNAVAILABLE"),
    ],
)
def test_a_ruling_holds_for_the_answer_it_was_made_on_and_for_no_later_one(rule, later, code):
    silent = Finding("property", "home", Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE")
    rule("property", "home", "confirmed", on=answers.said(silent))
    assert about("property", "home").is_ruled
    again = finding("property", "home", *later) if later[0] != "unavailable" else silent
    put("c1", findings=[again])
    found = about("property", "home")
    assert (found.code, found.is_ruled) == (code, later[0] == "unavailable")


@pytest.mark.parametrize(
    ("ruled_at", "holds"), [("2000-01-01T00:00:00.000Z", False), ("", True), ("2100-01-01T00:00:00.000Z", True)]
)
def test_a_ruling_of_a_release_that_kept_no_digest_covers_no_answer_that_came_after_it(rule, ruled_at, holds):
    answered("c1", finding("property", "home", "ambiguous", "PAYEE_HOLDER_DIFFERS"))
    rule("property", "home")
    case = casefile.load("c1")
    ruling, by_then = case.rulings["property.home"], case.answers["property.home"].at
    put("c1", rulings={"property.home": replace(ruling, at=ruled_at or by_then)})
    assert about("property", "home").is_ruled is holds


@pytest.mark.parametrize("still", [True, False])
def test_a_figure_is_told_as_of_when_whoever_found_it_said_so_and_not_of_a_ruling_that_counts_no_more(rule, still):
    filed = finding("property", "home", filed_price="2.00")
    home = Finding("property", "home", Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE") if still else filed
    case = put("c1", findings=findings(casefile.load("c1").application, home))
    whole = {**filed.facts, "filed_price": "900000.00", "owners_are_parties": True}
    rule("property", "home", of="" if still else "of an earlier form", **whole)
    ruling = replace(casefile.load("c1").rulings["property.home"], at="2026-11-26T02:00:00.000Z")
    case = put("c1", rulings={"property.home": ruling})
    (price,) = (one for one in origins.of_home(case) if one["field"] == "/home/price")
    told = (ruling.at, True) if still else (case.answers["property.home"].at, False)
    assert (price["at"], price["same"]) == told


def test_a_ruling_does_not_count_once_the_question_it_answers_has_changed(rule):
    answered("c1", finding("property", "home", "unavailable"))
    rule("property", "home", homes_owned=0)
    moved(price="900001.00")
    assert about("property", "home") is None
    answered("c1", finding("property", "home", "unavailable"))
    assert (about("property", "home").outcome, about("property", "home").by) == (Outcome.UNAVAILABLE, "agency")


def test_a_ruling_about_another_check_than_the_matters_link_does_not_count(rule):
    rule("tax", "home", paid=True)  # a new home's deed tax is due later
    assert known(casefile.load("c1")) == ()


def test_nobody_rules_against_what_an_agency_contradicts(rule):
    answered("c1", finding("property", "home", "contradicted", "FILING_UNIT_MISMATCH"))
    rule("property", "home", homes_owned=0)
    assert (about("property", "home").outcome, about("property", "home").by) == (Outcome.CONTRADICTED, "agency")


def test_an_answer_about_the_form_before_its_correction_does_not_count(rule):
    answered("c1", finding("identity", "borrower"))
    answered("c1", finding("property", "home"))
    moved(price="900001.00")
    assert about("property", "home") is None and about("identity", "borrower") is not None


def test_what_a_ruling_supplies_is_read_back_and_a_ruling_without_facts_supplies_none(rule):
    rule("property", "home", homes_owned=1)
    assert casefile.load("c1").facts_of("property.home") == {"homes_owned": 1}
    rule("property", "home", "contradicted")
    assert casefile.load("c1").facts_of("property.home") == {}


def test_before_ours_stand_the_mortgages_the_registry_names_and_none_where_a_person_settled_the_title(
    rule, monkeypatch
):
    monkeypatch.setattr(answers, "transfer_of", lambda _: "loan_for_loan")
    rule("property", "home", homes_owned=1)
    assert answers.mortgages_before_ours(casefile.load("c1")) == frozenset()
    answered("c1", finding("property", "home", mortgages=["甘1", "甘2"]))
    assert answers.mortgages_before_ours(casefile.load("c1")) == {"甘1", "甘2"}
    put("c1", **{"findings.property.home": None})
    rule("property", "home", mortgaged=True, mortgage_numbers="甘3、 甘4")
    assert answers.mortgages_before_ours(casefile.load("c1")) == {"甘3", "甘4"}, (
        "who looked in the registry's place says"
    )
    rule("property", "home", mortgaged=False, mortgage_numbers="无")
    assert answers.mortgages_before_ours(casefile.load("c1")) == frozenset()
    answered("c1", finding("property", "home", mortgages=["甘1", "甘2"]))
    monkeypatch.setattr(answers, "transfer_of", lambda _: "settle_first")
    assert answers.mortgages_before_ours(casefile.load("c1")) == frozenset()


def test_what_somebody_said_of_a_paper_counts_while_its_bytes_are_those_they_have_looked_at(rule):
    sealed = stored(casefile.load("c1").application)
    put("c1", application={**sealed, "documents": {"B03": ["d1"]}, "papers": {"B03": ["a" * 64]}})
    rule("paper", "b03", amount="400000.00")
    assert (about("paper", "b03").by, about("paper", "b03").facts) == ("staff:r1", {"amount": "400000.00"})
    moved(price="1.00")
    assert about("paper", "b03"), "whatever the form says by then"
    form = stored(casefile.load("c1").application)
    put("c1", application={**form, "papers": {"B03": ["b" * 64]}})
    assert about("paper", "b03") is None


HOME = {
    "unit_number": "620102002001GB00001F00990099",
    "contract_number": "LZ2026XS999999",
    "seller_id": "91620100MA71XXXX0X",
}
DEBT = {
    "bank": "别的银行",
    "contract_number": "JK9",
    "borrower": "spouse",
    "account": Account("林测试", "6222022700000000003", "B02"),
}


@pytest.mark.parametrize(
    ("key", "part", "changed", "counts"),
    [
        *(("B03", "home", {name: value}, False) for name, value in HOME.items()),
        ("B03", "home", {"seller": Account("别的公司", "6222022700000000003", "B01")}, False),
        ("B03", "home", {"title_number": "甘(2020)兰州市不动产权第0009999号"}, False),
        ("B03", "home", {"kind": "existing"}, False),
        ("B06", "home", HOME, False),
        ("B03", "home", {"down_payment": "1.00"}, True),
        ("C01.spouse", "home", HOME, True),
        ("C01.spouse", "spouse", {"name": "别人"}, False),
        ("C01.spouse", "spouse", {"id_type": "03"}, False),
        ("D04", "borrower", {"id_number": "110105194912310021"}, False),
        ("D04", "borrower", {"minor_children": 3}, True),
        ("Z99", "home", HOME, False),
        *(("D02", "old_loan", {name: value}, False) for name, value in DEBT.items()),
        ("D02", "old_loan", {"principal_left": Decimal(1)}, True),
    ],
)
def test_a_look_at_a_paper_counts_for_what_the_paper_was_to_prove_and_no_other(key, part, changed, counts):
    asked = replace(of_sample(1), old_loan=own_home().old_loan, papers={key: ("a" * 64,)})
    if part in ("home", "old_loan"):
        other = replace(asked, **{part: replace(getattr(asked, part), **changed)})
    else:
        people = tuple(replace(one, **changed) if one.key == part else one for one in asked.people)
        other = replace(asked, people=people)
    question = ("paper", key.lower().replace(".", "_"))
    assert (questions(asked)(*question) == questions(other)(*question)) == counts


@pytest.mark.parametrize(
    ("part", "anew", "as_it_was"),
    [
        ("home", {"property", "tax"}, {"identity", "marriage", "fund_account", "old_loan", "credit"}),
        ("old_loan", {"old_loan", "credit"}, {"identity", "marriage", "fund_account", "property", "tax"}),
        ("co_owners", {"identity", "property"}, {"marriage", "fund_account", "tax", "old_loan", "credit"}),
    ],
)
def test_an_answer_counts_while_everything_it_was_asked_about_stands_and_nobody_else_is_asked_anew(
    part, anew, as_it_was
):
    asked = own_home()
    others = {
        "home": replace(asked, home=replace(asked.home, **HOME)),
        "old_loan": replace(asked, old_loan=replace(asked.old_loan, **DEBT)),
        "co_owners": with_co_owner(asked),
    }
    before, after = questions(asked), questions(others[part])
    assert {check for check in anew | as_it_was if before(check, "home") != after(check, "home")} == anew


def test_a_ruling_supplies_what_an_agency_left_open_and_overwrites_nothing_it_told(rule):
    told = {"loans_used": 2, "unsettled_loan": True}
    answered("c1", finding("fund_account", "spouse", "ambiguous", "FUND_ACCOUNTS_SEVERAL", balance="", **told))
    rule("fund_account", "spouse", loans_used=0, unsettled_loan=False, balance="900.00")
    facts = about("fund_account", "spouse").facts
    assert {name: facts[name] for name in (*told, "balance")} == {**told, "balance": "900.00"}


def test_where_a_case_is_reopened_everything_is_ruled_anew_but_what_a_paper_shows(rule):
    from chalicelib.casework import reopening

    rule("property", "home", homes_owned=0)
    for_them = casefile.load("c1").rulings["property.home"]
    read = {"paper.b03": for_them, "paper.b06": replace(for_them, outcome="contradicted")}
    put("c1", number="N", rulings={"property.home": for_them, **read})
    asked = {key: one.of for key, one in reopening.changes(casefile.load("c1"))["rulings"].items()}
    assert asked == {"property.home": "", "paper.b03": for_them.of, "paper.b06": ""}


@pytest.mark.parametrize("outcome", ["contradicted", "confirmed"])
def test_a_ruling_on_a_contested_owner_by_an_earlier_release_still_is_on_that_answer(rule, outcome):
    from chalicelib.casework import contests
    from chalicelib.casework.ruled import in_their_favour
    from chalicelib.domain.checks import contested

    code = "FILING_BUYER_MISMATCH"
    found = finding("property", "home", "contradicted", code, defects=[code])
    answered("c1", found)
    opened = contested.opened(found, [code])
    of_then = replace(opened, facts={name: fact for name, fact in opened.facts.items() if name != "owners_are_parties"})
    of = questions(casefile.load("c1").application)("property", "home")
    made = contests.made(
        casefile.load("c1"), found, of, "2026-11-20T00:00:00.000Z", "p", "borrower", "不实", [], [code]
    )
    put("c1", contests={"property.home": made})
    rule("property", "home", outcome, on=answers.said(of_then))
    told = about("property", "home")
    assert (told.is_ruled, told.outcome) == (True, Outcome(outcome))
    assert in_their_favour(casefile.load("c1"), "property") is None, "nobody has said that all who buy are parties"


def test_what_an_answer_says_does_not_rest_on_the_order_in_which_its_facts_are_told():
    told = finding("tax", "home", paid=True, amount="1.00")
    assert answers.said(told) == answers.said(replace(told, facts=dict(reversed(told.facts.items()))))
    assert answers.said(told) != answers.said(replace(told, facts={**told.facts, "amount": "2.00"}))


@pytest.mark.parametrize("check", ["paper", "property"])
@pytest.mark.parametrize(
    ("contest", "counts"),
    [
        (None, True),
        (("q", "2026-11-24T00:00:00.000Z"), False),
        (("q", "2026-11-23T00:00:00.000Z"), False),  # of the same moment
        (("q", "2026-11-22T00:00:00.000Z"), True),  # it was ruled on since
        (("an earlier form's", "2026-11-24T00:00:00.000Z"), True),
    ],
)
def test_what_somebody_ruled_on_a_check_or_a_paper_counts_until_a_party_contests_that_very_ruling(
    monkeypatch, check, contest, counts
):
    monkeypatch.setattr(answers, "questions", lambda application: lambda check, subject: "q")
    monkeypatch.setattr(answers.matters, "checks", lambda application, rules: {"property"})
    key, facts = f"{check}.home", {"opinion": "sealed"}
    contests = {key: Contest(*contest, "u", "p", "X", "", "", "")} if contest else {}
    ruling = {"outcome": "confirmed", "of": "q", "by": "r1", "at": "2026-11-23T00:00:00.000Z"}
    monkeypatch.setattr(casefile.CaseFile, "facts_of", lambda case, key: facts)
    case = held(of_sample(1), accepted_on="2026-11-23", rulings={key: ruling}, contests=contests)
    assert [one.by for one in known(case)] == (["staff:r1"] if counts else [])


@pytest.mark.parametrize(("lent", "counted"), [({}, (0, 1)), ({"borrower": 1}, (1, 1)), ({"spouse": 2}, (0, 2))])
def test_what_we_have_lent_somebody_ourselves_counts_as_theirs_and_nobody_elses(monkeypatch, lent, counted):
    told = {name: finding("fund_account", name, loans_used=n) for n, name in enumerate(("borrower", "spouse"))}
    monkeypatch.setattr(answers, "_answered", lambda case, *_: {("fund_account", name): told[name] for name in told})
    found = known(held(of_sample(1), accepted_on="2026-11-23", lent=lent))
    assert tuple(one.facts["loans_used"] for one in found) == counted


@pytest.mark.parametrize(
    ("contested", "ruled", "is_undecided"),
    [
        (None, None, False),
        ("q", None, True),
        ("q", ("q", "2026-11-22T00:00:00.000Z"), True),  # the very ruling it is against
        ("q", ("q", "2026-11-23T00:00:00.000Z"), True),
        ("q", ("q", "2026-11-24T00:00:00.000Z"), False),
        ("q", ("an earlier form's", "2026-11-24T00:00:00.000Z"), True),
        ("an earlier form's", None, False),
    ],
)
def test_what_a_party_says_against_an_answer_is_undecided_until_somebody_rules_on_it_afterwards(
    contested, ruled, is_undecided
):
    contest = contested and Contest(contested, "2026-11-23T00:00:00.000Z", "u", "p", "X", "", "", "")
    ruling = ruled and {"outcome": "contradicted", "of": ruled[0], "by": "r1", "at": ruled[1]}
    place = "property.home"
    case = held(contests={place: contest} if contest else {}, rulings={place: ruling} if ruling else {})
    assert answers.undecided(case, "property", "home", "q") is (contest if is_undecided else None)
