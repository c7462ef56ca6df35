"""What a case is said to be by what is kept of it, one line each, on built cases. Its money: tests/records/test_standing.py."""

from dataclasses import replace

import pytest

from chalicelib.domain.status import Status
from chalicelib.records import bank_part, contents, statements
from chalicelib.records.bank_part import BankPart, has_paid
from chalicelib.records.commitments import Commitment
from chalicelib.records.contents import Event, Message, Paper, Stop, Withdrawal, called
from chalicelib.records.loan import Mortgage
from chalicelib.records.reviews import Review
from chalicelib.records.statements import Appeal, Procedure
from tests.given.case import held

OWN, OTHERS = {"at": "t", "by": "p1"}, {"at": "t", "by": "p2", "why": "consent"}
OURS = {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}


def an_event(code, at="", **values):
    return Event(at, code, values)


def a_procedure(left=""):
    return Procedure("court", "t", "r1", "p", "2026-12-31", "why", left_at=left)


@pytest.mark.parametrize(
    ("what", "values", "said"),
    [
        ("ended", {"status": "REFUSED"}, True),
        ("ended", {"status": "SIGNING"}, False),
        ("known_as", {}, "c1"),
        ("known_as", {"number": "620100"}, "620100"),
        ("is_decided", {}, False),
        ("is_decided", {"contract": {}}, True),
        ("is_decided", {"status": "REFUSED"}, True),
        ("owing", {"parties": OURS}, {"borrower": "p1", "spouse": "p2"}),
        ("owing", {"parties": OURS, "people": {"p1": "borrower", "p3": "co_owner_1"}}, {"borrower": "p1", "spouse": "p2"}),
        ("open_procedures", {"procedures": {"1": a_procedure(), "2": a_procedure("2026-11-24")}}, ["1"]),
        ("reopened", {"appeals": [Appeal("", "REFUSED", "", "p1", "borrower", "text", outcome=one) for one in
                                  ("reopened", "upheld", "conceded", "", "reopened")]}, 2),
        ("overtaken", {"events": {"CLAIM_OVERTAKEN.u.a": an_event("CLAIM_OVERTAKEN"), "ACCEPTED.b": an_event("ACCEPTED")}}, ["u.a"]),
        ("is_paid", {}, False),
        ("is_paid", {"payment": {"status": "ordered"}}, False),
        ("is_withdrawn", {}, False),
        ("is_withdrawn", {"withdrawal": OWN}, True),
        ("is_withdrawn", {"withdrawal": OWN, "payment": {"status": "failed"}}, True),
        ("is_unasked", {}, False),
        ("is_unasked", {"withdrawal": OWN}, False),
        ("is_unasked", {"withdrawal": OTHERS}, True),
        ("is_undone", {}, False),
        ("is_undone", {"contract": {}, "mortgage": {"status": "DONE"}}, False),
        ("is_undone", {"contract": {"voided_at": "t"}}, True),
        ("is_undone", {"mortgage": {"status": "DISCHARGED"}}, True),
        ("is_leaving", {}, False),
        ("is_leaving", {"leaving": "declined"}, True),
        ("unsigned", {"parties": {"borrower": "p1"}}, ["borrower", "bank"]),
        ("signed", {"parties": OURS, "signatures": {"borrower": {}}}, ["borrower"]),
        ("payment_is_disputed", {"payment_notice": {"serial": None}}, True),
    ],
)  # fmt: skip
def test_a_case_is_what_is_kept_of_it(what, values, said):
    assert getattr(held(**values), what) == said


@pytest.mark.parametrize(
    ("untrue_at", "cleared_at", "unclear", "is_doubted", "is_untrue"),
    [
        ("", "", False, False, False),
        ("1", "", False, True, True),
        ("1", "", True, True, False),
        ("1", "2", False, False, False),
        ("3", "2", False, True, True),  # found untrue once more
        ("3", "2", True, True, False),
    ],
)
def test_somebodys_word_is_doubted_from_when_it_was_found_untrue_until_it_was_found_true_after_all(
    untrue_at, cleared_at, unclear, is_doubted, is_untrue
):
    one = Commitment("0", "p1", "p1", "1", "", untrue_at=untrue_at, cleared_at=cleared_at, unclear=unclear)
    assert (one.is_doubted, one.is_untrue) == (is_doubted, is_untrue)


