"""What a special procedure holds, until when, and what is told of it: on built objects. With the calendar: tests/casework/test_special.py."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.casework import special, special_letter
from chalicelib.records import tasks
from chalicelib.records.contents import Event
from chalicelib.records.statements import Procedure
from tests.given.application import application
from tests.given.case import held


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel("2026-11-25T02:00:00.000Z", tick=False):
        yield


def procedure(kind="appraisal", provisional=False, left_at=""):
    at, until = "2026-11-20T02:00:00.000Z", "2026-12-20T17:30:00+08:00"
    return Procedure(kind, at, "r1", "person_r1", until, "", provisional, left_at=left_at)


@pytest.mark.parametrize("provisional", [True, False])
def test_a_limit_that_may_still_move_is_shown_to_everybody_as_one_that_may(provisional):
    case = held(procedures={"appraisal.1": procedure(provisional=provisional)})
    vars(case)["said_of_procedure"] = lambda *_: ""
    (shown,), (to_staff,) = special.shown(case), special.shown_to_staff(case)
    assert shown["provisional"] is to_staff["provisional"] is provisional


@pytest.mark.parametrize(
    ("kind", "waits_for"), [("credit_objection", "HELD_OF_ONE"), ("court_papers", "HELD_COURT_PAPERS")]
)
def test_its_letter_is_of_the_day_it_was_entered_and_names_to_nobody_whose_credit_it_is_about(
    monkeypatch, kind, waits_for
):
    said = []
    monkeypatch.setattr("chalicelib.documents.procedure.procedure", lambda *given, **_: said.append(given))
    monkeypatch.setattr("chalicelib.casework.papers.made", lambda case, name, drawn: name)
    for name in ("policy_of", "law_of", "is_past_law"):
        monkeypatch.setattr(special_letter, name, lambda case: None)
    monkeypatch.setattr(special_letter, "law_ahead", lambda *_: None)
    case = held(application(), number="N1", procedures={f"{kind}.1": procedure(kind)})
    special_letter._letter(case, f"{kind}.1", "procedure-1.pdf")
    ((head, _, _, told_as, until, _),) = said
    assert (head.on, told_as, until) == (date(2026, 11, 20), waits_for, date(2026, 12, 20))


def test_each_letter_of_a_procedure_has_a_name_of_its_own_that_does_not_tell_its_kind():
    kept = {key: procedure(key.partition(".")[0]) for key in ("appraisal.1", "court_papers.1", "appraisal.2")}
    names = [special_letter._name(held(procedures=kept), key) for key in kept]
    assert names == ["procedure-1.pdf", "procedure-2.pdf", "procedure-3.pdf"]


@pytest.mark.parametrize(
    ("codes", "is_open", "goes_on"),
    [
        ([special.STOP], False, True),
        ([special.STOP], True, False),
        ([special.STOP, "OWED"], False, False),  # a person has something else to see to
        (["OWED"], False, False),
        ([], False, False),
    ],
)
def test_a_step_goes_on_by_itself_once_no_procedure_is_open_if_it_stood_still_for_that_alone(
    monkeypatch, codes, is_open, goes_on
):
    tried = []
    monkeypatch.setattr(tasks, "try_again", lambda wait, who: not tried.append(wait.id))
    case = held(procedures={"appraisal.1": procedure(left_at="" if is_open else "2026-11-24T02:00:00.000Z")})
    wait = SimpleNamespace(id="c1.attend.1", is_open=True, details={"codes": codes, "step": "Sign"})
    assert len([*special._gone_on(case, [wait])]) == len(tried) == goes_on


@pytest.mark.parametrize(
    ("told_of", "over"),
    [
        ((), ["appraisal.1", "court_papers.1"]),
        (("appraisal.1",), ["court_papers.1"]),
        (("appraisal.1", "court_papers.1"), []),
    ],
)
def test_each_limit_that_has_passed_is_given_to_a_supervisor_once(monkeypatch, told_of, over):
    given = []
    monkeypatch.setattr(special, "_given_to_supervisor", lambda case, key: given.append(key))
    past = replace(procedure(), until="2026-11-25T09:59:59+08:00")
    kept = {
        "appraisal.1": past,
        "court_papers.1": replace(past, kind="court_papers"),
        "credit_objection.1": procedure(),
    }
    kept["appraisal.2"] = replace(past, left_at="2026-11-24T02:00:00.000Z")  # which is over
    events = {f"TASK_PROCEDURE.{key}": Event("", "TASK_PROCEDURE") for key in told_of}
    found = [*special.looked(held(procedures=kept, events=events), [])]
    assert given == over and found == ["procedure_over"] * len(over)


@pytest.mark.parametrize(
    ("untils", "law", "held_until", "why"),
    [
        (["2026-12-01"], None, "2026-12-01", "appraisal"),
        (["2026-12-01", "2026-12-05"], None, "2026-12-05", "court_papers"),  # the last of them
        (["2026-12-05", "2026-12-01"], None, "2026-12-05", "appraisal"),
        (["2026-12-05", "2026-12-01"], "2026-12-03", "2026-12-03", "appraisal"),  # no later than the law's last day
        (["2026-11-25"], None, "", "appraisal"),
        ([], None, "", "appraisal"),
    ],
)
def test_a_task_lies_aside_until_the_last_limit_that_is_open_or_the_laws_day(monkeypatch, untils, law, held_until, why):
    done = []
    monkeypatch.setattr(special, "legal_by", lambda case: law and date.fromisoformat(law))
    monkeypatch.setattr(special, "_hold", lambda case, task, until, why, who: done.append((until, why)))
    kinds = ("appraisal", "court_papers")
    kept = {f"{kind}.1": replace(procedure(kind), until=f"{day}T17:30:00+08:00") for kind, day in zip(kinds, untils, strict=False)}  # fmt: skip
    special._put_aside(held(procedures=kept), SimpleNamespace(held_why="appraisal"), "appraisal", None)
    assert done == [(held_until, why)]
