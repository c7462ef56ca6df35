"""Tasks go from hand to hand: the next one, given back, handed over, put aside, written beside; and every case is found by any of its numbers."""

import json
from datetime import timedelta

import pytest
import time_machine

from chalicelib import aws, clock, tracing
from chalicelib.casework import laws, putting_aside, starting
from chalicelib.records import acceptance, casefile, guards, lent, tasks
from chalicelib.settings import setting
from chalicelib.trust.index import reference
from tests.given.case import CONTRACT, put

APPROVE = {"decision": "approve", "reason": "资料齐全，收入与缴存一致"}
WHY = "本人下午开会，转由同事办理"


@pytest.fixture
def r1(login):
    return login("reviewer", "r1")


@pytest.fixture
def r2(login):
    return login("reviewer", "r2")


def following(api, who, kind="first_review"):
    return api("POST", "/v1/tasks/next", {"kind": kind}, who).body["task"]


def claimed(api, task, who):
    return api("POST", f"/v1/tasks/{task}/claim", {}, who)


def returned(api, task, who, **to):
    return api("POST", f"/v1/tasks/{task}/return", {"reason": WHY, **to}, who)


def held(api, task, who, **until):
    return api("POST", f"/v1/tasks/{task}/hold", {"why": "appraisal", **until}, who)


def listed(api, who, show):
    return [one["id"] for one in api("GET", f"/v1/tasks?kind=first_review&show={show}", who=who).body["items"]]


def test_the_next_task_is_the_one_with_least_time_left_that_is_nobodys(api, r1, r2, waiting):
    later, first = waiting("first_review", "REVIEWING"), waiting("first_review", "REVIEWING", number=2)
    one, two = following(api, r1), following(api, r2)
    assert {one["id"], two["id"]} == {first, later} and (one["claimed_by"], two["claimed_by"]) == ("r1", "r2")
    assert following(api, r1) is None


def test_the_next_task_is_never_one_that_four_eyes_would_refuse(api, r1, r2, submitted, waiting):
    task = waiting("second_review", "REVIEWING")
    put(submitted, hands={"person_r1": "first_review"})
    assert following(api, r1, "second_review") is None
    assert following(api, r2, "second_review")["id"] == task


@pytest.mark.parametrize("kind", ["second_look", "attend", "nothing"])
def test_of_what_one_does_not_decide_there_is_no_next(api, r1, kind):
    assert api("POST", "/v1/tasks/next", {"kind": kind}, r1).codes == {("NOT_A_CHOICE", "/kind")}


def test_what_is_given_back_is_there_for_others_and_says_why(api, r1, r2, waiting):
    task = waiting("first_review", "REVIEWING")
    assert returned(api, task, r1).body["code"] == "CLAIM_FIRST"
    claimed(api, task, r1)
    assert returned(api, task, r2).body["code"] == "TASK_TAKEN"
    assert returned(api, task, r1).body["claimed_by"] is None
    assert claimed(api, task, r2).status == 200
    notes = api("GET", f"/v1/tasks/{task}", who=r2).body["notes"]
    assert [(one["kind"], one["by"], one["text"]) for one in notes] == [("returned", "r1", WHY)]


def test_what_is_handed_over_is_kept_for_that_colleague_a_while_and_then_for_whoever_comes(
    api, r1, r2, login, waiting, monkeypatch
):
    task, now = waiting("first_review", "REVIEWING"), clock.now
    claimed(api, task, r1)
    assert returned(api, task, r1, to="r2").body["kept_for"] == "r2"
    r3 = login("reviewer", "r3")
    assert claimed(api, task, r3).body["code"] == "TASK_TAKEN" and following(api, r3) is None
    assert listed(api, r2, "mine") == [task] and listed(api, r3, "mine") == []
    monkeypatch.setattr(clock, "now", lambda: now() + putting_aside.KEPT + timedelta(minutes=1))
    assert claimed(api, task, login("reviewer", "r3")).body["kept_for"] is None


def test_a_supervisor_hands_over_what_somebody_has(api, r1, r2, login, waiting):
    task = waiting("first_review", "REVIEWING")
    claimed(api, task, r1)
    assert returned(api, task, login("supervisor", "s1"), to="r2").status == 200
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, r1).body["code"] == "CLAIM_FIRST"
    assert claimed(api, task, r2).status == 200


def test_what_is_put_aside_is_no_next_task_until_its_day_and_comes_back_marked(api, r1, r2, login, waiting):
    task, until = waiting("first_review", "REVIEWING"), clock.today() + timedelta(days=2)
    shown = held(api, task, r1, until=until.isoformat()).body
    assert (shown["held_until"], shown["held_why"], shown["held_text"]) == (
        until.isoformat(),
        "appraisal",
        "等待评估报告",
    )
    assert following(api, r2) is None and listed(api, r2, "free") == []
    assert (listed(api, r2, "held"), listed(api, r2, "woken")) == ([task], [])
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        again = login("reviewer", "r2")
        assert (listed(api, again, "held"), listed(api, again, "woken")) == ([], [task])
        assert following(api, again)["held_why"] == "appraisal"


