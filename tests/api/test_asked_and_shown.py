"""What a reviewer is offered to ask and what is wrong with what they ask, each rule by itself. Over HTTP: test_asking."""

from types import SimpleNamespace

import pytest

from chalicelib.api.desk import asked
from chalicelib.casework.asking import Place

OPEN = {"kind": "first_review", "is_open": True}
WHOLE = {"received_on": "2026-11-02", "may_be_undone": True, "open_procedures": {}}
PLACES = {"home": Place("ASKED_STATED"), "B03": Place("ASKED_PAPER", "合同"), "spouse": Place("ASKED_STATED")}


@pytest.fixture(autouse=True)
def casework(monkeypatch):
    """Casework's answers, which tests/casework/test_reviewer_asks.py holds."""
    monkeypatch.setattr(asked.asking, "places", lambda case: PLACES)
    monkeypatch.setattr(
        asked.asking, "is_in_time", lambda case, supervises: case.days_left or (supervises and case.days_left is False)
    )
    monkeypatch.setattr(asked.asking, "late", lambda case, asks: case.late)
    monkeypatch.setattr(asked.asking, "whose", lambda asks, where: where if where == "spouse" else "")
    monkeypatch.setattr(asked.asking, "words", lambda case, notice: "in words")


@pytest.mark.parametrize(
    ("task", "case", "offered"),
    [
        ({}, {}, True),
        ({"kind": "second_review"}, {}, True),
        ({}, {"days_left": False}, True),  # a supervisor's to ask
        ({}, {"days_left": None}, False),
        ({"kind": "attend"}, {}, False),
        ({"kind": "complaint"}, {}, False),
        ({"is_open": False}, {}, False),
        ({}, {"may_be_undone": False}, False),
        ({}, {"open_procedures": {"appraisal": "open"}}, False),
        ({}, {"received_on": None}, False),
    ],
)
def test_something_may_be_asked_in_an_open_review_of_an_accepted_case_that_can_still_be_undone(
    monkeypatch, task, case, offered
):
    monkeypatch.setattr(asked.asking, "answered", lambda case: [])
    case = SimpleNamespace(**{**WHOLE, "days_left": True, **case})
    shown = asked.shown(case, SimpleNamespace(**{**OPEN, **task}))
    assert [one["where"] for one in shown["places"]] == ([*PLACES] if offered else []) and shown["asked"] == []


def test_what_was_asked_stands_with_what_was_said_to_each_item(monkeypatch):
    items = [{"where": where, "code": "ASKED_PAPER", "values": {"name": "合同"}} for where in ("B03", "home")]
    notice = SimpleNamespace(issued_at="then", defects=items)
    monkeypatch.setattr(asked.asking, "answered", lambda case: [(notice, {"B03": "cannot", "home": ""})])
    (told,) = asked.shown(SimpleNamespace(**WHOLE, days_left=True), SimpleNamespace(**OPEN))["asked"]
    assert (told["at"], told["words"]) == ("then", "in words")
    assert [(one["where"], one["reply"]) for one in told["items"]] == [("B03", "cannot"), ("home", None)]


@pytest.mark.parametrize(
    ("audience", "said", "case", "wrong"),
    [
        ("reviewer", {}, {}, []),
        ("supervisor", {}, {"days_left": False, "late": [0]}, []),
        ("reviewer", {"decision": "approve"}, {}, [("CHOICE_NOT_OFFERED", "/asks")]),
        ("reviewer", {"asks": []}, {}, [("MISSING", "/asks")]),
        ("reviewer", {"asks": None}, {}, [("MISSING", "/asks")]),
        ("reviewer", {}, {"days_left": False}, [("ASK_NO_TIME", "/decision")]),
        ("reviewer", {"asks": ["home", "B99"]}, {}, [("CHOICE_NOT_OFFERED", "/asks/1")]),
        ("reviewer", {"asks": ["home", "spouse", "B03"]}, {}, [("ASKED_OF_TWO", "/asks/1")]),
        ("supervisor", {"asks": ["home", "spouse"]}, {}, [("ASKED_OF_TWO", "/asks/1")]),
        ("reviewer", {}, {"late": [1]}, [("ASKED_LATE", "/asks/1")]),
    ],
)
def test_a_reviewer_asks_one_party_in_time_and_what_could_not_be_told_before_and_a_supervisor_answers_for_the_rest(
    audience, said, case, wrong
):
    body = SimpleNamespace(**{"decision": "ask", "asks": ["home", "B03"], **said})
    case = SimpleNamespace(**{"days_left": True, "late": [], **case})
    call = SimpleNamespace(body=body, case=case, who=SimpleNamespace(audience=audience))
    assert [(one.code, one.field) for one in asked.wrong(call)] == wrong
