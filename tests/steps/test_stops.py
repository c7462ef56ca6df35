"""Whoever attends to a case reads why it stands still, and what would clear it."""

import ast
from itertools import chain
from pathlib import Path

import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib.casework import stops
from chalicelib.casework.ordinary_stops import ORDINARY
from chalicelib.errors import AgencyRefused, PlatformUnavailable, PreconditionFailed
from chalicelib.messages import known
from chalicelib.messages import stops as texts
from chalicelib.records import casefile, tasks
from chalicelib.steps import frame, review
from tests.given.case import put
from tests.steps.conftest import event

SOURCES = Path("functions/chalicelib")


def raised() -> dict[str, list[str]]:
    """The codes of every precondition that is raised with literal ones, by its place."""
    found = {}
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PreconditionFailed":
                found[f"{path.name}:{node.lineno}"] = node.args[1:]
    return found


def test_every_precondition_has_a_code_and_every_code_a_text_that_is_used():
    assert not [place for place, codes in raised().items() if not codes]
    literal = {one.value for one in chain.from_iterable(raised().values()) if isinstance(one, ast.Constant)}
    looked_for = {
        name
        for name in texts.TEXTS
        if any(f'"{name.removeprefix("STOP_")}"' in path.read_text() for path in SOURCES.rglob("*.py"))
    }
    assert {f"STOP_{code}" for code in literal | {*stops.OF_ERRORS.values(), stops.UNFORESEEN}} <= texts.TEXTS.keys()
    assert looked_for == texts.TEXTS.keys()


def attend(step: str, error: str) -> dict:
    review.handle(event("Attend", ask="attend", stuck=step, error=error, token="t1", visit="2026-11-24T01:00:00.000Z"))
    (task,) = tasks.of_case("c1")
    return dict(task.details)


def stop(step: str, *codes: str) -> None:
    def body(*_):
        raise PreconditionFailed("what it says to whoever reads the history", *codes)

    with pytest.raises(PreconditionFailed):
        frame.run(event(step), body)


def test_what_a_step_stopped_on_stands_in_the_task_of_whoever_attends(submitted):
    submitted()
    stop("Disburse", "NOT_SIGNED", "TITLE_NOT_FREE")
    assert attend("Disburse", "PreconditionFailed") == {
        "step": "Disburse",
        "error": "PreconditionFailed",
        "codes": ["NOT_SIGNED", "TITLE_NOT_FREE"],
    }


@pytest.mark.parametrize(
    ("step", "error", "code"),
    [
        ("Disburse", "AgencyRefused", "AGENCY_REFUSED"),  # it is past what it had stopped on before
        ("Issue", "PreconditionFailed", "UNFORESEEN"),  # nor did this step stop on it
        ("Disburse", "States.Runtime", "UNFORESEEN"),
    ],
)
def test_what_stopped_a_step_before_is_not_told_of_another_error_or_step(submitted, step, error, code):
    submitted()
    stop("Disburse", "NOT_SIGNED")
    assert attend(step, error)["codes"] == [code]


def test_a_step_whose_reason_could_not_be_written_down_is_run_again(submitted, monkeypatch):
    def out(*_, **__):
        raise EndpointConnectionError(endpoint_url="http://dynamodb")

    submitted()
    monkeypatch.setattr(casefile, "amend", out)
    with pytest.raises(PlatformUnavailable):
        frame.run(event("Disburse"), lacking)


def lacking(*_):
    raise PreconditionFailed("disburse: NOT_SIGNED", "NOT_SIGNED")


def test_what_was_lacking_last_is_what_is_told(submitted):
    submitted()
    stop("Disburse", "NOT_SIGNED")
    stop("Disburse", "TITLE_NOT_FREE")
    assert attend("Disburse", "PreconditionFailed")["codes"] == ["TITLE_NOT_FREE"]


def test_nothing_is_written_of_another_error_or_into_a_case_that_has_ended(submitted):
    def refused(*_):
        raise AgencyRefused("registry: SIGN_ERROR")

    submitted()
    with pytest.raises(AgencyRefused):
        frame.run(event("Mortgage"), refused)
    assert casefile.load("c1").stopped is None
    submitted(status="WITHDRAWN")
    stop("Disburse", "NOT_SIGNED")
    assert casefile.load("c1").stopped is None


LEVELS = ("first_review", "second_review")
TWICE = {
    "decision": {"approved": True, "route": "C", "why": ["ROUTE_FINAL_WORD"], "reasons": []},
    "reviews": [{"task": one, "level": one, "decision": "approve"} for one in LEVELS],
}


def second_review(visit: str) -> None:
    review.handle(event("SecondReview", ask="second_review", token="t1", visit=visit))


def test_a_road_that_knows_no_final_review_asks_for_it_once_the_second_is_tried_again(submitted):
    submitted(**TWICE, status="ATTENDING")
    for _ in range(2):
        second_review("2026-11-24T01:00:00.000Z")
    assert [one.kind for one in tasks.of_case("c1")] == ["final_review"]


def test_a_late_duplicate_of_the_second_review_asks_for_no_final_one(submitted):
    submitted(**{**TWICE, "reviews": TWICE["reviews"][:1]}, status="REVIEWING")
    second_review("2026-11-24T01:00:00.000Z")
    put("c1", reviews=TWICE["reviews"])
    second_review("2026-11-24T01:00:00.000Z")
    assert [one.kind for one in tasks.of_case("c1")] == ["second_review"]


def test_what_is_cleared_in_the_course_of_business_is_a_reason_there_is():
    assert all(known(f"STOP_{code}") for code in ORDINARY)
