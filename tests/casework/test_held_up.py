"""Signing that is held up is whoever attends' to decide, and its wait stays: on built objects. The sweep: tests/casework/test_special.py."""

from types import SimpleNamespace

import pytest

from chalicelib.casework import held_up, waits
from chalicelib.records import casefile, road
from chalicelib.records.contents import Stop
from chalicelib.records.statements import Procedure
from chalicelib.records.tasks import Task
from tests.given.case import held

AT = "2026-11-23T02:00:00.000Z"
SIGN = Task("t", "c1", "sign", "620100", "open", AT, "2026-12-01T17:30:00+08:00", {})
OPEN = Procedure("appraisal", AT, "r1", "person_r1", "2026-12-01T17:30:00+08:00", "")


@pytest.mark.parametrize(
    ("status", "is_held_up", "waits", "fails"),
    [
        ("SIGNING", True, [SIGN], True),
        ("SIGNING", False, [SIGN], False),
        ("REGISTERING", True, [SIGN], False),
        ("SIGNING", True, [], False),
    ],
)
def test_signing_that_is_held_up_is_handed_to_whoever_attends_however_often_it_has_stopped(
    monkeypatch, status, is_held_up, waits, fails
):
    failed = list[object]()
    monkeypatch.setattr(held_up, "is_held_up", lambda case: is_held_up)
    monkeypatch.setattr(held_up.task_items, "read", lambda id: f"item of {id}")
    monkeypatch.setattr(road, "fail", lambda item, error: failed.append((item, error)))
    stopped = Stop("Credit", AT, ("CONSENT_MISSING",))
    for before in ({}, {"stopped": stopped}):
        assert len([*held_up.stop_signing(held(status=status, **before), waits)]) == fails
    assert failed == [("item of t", "PreconditionFailed")] * (2 * fails)


@pytest.mark.parametrize("count", [1, 2])
def test_that_signing_stopped_for_a_special_procedure_is_written_down_while_that_one_is_open(monkeypatch, count):
    written = list[object]()
    monkeypatch.setattr(held_up.task_items, "read", lambda id: id)
    monkeypatch.setattr(road, "fail", lambda *_: None)
    monkeypatch.setattr(casefile, "amend", lambda case, expect, stopped: written.append((expect, stopped)))
    case = held(status="SIGNING", procedures={f"appraisal.{n}": OPEN for n in range(count)})
    assert [*held_up.stop_signing(case, [SIGN])]
    ((expect, stopped),) = written
    assert expect.unchanged == ("procedures",) and (stopped.step, stopped.codes) == ("Sign", ("IN_PROCEDURE",))


@pytest.mark.parametrize(
    ("procedures", "commitments", "untrue", "is_held_up"),
    [
        (0, {}, False, False),
        (0, {"C1": "kept"}, False, False),
        (0, {"C1": "kept"}, True, True),
        (1, {}, False, True),
        (1, {"C1": "kept"}, False, True),
    ],
)
def test_nobody_signs_while_a_procedure_is_open_or_what_was_committed_to_is_untrue(
    monkeypatch, procedures, commitments, untrue, is_held_up
):
    monkeypatch.setattr("chalicelib.casework.commitments.is_untrue", lambda case: untrue)
    case = SimpleNamespace(open_procedures=["appraisal.1"] * procedures, commitments=commitments)
    assert waits.is_held_up(case) is is_held_up
