"""Whom a check asks again and whom it does not, and what it writes of an answer, on built cases. Late and twice: tests/steps/test_late.py."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from chalicelib.agencies.minors import Doubt
from chalicelib.casework import replies
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.errors import PreconditionFailed
from chalicelib.records.contents import Answer
from chalicelib.steps import checking, credit
from tests.steps.conftest import EVENT, TODAY, built

FOUND = Finding("property", "home", Outcome.CONFIRMED, "OK")


@pytest.fixture
def asked(wrote, monkeypatch):
    calls = []

    @contextmanager
    def asking(case, step):
        yield f"purpose of {step}"

    monkeypatch.setattr(checking, "asking", asking)
    monkeypatch.setattr(checking, "policy_of", lambda case: "policy")
    monkeypatch.setattr(checking, "questions", lambda application: lambda check, subject: "question")
    monkeypatch.setattr(checking.matters, "checks", lambda application, policy: {"property"})
    monkeypatch.setattr(checking.clock, "stamp", lambda: "now")
    return lambda purpose: calls.append(purpose) or FOUND, calls


@pytest.mark.parametrize(
    ("values", "check", "answered", "is_asked"),
    [
        ({}, "property", False, True),
        ({}, "tax", False, False),
        ({"ended": True}, "property", False, False),
        ({"large": {"decision": {}}}, "property", False, False),
        ({}, "property", True, False),
        ({"replies": {"property.home": "put right"}}, "property", True, True),
        ({"consents": [{"use": "data", "given_at": TODAY.isoformat()}]}, "property", True, True),
    ],
)
def test_an_agency_is_asked_what_is_linked_and_unanswered_or_has_changed_and_its_answer_kept(
    asked, wrote, monkeypatch, values, check, answered, is_asked
):
    ask, calls = asked
    since = ("property", "home", "2026-11-23")
    monkeypatch.setattr(replies, "is_put_right_since", lambda case, *of: bool(case.replies) and of == since)
    before = Answer("question before", "2026-11-23", "unavailable", checking.UNNAMED)
    case = built(**values, answers={f"{check}.home": before} if answered else {})
    case.answered = lambda *place: answered and place == (check, "home", "question")
    checking.ask_once(case, check, "home", ask)
    assert calls == ([f"purpose of {check}"] if is_asked else [])
    if is_asked:
        ((told, expect, changes),) = wrote
        assert expect.unchanged == ("consents",)
        assert changes == {"answers": {"property.home": (Answer("question", "now", "confirmed", "OK"), FOUND)}}
        assert told == (["CHECK_ANSWERED.property.home.question"] if answered else [])


def test_whom_no_consent_names_is_not_asked_and_a_person_looks_instead(asked):
    def unnamed(purpose):
        raise PreconditionFailed("unnamed", "RECIPIENT_UNNAMED")

    def otherwise(purpose):
        raise PreconditionFailed("taken back", "CONSENT_WITHDRAWN")

    found = checking._answered("property", "home", unnamed, "purpose")
    assert found == Finding("property", "home", Outcome.UNAVAILABLE, "RECIPIENT_NOT_AUTHORISED")
    with pytest.raises(PreconditionFailed):
        checking._answered("property", "home", otherwise, "purpose")


DATA = {"use": "data", "given_at": "2026-11-25"}


@pytest.mark.parametrize(
    ("code", "doubts", "consents", "is_so"),
    [
        (checking.UNNAMED, (), [DATA], True),
        (checking.UNNAMED, (), [], False),
        (checking.UNNAMED, (), [{**DATA, "use": "credit"}], False),
        (checking.UNNAMED, (), [{**DATA, "given_at": "2026-11-24"}], False),
        (checking.UNNAMED, (), [{**DATA, "withdrawn_at": "x"}], False),
        (checking.UNNAMED, (), [{**DATA, "void_at": "x"}], False),
        ("OK", (Doubt.UNCOVERED,), [{**DATA, "children": True}], True),
        ("OK", (Doubt.UNCOVERED,), [DATA], False),
        ("OK", (Doubt.UNKNOWN, Doubt.UNTOLD), [{**DATA, "children": True}], False),
        ("OK", (), [{**DATA, "children": True}], False),
    ],
)
def test_it_is_asked_again_once_a_consent_given_since_names_who_is_asked_or_speaks_of_the_children(
    code, doubts, consents, is_so
):
    mine = Finding("family", "borrower", Outcome.CONFIRMED, code, {"children_doubts": doubts} if doubts else {})
    other = Finding("family", "spouse", Outcome.CONFIRMED, "OK", {"children_doubts": (Doubt.UNCOVERED,)})
    case = built(
        consents=consents, findings=[other, mine], answers={"family.borrower": Answer("q", "2026-11-24", "x", code)}
    )
    assert checking._is_authorised_since(case, "family", "borrower") is is_so


@pytest.mark.parametrize(
    ("values", "is_completed"),
    [
        ({}, True),
        ({"findings": [Finding("credit", "borrower", Outcome.CONFIRMED, "OK")]}, True),  # the spouse is not asked yet
        ({"ended": True}, False),
        ({"large": {"decision": {}}}, False),
    ],
)
def test_the_bureau_is_asked_of_who_borrows_once_every_authorisation_is_on_paper_and_of_nobody_else(
    monkeypatch, values, is_completed
):
    people = SimpleNamespace(old_loan="old loan", people=["borrower", "spouse"], parties=["and a co-owner"])
    case = built(application=people, **values)
    monkeypatch.setattr(
        credit.authorisation, "complete", lambda case: SimpleNamespace(**{**vars(case), "id": "on paper"})
    )
    monkeypatch.setattr(credit.credit_bureau, "report", lambda *of, **about: (of, about))
    monkeypatch.setattr(credit.checking, "ask_of_each", lambda case, *of: (case.id, *of))
    id, check, asked, ask = credit._credit(case, EVENT)
    assert (id, check, asked) == ("on paper" if is_completed else "c1", "credit", ["borrower", "spouse"])
    assert ask("one", "purpose") == (("one", "purpose"), {"old_loan": "old loan"})