def test_whoever_takes_it_up_again_ends_the_hold(api, r1, waiting):
    task = waiting("first_review", "REVIEWING")
    held(api, task, r1, until=(clock.today() + timedelta(days=2)).isoformat())
    assert held(api, task, r1).body["held_until"] is None
    assert following(api, r1)["id"] == task


@pytest.mark.parametrize(
    ("days", "code"), [(0, "HOLD_DAY_PAST"), (61, "HOLD_TOO_LONG"), (59, "HOLD_AFTER_LAW"), (None, "DAY_INVALID")]
)
def test_a_hold_ends_after_today_within_sixty_days_and_within_the_law(api, r1, submitted, waiting, days, code):
    task = waiting("first_review", "REVIEWING", accepted_on=clock.today())
    until = "2026-13-45" if days is None else (clock.today() + timedelta(days=days)).isoformat()
    assert held(api, task, r1, until=until).codes == {(code, "/until")}
    assert tasks.get(task).held_until == ""


def test_nobody_puts_aside_what_another_has_but_a_supervisor(api, r1, r2, login, waiting):
    task = waiting("first_review", "REVIEWING")
    claimed(api, task, r1)
    until = (clock.today() + timedelta(days=1)).isoformat()
    assert held(api, task, r2, until=until).body["code"] == "TASK_TAKEN"
    assert held(api, task, login("supervisor", "s1"), until=until).status == 200


def test_a_comment_is_for_everybody_who_works_on_the_case_and_a_draft_for_its_author(api, r1, r2, waiting, platform):
    task = waiting("first_review", "REVIEWING")
    write = lambda who, text, **more: api("POST", f"/v1/tasks/{task}/notes", {"text": text, **more}, who)  # noqa: E731
    assert write(r1, " ").codes == {("MISSING", "/text")}
    write(r1, "单位电话已核实")
    write(r1, "拟同意，先看", draft=True)
    write(r1, "拟同意，理由：", draft=True)
    seen = {who: [one["text"] for one in api("GET", f"/v1/tasks/{task}", who=who).body["notes"]] for who in (r1, r2)}
    assert seen == {r1: ["单位电话已核实", "拟同意，理由："], r2: ["单位电话已核实"]}
    assert "单位电话" not in str(platform.items("cases"))
    write(r1, "", draft=True)
    assert len(casefile.load(tasks.get(task).case).notes) == 1


def test_whoever_loses_a_task_while_they_write_finds_their_reason_again(api, r1, r2, login, waiting, monkeypatch):
    task, now = waiting("first_review", "REVIEWING"), clock.now
    claimed(api, task, r1)
    monkeypatch.setattr(clock, "now", lambda: now() + tasks.CLAIM + timedelta(minutes=1))
    r1, r2 = login("reviewer", "r1"), login("reviewer", "r2")
    assert claimed(api, task, r2).status == 200
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, r1).body["code"] == "TASK_TAKEN"
    kept = {who: api("GET", f"/v1/tasks/{task}", who=who).body["notes"] for who in (r1, r2)}
    assert [(one["kind"], one["text"]) for one in kept[r1]] == [("draft", APPROVE["reason"])] and kept[r2] == []


def test_a_case_is_found_by_any_number_it_has_and_by_nobody_of_another_centre(api, r1, login, submitted, waiting):
    task = waiting("first_review", "REVIEWING", contract=CONTRACT)
    number = "6" * 43
    put(submitted, number=number)
    acceptance.register(f"number#{number}", case=submitted)
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    acceptance.register("mortgage#REG-7", case=submitted)
    for said in (submitted, number, CONTRACT["number"], f"{CONTRACT['number']}P1", f"{CONTRACT['number']}M2", "REG-7"):
        found = api("GET", f"/v1/cases/{said}", who=r1)
        assert (found.status, found.body["id"]) == (200, submitted), said
    assert [one["id"] for one in found.body["tasks"]] == [task]
    for said, who in (("JK0", r1), (submitted, login("reviewer", "r9", centre="620200"))):
        assert api("GET", f"/v1/cases/{said}", who=who).body["code"] == "NOT_FOUND"


