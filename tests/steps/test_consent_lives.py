"""On the road a person is asked about only while their consent lives, at the very moment of every question."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib import clock
from chalicelib.agencies import exchange
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework.purpose import purpose_of
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.errors import Contended, PreconditionFailed, Withdrawn
from chalicelib.records import casefile, ledger
from chalicelib.records.contents import Withdrawal
from chalicelib.steps import checking
from chalicelib.trust import consent
from tests.given.case import put, stored
from tests.steps.conftest import event

FOUND = {"xm_ppddm": "1", "gmsfzh_ppddm": "1", "swbs": "0", "contracts": [], "titles": []}
ANSWER = SimpleNamespace(status=200, headers={}, data=json.dumps({"code": "0", "data": FOUND}).encode())


def takes_back(key, **more):
    """The party withdraws the consent to share data."""
    case = casefile.load("c1")
    put("c1", consents=consent.withdrawn(case.consents, case.parties[key], "data", clock.stamp()), **more)


@pytest.fixture
def asked(monkeypatch):
    """The agencies that were sent a question; each may be told what happens the moment it has come in."""
    sent, then = [], {}

    def post(service, body):
        sent.append(service.agency)
        then.pop(len(sent), lambda: None)()
        return ANSWER

    monkeypatch.setattr(exchange, "_post", post)
    return SimpleNamespace(sent=sent, then=then)


def test_who_takes_a_consent_back_while_another_is_asked_about_is_not_asked_about(submitted, asked):
    submitted(1)
    asked.then[1] = lambda: takes_back("spouse", withdrawal=Withdrawal(clock.stamp(), "depositor:x"))
    for refused in (
        Contended,
        Withdrawn,
    ):  # what was asked on other consents is not written; run again, the step leaves
        with pytest.raises(refused):
            checking.handler("identity")(event("Identity"))
    assert asked.sent == ["police"] and casefile.load("c1").answers == {}
    assert [entry["subject"] for entry in ledger.entries("c1")] == ["borrower"]


def test_nobody_is_asked_anything_more_on_a_consent_once_the_case_has_ended(submitted):
    case = submitted(1)
    stands = [one["id"] for one in case.consents][0]
    purpose_of(case, "identity").still(stands)
    put("c1", status="REFUSED", ended_at=clock.stamp())
    with pytest.raises(PreconditionFailed):
        purpose_of(case, "identity").still(stands)


def test_nobody_is_asked_anything_more_once_the_case_was_taken_back_though_every_consent_stands(submitted):
    case = submitted(1)
    put("c1", withdrawal={"at": clock.stamp(), "by": "person_1"})
    with pytest.raises(Withdrawn):
        purpose_of(case, "identity").still(case.consents[0]["id"])


def test_between_the_calls_of_one_step_a_consent_taken_back_ends_the_asking_too(submitted, asked):
    submitted(1)
    asked.then[1] = lambda: takes_back("borrower")
    with pytest.raises(PreconditionFailed):
        checking.handler("property")(event("Property"))
    assert asked.sent == ["housing"] and casefile.load("c1").answers == {}


def test_another_consent_than_the_one_it_rests_on_keeps_no_question_back(submitted, asked):
    case = submitted(1)
    asked.then[1] = lambda: put("c1", consents=[*case.consents, {**case.consents[0], "id": "later", "use": "other"}])
    with pytest.raises(Contended):  # the answer is not written; the step is run again
        checking.handler("identity")(event("Identity"))
    assert checking.handler("identity")(event("Identity")) == {"next": "done"}
    assert casefile.load("c1").answers.keys() == {"identity.borrower", "identity.spouse"}


def test_an_answer_is_not_written_once_the_consents_have_changed_since_it_was_asked_for(submitted):
    case = submitted(1)

    def ask(purpose):
        takes_back("borrower")
        return Finding("identity", "borrower", Outcome.CONFIRMED, "IDENTITY_CONFIRMED")

    with pytest.raises(Contended):
        checking.ask_once(case, "identity", "borrower", ask)
    assert casefile.load("c1").answers == {}


@pytest.mark.parametrize(("status", "headers"), [(503, {"Retry-After": "0"}), (401, {})], ids=["busy", "key refused"])
def test_an_agency_that_asks_to_come_again_is_not_asked_again_once_the_consent_is_gone(
    submitted, monkeypatch, status, headers
):
    submitted(1)
    busy, sent = SimpleNamespace(status=status, headers=headers, data=b""), []

    def post(service, body):
        sent.append(service.agency)
        takes_back("borrower")
        return busy

    monkeypatch.setattr(exchange, "_post", post)
    monkeypatch.setattr(exchange.patience, "waited", lambda headers: True)
    with pytest.raises(PreconditionFailed):
        checking.handler("identity")(event("Identity"))
    assert sent == ["police"]


def test_children_are_asked_about_on_the_road_only_where_the_words_of_their_parents_consent_speak_of_them(submitted):
    case = submitted(1)
    assert not any(purpose_of(case, "property").covers_children(key) for key in ("borrower", "spouse"))
    put("c1", consents=[{**one, "children": True} if one["person"] == "spouse" else one for one in case.consents])
    now = purpose_of(casefile.load("c1"), "property")
    assert [now.covers_children(key) for key in ("borrower", "spouse")] == [False, True]
    takes_back("spouse")
    assert not purpose_of(casefile.load("c1"), "property").covers_children("spouse")


def test_whose_earlier_words_left_children_out_is_known_once_the_words_in_force_speak_of_them(submitted):
    case = submitted(1, accepted_on="2026-11-27")
    older = [{name: value for name, value in one.items() if name != "children"} for one in case.consents]
    put("c1", consents=older)
    assert not purpose_of(casefile.load("c1"), "property").leaves_children_out("borrower")
    put("c1", accepted_on="2026-11-28")
    assert purpose_of(casefile.load("c1"), "property").leaves_children_out("borrower")
    put("c1", consents=[{**one, "children": True} for one in older])
    assert not purpose_of(casefile.load("c1"), "property").leaves_children_out("borrower")


def test_nobody_is_asked_whom_the_words_of_the_consent_did_not_name_until_words_that_do_are_agreed_to(submitted):
    named = ["bank", "housing", "natural_resources", "police"]
    case, sent = submitted(1, accepted_on="2026-11-28"), []
    put("c1", consents=[{**one, "departments": named} for one in case.consents])

    def ask(purpose):
        use = purpose.about("home", "M12", "D02", of="borrower")
        sent.append(use.consent)
        return Finding("old_loan", "home", Outcome.CONFIRMED, "OLD_LOAN_CONFIRMED")

    def asked():
        checking.ask_once(casefile.load("c1"), "old_loan", "home", ask)
        return len(sent), casefile.load("c1").answers["old_loan.home"].code

    then = put("c1", application=stored(replace(case.application, kind="transfer_loan_for_loan")))
    assert ask(purpose_of(then, "property")), "that day the list that was agreed to named both banks under one"
    put("c1", accepted_on="2026-11-30")
    assert asked() == asked() == (1, checking.UNNAMED)
    given = casefile.load("c1").consents
    put("c1", consents=[*given, {**given[0], "id": "later", "given_at": clock.stamp()}])
    assert asked() == (1, checking.UNNAMED), "nor do the same words once more"
    anew = {**given[0], "id": "anew", "given_at": "2100-01-01T00:00:00.000Z", "departments": [*named, "old_lender"]}
    put("c1", consents=[*given, anew])
    assert asked() == (2, "OLD_LOAN_CONFIRMED") and sent[-1] == "anew"
    with pytest.raises(PreconditionFailed, match="whether it still stands"):  # who says nothing of it asks nobody
        replace(purpose_of(casefile.load("c1"), "x"), names=Purpose.names).about("home", "M12", of="borrower")
