"""What is asked after acceptance (核实) and not answered is a person's to decide within the law, and nobody's question outlives it."""

from dataclasses import replace

import pytest
import time_machine

from chalicelib.casework import corrections, holds, stops
from chalicelib.casework.rules import accepted_on
from chalicelib.messages import text
from chalicelib.records import casefile, lanes, tasks, upkeep
from chalicelib.steps import correction, results, review
from chalicelib.sweep import looks, run
from statemachine.road import definition
from tests.given import case as given
from tests.given.case import happened, put, waiting
from tests.steps.conftest import event

ACCEPTED = "2026-11-23"  # Monday: the law's last day is Thursday 2026-12-03
NOTICE = {"round": 1, "issued_at": "2026-11-24T02:00:00Z", "due_at": "2026-12-02T17:30:00+08:00", "defects": []}


def at(moment: str):
    return time_machine.travel(f"{moment}+08:00", tick=False)


@pytest.fixture
def told(monkeypatch):
    """What the road was told, by the wait it is of."""
    heard = {}
    monkeypatch.setattr(tasks.road, "tell", lambda item: heard.update({item["id"]["S"]: item["state"]["S"]}))
    monkeypatch.setattr(looks, "_stranded", lambda *_: ())
    monkeypatch.setattr(correction, "tell", lambda *_, **__: None)
    monkeypatch.setattr(results, "of_notice", lambda case, notice: casefile.load("c1").results[0])
    return heard


@pytest.fixture
def held(submitted, road, told):
    def make(**values):
        results = [{"name": "correction-1.pdf", "key": "k"}]
        with at("2026-11-24T10:00"):
            submitted(number="N" * 39 + "0001", accepted_on=ACCEPTED, results=results)
            put("c1", **values)
            happened("c1", "CORRECTION_ASKED", "1")
            road.runs("c1")
            upkeep.postpone(tasks.get(waiting("c1", "correction", "CORRECTION", notice=NOTICE)), NOTICE["due_at"])
            return casefile.load("c1")

    return make


def look() -> dict[str, int]:
    return run.handle({"execution": "c1"})


@pytest.mark.parametrize(("moment", "given_up"), [("2026-12-02T17:00", False), ("2026-12-02T18:00", True)])
def test_a_question_not_answered_in_time_goes_to_a_person_a_day_before_the_law_s_last(held, told, moment, given_up):
    held()
    with at(moment):
        found = look()
    assert ("hold_unanswered" in found) is given_up and ("overdue" in found) is given_up
    assert tasks.get("c1.correction.1").is_open is not given_up
    assert tasks.get("c1.correction.1").outcome == ({"error": holds.UNANSWERED} if given_up else None)


LAW, PAST = "2026-12-03T17:30:00+08:00", "2026-12-14T17:30:00+08:00"


@pytest.mark.parametrize(
    ("opened", "due", "now", "values", "given_up"),
    [
        ("2026-11-24", PAST, "2026-12-02T23:59", {}, False),  # let run past the law by an earlier release
        ("2026-11-24", PAST, "2026-12-03T00:00", {}, True),
        ("2026-12-03", PAST, "2026-12-03T10:00", {}, True),
        ("2026-11-24", LAW, "2026-12-03T17:00", {}, False),  # somebody has decided to wait on until then
        ("2026-11-24", LAW, "2026-12-03T17:31", {}, True),
        ("2026-12-04", PAST, "2026-12-05T10:00", {}, False),  # and past the law's last day
        ("2026-12-04", PAST, "2026-12-14T17:31", {}, True),
        ("2026-11-24", PAST, "2026-12-15T10:00", {"withdrawal": {}}, False),  # it leaves its road as it is
    ],
)
def test_a_question_outlives_neither_its_day_nor_the_law_s_but_where_somebody_has_decided_to_wait_on(
    monkeypatch, opened, due, now, values, given_up
):
    said = list[str]()
    monkeypatch.setattr(holds.tasks, "answer", lambda id, *_: said.append(id))
    wait = tasks.Task("w", "c1", "correction", "620100", "open", f"{opened}T02:00:00Z", due, {})
    others = [replace(wait, kind="mortgage"), replace(wait, state="answered")]
    with at(now):
        found = [*holds.outlasted(given.held(accepted_on=ACCEPTED, **values), [*others, wait])]
    assert said == ["w"] * given_up and found == ["hold_unanswered"] * given_up


@pytest.mark.parametrize("values", [{"accepted_on": None}, {"contract": {"number": "JK1", "bank": "B01"}}])
def test_a_correction_before_acceptance_and_what_is_asked_of_no_decision_is_nobody_s_to_decide(held, values):
    held(**values)
    with at("2026-12-20T10:00"):
        assert "hold_unanswered" not in look()


def test_an_answer_of_this_very_moment_wins(held):
    case = held()
    before = tasks.of_case("c1")
    tasks.answer("c1.correction.1", {"next": "corrected"}, "person_1")
    with at("2026-12-03T10:00"):
        assert list(holds.outlasted(case, before)) == []
    assert tasks.get("c1.correction.1").outcome == {"next": "corrected"}


def test_whoever_attends_reads_what_was_not_answered_and_may_wait_on_with_the_parties_answering_after_all(held, told):
    held()
    with at("2026-12-02T18:00"):
        look()
        attend = event(
            "Attend", ask="attend", stuck="Correction", error=holds.UNANSWERED, token="t2", visit="2026-12-02T10:01:00Z"
        )
        review.handle(attend)
    (task,) = (wait for wait in tasks.of_case("c1") if wait.kind == "attend")
    assert task.details["codes"] == ["HOLD_UNANSWERED"] and text("STOP_HOLD_UNANSWERED")
    assert task.due_at.startswith("2026-12-03"), "the law's last day"
    assert not corrections.may_be_corrected(casefile.load("c1"))
    with at("2026-12-03T10:00"):
        correction.handle(event("Correction", token="t3", visit="2026-12-03T02:00:00Z"))
        again = tasks.get("c1.correction.1")
        assert again.is_open and again.outcome is None and again.due_at.startswith("2026-12-03")
        assert corrections.may_be_corrected(casefile.load("c1"))
        assert accepted_on(casefile.load("c1")).isoformat() == ACCEPTED
    assert [one.id for one in lanes.queue("620100", "correction")[0]] == ["c1.correction.1"]


def test_nothing_else_that_was_answered_is_asked_anew(held):
    case = held()
    tasks.answer("c1.correction.1", {"next": "corrected"}, "person_1")
    holds.waited_on(case, tasks.get("c1.correction.1"))
    assert not tasks.get("c1.correction.1").is_open


def test_the_road_gives_it_to_whoever_attends():
    catch = definition()["States"]["Correction"]["Catch"]
    assert [one["Next"] for one in catch if one["ErrorEquals"] == ["States.ALL"]] == ["CorrectionStuck"]
    assert stops.OF_ERRORS[holds.UNANSWERED] == "HOLD_UNANSWERED"


@pytest.mark.parametrize(("moment", "past"), [("2026-12-03T23:00", 0), ("2026-12-04T00:30", 1)])
def test_a_case_without_a_decision_after_the_law_s_last_day_is_counted(held, capsys, moment, past):
    held()
    with at(moment):
        look()
    assert f'"past_law": {past}' in capsys.readouterr().out


def test_a_case_that_is_decided_is_not(held, capsys):
    held(contract={"number": "JK1", "bank": "B01"})
    with at("2026-12-20T10:00"):
        look()
    assert '"past_law": 0' in capsys.readouterr().out
