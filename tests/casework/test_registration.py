"""The registry's last word reaches whoever follows up the registration for the road."""

from typing import get_args

import pytest

from chalicelib.agencies.registry.answers import STATUSES
from chalicelib.api.partners.events import BizStatus
from chalicelib.casework import registration, timeline
from chalicelib.records import casefile, tasks
from chalicelib.steps import review
from tests.given import case as given
from tests.steps.conftest import event

MORTGAGE = {"apply_biz_id": "JK1M1", "status": "NEED_MORE_MATERIAL", "attempt": 1, "visit": "2026-11-23T01:00:00.000Z"}
LATER = "2026-11-24T01:00:00.000Z"
LAST = {"DONE": "甘证1", "REJECTED": None, "CANCELLED": None}


def test_every_word_the_registry_may_say_is_heard_read_and_means_something():
    words = set(get_args(get_args(BizStatus)[0]))
    assert words == STATUSES == {"PENDING", *registration.OUTCOMES}


def follows(kind: str, step: str = "Mortgage") -> str:
    return given.waiting("c1", kind, "ATTENDING", details={"step": step}, mortgage=MORTGAGE)


@pytest.fixture(autouse=True)
def told(monkeypatch):
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)


@pytest.mark.parametrize(("kind", "word"), [("supplement", "supplied"), ("attend", "retry")])
@pytest.mark.parametrize("last", LAST)
def test_nobody_follows_up_what_the_registry_has_said_its_last_of(submitted, last, kind, word):
    submitted()
    task = follows(kind)
    registration.hear(casefile.load("c1"), last, LAST[last], None)
    assert (tasks.get(task).outcome, tasks.get(task).is_open) == ({"next": word}, False)


@pytest.mark.parametrize("last", LAST)
def test_the_timeline_tells_the_registry_s_last_word_once(submitted, last):
    submitted(status="REGISTERING", mortgage=MORTGAGE)
    for _ in range(2):
        registration.hear(casefile.load("c1"), last, LAST[last], None)
    told = "MORTGAGE_REGISTERED" if last == "DONE" else "MORTGAGE_REJECTED"
    codes = [line.code for line in timeline.lines(casefile.load("c1"))]
    assert [code for code in codes if code.startswith("MORTGAGE_")] == [told]


def test_a_further_wish_leaves_the_task_with_whoever_can_satisfy_it(submitted):
    submitted()
    task = follows("supplement")
    registration.hear(casefile.load("c1"), "NEED_MORE_MATERIAL", None, None, "another paper")
    assert tasks.get(task).is_open


def test_somebody_who_attends_to_another_step_is_not_interrupted(submitted):
    submitted()
    task = follows("attend", "Disburse")
    registration.hear(casefile.load("c1"), "DONE", "甘证1", None)
    assert tasks.get(task).is_open


def test_a_last_word_that_came_before_the_task_was_open_closes_it_again(submitted):
    submitted(status="REGISTERING", mortgage=MORTGAGE | {"status": "DONE", "certificate_number": "甘证1"})
    review.handle(event("Supplement", ask="supplement", visit=LATER, token="t2"))
    (task,) = tasks.of_case("c1")
    assert task.outcome == {"next": "supplied"}