def test_the_notice_that_counts_is_the_one_of_the_last_round():
    rounds = [{"round": one, "due_at": f"2026-11-2{one}"} for one in (1, 2, 3)]
    assert held(notices=rounds).notice.round == 3 and held(notices=rounds[:1]).notice.round == 1
    assert held(notices=[]).notice is None


@pytest.mark.parametrize(("of", "answered"), [("q1", True), ("q2", False)])
def test_a_question_is_answered_by_the_answer_to_that_very_question(of, answered):
    case = held(answers={"credit.borrower": contents.Answer("q1", "t", "known", "CREDIT_GOOD")})
    assert case.answered("credit", "borrower", of) is answered
    assert not case.answered("credit", "spouse", of) and not case.answered("tax", "borrower", of)


@pytest.mark.parametrize(
    ("code", "party", "occasion", "untold"),
    [
        ("SIGN_NOW", "borrower", "1", ["spouse"]),
        ("SIGN_NOW", "borrower", "2", ["borrower", "spouse"]),
        ("REFUSED", "borrower", "1", ["borrower", "spouse"]),
    ],
)
def test_a_party_is_told_a_thing_once_on_each_occasion(code, party, occasion, untold):
    told = {"SIGN_NOW.borrower.1": Message("SIGN_NOW", "borrower", "t")}
    assert held(messages=told).untold(code, occasion, ["borrower", "spouse"]) == untold


def test_a_decision_made_anew_leaves_what_was_reviewed_since_the_last_time_it_had_to_be():
    said = [Review(at, "first_review", "r1", "approve", at, "") for at in ("1", "3", "5")]
    lines = [an_event(statements.ANEW, "2"), an_event(statements.ANEW, "4"), an_event("ACCEPTED", "6")]
    for events, left in ((lines, ["5"]), (lines[:1], ["3", "5"]), (lines[2:], ["1", "3", "5"])):
        case = held(reviews=said, events={str(n): one for n, one in enumerate(events)})
        assert [one.task for one in case.standing] == left


@pytest.mark.parametrize(
    ("status", "withdrawal", "name"),
    [
        (Status.WITHDRAWN, Withdrawal(**OTHERS), "LEFT"),
        (Status.WITHDRAWN, Withdrawal(**OWN), "WITHDRAWN"),
        (Status.WITHDRAWN, None, "WITHDRAWN"),
        (Status.REFUSED, Withdrawal(**OTHERS), "REFUSED"),
    ],
)
def test_nobody_reads_that_they_took_back_what_they_did_not(status, withdrawal, name):
    assert called(status, withdrawal) == held(withdrawal=withdrawal).called(status) == name


@pytest.mark.parametrize(
    ("name", "party", "kind", "is_declared", "is_table"),
    [
        ("contract.pdf", None, "contract", True, False),
        ("schedule.csv", None, "schedule", True, True),
        ("correction-2.pdf", None, "correction", True, False),
        ("correction-2-spouse.pdf", "spouse", "correction", True, False),
        ("refused-co_owner_1.pdf", "co_owner_1", "refused", True, False),
        ("not_accepted.pdf", None, "not_accepted", True, False),
        ("minutes.pdf", None, "minutes", False, False),
    ],
)
def test_a_paper_is_what_its_name_says_without_its_party_and_number(name, party, kind, is_declared, is_table):
    one = Paper(name, "k", "s", party)
    assert (one.kind, one.is_declared, one.is_table) == (kind, is_declared, is_table)


def test_a_part_is_kept_without_what_it_does_not_say_and_read_whatever_another_release_added():
    assert contents.stored(Stop("sign", "t")) == {"step": "sign", "at": "t"}
    assert contents.stored(Withdrawal("t", "p1")) == {"at": "t", "by": "p1", "why": ""}, "an empty text is said"
    assert contents.read(Stop, {"step": "sign", "at": "t", "later": 1}) == Stop("sign", "t")
    begun = contents.stored(Mortgage("M1", "DONE", begins="2026-11-23", ends="2056-11-23"))
    assert (begun["from"], begun["until"]) == ("2026-11-23", "2056-11-23")


@pytest.mark.parametrize(
    ("codes", "named"), [((), ("A",)), (("B",), ("B",)), (("B", "C"), ("B", "C")), (("A", "C"), ("A", "C"))]
)
def test_a_party_contests_every_finding_they_name_and_else_the_one_there_is(codes, named):
    contest = statements.Contest("q1", "t", "p1", "borrower", "A", "s1", "p9", "why", codes=codes)
    assert contest.named == named


