"""Who of a case has got its papers and who has to be handed one yet, and which guard gives way, on built records."""

import pytest

from chalicelib.records.contents import Paper
from chalicelib.records.guards import Guard
from chalicelib.records.handouts import PAGE, POST, WINDOW, HandOut, Parties, left
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


ALL = {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}
ONLINE = {key: Delivery(is_electronic=True, at="", party=who, by="") for key, who in ALL.items()}
RECEIPT, HERS = Paper("receipt.pdf", "", "2" * 64), Paper("receipt-co_owner_1.pdf", "", "3" * 64, "co_owner_1")
OLD = Paper("receipt.pdf", "", "4" * 64, replaced=True)


@pytest.mark.parametrize("ended", [True, False])
@pytest.mark.parametrize(
    ("paper", "chosen", "handed", "wanting", "stays"),
    [
        (PAPER, {}, "", ["borrower", "spouse", "co_owner_1"], False),
        (PAPER, {}, "borrower", ["spouse", "co_owner_1"], False),
        (PAPER, {}, "borrower spouse co_owner_1", None, False),
        (RECEIPT, {}, "", ["borrower", "spouse"], False),  # a co-owner owes nothing
        (RECEIPT, {}, "borrower spouse", None, False),
        (HERS, {}, "", ["co_owner_1"], False),
        (HERS, {}, "borrower spouse", ["co_owner_1"], False),
        (OLD, {}, "", None, False),
        (OLD, ONLINE, "", None, False),
        (PAPER, ONLINE, "", [], True),
        (PAPER, ONLINE, "spouse", None, False),  # one of those it is for has it
        (PAPER, ONLINE, "co_owner_1", [], True),  # of what is others' too she is not enough
        (RECEIPT, ONLINE, "co_owner_1", [], True),
        (HERS, ONLINE, "borrower", [], True),  # it is hers alone
        (HERS, ONLINE, "co_owner_1", None, False),
    ],
)
def test_what_nobody_on_paper_waits_for_stays_to_be_handed_out_once_the_case_has_ended(
    paper, chosen, handed, wanting, stays, ended
):
    another = HandOut("h9", "borrower", "p1", WINDOW, "", ["9" * 64])
    gone = [another, *(HandOut(who, who, ALL[who], WINDOW, "", [paper.sha256]) for who in handed.split())]
    found = left([paper], gone, Parties(ALL, chosen), ended=ended)
    due = wanting is not None and (ended or not stays)
    assert [(one.paper, one.wanting) for one in found] == ([(paper, wanting)] if due else [])


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
