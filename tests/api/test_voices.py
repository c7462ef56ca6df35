"""A party says how they were served: kept sealed, told to the centre alone, answered by a supervisor who has not handled the case."""

import json

import pytest

from chalicelib import aws
from chalicelib.casework import voices
from chalicelib.records import casefile, tasks
from chalicelib.settings import setting
from tests.given import case as given
from tests.given.case import present, put

WORDS = "窗口让我跑了三趟，每次要的材料都不一样"
ANSWER = "已核实，窗口漏看一次性告知书，我们向您道歉，已补办"


def say(api, case, who, key="", **said):
    return api("POST", f"/v1/applications/{case}/voices", {"sort": "complaint", "text": WORDS, **said}, who, **({"idempotency_key": key} if key else {}))  # fmt: skip


def heard(api, case, who):
    return api("GET", f"/v1/applications/{case}/voices", who=who).body["items"]


def waiting(case):
    return [one for one in tasks.of_case(case) if one.kind == voices.KIND]


@pytest.fixture
def complained(api, submitted, borrower):
    answer = say(api, submitted, borrower)
    assert answer.status == 201
    return submitted, answer.body["number"], waiting(submitted)[0].id


def test_a_complaint_has_a_number_and_a_day_and_waits_for_a_supervisor(api, complained, borrower, login):
    case, number, task = complained
    assert number.startswith("TS620100") and number[-6:].isdigit()
    (mine,) = heard(api, case, borrower)
    assert (mine["number"], mine["text"], mine["answer"]) == (number, WORDS, None) and mine["due_at"]
    supervisor = login("supervisor", "s1")
    assert task in [one["id"] for one in api("GET", "/v1/tasks?kind=complaint", who=supervisor).body["items"]]
    shown = api("GET", f"/v1/tasks/{task}", who=supervisor).body
    assert (shown["voice"]["text"], shown["voice"]["party"], shown["offered"]) == (WORDS, "borrower", [])


def test_its_words_are_sealed_and_in_no_timeline_and_nobody_else_is_told(
    api, complained, borrower, spouse, login, platform
):
    case, number, _ = complained
    assert number in str(platform.items("cases")) and WORDS not in str(platform.items("cases"))
    assert heard(api, case, spouse) == []
    for who in (spouse, borrower):
        assert "complaint" not in json.dumps(api("GET", f"/v1/applications/{case}/track", who=who).body).lower()
    for role in ("clerk", "reviewer", "hotline"):
        refused = api("GET", f"/v1/applications/{case}/voices", who=login(role, "x1"))
        assert refused.status == 403
    assert api("GET", "/v1/tasks?kind=complaint", who=login("reviewer", "r1")).status in (403, 404, 422)


def test_it_is_answered_once_by_who_took_it_and_its_party_reads_the_answer(api, complained, borrower, login):
    case, _, task = complained
    supervisor, other = login("supervisor", "s1"), login("supervisor", "s2")
    answered = {"text": ANSWER}
    assert api("POST", f"/v1/tasks/{task}/answer", answered, supervisor).body["code"] == "CLAIM_FIRST"
    api("POST", f"/v1/tasks/{task}/claim", {}, supervisor)
    assert api("POST", f"/v1/tasks/{task}/answer", answered, other).body["code"] == "TASK_TAKEN"
    assert api("POST", f"/v1/tasks/{task}/answer", answered, supervisor).status == 200
    assert api("POST", f"/v1/tasks/{task}/answer", answered, supervisor).status == 200
    assert api("POST", f"/v1/tasks/{task}/answer", {"text": "另一个答复"}, supervisor).body["code"] == "TASK_OVER"
    (mine,) = heard(api, case, borrower)
    assert mine["answer"] == ANSWER and mine["answered_at"]
    assert casefile.load(case).reviews == [] or not casefile.load(case).reviews


def test_what_nobody_has_said_is_decided_and_not_answered(api, submitted, login):
    supervisor, stop = login("supervisor", "s1"), given.waiting(submitted, "attend", "ATTENDING")
    assert api("POST", f"/v1/tasks/{stop}/claim", {}, supervisor).status == 200
    refused = api("POST", f"/v1/tasks/{stop}/answer", {"text": ANSWER}, supervisor)
    assert (refused.status, refused.codes, tasks.get(stop).is_open) == (422, {("CHOICE_NOT_OFFERED", "/text")}, True)