@pytest.mark.parametrize(("ending", "name"), [("WITHDRAWN", "LEFT"), ("REFUSED", "REFUSED"), ("EXPIRED", "EXPIRED")])
@pytest.mark.parametrize("outcome", ["", "reopened", "upheld"])
def test_nobody_reads_of_the_end_they_objected_to_that_they_took_back_what_they_did_not(ending, name, outcome):
    assert Appeal("t", ending, "t", "p2", "spouse", "why", outcome=outcome).called == name


@pytest.mark.parametrize(("said", "is_open"), [({}, True), ({"result": "r"}, True), ({"left_at": "t"}, False)])
def test_a_special_procedure_is_open_until_somebody_has_left_it(said, is_open):
    assert replace(a_procedure(), **said).is_open is is_open


def told(status, at, **more):
    return {"status": status, "amount": "1.00", "account": "x", "at": at, **more}


@pytest.mark.parametrize(
    ("pay_outs", "last", "out"),
    [
        ({}, None, []),
        ({"a": told("paid", "2"), "b": told("paid", "1")}, "a", ["b", "a"]),
        ({"b": told("paid", "1"), "a": told("failed", "2")}, "b", ["b"]),  # the latest that stands
        ({"a": told("failed", "2"), "b": told("failed", "1")}, "a", []),  # and of none the latest
        ({"b": told("paid", "2"), "a": told("astray", "1")}, "b", ["a", "b"]),
    ],
)
def test_the_pay_out_of_a_banks_part_that_is_shown_is_the_latest_that_stands_else_the_latest(pay_outs, last, out):
    part = BankPart(pay_outs=pay_outs)
    assert [*part.out] == out and (part.last and part.last[0]) == last


@pytest.mark.parametrize(
    ("pay_outs", "held_by"),
    [
        ({"b": told("paid", "2"), "a": told("paid", "1")}, ["b"]),  # too much: the last that came
        ({"b": told("astray", "2"), "a": told("paid", "1")}, ["b"]),
        ({"b": told("astray", "2", cleared_by="s1")}, []),
        ({"b": told("astray", "2", cleared_by="s1"), "a": told("paid", "3")}, ["a"]),  # it is out all the same
        ({"b": told("paid", "2", cleared_by="s1"), "a": told("paid", "3")}, ["a"]),
        ({"b": told("astray", "2", cleared_by="s1"), "a": told("astray", "1")}, ["a"]),
        ({"b": {**told("astray", "2", cleared_by="s1"), "amount": ""}}, []),  # of an earlier release
        ({"a": told("failed", "2"), "b": told("failed", "1"), "c": told("failed", "0")}, ["a", "b"]),
        ({"a": told("failed", "2", cleared_by="s1"), "b": told("paid", "1")}, []),
    ],
)
def test_a_person_finds_out_about_each_pay_out_that_holds_ours_up_and_about_no_other(pay_outs, held_by):
    assert BankPart(amount="1.50", ready_at="1", pay_outs=pay_outs).held == held_by


def test_money_that_is_out_without_an_offer_is_too_much_and_may_have_gone_where_the_bank_has_said_both():
    assert BankPart(pay_outs={"a": told("paid", "1")}).held == ["a"]
    both = {"a": told("failed", "1"), "b": told("failed", "2", contradicted="3")}
    assert has_paid(BankPart(pay_outs=both)) and not has_paid(None)
    assert not has_paid(BankPart(pay_outs={**both, "b": told("failed", "2", contradicted="3", cleared_by="s1")}))


@pytest.mark.parametrize(
    ("status", "amount"),
    [("paid", "300000.00"), ("failed", ""), ("astray", "")],
)
def test_the_one_pay_out_an_earlier_release_kept_of_a_banks_part_stands_under_its_reference(status, amount):
    old = {"amount": "300000.00", "status": status, "account": "x", "settled_at": "t", "reference": "H1"}
    part = contents.read(BankPart, bank_part.by_reference(old))
    assert part.pay_outs == {"H1": {"status": status, "amount": amount, "account": "x", "at": "t"}}
    bare = contents.read(BankPart, bank_part.by_reference({"status": "failed"}))
    assert bare.pay_outs == {"": {"status": "failed", "amount": "", "account": "", "at": ""}}
    assert bank_part.by_reference({"amount": "300000.00"}) == {"amount": "300000.00"}
