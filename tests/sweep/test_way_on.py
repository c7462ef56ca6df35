"""Owned: whatever status a case stands in, and whatever goes on beside its road, one sweep after that road has died it has an owner, a due time and a way on."""

from typing import Any

import pytest

from chalicelib import clock
from chalicelib.casework import restarting, special, starting, voices
from chalicelib.casework.actor import Actor
from chalicelib.domain.status import STATES, Status
from chalicelib.domain.work import STAFF
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import Changes
from chalicelib.sweep import run
from tests.given import case as given

WHO, OTHER = Actor("o1", "person_1"), Actor("o2", "person_2")
OPEN = [status for status in Status if not STATES[status].reported_as and status is not Status.DRAFT]


def nothing() -> None:
    """The road alone."""


def procedure() -> None:
    task = given.waiting("c1", "first_review", casefile.load("c1").status)
    special.enter(casefile.load("c1"), tasks.get(task), "court_papers", "等待法院判决", "", WHO, Changes())


def complaint() -> None:
    case = casefile.load("c1")
    voices.say(case, "r1", voices.COMPLAINT, case.parties["borrower"], "borrower", "跑了三趟", 0)


def leaving() -> None:
    given.put("c1", leaving="WITHDRAWN", withdrawal={"by": "borrower", "reason": "不办了", "at": clock.stamp()})


def reopened() -> None:
    given.put("c1", restarts=1, reopened_on=clock.today().isoformat())
    given.happened("c1", "RESTARTED", "1")


def possible(status: Status, beside: Any) -> bool:
    return beside is not procedure or status in special._ENTERED_IN


@pytest.mark.parametrize(
    ("status", "beside"),
    [(status, beside) for status in OPEN for beside in (nothing, procedure, complaint, leaving, reopened) if possible(status, beside)],
    ids=lambda it: getattr(it, "__name__", it),
)  # fmt: skip
def test_a_case_whose_road_has_died_has_after_one_sweep_an_owner_a_due_time_and_a_way_on(submitted, road, status, beside):  # fmt: skip
    submitted(status=status, number="620100", accepted_on=clock.today().isoformat())
    beside()
    name = starting.execution(casefile.load("c1")).rpartition(":")[2]
    road.runs(name)
    road.dies(name)
    assert run.handle({"execution": name})["execution_ended"] == 1
    case = casefile.load("c1")
    owned = [wait for wait in tasks.of_case("c1") if wait.is_open]
    (task,) = [wait for wait in owned if wait.kind == restarting.KIND]
    assert task.details["step"] in starting.STEPS and case.due_at > clock.stamp()
    assert all(clock.parsed(wait.due_at) > clock.now() for wait in owned)
    restarting.ask(case, WHO, "平台中断", Changes())
    restarting.confirm(casefile.load("c1"), OTHER, "已核实", Changes())
    assert road.names() == sorted([name, f"c1-{case.restarts + 1}"])
    left = [wait for wait in tasks.of_case("c1") if wait.is_open and wait.kind in STAFF and wait.on_the_road]
    assert left == [], "the new road asks anew"
    assert (beside is complaint) == any(wait.kind == voices.KIND and wait.is_open for wait in tasks.of_case("c1"))
