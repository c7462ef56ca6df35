"""A refusal by a reviewer gives its reasons wherever it is told: the rules it rests on, and what the reviewer wrote."""

from datetime import date

import pytest

from chalicelib.casework import refusing
from chalicelib.domain.status import Status
from chalicelib.records import casefile
from chalicelib.steps import results
from tests.given.case import put

WORDS = "家庭已有两套住房，本次为第三套。"
LOOKED_AT = {"code": "HOMES", "outcome": "look", "subject": "borrower", "text": "t1", "basis": "b1"}
NOT_THIS = {"code": "CREDIT_STATUS", "outcome": "look", "subject": "spouse", "text": "t2", "basis": "b2"}
MET_BY_ANOTHER = {"code": "HOMES", "outcome": "pass", "subject": "spouse", "text": "t4", "basis": "b1"}
MET = {"code": "ADULT", "outcome": "pass", "subject": "borrower", "text": "t3", "basis": "b3"}
DECISION = {
    "approved": True, "route": "B", "amount": "300000.00", "months": 240, "policy_version": "v",
    "reasons": [MET, MET_BY_ANOTHER, LOOKED_AT, NOT_THIS],
}  # fmt: skip
REFUSE = {"decision": "refuse", "reason": WORDS}


@pytest.fixture
def refuse(api, login, waiting):
    """Has a reviewer refuse the submitted case, with this said too; gives the answer."""

    def act(kind="first_review", status="REVIEWING", **said):
        who = login("supervisor", "s1")
        task = waiting(kind, status, {"step": "Assess", "error": "E"} if kind == "attend" else {}, decision=DECISION)
        assert api("POST", f"/v1/tasks/{task}/claim", {}, who).status == 200
        return api("POST", f"/v1/tasks/{task}/decision", REFUSE | said, who)

    return act


def codes(reasons):
    return [reason["code"] for reason in reasons]


def test_a_refusal_rests_on_the_rules_its_reviewer_names_and_on_what_they_write(api, borrower, refuse, submitted):
    assert refuse(rules=["HOMES"]).status == 200
    said = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["decision"]
    assert said["approved"] is False
    homes, own = said["reasons"]
    assert (homes["code"], homes["outcome"], homes["text"], homes["basis"]) == ("HOMES", "fail", "t1", "b1")
    assert homes["unverified"], "what it rests on is a text nobody has read for this centre"
    assert (own["code"], own["text"]) == (refusing.REVIEWED, WORDS) and "第二十六条" in own["basis"]


def test_who_names_no_rule_rests_on_all_that_were_not_met_or_looked_at(refuse, submitted):
    assert refuse().status == 200
    assert codes(refusing.reasons(casefile.load(submitted))) == ["HOMES", "CREDIT_STATUS", refusing.REVIEWED]


@pytest.mark.parametrize("rules", [["ADULT"], ["HOMES", "TERM"]])
def test_no_refusal_rests_on_a_rule_that_is_met_or_was_not_asked(refuse, rules):
    wrong = refuse(rules=rules)
    assert wrong.codes == {("CHOICE_NOT_OFFERED", f"/rules/{len(rules) - 1}")}


def test_an_approval_rests_on_no_rule(refuse):
    assert refuse(decision="approve", rules=["HOMES"]).codes == {("CHOICE_NOT_OFFERED", "/rules/0")}


def test_the_hotline_hears_that_a_person_refused_and_of_a_party_and_nothing_of_what_was_written(
    api, login, refuse, submitted
):
    refuse(rules=["HOMES"])
    said = api("GET", f"/v1/applications/{submitted}/track", who=login("hotline", "h1")).body["decision"]
    assert codes(said["reasons"]) == [refusing.REVIEWED, "REASON_OF_ANOTHER"]
    assert not said["approved"] and WORDS not in str(said)


def test_who_ends_a_case_that_is_stuck_says_why_in_their_own_words(refuse, submitted):
    assert refuse("attend", "ATTENDING").status == 200
    (own,) = refusing.reasons_in_words(casefile.load(submitted))
    assert (own["code"], own["text"]) == (refusing.REVIEWED, WORDS)


def test_the_letter_is_given_the_reasons_and_the_rules_that_judged(refuse, submitted, monkeypatch):
    told = {}
    refuse(rules=["HOMES"])
    monkeypatch.setattr(results.papers, "made", lambda *_: None)
    monkeypatch.setattr(
        "chalicelib.documents.refusal.ended",
        lambda letter, policy, ending, reasons, *_, **__: told.update(reasons=reasons, policy=policy),
    )
    case = put(submitted, accepted_on="2026-11-23")
    monkeypatch.setattr(results.accepting, "letter", lambda *_: None)
    results.of_ending(case, Status.REFUSED, date(2026, 11, 23))
    assert codes(told["reasons"]) == ["HOMES", refusing.REVIEWED] and told["policy"].centre == "620100"
    results.of_ending(case, Status.WITHDRAWN, date(2026, 11, 23))
    assert told["reasons"] == (), "what was taken back was not refused"
