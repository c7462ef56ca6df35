"""A case enters a special procedure from the task of whoever works on it, is seen to be in it by everybody, and is decided once it has left it."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib import clock
from chalicelib.casework import special
from chalicelib.casework.actor import Actor
from chalicelib.records import casefile, decisions, tasks
from chalicelib.records.casefile import Changes
from chalicelib.sweep import run, words
from tests.given.case import put

WHY = {"kind": "court_papers", "reason": "离婚判决书需向法院核实", "number": "（2026）甘0102民初1号"}
GOT = {"result": "obtained", "note": "法院已确认判决生效"}
APPROVE = {"decision": "approve", "reason": "资料齐全，收入与缴存一致"}


@pytest.fixture
def r1(login):
    return login("reviewer", "r1")


@pytest.fixture
def task(waiting):
    return waiting("first_review", "REVIEWING", accepted_on=clock.today())


def enter(api, task, who, **more):
    return api("POST", f"/v1/tasks/{task}/procedures", {**WHY, **more}, who)


def leave(api, task, who, key="court_papers.1", **more):
    return api("POST", f"/v1/tasks/{task}/procedures/{key}", {**GOT, **more}, who)


def test_it_is_entered_with_kind_reason_and_number_and_left_with_what_came_of_it(api, r1, task, submitted, platform):
    entered = enter(api, task, r1)
    assert entered.status == 201
    (one,) = entered.body["procedures"]
    assert (one["code"], one["reason"], one["number"], one["by"]) == (
        "HELD_COURT_PAPERS",
        WHY["reason"],
        WHY["number"],
        "r1",
    )
    assert WHY["reason"] not in str(platform.items("cases")) and WHY["number"] not in str(platform.items("cases"))
    left = leave(api, task, r1, files=[])
    assert left.status == 200 and left.body["procedures"][0]["note"] == GOT["note"]
    again = enter(api, task, r1).body["procedures"]
    assert [one["id"] for one in again] == ["court_papers.1", "court_papers.2"]
    assert {
        "PROCEDURE_ENTERED.court_papers.1",
        "PROCEDURE_LEFT.court_papers.1",
        "PROCEDURE_ENTERED.court_papers.2",
    } <= {*casefile.load(submitted).events}


def test_its_task_lies_aside_in_the_queue_with_the_reason_and_is_taken_up_again_when_it_is_left(
    api, r1, task, submitted
):
    enter(api, task, r1)
    law = (casefile.load(submitted).accepted_on + timedelta(days=10)).isoformat()
    (line,) = api("GET", "/v1/tasks?kind=first_review&show=held", who=r1).body["items"]
    assert (line["held_why"], line["held_until"]) == ("court_papers", law), "never beyond the law's last day"
    assert line["law_by"] == law
    leave(api, task, r1)
    assert [one["id"] for one in api("GET", "/v1/tasks?kind=first_review&show=free", who=r1).body["items"]] == [task]


def test_nobody_decides_before_it_is_left(api, r1, task):
    enter(api, task, r1)
    api("POST", f"/v1/tasks/{task}/claim", {}, r1)
    assert not {"approve", "refuse", "ask"} & {*api("GET", f"/v1/tasks/{task}", who=r1).body["offered"]}
    for decision in (APPROVE, {**APPROVE, "decision": "refuse"}):
        assert api("POST", f"/v1/tasks/{task}/decision", decision, r1).body["code"] == special.STOP
    leave(api, task, r1)
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, r1).body.get("code") != special.STOP


def test_the_parties_see_it_and_that_the_promise_stands_still_and_the_law_does_not_but_not_what_staff_wrote(
    api, r1, borrower, login, task, submitted
):
    before = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["promise"]
    enter(api, task, r1)
    seen = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body
    assert seen["promise"]["code"] == "PROMISE_PAUSED" and seen["promise"]["legal_by"] == before["legal_by"]
    (one,) = seen["procedures"]
    assert (one["text"], one["left_at"]) == ("等待法院文书", None) and one["until"] > clock.today().isoformat()
    assert any("特别程序" in line["text"] and "法定期限不停止" in line["text"] for line in seen["timeline"])
    assert WHY["reason"] not in str(seen) and WHY["number"] not in str(seen)
    leave(api, task, r1)
    seen = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body
    assert (seen["promise"]["code"], seen["procedures"][0]["result_text"]) == ("PROMISE_RUNNING", "已取得结果")


def test_a_co_owner_is_told_nothing_of_it():
    from chalicelib.api.applicant import owning
    from chalicelib.records.contents import Event

    lines = [
        Event("2026-11-27T00:00:00.000Z", code, {})
        for code in ("PROCEDURE_ENTERED", "PROCEDURE_LEFT", "TASK_PROCEDURE", "SUBMITTED")
    ]
    assert [one.code for one in owning.told(lines, "co_owner_1")] == ["SUBMITTED"]


def test_one_of_a_kind_is_open_at_a_time_and_nothing_is_left_twice(api, r1, task):
    enter(api, task, r1)
    assert enter(api, task, r1).body["code"] == special.STOP
    assert enter(api, task, r1, kind="appraisal").status == 201
    assert leave(api, task, r1).status == 200
    assert leave(api, task, r1).body["code"] == "WRONG_STATUS"
    assert leave(api, task, r1, key="investigation.1").body["code"] == "WRONG_STATUS"


def test_only_who_has_the_task_or_a_supervisor_has_the_case_enter_one_and_nobody_of_the_window(api, r1, login, task):
    api("POST", f"/v1/tasks/{task}/claim", {}, r1)
    assert enter(api, task, login("reviewer", "r2")).body["code"] == "TASK_TAKEN"
    assert enter(api, task, login("clerk")).status in (403, 404)
    assert enter(api, task, login("supervisor", "s1")).status == 201


def test_a_kind_there_is_not_and_a_paper_of_no_case_or_found_bad_are_refused(api, r1, task, submitted):
    assert enter(api, task, r1, kind="parties").status == 422
    enter(api, task, r1)
    put(submitted, documents={"d" * 32: {"material": "D01", "state": "rejected", "sha256": "1" * 64}})
    for bad in ("0" * 64, "1" * 64):
        assert leave(api, task, r1, files=[bad]).codes == {("NOT_A_CHOICE", "/files/0")}


@pytest.mark.parametrize("status", ["DISBURSING", "DISBURSED", "REFUSED"])
def test_none_is_entered_once_the_bank_has_its_order_or_the_case_has_ended(api, r1, task, submitted, status):
    put(submitted, status=status)
    assert enter(api, task, r1).body["code"] == "WRONG_STATUS"
    assert casefile.load(submitted).procedures == {}


def test_a_supervisor_finds_out_about_a_limit_that_passed_and_leaves_it_from_that_very_task(
    api, r1, login, task, submitted, monkeypatch
):
    enter(api, task, r1)
    monkeypatch.setattr(words, "late", lambda *_: [])
    with time_machine.travel(clock.now() + timedelta(days=45), tick=False):
        assert run.handle({"execution": submitted})["procedure_over"] == 1
        supervisor = login("supervisor", "s1")
        (line,) = api("GET", "/v1/tasks?kind=dispute", who=supervisor).body["items"]
        shown = api("GET", f"/v1/tasks/{line['id']}", who=supervisor).body
        assert (
            "法定期限不因此延长" in shown["details"]["texts"][0] and shown["procedures"][0]["number"] == WHY["number"]
        )
        assert leave(api, line["id"], supervisor, result="nothing", note="法院未回复").status == 200
        assert not tasks.get(line["id"]).is_open


def test_no_decision_is_taken_of_a_case_that_has_entered_one_in_that_very_moment(api, r1, task, submitted, monkeypatch):
    api("POST", f"/v1/tasks/{task}/claim", {}, r1)
    decide = decisions.decide

    def late(*args, **more):
        case = casefile.load(submitted)
        special.enter(case, tasks.get(task), "court_papers", "核实", "", Actor("s1", "person_s1"), Changes())
        return decide(*args, **more)

    lines = api("GET", f"/v1/tasks/{task}", who=r1).body["checklist"]["lines"]
    approve = {**APPROVE, "checked": [line["code"] for line in lines]}
    monkeypatch.setattr(decisions, "decide", late)
    assert api("POST", f"/v1/tasks/{task}/decision", approve, r1).body["code"] == "CHANGED_MEANWHILE"
    assert tasks.get(task).is_open


def test_who_is_asked_what_came_of_one_says_so_by_leaving_it(api, login, task, r1, submitted):
    enter(api, task, r1)
    with time_machine.travel(clock.now() + timedelta(days=60), tick=False):
        supervisor = login("supervisor", "s1")
        run.handle({"execution": submitted})
        (over,) = (one for one in tasks.of_case(submitted) if one.kind == "dispute" and one.is_open)
        assert api("POST", f"/v1/tasks/{over.id}/claim", {}, supervisor).status == 200
        done = {"decision": "resolved", "reason": "已与法院核实清楚"}
        assert api("POST", f"/v1/tasks/{over.id}/decision", done, supervisor).body["code"] == "IN_PROCEDURE"
        assert leave(api, over.id, supervisor, files=[]).status == 200
        assert not tasks.get(over.id).is_open
