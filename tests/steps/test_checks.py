"""A check is asked where a linked matter needs it, once for each question, and nowhere else."""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from chalicelib import clock, policy
from chalicelib.agencies import tax
from chalicelib.casework import answers, timeline
from chalicelib.casework.questions import questions
from chalicelib.casework.rules import policy_of
from chalicelib.domain import matters
from chalicelib.domain.checks.declared import CHECKS, UndeclaredCheck
from chalicelib.domain.checks.expected import expected
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records import casefile
from chalicelib.steps import checking, collate
from tests.given.answers import USUAL, finding, findings
from tests.given.application import of_sample
from tests.given.case import answered, put, stored
from tests.given.made_up import MADE_UP, MATTER, compiled_with
from tests.steps.conftest import event


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which contracts the tax office was asked about."""
    contracts: list[str] = []

    def receipt(application: Any, purpose: Any) -> Finding:
        contracts.append(application.home.contract_number)
        return Finding("tax", "home", Outcome.CONFIRMED, "TAX_PAID", {"paid": True})

    monkeypatch.setattr(tax, "receipt", receipt)
    return contracts


def test_a_check_that_no_matter_links_asks_nobody_and_leaves_no_answer(submitted, asked):
    submitted(1)  # a new home: its deed tax is due later
    assert checking.handler("tax")(event("Tax")) == {"next": "done"}
    assert asked == []
    assert casefile.load("c1").answers == {}
    assert "CHECK_ANSWERED" not in str(timeline.lines(casefile.load("c1")))


def test_a_linked_check_is_asked_once_for_each_question(submitted, asked):
    submitted(2)
    for _ in range(2):
        assert checking.handler("tax")(event("Tax")) == {"next": "done"}
    assert asked == ["LZ2026CL000201"]
    assert [found.check for found in answers.known(casefile.load("c1"))] == ["tax"]


def test_a_consent_that_speaks_of_the_children_and_was_given_since_has_them_asked_about_once_more(submitted):
    case = submitted()
    answered("c1", finding("property", "home", children_doubts=["CHILDREN_NOT_AUTHORISED"]))
    asked: list[str] = []

    def ask(purpose: Any) -> Finding:
        asked.append(purpose.case)
        return finding("property", "home", children_doubts=["CHILDREN_NOT_AUTHORISED"])

    def once_more(**given: Any) -> int:
        put("c1", consents=[{**one, **(given if one["use"] == "data" else {})} for one in case.consents])
        checking.ask_once(casefile.load("c1"), "property", "home", ask)
        return len(asked)

    assert once_more(given_at="2100-01-01T00:00:00.000Z") == 0, "it does not speak of them"
    assert once_more(children=True, given_at="2000-01-01T00:00:00.000Z") == 0, "it was there when they were asked"
    assert once_more(children=True, given_at=clock.stamp(), withdrawn_at=clock.stamp()) == 0, "it was taken back"
    assert once_more(children=True, given_at=clock.stamp()) == 1
    assert once_more(children=True, given_at="2000-01-01T00:00:00.000Z") == 1


def test_an_answer_to_a_matter_that_is_linked_no_longer_does_not_count(submitted, asked):
    case = submitted(2)
    checking.handler("tax")(event("Tax"))
    form = stored(case.application)
    form["home"]["kind"] = "new"
    case = put("c1", application=form)
    assert [found.check for found in case.findings] == ["tax"] and answers.known(case) == ()
    answered("c1", finding("identity", "borrower"))
    assert [found.check for found in answers.known(casefile.load("c1"))] == ["identity"]


def handler_of(step: str) -> Any:
    own = f"chalicelib.steps.{step}"
    return import_module(own).handle if find_spec(own) else checking.handler(step)


@pytest.mark.parametrize("number", [1, 2, 7, 8])
def test_the_steps_ask_exactly_what_is_waited_for(submitted, monkeypatch, number):
    case, asked = submitted(number), []
    monkeypatch.setattr(checking, "ask_once", lambda case, check, subject, ask: asked.append((check, subject)))
    for step in {check.step for check in CHECKS.values()}:
        handler_of(step)(event(step))
    rules = policy_of(case)
    linked = matters.checks(case.application, rules)
    assert sorted(place for place in asked if place[0] in linked) == sorted(expected(case.application, rules))


def test_a_check_that_is_only_declared_asks_its_agency_about_everybody_it_is_about(submitted, monkeypatch):
    asked = []

    def members(person, purpose):
        asked.append((person.key, purpose.asked_by))
        return Finding("household", person.key, Outcome.CONFIRMED, "HOUSEHOLD_CONFIRMED", {"members": 2})

    monkeypatch.setitem(CHECKS, MADE_UP.code, MADE_UP)
    monkeypatch.setitem(sys.modules, "chalicelib.agencies.households", SimpleNamespace(members=members))
    made_up = policy.Book(compiled_with("matters.M99", MATTER))
    monkeypatch.setattr(policy, "shipped", lambda: made_up)
    submitted(1)
    for _ in range(2):
        assert checking.handler("household")(event("Household")) == {"next": "done"}
    assert asked == [("borrower", "household"), ("spouse", "household")]
    assert casefile.load("c1").answers.keys() == {"household.borrower", "household.spouse"}


def test_a_step_no_check_names_is_not_made():
    with pytest.raises(UndeclaredCheck):
        checking.handler("household")


def test_a_linked_check_that_never_answers_is_looked_at_and_one_that_does_lets_the_case_go_on(submitted, monkeypatch):
    monkeypatch.setitem(CHECKS, MADE_UP.code, MADE_UP)
    made_up = policy.Book(compiled_with("matters.M99", MATTER))
    monkeypatch.setattr(policy, "shipped", lambda: made_up)
    case = submitted(1, status="VERIFYING")
    put("c1", findings=findings(case.application), application=case.application)
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False):
        assert collate.handle(event("Collate")) == {"next": "verify"}
        assert {(look["check"], look["subject"]) for look in casefile.load("c1").looks} == {
            ("household", "borrower"),
            ("household", "spouse"),
        }
        for key in ("borrower", "spouse"):
            answered("c1", Finding("household", key, Outcome.CONFIRMED, "HOUSEHOLD_CONFIRMED", {"members": 2}))
        assert collate.handle(event("Collate")) == {"next": "credit"}


def test_a_corrected_form_is_another_question_and_an_unchanged_one_the_same():
    plain, other_home = questions(of_sample(1)), questions(of_sample(1, home__price="900001.00"))
    other_person = questions(of_sample(1, people__1__phone="13909310199"))
    assert plain("property", "home") == questions(of_sample(1))("property", "home")
    assert plain("property", "home") != other_home("property", "home")
    assert plain("identity", "borrower") == other_home("identity", "borrower")
    assert plain("identity", "borrower") != other_person("identity", "borrower")
    assert plain("identity", "borrower") != plain("identity", "spouse")


def test_a_question_covers_the_part_of_the_form_its_answer_is_about_and_no_other():
    changes = {
        "home": {"home__price": "900001.00"},
        "old_loan": {"old_loan__amount": "480001.00"},
        "wish": {"wish__months": 12},
    }
    now = questions(of_sample(7))
    asked_anew = {
        part: {
            check for check in USUAL if now(check, "borrower") != questions(of_sample(7, **change))(check, "borrower")
        }
        for part, change in changes.items()
    }
    assert asked_anew == {"home": {"property", "tax"}, "old_loan": {"credit", "old_loan"}, "wish": set()}
