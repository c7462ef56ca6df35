"""What is left of a case that goes on after an end, and what it is told to have lost: read off the record alone."""

from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.casework import denied, holding, parties, reopening, rules
from chalicelib.domain.checks.papers import PAPER
from chalicelib.records import guards
from chalicelib.records.commitments import Tolerance
from chalicelib.records.contents import Answer
from chalicelib.records.statements import Contest, Ruling
from tests.given.answers import finding
from tests.given.case import held

ENDED = "2026-11-23T02:00:00.000Z"
ANSWERED = {"property.home": Answer("q1", "2026-11-20T02:00:00.000Z", "confirmed", "TITLE_CONFIRMED")}


def ended(**values):
    usual = {"status": "REFUSED", "ended_at": ENDED, "received_on": "2026-11-19", "accepted_on": "2026-11-20"}
    case = held(**{**usual, "answers": ANSWERED, **values})
    vars(case).update(findings=(finding("property", "home"),), grounds=None)
    return case


def test_nothing_of_an_end_is_left_and_everybody_is_asked_anew():
    contest = Contest("q1", ENDED, "u", "p", "FILING_BUYER_MISMATCH", "", "", "")
    owed = Tolerance(ENDED, "depositor:p1", "p1", "v1", "本人承诺", {}, lapsed_at=ENDED)
    letters = [{"name": name} for name in ("acceptance.pdf", "left.pdf", "withdrawn-spouse.pdf")]
    case = ended(
        status="WITHDRAWN", withdrawal={"why": "denial"}, leaving="WITHDRAWN", restarts=2, results=letters, reasons=[{}], looks=[{}],
        decision={"approved": True}, contests={"property.home": contest}, tolerances={"B03": owed},
    )  # fmt: skip
    with time_machine.travel("2026-12-01T10:00:00+08:00", tick=False):
        anew = reopening.changes(case)
    left = {"withdrawal": None, "decision": None, "grounds": None, "package": None, "ended_at": None, "leaving": ""}
    assert {name: anew[name] for name in left} == left and (anew["reasons"], anew["looks"]) == ([], [])
    assert (anew["status"], anew["restarts"], f"{anew['reopened_on']}") == ("SUBMITTED", 3, "2026-12-01")
    assert [letter.name for letter in anew["results"] if not letter.replaced] == ["acceptance.pdf"]
    assert (
        [answer.of for answer, _ in anew["answers"].values()] == [one.of for one in anew["contests"].values()] == [""]
    )
    assert anew["tolerances"]["B03"].lapsed_at == ""


@pytest.mark.parametrize(("accepted_on", "received"), [("2026-11-20", None), (None, "2026-12-01")])
def test_one_that_was_never_accepted_is_received_on_the_day_it_goes_on(accepted_on, received):
    with time_machine.travel("2026-12-01T10:00:00+08:00", tick=False):
        anew = reopening.changes(ended(status="NOT_ACCEPTED", accepted_on=accepted_on))
    assert (received and f"{anew['received_on']}", "received_on" in anew) == (received, received is not None)


@pytest.mark.parametrize(
    ("values", "code"),
    [({}, None), ({"contract": {}}, "REOPEN_UNDONE"), ({"payment": {"status": "failed"}}, "REOPEN_UNDONE")],
)
def test_what_had_a_contract_or_an_order_never_goes_on(values, code):
    case = ended(**values)
    assert reopening.never(case) == code and reopening.may_be(case) is (code is None)


@pytest.mark.parametrize(("corrected", "closed"), [(False, True), (True, False)])
def test_that_nobody_waits_for_a_correction_any_more_is_no_line_where_the_parties_have_sent_theirs(corrected, closed):
    events = {"CORRECTED.1": {"at": ENDED, "code": "CORRECTED", "values": {}}} if corrected else {}
    keys = [one.key for one in reopening.told(ended(restarts=1, notices=[{}], events=events), 1)]
    assert ("CORRECTED.1" in keys) is closed
    assert {"RESTARTED.2", "APPEAL_REOPENED.1"} <= {*keys} and any("property.home" in key for key in keys)


@pytest.mark.parametrize(
    ("case", "has_it_surely", "is_sure", "told"),
    [
        ("c2", True, True, ["unit"]),
        ("c2", False, True, []),  # which gives way to a claim that is sure
        ("c2", False, False, ["unit"]),
        ("c2", None, True, ["unit"]),
        ("c1", True, True, []),
    ],
)
def test_only_what_another_case_has_and_keeps_is_said_to_be_claimed(monkeypatch, case, has_it_surely, is_sure, told):
    claim = guards.Guard(case, has_it_surely)
    monkeypatch.setattr(holding, "claims", lambda _: {"unit#1": is_sure})
    monkeypatch.setattr(guards, "read", lambda claimed: dict.fromkeys(claimed, claim))
    monkeypatch.setattr(guards, "kind", lambda key: key.partition("#")[0])
    assert reopening.claimed_elsewhere(ended()) == told


