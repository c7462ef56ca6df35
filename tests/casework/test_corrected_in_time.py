"""What may still be corrected, by the wait that is open and since when the road has waited: on built objects. Over HTTP: tests/api/test_replying.py."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import clock
from chalicelib.casework import corrections
from chalicelib.records import tasks
from chalicelib.records.casefile import CaseFile
from tests.given.case import held

NOW, MOMENT = "2027-01-30T02:00:00.000Z", timedelta(milliseconds=1)
LAST = clock.parsed(NOW) - timedelta(days=60) + timedelta(hours=1)  # what began to wait then is over within the hour
LONG_AGO = "2026-11-01T00:00:00.000Z"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(clock.parsed(NOW), tick=False):
        yield


@pytest.fixture
def waits(monkeypatch):
    """What waits for the second notice's corrections."""

    def open_wait(opened_at=NOW, turn="", is_open=True):
        wait = SimpleNamespace(is_open=is_open, opened_at=opened_at, turn=turn)
        found = {("c1", "correction", 2): wait}
        monkeypatch.setattr(tasks, "find", lambda *asked: found.get(asked))
        return wait

    return open_wait


def of(status="CORRECTION", **more):
    notices = [{"round": 1}, {"round": 2}]
    return held(**{"status": status, "notices": notices, **more})


@pytest.mark.parametrize(
    ("values", "wait", "waited_for"),
    [
        ({}, {}, True),
        ({"status": "ATTENDING"}, {}, True),  # somebody attends beside it
        ({"notices": []}, {}, False),
        ({"notices": [{"round": 1}]}, {}, False),  # nothing waits for that one
        ({}, {"is_open": False}, False),
        ({"leaving": "EXPIRED"}, {}, False),
        ({"status": "EXPIRED"}, {}, False),
        ({}, {"opened_at": clock.stamp(LAST + MOMENT)}, True),
        ({}, {"opened_at": clock.stamp(LAST)}, False),  # the road is about to stop
        ({}, {"opened_at": LONG_AGO, "turn": "20270129020000000#00000000"}, True),  # a restarted road waits since then
        ({}, {"opened_at": NOW, "turn": "20261101000000000#00000000"}, False),
    ],
)
def test_a_notice_is_corrected_while_the_road_surely_hears_of_it(waits, values, wait, waited_for):
    opened = waits(**wait)
    case = of(**values)
    assert corrections.correction(case) == (opened if waited_for else None)
    assert corrections.may_be_corrected(case) is waited_for


@pytest.mark.parametrize(
    ("status", "is_open", "takes", "form"),
    [
        ("CORRECTION", False, True, True),  # it has just been sent, or is about to be waited for
        ("ATTENDING", True, True, True),
        ("ATTENDING", False, False, False),
        ("DRAFT", False, False, True),
        ("REVIEWING", False, False, False),
        ("SIGNING", False, False, False),
    ],
)
def test_the_form_is_open_in_a_draft_and_while_corrections_are_waited_for(waits, status, is_open, takes, form):
    waits(is_open=is_open)
    assert corrections.takes_corrections(of(status)) is takes and corrections.form_is_open(of(status)) is form


@pytest.mark.parametrize(
    ("is_submitted", "is_open", "holds"),
    [(False, False, "as typed"), (True, True, "as typed"), (True, False, "as handed in")],
)
def test_the_form_that_holds_is_the_one_handed_in_once_nothing_is_written(monkeypatch, is_submitted, is_open, holds):
    monkeypatch.setattr(corrections, "form_is_open", lambda case: is_open)
    case = SimpleNamespace(form="as typed", form_handed_in="as handed in", is_submitted=is_submitted)
    assert corrections.form_that_holds(case) == holds


TYPED = {"people": ["another"], "old_loan": {}, "agent": {"name": "赵"}, "delivery": {"address": "9"}}


@pytest.mark.parametrize(
    ("kept", "delivery"),
    [
        ({}, {"delivery": {"address": "9"}}),  # an earlier release kept none
        ({"delivery": {"address": "1"}}, {"delivery": {"address": "1"}}),
        ({"delivery": None}, {}),
    ],
)
def test_of_the_form_handed_in_nothing_that_is_kept_of_it_is_as_it_was_typed_since(kept, delivery):
    case = SimpleNamespace(form=TYPED, handed_in={"people": ["theirs"], **kept})
    form = CaseFile.form_handed_in.func(case)
    assert form == {"people": ["theirs"], "agent": {"name": "赵"}, **delivery}
