"""A restart begins one new execution, and none beside one that may still begin."""

import pytest

from chalicelib.casework import starting
from chalicelib.records import casefile, tasks, upkeep
from chalicelib.settings import setting
from tests.given import case as given

REASON = {"reason": "平台中断，核对无误"}


@pytest.fixture
def runs(platform):
    def names() -> list[str]:
        listed = platform.client("stepfunctions").list_executions(stateMachineArn=setting("STATE_MACHINE"))
        return sorted(one["name"] for one in listed["executions"])

    return names


@pytest.fixture
def never_begun(platform, form) -> str:
    return given.submitted(form, "a" * 32, submitted_at="2026-11-23T00:00:00.000Z").id


@pytest.fixture
def restart(api, login):
    def by(who: str, case: str):
        return api("POST", f"/v1/ops/cases/{case}/restart", REASON, login("ops", who))

    return by


def test_a_case_that_never_began_is_begun_once_whoever_does_it(restart, never_begun, runs):
    stale = casefile.load(never_begun)
    for who in ("o1", "o2"):
        assert restart(who, never_begun).body["code"] == "ROAD_RUNNING"
    starting.start(stale)  # as a sweep does that had seen it before
    assert runs() == [never_begun] and casefile.load(never_begun).restarts == 0


def test_a_restart_that_never_began_is_begun_under_the_name_it_has(restart, never_begun, runs):
    given.happened(never_begun, "RESTARTED", "1")
    given.put(never_begun, restarts=1)
    assert restart("o1", never_begun).body["code"] == "ROAD_RUNNING"
    assert runs() == [f"{never_begun}-1"]


def test_a_case_whose_execution_was_forgotten_is_restarted_by_two_persons(restart, never_begun, runs):
    given.put(never_begun, status="SIGNING", contract={})
    assert restart("o1", never_begun).body == {"id": never_begun, "step": "Sign", "confirmed": False}
    assert restart("o2", never_begun).body["confirmed"] is True
    assert runs() == [f"{never_begun}-1"]


def test_a_decision_on_a_case_that_may_still_begin_is_refused_and_the_case_begun(api, login, never_begun, runs):
    task = given.waiting(never_begun, "attend", "SUBMITTED", details={"step": "Intake", "error": "Unexpected"})
    who = login("supervisor", "s1")
    api("POST", f"/v1/tasks/{task}/claim", {}, who)
    assert api("POST", f"/v1/tasks/{task}/decision", {"decision": "retry", **REASON}, who).body["code"] == "ROAD_ENDED"
    assert runs() == [never_begun]
    assert [wait.kind for wait in tasks.of_case(never_begun)] == ["attend"]


def test_who_wanted_a_restart_before_the_case_went_on_by_itself_is_not_the_first_of_the_two_of_a_later_one(
    restart, never_begun, runs
):
    given.put(never_begun, status="SIGNING", contract={})
    assert restart("o1", never_begun).body["confirmed"] is False
    (task,) = tasks.of_case(never_begun)
    upkeep.retire(task)  # as the sweep does once the case goes on
    assert restart("o2", never_begun).body["confirmed"] is False and runs() == []
    assert restart("o1", never_begun).body["confirmed"] is True