def test_whoever_has_handled_the_case_does_not_answer_for_it(api, complained, login):
    case, _, task = complained
    supervisor = login("supervisor", "s1")
    put(case, hands={"person_s1": "first_review"})
    assert api("POST", f"/v1/tasks/{task}/claim", {}, supervisor).body["code"] == "FOUR_EYES"


def test_whoever_it_may_be_about_neither_reads_it_nor_hears_of_it(api, complained, login):
    case, _, task = complained
    put(case, hands={"person_s1": "first_review"})
    of_them, other = login("supervisor", "s1"), login("supervisor", "s2")
    assert api("GET", f"/v1/tasks/{task}", who=other).body["voice"]["text"] == WORDS
    read = api("GET", f"/v1/tasks/{task}", who=of_them)
    assert read.body["voice"] is None and WORDS not in json.dumps(read.body, ensure_ascii=False)
    found = [api("GET", f"/v1/cases/{case}", who=who).body["tasks"] for who in (of_them, other)]
    assert [[one["id"] for one in tasks] for tasks in found] == [[], [task]]


def test_what_is_kept_for_who_sends_it_again_can_be_read_in_no_table(api, submitted, borrower):
    first, again = (say(api, submitted, borrower, key="one-press") for _ in range(2))
    assert first.body == again.body and again.headers["Idempotency-Replayed"] == "true"
    stored = aws.client("dynamodb").scan(TableName=setting("TABLE_EPHEMERAL"))["Items"]
    assert WORDS not in json.dumps(stored, ensure_ascii=False)


def test_the_same_request_again_says_nothing_twice(api, submitted, borrower):
    first, again = (say(api, submitted, borrower, key="one-press") for _ in range(2))
    assert first.body["number"] == again.body["number"]
    assert len(heard(api, submitted, borrower)) == len(waiting(submitted)) == 1


@pytest.mark.parametrize(("stars", "asks"), [(5, 0), (3, 0), (2, 1), (1, 1)])
def test_a_rating_is_kept_and_one_of_not_content_is_answered(api, submitted, borrower, stars, asks):
    put(submitted, status="DISBURSED")
    assert say(api, submitted, borrower, sort="rating", stars=stars, text=None).status == 201
    assert len(waiting(submitted)) == asks
    again = say(api, submitted, borrower, sort="rating", stars=5, text=None)
    assert again.codes == {("RATED_ALREADY", "/sort")}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"sort": "rating", "text": None}, ("MISSING", "/stars")),
        ({"stars": 3}, ("UNEXPECTED", "/stars")),
        ({"text": None}, ("MISSING", "/text")),
    ],
)
def test_what_makes_no_sense_is_told(api, submitted, borrower, said, wrong):
    assert wrong in say(api, submitted, borrower, **said).codes
    assert casefile.load(submitted).voices == {}


def test_a_kept_complaint_and_its_task_are_one_write(api, submitted, borrower, monkeypatch):
    def dies(*_args, **_how):
        raise RuntimeError("gone")

    monkeypatch.setattr(tasks, "open_task", dies)
    assert say(api, submitted, borrower).status == 500
    assert casefile.load(submitted).voices == {} and waiting(submitted) == []


def test_who_has_come_to_the_window_says_it_there_and_reads_the_answer_on_their_own(
    api, submitted, borrower, spouse, login
):
    clerk = login("clerk")
    assert say(api, submitted, clerk, person="spouse").body["code"] == "PRESENCE_REQUIRED"
    present(submitted, "spouse")
    taken = say(api, submitted, clerk, person="spouse")
    assert taken.status == 201 and taken.body["number"].startswith("TS620100")
    assert [one["number"] for one in heard(api, submitted, spouse)] == [taken.body["number"]]
    assert heard(api, submitted, borrower) == []
    assert api("GET", f"/v1/applications/{submitted}/voices", who=clerk).status == 403
    assert waiting(submitted) and "person_clerk" not in json.dumps(waiting(submitted)[0].details)
    assert say(api, submitted, borrower, person="spouse").status == 422
