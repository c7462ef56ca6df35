"""What a clerk would have seen (办事员看得出来的): rules learnt of on 2026-11-27, each with whom it is for and what it rests on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib import policy
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.rule import Situation
from chalicelib.domain.judging.rule import judged as by_rules
from chalicelib.domain.judging.rules import AFTER_CREDIT, BEFORE_CREDIT
from chalicelib.domain.matters import off_site_depositors
from tests.given.application import co_owner, with_co_owner
from tests.given.marks import confirmed

ON = date(2026, 12, 1)
SHIPPED = policy.in_force("620100", ON)
LAW = confirmed(SHIPPED)


def said(make, case, *instead, rules=LAW):
    """What each rule said of each subject."""
    situation = Situation.of(case, make.findings(case, *instead, credit=True), rules, ON)
    return {(one.code, one.subject): str(one.outcome) for one in by_rules({**BEFORE_CREDIT, **AFTER_CREDIT}, situation)}


def single(make, **changes):
    return make.application(make.person("borrower", marital="10"), **changes)


def couple(make, *more, **changes):
    return make.application(make.person("borrower"), make.person("spouse"), *more, **{"months": 240, **changes})


@pytest.mark.parametrize("key", ["borrower", "spouse", "co_borrower_1"])
def test_nobody_borrows_who_is_not_of_age(make, key):
    helper = make.person("co_borrower_1")
    case = couple(make, helper)
    assert {said(make, case)["ADULT", person.key] for person in case.people} == {"pass"}
    young = tuple(replace(p, born=date(2008, 12, 2)) if p.key == key else p for p in case.people)
    assert said(make, replace(case, people=young))["ADULT", key] == "fail"
    decided = decide(replace(case, people=young), make.findings(replace(case, people=young), credit=True), SHIPPED, ON)
    assert decided.route != "A"  # and nobody is refused without a person on what nobody verified


def test_nobody_is_of_age_by_a_birthday_that_may_be_somebody_elses(make):
    unknown = make.finding("identity", "spouse", "unavailable", "IDENTITY_UNAVAILABLE")
    told = said(make, couple(make), unknown)
    assert (told["ADULT", "borrower"], told["ADULT", "spouse"]) == ("pass", "look")


def test_who_owns_the_home_too_is_passed_only_as_an_adult_known_to_be_meant(make):
    case, who = with_co_owner(couple(make)), make.finding("identity", "co_owner_1")
    assert said(make, case, who)["CO_OWNER_ADULT", "co_owner_1"] == "pass"
    assert said(make, case)["CO_OWNER_ADULT", "co_owner_1"] == "look"
    young = with_co_owner(couple(make), co_owner(id_number="620102201503150014", born=None))
    assert said(make, young, who)["CO_OWNER_ADULT", "co_owner_1"] == "look"


def test_a_dead_co_owner_mortgages_nothing(make):
    case = with_co_owner(couple(make))
    assert said(make, case, make.finding("identity", "co_owner_1"))["ALIVE", "co_owner_1"] == "pass"
    dead = make.finding("identity", "co_owner_1", "contradicted", "IDENTITY_DECEASED", alive=False)
    assert said(make, case, dead)["ALIVE", "co_owner_1"] == "fail"
    assert said(make, case)["ALIVE", "co_owner_1"] == "look", "of whom nobody was asked"


def test_a_co_borrower_past_retirement_stops_nothing_and_the_borrower_does(make):
    old = make.person("co_borrower_1", born=date(1955, 1, 1))
    told = said(make, couple(make, old))
    assert told["RETIREMENT", "borrower"] == "pass" and ("RETIREMENT", "co_borrower_1") not in told


@pytest.mark.parametrize(("means", "outcome"), [("look", "look"), ("ignored", "pass"), ("counts", "pass")])
def test_what_a_spouses_age_means_that_would_allow_less_is_policy(make, means, outcome):
    case = couple(make, months=360)
    older = (case.people[0], replace(case.people[1], born=date(1980, 6, 1), sex="2"))
    rules = replace(LAW, age_limit={**LAW.age_limit, "spouse": means})
    asked = replace(case, people=older)
    assert said(make, asked, rules=rules)["TERM", "home"] == outcome
    longest = Situation.of(asked, make.findings(asked), rules, ON).terms["TERM_AGE"]
    assert (longest < 360) == (means == "counts")
    assert said(make, replace(asked, wish=replace(asked.wish, months=120)), rules=rules)["TERM", "home"] == "pass"


def test_while_nobody_knows_who_borrows_a_person_looks_at_a_term_that_goes_by_their_age(make):
    unknown = make.finding("identity", "borrower", "unavailable", "IDENTITY_UNAVAILABLE")
    assert (
        said(make, single(make))["TERM", "home"] == "pass"
        and said(make, single(make), unknown)["TERM", "home"] == "look"
    )


def test_a_parents_age_shortens_no_term_where_a_spouses_does(make):
    parent = make.person("co_borrower_1", born=date(1950, 1, 1))
    rules = replace(LAW, age_limit={**LAW.age_limit, "spouse": "counts"})
    alone, helped = couple(make), couple(make, parent)
    terms = [Situation.of(case, make.findings(case), rules, ON).terms for case in (alone, helped)]
    assert terms[0] == terms[1]


@pytest.mark.parametrize(
    ("of", "together", "one", "outcome"),
    [
        ("all", 6, 1, "fail"), ("each", 6, 1, "pass"), ("look", 6, 1, "look"), ("look", 6, 6, "fail"), ("each", 6, 6, "fail"),
        ("look", 5, 5, "pass"), ("look", 6, None, "fail"),
    ],
)  # fmt: skip
def test_whether_late_payments_of_several_accounts_are_summed_is_policy(make, of, together, one, outcome):
    rules = replace(LAW, credit={**LAW.credit, "total_of": of})
    told = {"total_overdue_24m": together, **({} if one is None else {"total_overdue_of_one_24m": one})}
    late = make.finding("credit", "borrower", **told)
    assert said(make, single(make), late, rules=rules)["CREDIT_OVERDUE", "borrower"] == outcome


@pytest.mark.parametrize(
    ("months", "moved", "means", "outcome"),
    [
        (2, 60, "look", "look"), (2, 60, "count", "pass"), (2, 60, "ignore", "fail"), (2, 3, "count", "fail"), (2, 4, "count", "pass"),
        (6, 0, "look", "pass"),
    ],
)  # fmt: skip
def test_months_before_deposits_moved_are_what_the_centre_says(make, months, moved, means, outcome):
    rules = replace(LAW, transferred_months=means)
    told = make.finding("fund_account", "borrower", consecutive_months=months, months_moved=moved)
    assert said(make, single(make), told, rules=rules)["DEPOSIT_MONTHS", "borrower"] == outcome


def test_what_a_mover_has_saved_counts_where_the_months_may(make):
    case, told = single(make), make.finding("fund_account", "borrower", consecutive_months=2, months_moved=60)
    caps = [
        decide(case, make.findings(case, told, credit=True), replace(LAW, transferred_months=means), ON).caps
        for means in ("look", "ignore")
    ]
    assert caps[0]["CAP_BALANCE"] > caps[1]["CAP_BALANCE"] == 0


@pytest.mark.parametrize(("use", "outcome"), [("home", "pass"), ("other", "fail"), ("unclear", "look")])
def test_only_a_home_is_lent_on(make, use, outcome):
    bought = make.finding("property", "home", use=use)
    assert said(make, single(make), bought)["HOME_USE", "home"] == outcome
    assert ("HOME_USE", "home") not in said(make, single(make))  # an answer of before tells no use


@pytest.mark.parametrize(
    ("ownership", "owners", "outcome"),
    [
        ("0", ["borrower"], "pass"), ("1", ["borrower", "spouse"], "pass"), ("2", ["borrower", "spouse"], "look"), ("3", ["borrower", "spouse"], "look"),
        ("1", ["borrower"], "look"),  # jointly, with nobody beside
        ("0", ["borrower", "spouse"], "look"),
        ("某种方式", ["borrower"], "look"),
    ],
)  # fmt: skip
def test_a_home_held_in_shares_or_otherwise_than_by_as_many_as_own_it_is_looked_at(make, ownership, owners, outcome):
    by_form = make.application(ownership=ownership)
    assert said(make, by_form, make.finding("property", "home", owners=owners))["SHARED_OWNERSHIP", "home"] == outcome
    by_filing = make.finding("property", "home", owners=owners, ownership=ownership)
    assert said(make, make.application(), by_filing)["SHARED_OWNERSHIP", "home"] == outcome


@pytest.mark.parametrize(("form", "filing"), [("2", "1"), ("1", "2"), ("0", "1"), ("1", "0")])
def test_a_home_of_which_form_and_filing_say_different_things_is_looked_at(make, form, filing):
    told = make.finding("property", "home", owners=["borrower", "spouse"], ownership=filing)
    assert said(make, make.application(ownership=form), told)["SHARED_OWNERSHIP", "home"] == "look"


@pytest.mark.parametrize(
    ("parties", "owners", "ownership", "outcome"),
    [
        (1, ["borrower", "co_owner_1"], "1", "pass"), (1, ["borrower", "co_owner_1"], "0", "look"),
        (2, ["borrower"], "1", "look"), (2, ["borrower"], "0", "pass"),
    ],
)  # fmt: skip
def test_how_many_own_a_home_its_title_says_and_not_how_many_borrow(make, parties, owners, ownership, outcome):
    case = single(make) if parties == 1 else make.application()
    told = make.finding("property", "home", owners=owners, ownership=ownership)
    assert said(make, case, told)["SHARED_OWNERSHIP", "home"] == outcome


def test_who_buys_alone_what_is_held_jointly_is_looked_at_though_no_owner_is_told(make):
    assert said(make, single(make, ownership="1"))["SHARED_OWNERSHIP", "home"] == "look"
    assert said(make, single(make, ownership="0"))["SHARED_OWNERSHIP", "home"] == "pass"


@pytest.mark.parametrize(("homes", "outcome"), [(0, "pass"), (1, "look")])
def test_homes_of_who_buys_it_beside_the_family_are_looked_at_and_no_homes_of_the_familys(make, homes, outcome):
    told = make.finding("property", "home", homes_of_co_buyers=homes)
    assert said(make, make.application(), told)["HOMES", "borrower"] == outcome


@pytest.mark.parametrize(("day", "outcome"), [("2025-12-01", "pass"), ("2025-12-02", "look")])
def test_who_divorced_within_a_year_is_looked_at(make, day, outcome):
    case = make.application(make.person("borrower", marital="40"))
    told = make.finding("marriage", "borrower", status="divorced", spouse_key=None, divorced_on=day)
    assert said(make, case, told)["RECENT_DIVORCE", "borrower"] == outcome
    again = make.finding("marriage", "borrower", spouse_divorced_on=day)
    assert said(make, make.application(), again)["RECENT_DIVORCE", "spouse"] == outcome
    both = make.finding("marriage", "borrower", divorced_on="2010-01-01", spouse_divorced_on=day)
    assert said(make, make.application(), both)["RECENT_DIVORCE", "spouse"] == outcome, "one of each is looked at"


@pytest.mark.parametrize(("centre", "own"), [("620100", "620000"), ("620000", "620100")])
def test_lanzhou_and_the_provincial_centre_take_each_others_depositors_as_their_own(make, centre, own):
    rules = confirmed(policy.in_force(centre, ON))
    case = replace(make.application(make.person("borrower", marital="10", deposit_centre=own)), centre=centre)
    told = make.finding("fund_account", "borrower", centre=own)
    assert said(make, case, told, rules=rules)["DEPOSIT_PLACE", "borrower"] == "pass"
    assert off_site_depositors(case, rules) == ()
    assert own not in policy.in_force("620500", ON).own


def test_nothing_of_it_judges_what_was_accepted_before(make):
    before = policy.in_force("620100", date(2026, 11, 26))
    assert {"HOME_USE", "SHARED_OWNERSHIP", "RECENT_DIVORCE"}.isdisjoint(before.rules)
    assert tuple(before.rules["ADULT"].of) == ("borrower",) and before.own == before.serves
    case = couple(make, months=360, amount=Decimal(100000))
    decision = decide(case, make.findings(case, credit=True), confirmed(before), date(2026, 11, 26))
    assert decision.route == "A"
