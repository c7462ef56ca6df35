"""A paper counts only where shared data confirms what it is to prove, or a person has looked at its very bytes and said what it shows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.checks.papers import PAPER, impossible
from chalicelib.domain.judging.amount import basis
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.rule import Situation
from chalicelib.domain.materials import needed
from tests.given.marks import confirmed, without_lanzhou_s_own

ON = date(2026, 11, 27)  # since when the filing tells what was received
RULES = confirmed(without_lanzhou_s_own().in_force("620100", ON))
HASH = "a" * 64
FULL = {"amount": "400000.00", "paid_on": "2026-10-15", "payer": "borrower+spouse"}


def brought(make, *keys, **changes):
    """An application with these papers, as it is sealed today."""
    return replace(make.application(documents=keys, **changes), papers=dict.fromkeys(keys, (HASH,)))


def received(make, amount):
    return make.finding("property", "home", **({"down_payment_received": amount} if amount else {}))


def read(subject, outcome="confirmed", **facts):
    return Finding(PAPER, subject, Outcome(outcome), "PAPER_READ", facts, by="staff:r1")


def asked(make, case, *instead, credit=False):
    return collate(case, make.findings(case, *instead, credit=credit), RULES, ON)


def test_a_new_home_whose_account_has_received_the_down_payment_needs_no_paper_and_no_person(make):
    case = brought(make)
    found = make.findings(case, received(make, f"{case.home.down_payment:.2f}"), credit=True)
    assert collate(case, found, RULES, ON).next == "assess"
    assert decide(case, found, RULES, ON).why == ("ROUTE_ALL_CONFIRMED",)


@pytest.mark.parametrize("amount", ["399999.99", "0.00", ""])
def test_where_it_has_received_less_than_is_stated_or_the_filing_does_not_tell_a_paper_is_asked_for(make, amount):
    case = brought(make, down_payment=Decimal(400000))
    (defect,) = asked(make, case, received(make, amount)).defects
    assert (defect.code, defect.where) == ("MATERIAL_MISSING", "B03")


def test_before_anybody_was_asked_nobody_is_asked_for_it(make):
    need = next(one for one in needed(brought(make), RULES) if one.code == "B03")
    assert (need.mode, need.asked) == ("shared", False)


def test_a_paper_that_was_uploaded_counts_for_nothing_until_somebody_has_looked_at_its_bytes(make):
    case = brought(make, "B03")
    found = asked(make, case)
    (look,) = found.looks
    assert (found.next, look.check, look.subject, look.files) == ("verify", "paper", "b03", (HASH,))
    assert look.facts == ("amount", "paid_on", "payer")
    need = next(one for one in needed(case, RULES, Evidence(case, make.findings(case))) if one.code == "B03")
    assert not need.held


def test_once_they_have_it_counts_and_the_case_is_no_longer_decided_without_a_person(make):
    case = brought(make, "B03")
    found = make.findings(case, read("b03", **FULL), credit=True)
    assert collate(case, found, RULES, ON).next == "assess"
    assert "ROUTE_NOT_BY_AGENCIES" in decide(case, found, RULES, ON).why


@pytest.mark.parametrize(
    "said",
    [read("b03", **{**FULL, "amount": "1.00"}), read("b03", "contradicted")],
    ids=["too little", "something else"],
)
def test_one_that_shows_less_than_is_stated_or_something_else_is_told_as_such_and_not_looked_at_again(make, said):
    found = asked(make, brought(make, "B03"), said)
    assert found.looks == () and [(one.code, one.where) for one in found.defects] == [("PAPER_NOT_ENOUGH", "B03")]


def test_children_are_counted_as_far_as_a_paper_shows_them(make):
    def children(*said, stated=3, **more):
        case = brought(make, "D04", people=(make.person("borrower", minor_children=stated), make.person("spouse")))
        found = make.findings(case, received(make, "900000.00"), *said, credit=True)
        return decide(replace(case, **more), found, RULES, ON).caps["CAP_HOUSEHOLD"]

    none, two, three = children(), children(read("d04", children=2)), children(read("d04", children=9))
    assert none < two == three
    assert children(read("d04", children=9), stated=1) == none, "a paper that shows more than is stated adds nothing"
    assert children(read("d04", "contradicted")) == none
    assert children(papers=None) == three, "what an earlier release sealed counts as it was brought"


def test_income_of_who_deposits_nothing_is_counted_as_far_as_a_paper_shows_it(make):
    def ability(*said):
        earning = make.person("spouse", is_depositor=False, monthly_income=Decimal(8000))
        case = brought(make, "C01.spouse", people=(make.person("borrower"), earning))
        found = make.findings(case, received(make, "900000.00"), *said, credit=True)
        return decide(case, found, RULES, ON).caps["CAP_ABILITY"]

    assert ability() < ability(read("c01_spouse", amount="3000.00")) < ability(read("c01_spouse", amount="8000.00"))
    assert ability(read("c01_spouse", amount="99000.00")) == ability(read("c01_spouse", amount="8000.00"))


def test_a_paper_for_what_shared_data_gives_is_nobodys_work(make):
    case = brought(make, "A04", "B03")
    assert asked(make, case, received(make, "900000.00")).looks == ()


def test_the_look_at_a_marriage_names_the_papers_it_rests_on(make):
    case = brought(make, "A04")
    none = make.finding("marriage", "borrower", "not_found", "MARRIAGE_NO_RECORD")
    (look,) = asked(make, case, none, received(make, "900000.00")).looks
    assert (look.check, look.code, look.files) == ("marriage", "MARRIAGE_PAPERS_TO_READ", (HASH,))


def test_no_paper_makes_an_income_of_somebody_whose_base_the_fund_knows(make):
    spouse = make.person("spouse", is_depositor=False, monthly_income=Decimal(30000))
    case = make.application(make.person("borrower"), spouse, documents=("C01.spouse",))

    def income(*instead):
        situation = Situation.of(case, make.findings(case, *instead, credit=True), make.policy, make.on)
        return basis(situation, "first", 360).income

    assert income() == 12000 + 30000
    assert income(make.finding("fund_account", "spouse", base="3000.00")) == 12000 + 3000
    assert income(make.finding("fund_account", "spouse", base="3000.00", status="02")) == 12000 + 30000


@pytest.mark.parametrize(
    ("otherwise", "wrong"),
    [
        ({}, []),
        ({"payer": "parent"}, []),
        ({"payer": "某陌生人"}, [("payer", "PAYER_UNKNOWN")]),
        ({"payer": "borrower+co_borrower_1"}, [("payer", "PAYER_UNKNOWN")]),
        ({"paid_on": "2026-11-27"}, []),
        ({"paid_on": "2026-11-28"}, [("paid_on", "DAY_IN_FUTURE")]),
        ({"paid_on": "2016-01-01"}, []),
        ({"paid_on": "2015-12-31"}, [("paid_on", "DAY_LONG_AGO")]),
        ({"paid_on": "昨天"}, [("paid_on", "DAY_INVALID")]),
        ({"amount": "900000.00"}, []),
        ({"amount": "900000.01"}, [("amount", "PRICE_EXCEEDED")]),
        ({"payer": "borrower+spouse+grandparent"}, []),
        ({"payer": "", "paid_on": "2026-11-28"}, [("payer", "PAYER_UNKNOWN"), ("paid_on", "DAY_IN_FUTURE")]),
    ],
)
def test_what_is_said_of_a_receipt_has_to_be_possible(make, otherwise, wrong):
    said = {**FULL, "amount": "300000.00", **otherwise}
    assert list(impossible("b03", said, brought(make, "B03"), ON)) == wrong


def test_what_is_still_owed_is_a_person_s_until_it_is_there(make):
    rules = replace(RULES, tolerance={"B03": {"office_days": 5}})
    case = replace(brought(make), tolerated=("B03",))
    for amount, why in (("1.00", "ROUTE_OWED"), (f"{case.home.down_payment:.2f}", "ROUTE_ALL_CONFIRMED")):
        assert decide(case, make.findings(case, received(make, amount), credit=True), rules, ON).why == (why,)


@pytest.mark.parametrize("nothing_shows_it", [False, True])
def test_a_paper_they_cannot_provide_is_a_person_s_look_and_once_nothing_shows_it_the_end(make, nothing_shows_it):
    def collated(case, **more):
        findings = make.findings(case, received(make, "1.00"))
        return collate(case, findings, RULES, ON, cannot={"B03": nothing_shows_it}, **more)

    found = collated(brought(make))
    assert not [one for one in found.defects if one.where == "B03"], "it is not asked for again"
    if nothing_shows_it:
        assert (found.next, found.without, found.looks) == ("refuse", ("B03",), ())
    else:
        (look,) = found.looks
        assert (found.next, found.without, look.subject, look.what) == ("verify", (), "b03", "LOOK_WITHOUT")
    (look,) = (brought_all_the_same := collated(brought(make, "B03"))).looks
    assert (brought_all_the_same.next, brought_all_the_same.without) == ("verify", ()), "what was brought is read first"
    assert (look.what, look.files) == ("LOOK_PAPER", (HASH,))
    meanwhile = collated(brought(make, "B03"), looked_at=("b03",))
    assert (meanwhile.next, meanwhile.without, meanwhile.looks) == ("credit", (), ()), (
        "nothing waits for what is looked at"
    )