def test_a_case_is_found_by_its_home_its_certificate_and_a_trace_and_none_of_them_stands_in_the_register(
    api, r1, login, submitted
):
    home, proof = "620102001001GB00101F00010101", "甘（2026）兰州市不动产证明第0000123号"
    case = put(submitted, unit=reference("unit", home), number="6" * 43, contract=CONTRACT)
    acceptance.register(f"number#{case.number}", case=submitted)
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    acceptance.register(guards.of_unit(case.unit), case=submitted)
    kept_as = "甘(2026)兰州市不动产证明第0000123号"
    lent.note(lent.Lent(submitted, "JK1", case.unit, "1.00", "2026-11-20", kept_as), [reference("proof", kept_as)])
    trace = tracing.new_trace_id()
    with tracing.begin(trace, "api"):
        tracing.note(case=case.number)
    for said in (home, home.lower(), f" {proof} ", trace, CONTRACT["number"]):
        found = api("POST", "/v1/cases/find", {"number": said}, r1)
        assert (found.status, found.body.get("id")) == (200, submitted), said
        elsewhere = api("POST", "/v1/cases/find", {"number": said}, login("reviewer", "r9", centre="620200"))
        assert elsewhere.body["code"] == "NOT_FOUND"
    kept = json.dumps(aws.client("dynamodb").scan(TableName=setting("TABLE_REGISTERS"))["Items"], ensure_ascii=False)
    assert home not in kept and f"loan#{proof}" not in kept
    assert api("POST", "/v1/cases/find", {"number": tracing.new_trace_id()}, r1).body["code"] == "NOT_FOUND"


def test_a_queue_tells_only_of_what_it_has_a_word_for(api, r1):
    assert api("GET", "/v1/tasks?kind=first_review&show=x", who=r1).codes == {("NOT_A_CHOICE", "show")}


BACK = {"decision": "send_back", "reason": "月收入与缴存基数不符，请再核实单位证明"}


def test_a_second_reviewer_sends_it_back_a_level_and_whoever_reviews_it_anew_reads_why(
    api, r1, r2, login, submitted, waiting, monkeypatch
):
    told = []
    monkeypatch.setattr(tasks.road, "tell", lambda item: told.append(item.get("outcome", {}).get("S")))
    decision = {"approved": True, "route": "C", "amount": "600000.00", "months": 240, "reasons": []}
    first = waiting("first_review", "REVIEWING", decision=decision)
    claimed(api, first, r1)
    assert api("POST", f"/v1/tasks/{first}/decision", APPROVE, r1).status == 200
    second = waiting("second_review", "REVIEWING")
    claimed(api, second, r2)
    assert api("POST", f"/v1/tasks/{second}/decision", BACK, r2).status == 200
    assert told[-1] == '{"error": "SentBack"}'
    case = casefile.load(submitted)
    assert case.standing == [] and starting.step_of(case) == "FirstReview", "the first approval counts no more"
    assert BACK["reason"] not in str(case.notes)
    again = waiting("first_review", "REVIEWING", number=2)
    notes = api("GET", f"/v1/tasks/{again}", who=r1).body["notes"]
    assert [(one["kind"], one["by"], one["text"]) for one in notes] == [("returned", "r2", BACK["reason"])]
    assert claimed(api, again, r2).body["code"] == "FOUR_EYES"
    claimed(api, again, r1)
    assert api("POST", f"/v1/tasks/{again}/decision", APPROVE, r1).status == 200
    assert starting.step_of(casefile.load(submitted)) == "SecondReview"


def test_a_first_reviewer_has_no_level_to_send_it_back_to(api, r1, waiting):
    task = waiting("first_review", "REVIEWING")
    claimed(api, task, r1)
    assert api("POST", f"/v1/tasks/{task}/decision", BACK, r1).codes == {("CHOICE_NOT_OFFERED", "/decision")}


def test_sent_back_once_is_sent_back_however_often_it_is_said(api, r2, waiting, submitted):
    task = waiting("second_review", "REVIEWING")
    claimed(api, task, r2)
    for _ in range(2):
        assert api("POST", f"/v1/tasks/{task}/decision", BACK, r2).status == 200
    assert len(casefile.load(submitted).notes) == 1
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, r2).body["code"] == "TASK_TAKEN"


@pytest.mark.parametrize(
    ("law", "due_at", "light"),
    [
        (None, "2026-12-02T17:30:00+08:00", "green"),
        (None, "2026-12-01T17:30:00+08:00", "yellow"),
        (None, "2026-11-30T17:30:00+08:00", "yellow"),
        (None, "2026-11-30T08:30:00+08:00", "red"),
        ("2026-12-01", "2026-12-09T17:30:00+08:00", "yellow"),
        ("2026-11-29", "2026-12-09T17:30:00+08:00", "red"),
        ("2026-12-09", "2026-12-09T17:30:00+08:00", "green"),
    ],
)
def test_what_is_about_to_be_late_is_yellow_and_what_is_late_red_by_law_or_by_what_is_due(law, due_at, light):
    with time_machine.travel("2026-11-30T01:00:00Z", tick=False):
        assert laws.light(law, due_at) == light


def test_a_queue_shows_the_light_of_each_task(api, r1, waiting):
    waiting("first_review", "REVIEWING")
    (line,) = api("GET", "/v1/tasks?kind=first_review", who=r1).body["items"]
    assert line["light"] == laws.light(line["law_by"], line["due_at"])
