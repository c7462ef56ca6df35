"""Who of a case has got its papers and who has to be handed one yet, and which guard gives way, on built records."""

import pytest

from chalicelib.records.contents import Paper
from chalicelib.records.guards import Guard
from chalicelib.records.handouts import PAGE, POST, WINDOW, HandOut, Parties
from chalicelib.records.statements import Delivery

PAPER = Paper("contract.pdf", "", "1" * 64)


def said(electronic, party="p1"):
    return {"borrower": Delivery(is_electronic=electronic, at="", party=party, by="")}


@pytest.mark.parametrize(
    ("chosen", "is_given"),
    [({}, True), (said(True), False), (said(False), True), (said(True, "p2"), True)],
)
def test_paper_is_given_to_whoever_has_not_agreed_otherwise_themself(chosen, is_given):
    assert Parties({"borrower": "p1"}, chosen).on_paper() == ["borrower"] * is_given


@pytest.mark.parametrize(
    ("chosen", "person", "how", "papers", "has"),
    [
        ({}, "borrower", WINDOW, [PAPER.sha256], True),
        ({}, "borrower", PAGE, [PAPER.sha256], True),
        ({}, "spouse", WINDOW, [PAPER.sha256], False),
        ({}, "borrower", WINDOW, ["2" * 64], False),
        (said(False), "borrower", PAGE, [PAPER.sha256], False),
        (said(False), "borrower", POST, [PAPER.sha256], True),
        (said(False), "borrower", WINDOW, [PAPER.sha256], True),
        (said(True), "borrower", PAGE, [PAPER.sha256], True),
        (said(False, "p2"), "borrower", PAGE, [PAPER.sha256], True),
    ],
)
def test_who_asked_for_paper_has_not_got_it_by_opening_it_online(chosen, person, how, papers, has):
    handed = HandOut("h1", person, "p1", how, "", papers)
    assert Parties({"borrower": "p1"}, chosen).has_got("borrower", PAPER, [handed]) is has


@pytest.mark.parametrize(
    ("case", "held", "asked", "serves"),
    [
        ("c1", True, True, True),
        ("c1", True, False, True),
        ("c1", False, True, False),
        ("c1", False, False, True),
        ("c1", None, True, False),
        ("c1", None, False, True),
        ("c2", True, False, False),
    ],
)
def test_a_guard_serves_the_case_that_has_it_as_surely_as_it_is_wanted(case, held, asked, serves):
    assert Guard(case, held).serves("c1", sure=asked) is serves


@pytest.mark.parametrize("held", [True, False, None])
@pytest.mark.parametrize("asked", [True, False])
def test_a_guard_is_left_to_a_sure_claim_where_it_is_known_to_be_unsure(held, asked):
    assert Guard("c2", held).gives_way(sure=asked) is (asked and held is False)