@pytest.mark.parametrize(
    ("received_on", "events", "since"),
    [
        ("2026-11-24", {"APPEAL_REOPENED": "2026-11-24T02:00:00.000Z"}, "2026-11-24T02:00:00.000Z"),
        ("2026-11-25", {"APPEAL_REOPENED": "2026-11-24T02:00:00.000Z"}, "2026-11-24T02:00:00.000Z"),
        ("2026-11-23", {"APPEAL_REOPENED": "2026-11-24T02:00:00.000Z"}, ""),  # accepted before, it is not received anew
        (None, {"APPEAL_REOPENED": "2026-11-24T02:00:00.000Z"}, ""),
        ("2026-11-24", {"SUBMITTED": "2026-11-24T02:00:00.000Z"}, ""),
        ("2026-11-24", {"APPEAL_REOPENED": "2026-11-24T02:00:00.000Z", "CORRECTED": "2026-11-24T03:00:00.000Z"}, ""),
        ("2026-11-24", {}, ""),
    ],
)
def test_what_goes_on_after_an_end_is_received_on_that_day_unless_it_was_before_or_something_came_since(
    received_on, events, since
):
    told = {code: {"code": code, "at": at} for code, at in events.items()}
    assert rules.reopened_at(held(events=told, received_on=received_on)) == since


@pytest.mark.parametrize(
    ("key", "outcome", "stays"),
    [
        (f"{PAPER}.p1", "confirmed", True),
        (f"{PAPER}.p1", "contradicted", False),  # the end may have rested on it
        ("property.home", "confirmed", False),  # of what an agency is asked anew
        ("property.home", "contradicted", False),
    ],
)
def test_what_somebody_read_in_a_paper_stays_and_every_other_ruling_is_made_anew(key, outcome, stays):
    case = ended(rulings={key: Ruling(outcome, "q1", "r1", ENDED)})
    assert reopening.changes(case)["rulings"][key].of == ("q1" if stays else "")


def test_one_that_was_never_accepted_forgets_its_end_like_any_other():
    anew = reopening.changes(ended(status="NOT_ACCEPTED", accepted_on=None))
    assert (anew["status"], anew["ended_at"]) == ("SUBMITTED", None)


def test_that_nobody_waits_any_more_is_told_as_what_going_on_brought_and_not_as_what_the_parties_did():
    told = {one.key: one.event.values for one in reopening.told(ended(notices=[{}], events={}), 1)}
    assert "reopened" in told["RESTARTED.1"] and "reopened" in told["CORRECTED.1"]


def test_nobody_is_said_to_be_waited_for_where_nothing_was_asked():
    assert not any(one.event.code == "CORRECTED" for one in reopening.told(ended(), 1))


@pytest.mark.parametrize(("status", "may"), [("REFUSED", True), ("WITHDRAWN", True), ("REVIEWING", False)])
def test_only_what_has_ended_goes_on_after_an_end(status, may):
    assert reopening.may_be(ended(status=status)) is may


@pytest.mark.parametrize(
    ("reworded", "is_denied", "elsewhere", "codes"),
    [
        (False, False, [], ["REOPEN_CONSENT"]),
        (True, False, [], ["REOPEN_REWORDED"]),  # who gave their word to earlier words took nothing back
        (False, True, ["unit"], ["REOPEN_CONSENT", "REOPEN_DENIED", "REOPEN_CLAIMED"]),
    ],
)
def test_what_going_on_lacks_is_told_of_whoever_has_not_authorised_it(
    monkeypatch, reworded, is_denied, elsewhere, codes
):
    people = [SimpleNamespace(key="p1", state="CONFIRMED"), SimpleNamespace(key="p2", state="NOT_CONFIRMED")]
    monkeypatch.setattr(parties, "parties", lambda _: people)
    monkeypatch.setattr(parties, "lacks_new_words_only", lambda _, key: reworded and key == "p2")
    monkeypatch.setattr(denied, "holds_money_up", lambda _: is_denied)
    monkeypatch.setattr(reopening, "claimed_elsewhere", lambda _: elsewhere)
    case = ended()
    assert reopening.unauthorised(case) == ["p2"]
    assert [code for code, _ in reopening.lacking(case)] == codes
