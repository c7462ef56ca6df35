"""Tasks go from hand to hand: the next one, given back, handed over, put aside, written beside; and every case is found by any of its numbers."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from chalicelib import aws, clock, tracing
from chalicelib.api.desk import deciding, handling
from chalicelib.casework import laws, notes, putting_aside, rules, starting
from chalicelib.casework.actor import Actor
from chalicelib.records import acceptance, casefile, guards, lent, tasks, upkeep
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


def test_that_there_was_none_is_not_kept_for_who_asks_again_in_the_same_words(api, r1, waiting):
    ask = lambda: api("POST", "/v1/tasks/next", {"kind": "first_review"}, r1, idempotency_key="n").body["task"]  # noqa: E731
    assert ask() is None
    task = waiting("first_review", "REVIEWING")
    assert [ask()["id"] for _ in range(2)] == [task, task]


def test_who_stands_apart_since_is_not_told_again_which_task_they_took(api, r1, submitted, waiting):
    task = waiting("first_review", "REVIEWING")
    told = [api("POST", "/v1/tasks/next", {"kind": "first_review"}, r1, idempotency_key="n").body for _ in range(2)]
    assert [one["task"]["id"] for one in told] == [task, task]
    assert api("POST", f"/v1/applications/{submitted}/recusals", {"tie": "relative"}, r1).status == 201
    assert api("POST", "/v1/tasks/next", {"kind": "first_review"}, r1, idempotency_key="n").status == 404


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


def test_the_laws_own_last_day_is_the_last_that_a_task_may_be_put_aside_until(submitted):
    case = put(submitted, accepted_on=clock.today())
    last = rules.legal_by(case)
    assert [putting_aside.wrong_day(case, day) for day in (last, last + timedelta(1))] == [None, "HOLD_AFTER_LAW"]


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
    assert [(one["kind"], one["text"]) for one in kept[r1]] == [("lost", APPROVE["reason"])] and kept[r2] == []
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, r1).body["code"] == "TASK_TAKEN"
    assert len(casefile.load(tasks.get(task).case).notes) == 1, "the same once more"


def test_whoever_loses_a_task_finds_why_lines_were_not_met_again_and_all_else_they_sent(api, r1, r2, waiting):
    task, no = waiting("first_review", "REVIEWING"), {"line": "FUNDS", "reason": "首付款流水与合同不符"}
    sent = {"checked": ["IDENTITY"], "unmet": [no, no], "rules": ["AMOUNT_HIGH"]}
    claimed(api, task, r2)
    assert api("POST", f"/v1/tasks/{task}/decision", {"decision": "refuse", **sent}, r1).body["code"] == "TASK_TAKEN"
    (lost,) = api("GET", f"/v1/tasks/{task}", who=r1).body["notes"]
    assert no["reason"] in lost["text"] and lost["items"] == [sent]


def test_what_was_being_sent_stands_beside_a_longer_draft_and_takes_nothing_from_it(api, r1, r2, waiting):
    task, draft = waiting("first_review", "REVIEWING"), {"text": "三页长的意见草稿……", "draft": True}
    for who in (r1, r2):
        claimed(api, task, who)
        api("POST", f"/v1/tasks/{task}/notes", draft, who)
        tasks.release(task, "r1")
    assert api("POST", f"/v1/tasks/{task}/decision", {**APPROVE, "reason": "同意"}, r1).body["code"] == "TASK_TAKEN"
    kept = {who: api("GET", f"/v1/tasks/{task}", who=who).body["notes"] for who in (r1, r2)}
    assert [(one["kind"], one["text"]) for one in kept[r1]] == [("draft", draft["text"]), ("lost", "同意")]
    assert [(one["kind"], one["text"]) for one in kept[r2]] == [("draft", draft["text"])]
    api("POST", f"/v1/tasks/{task}/notes", {**draft, "text": "新的草稿"}, r1)
    notes = api("GET", f"/v1/tasks/{task}", who=r1).body["notes"]
    assert [(one["kind"], one["text"]) for one in notes] == [("lost", "同意"), ("draft", "新的草稿")]
    api("POST", f"/v1/tasks/{task}/notes", {"text": "", "draft": True}, r1)
    assert api("GET", f"/v1/tasks/{task}", who=r1).body["notes"] == []


def test_a_draft_is_beside_its_own_task_and_there_for_who_wrote_it_alone(submitted):
    case = casefile.load(submitted)
    case = put(submitted, notes=[case.note("t1", notes.DRAFT, "r1", "person_1", "草稿", ())])
    seen = [len(notes.shown(case, *at)) for at in (("t1", "person_1"), ("t2", "person_1"), ("t1", "person_2"))]
    assert seen == [1, 0, 0]


def test_whose_task_a_supervisor_takes_back_loses_neither_reason_nor_items(api, r1, login, waiting, platform):
    task = waiting("verify", "ATTENDING", details={"looks": []})
    claimed(api, task, r1)
    returned(api, task, login("supervisor", "s1"))
    item = {"check": "identity", "subject": "borrower", "outcome": "confirmed", "comment": "已电话核实本人"}
    said = api("POST", f"/v1/tasks/{task}/decision", {"items": [item], "reason": "逐项看过"}, r1)
    assert said.body["code"] == "CLAIM_FIRST"
    (_, lost) = api("GET", f"/v1/tasks/{task}", who=r1).body["notes"]
    assert (lost["kind"], lost["text"], lost["items"][0]["comment"]) == ("lost", "逐项看过", "已电话核实本人")
    assert "已电话核实本人" not in str(platform.items("cases"))


def test_what_was_typed_is_kept_also_while_others_write_beside_the_case(api, r1, r2, waiting, monkeypatch):
    task = waiting("first_review", "REVIEWING")
    claimed(api, task, r2)
    amend, once = notes.casefile.amend, iter([1])

    def late(case, *args, **more):
        if next(once, None):
            api("POST", f"/v1/tasks/{task}/notes", {"text": "单位电话已核实"}, r2)
        return amend(case, *args, **more)

    monkeypatch.setattr(notes.casefile, "amend", late)
    api("POST", f"/v1/tasks/{task}/decision", APPROVE, r1)
    seen = api("GET", f"/v1/tasks/{task}", who=r1).body["notes"]
    assert [one["kind"] for one in seen] == ["comment", "lost"]


def test_who_loses_a_task_in_the_very_moment_of_deciding_has_not_decided_it(api, r1, r2, waiting, monkeypatch):
    task, decide = waiting("first_review", "REVIEWING"), deciding.decisions.decide
    claimed(api, task, r1)

    def late(*args, **more):
        tasks.release(task, "r1")
        assert claimed(api, task, r2).status == 200
        return decide(*args, **more)

    monkeypatch.setattr(deciding.decisions, "decide", late)
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, r1).body["code"] == "TASK_TAKEN"
    case = casefile.load(tasks.get(task).case)
    assert not case.reviews and tasks.get(task).is_open and [one.kind for one in case.notes] == ["lost"]


def test_what_is_tried_again_meanwhile_keeps_what_was_typed(api, r1, waiting):
    task = waiting("first_review", "REVIEWING")
    assert tasks.try_again(tasks.get(task), "sweep")
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, r1).body["code"] == "TASK_RETRYING"
    assert [one.kind for one in casefile.load(tasks.get(task).case).notes] == ["lost"]


def test_a_task_is_given_back_with_its_reason_or_not_at_all(api, r1, r2, waiting, monkeypatch):
    task = waiting("first_review", "REVIEWING")
    claimed(api, task, r1)
    beside, once = notes.beside, iter([1])

    def late(case, *args):
        update = beside(case, *args)
        if next(once, None):
            notes.keep(case, task, "comment", Actor("r2", "person_r2"), "刚刚写的")
        return update

    monkeypatch.setattr(notes, "beside", late)
    assert returned(api, task, r1, to="r2").body["code"] == "CHANGED_MEANWHILE"
    assert (tasks.get(task).claimed_by, tasks.get(task).kept_for) == ("r1", "")
    for _ in range(2):
        assert returned(api, task, r1, to="r2").body["kept_for"] == "r2", "also the same once more"
    kinds = [one.kind for one in casefile.load(tasks.get(task).case).notes]
    assert kinds == ["comment", "returned"]


def test_who_put_a_task_aside_and_who_took_it_up_again_is_written_beside_it(api, r1, r2, waiting):
    task, until = waiting("first_review", "REVIEWING"), (clock.today() + timedelta(days=2)).isoformat()
    for _ in range(2):
        assert held(api, task, r1, until=until).body["held_by"] == "r1"
    for _ in range(2):
        assert held(api, task, r2).body["held_by"] is None
    told = api("GET", f"/v1/tasks/{task}", who=r1).body["notes"]
    assert [(one["kind"], one["by"], one["text"]) for one in told] == [
        ("held", "r1", f"等待评估报告 {until}"),
        ("resumed", "r2", "等待评估报告"),
    ]


def test_nobody_puts_aside_what_another_has_taken_meanwhile(api, r1, r2, waiting, monkeypatch):
    task, hold = waiting("first_review", "REVIEWING"), upkeep.hold

    def late(*args):
        assert claimed(api, task, r2).status == 200
        return hold(*args)

    monkeypatch.setattr(handling.upkeep, "hold", late)
    until = (clock.today() + timedelta(days=2)).isoformat()
    assert held(api, task, r1, until=until).body["code"] == "TASK_TAKEN"
    assert tasks.get(task).held_until == "" and not casefile.load(tasks.get(task).case).notes


def test_notes_that_have_no_room_are_refused_and_stop_nothing_else(api, r1, r2, login, waiting, monkeypatch):
    monkeypatch.setattr(notes, "ROOM", 3000)
    monkeypatch.setattr(notes, "ROOM_FOR_DEEDS", 6000)
    task, write = waiting("first_review", "REVIEWING"), {"text": "满" * 500}
    answers = [api("POST", f"/v1/tasks/{task}/notes", write, r1) for _ in range(3)]
    assert [one.status for one in answers] == [201, 409, 409] and answers[-1].body["code"] == "NOTES_FULL"
    claimed(api, task, r1)
    assert returned(api, task, r1, reason="退" * 400).status == 200
    claimed(api, task, r1)
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, r1).status == 200
    assert [one.kind for one in casefile.load(tasks.get(task).case).notes] == ["comment", "returned"]


def test_the_longest_notes_fill_their_room_and_no_case(api, waiting, submitted):
    task, who = waiting("first_review", "REVIEWING"), Actor("r1", "person_r1")
    text, case = "满" * 2000, casefile.load(submitted)
    many = [case.note(task, "comment", "r1", "person_r1", text) for _ in range(30)]
    for count in range(1, 30):
        put(submitted, notes=many[:count])
        try:
            notes.with_it(casefile.load(submitted), task, "returned", who, text)
        except notes.Full:
            break
    assert 10 < count < 29, "the item of a case is at most 400 KB"


def test_a_free_task_is_found_however_many_stand_before_it_and_one_call_looks_at_so_many(
    api, r1, submitted, monkeypatch
):
    put(submitted, status="REVIEWING")
    until = (clock.today() + timedelta(days=2)).isoformat()
    for number in range(8):
        due = f"2026-12-01T18:00:{number:02}+08:00"
        task = tasks.open_task(submitted, "first_review", number + 10, "t", centre="620100", due_at=due, details={})
        if number < 3:
            put_aside(task, until)
        elif number < 7:
            tasks.claim(task.id, f"x{number}", f"p{number}")
    monkeypatch.setattr(putting_aside, "PAGE", 2)
    monkeypatch.setattr(putting_aside, "PAGES", 2)
    first = api("POST", "/v1/tasks/next", {"kind": "first_review"}, r1).body
    assert first["task"] is None and first["cursor"]
    second = api("POST", "/v1/tasks/next", {"kind": "first_review", "cursor": first["cursor"]}, r1).body
    assert (second["task"]["id"], second["cursor"]) == (task.id, None)
    wrong = api("POST", "/v1/tasks/next", {"kind": "first_review", "cursor": "x"}, r1)
    assert wrong.body["code"] == "BAD_CURSOR"


def test_a_hundred_held_ones_hide_no_free_task(api, r1, waiting, monkeypatch):
    task = waiting("first_review", "REVIEWING")
    monkeypatch.setattr(putting_aside.lanes, "queue", lambda centre, kind, cursor, limit: crowd(cursor, limit, task))
    assert following(api, r1)["id"] == task


def crowd(cursor, limit, last):
    """A queue of a hundred and twenty of which only the last is free."""
    one = tasks.get(last)
    page = [replace(one, id=f"x{number}", held_until="2999-01-01") for number in range(119)] + [one]
    start = int(cursor or 0)
    return page[start : start + limit], (str(start + limit) if start + limit < len(page) else None)


def put_aside(task, until):
    upkeep.hold(
        task,
        until,
        "appraisal",
        "r9",
        notes.beside(casefile.load(task.case), task.id, "held", Actor("r9", "p"), "appraisal"),
    )


def test_after_so_many_cases_that_are_not_theirs_to_decide_one_call_ends_and_the_next_goes_on(
    api, r1, submitted, waiting, monkeypatch
):
    waiting("second_review", "REVIEWING"), waiting("second_review", "REVIEWING", number=2)
    put(submitted, hands={"person_r1": "first_review"})
    monkeypatch.setattr(putting_aside, "CASES", 1)
    asked, answers = {"kind": "second_review"}, []
    while not answers or answers[-1]["cursor"]:
        more = {"cursor": answers[-1]["cursor"]} if answers else {}
        answers.append(api("POST", "/v1/tasks/next", {**asked, **more}, r1).body)
    assert len(answers) == 3 and not any(one["task"] for one in answers)


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
    for of, paid_on in (("0" * 32, "2016-11-20"), (submitted, "2026-11-20"), ("f" * 32, "2006-11-20")):
        lent.note(lent.Lent(of, "JK1", case.unit, "1.00", paid_on, kept_as), [reference("proof", kept_as)])
    trace = tracing.new_trace_id()
    with tracing.begin(trace, "api"):
        tracing.note(case=case.number)
    typed = f" {CONTRACT['number'].lower()} "
    for said in (home, home.lower(), f" {proof} ", trace, CONTRACT["number"], typed):
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


def test_the_final_review_is_a_third_persons_who_sends_it_back_one_level_and_not_two(
    api, r1, r2, login, submitted, waiting, monkeypatch
):
    told = []
    monkeypatch.setattr(tasks.road, "tell", lambda item: told.append(item.get("outcome", {}).get("S")))
    s1, s2 = login("supervisor", "s1", person="person_r2"), login("supervisor", "s2")
    why = ["ROUTE_AMOUNT_HIGH", "ROUTE_FINAL_AMOUNT"]
    decision = {"approved": True, "route": "C", "why": why, "amount": "900000.00", "months": 240, "reasons": []}

    def decided(kind, who, said, **of):
        task = waiting(kind, "REVIEWING", **of)
        return claimed(api, task, who).status, api("POST", f"/v1/tasks/{task}/decision", said, who).status

    assert decided("first_review", r1, APPROVE, decision=decision) == (200, 200)
    assert decided("second_review", r2, APPROVE) == (200, 200) and told[-1] == '{"error": "SentUp"}'
    assert starting.step_of(casefile.load(submitted)) == "FinalReview"
    final = waiting("final_review", "REVIEWING")
    assert claimed(api, final, login("reviewer", "r3")).body["code"] == "NOT_FOUND", "a supervisor's"
    assert claimed(api, final, s1).body["code"] == "FOUR_EYES", "the same person under another login"
    claimed(api, final, s2)
    assert api("POST", f"/v1/tasks/{final}/decision", BACK, s2).status == 200 and told[-1] == '{"error": "SentBack"}'
    case = casefile.load(submitted)
    assert [one.level for one in case.standing] == ["first_review"], "what was approved below the second stands"
    assert starting.step_of(case) == "SecondReview"
    assert decided("second_review", r1, APPROVE, number=2) == (403, 403)
    again = following(api, r2, "second_review")["id"]
    assert api("POST", f"/v1/tasks/{again}/decision", APPROVE, r2).status == 200
    assert decided("final_review", s2, APPROVE, number=2) == (200, 200) and told[-1] == '{"next": "approved"}'
    assert starting.step_of(casefile.load(submitted)) == "Sign"


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


def test_a_queue_shows_the_light_of_each_task(api, r1, waiting):
    waiting("first_review", "REVIEWING")
    (line,) = api("GET", "/v1/tasks?kind=first_review", who=r1).body["items"]
    assert line["light"] == laws.light(line["law_by"], line["due_at"])


@pytest.mark.parametrize(
    ("typed", "code"), [("  ", "MISSING"), ("\n\n", "MISSING"), ("忙", "TOO_SHORT"), (" 忙 ", "TOO_SHORT")]
)
def test_blanks_are_no_reason_and_one_character_is_too_short_for_one(api, r1, waiting, typed, code):
    task = waiting("first_review", "REVIEWING")
    claimed(api, task, r1)
    for where, body in {
        "return": {"reason": typed}, "procedures": {"kind": "court_papers", "reason": typed}, "decision": {"decision": "refuse", "reason": typed},
    }.items():  # fmt: skip
        assert (code, "/reason") in api("POST", f"/v1/tasks/{task}/{where}", body, r1).codes
    unmet = {"decision": "refuse", "reason": WHY, "unmet": [{"line": "IDENTITY", "reason": typed}]}
    assert api("POST", f"/v1/tasks/{task}/decision", unmet, r1).codes == {(code, "/unmet/0/reason")}
    assert tasks.get(task).claimed_by == "r1"
