"""A check is asked where a linked matter needs it, once for each question, and nowhere else."""

from typing import Any

import pytest

from chalicelib.agencies import tax
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records import casefile
from chalicelib.steps import knowing
from chalicelib.steps import tax as tax_step
from chalicelib.steps.questions import questions
from tests.given.answers import finding
from tests.given.application import of_sample
from tests.given.case import answered, put
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
    assert tax_step.handle(event("Tax")) == {"next": "done"}
    assert asked == []
    assert casefile.load("c1")["findings"] == {}
    assert "CHECK_ANSWERED" not in str(casefile.load("c1")["events"])


def test_a_linked_check_is_asked_once_for_each_question(submitted, asked):
    submitted(2)
    for _ in range(2):
        assert tax_step.handle(event("Tax")) == {"next": "done"}
    assert asked == ["LZ2026CL000201"]
    assert [found.check for found in knowing.known(casefile.load("c1"))] == ["tax"]


def test_an_answer_to_a_matter_that_is_linked_no_longer_does_not_count(submitted, asked):
    case = submitted(2)
    tax_step.handle(event("Tax"))
    form = case.unseal("application")
    form["home"]["kind"] = "new"
    case = put("c1", application=form)
    assert [found.check for found in case.findings] == ["tax"] and knowing.known(case) == ()
    answered("c1", finding("identity", "borrower"))
    assert [found.check for found in knowing.known(casefile.load("c1"))] == ["identity"]


def test_a_corrected_form_is_another_question_and_an_unchanged_one_the_same():
    plain, other_home = questions(of_sample(1)), questions(of_sample(1, home__price="900001.00"))
    other_person = questions(of_sample(1, people__1__phone="13909310199"))
    assert plain("property", "home") == questions(of_sample(1))("property", "home")
    assert plain("property", "home") != other_home("property", "home")
    assert plain("identity", "borrower") == other_home("identity", "borrower")
    assert plain("identity", "borrower") != other_person("identity", "borrower")
    assert plain("identity", "borrower") != plain("identity", "spouse")
