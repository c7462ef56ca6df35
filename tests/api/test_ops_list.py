"""The list operations work from: by status, age and centre, and what is overdue, page by page."""

import ast
import json
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib import aws, clock
from chalicelib.api.http.paging import cursor
from chalicelib.casework import disputes, restarting, second_looks
from chalicelib.domain.work import STAFF, WAITS
from chalicelib.records import caseload, lanes, tasks
from chalicelib.settings import setting
from tests.given import case

LATE, LATER = "2026-01-05T18:00:00+08:00", "2099-01-05T18:00:00+08:00"
HOUSE = Path(caseload.__file__).parents[1]


@pytest.fixture
def listed(api, login):
    ops = login("ops", "o1")
    return lambda query="": api("GET", f"/v1/ops/cases?centre=620100{query}", who=ops)


@pytest.fixture
def every(listed):
    """All items of a list, page after page."""

    def follow(query=""):
        found, page = [], listed(query).body
        while page["cursor"]:
            found += page["items"]
            page = listed(f"{query}&cursor={page['cursor']}").body
        return found + page["items"]

    return follow


def opened(id: str, days: int = 0, status: str = "DRAFT", centre: str = "620100") -> str:
    case.draft(id * 32, centre=centre)
    moment = clock.stamp(clock.now() - timedelta(days))
    aws.client("dynamodb").update_item(
        TableName=setting("TABLE_CASES"),
        Key={"id": {"S": id * 32}},
        UpdateExpression="SET opened_at = :at, #s = :s",
        ExpressionAttributeNames={"#s": "status"},
        ExpressionAttributeValues={":at": {"S": moment}, ":s": {"S": status}},
    )
    return id * 32


def wait(id: str, kind: str, due_at: str, number: int = 1) -> str:
    return tasks.open_task(id, kind, number, "token", centre="620100", due_at=due_at, details={}).id


def ids(items):
    return [item["id"] for item in items]


def test_cases_are_listed_by_status(listed):
    opened("a", status="SIGNING"), opened("b", status="DISBURSED"), opened("c", centre="620200", status="SIGNING")
    assert ids(listed("&status=SIGNING").body["items"]) == ["a" * 32]
    assert ids(listed("&status=EXPIRED").body["items"]) == []


def test_cases_are_listed_by_age_which_includes_the_day_itself(listed):
    opened("a", 0), opened("b", 29), opened("c", 30), opened("d", 31)
    assert ids(listed("&age=30").body["items"]) == ["c" * 32, "d" * 32]
    assert ids(listed("&age=0").body["items"]) == [id * 32 for id in "abcd"]


def test_status_and_age_go_together(listed):
    opened("a", 40, "SIGNING"), opened("b", 40, "REFUSED"), opened("c", 1, "SIGNING")
    assert ids(listed("&age=30&status=SIGNING").body["items"]) == ["a" * 32]


def test_a_page_that_shows_some_of_many_reads_a_bounded_number_and_says_there_are_more(listed, every, monkeypatch):
    monkeypatch.setattr(caseload, "LOOKED_AT", 2)
    for number, id in enumerate("abcdef"):
        opened(id, number, "SIGNING" if id in "ef" else "DISBURSED")
    first = listed("&status=SIGNING").body
    assert first["items"] == [] and first["cursor"]
    assert ids(every("&status=SIGNING")) == ["e" * 32, "f" * 32]


def test_more_of_one_state_than_a_page_holds_come_page_by_page_each_once(listed, every, monkeypatch):
    monkeypatch.setattr(caseload, "PAGE", 2)
    monkeypatch.setattr(caseload, "AT_ONCE", 1)
    newest_first = [opened(id, days, "SIGNING") for days, id in enumerate("abcde")]
    assert ids(listed("&status=SIGNING").body["items"]) == newest_first[:2]
    assert ids(every("&status=SIGNING")) == newest_first


def test_overdue_cases_say_which_wait_and_when_it_was_due(listed):
    late, in_time = opened("a", status="SIGNING"), opened("b", status="SIGNING")
    wait(late, "sign", LATE), wait(in_time, "sign", LATER)
    (shown,) = listed("&overdue=true").body["items"]
    assert (shown["id"], shown["status"], shown["overdue"]) == (late, "SIGNING", {"kind": "sign", "due_at": LATE})
    assert {row["overdue"] for row in listed().body["items"]} == {None}


@pytest.mark.parametrize("kind", WAITS)
def test_whatever_is_waited_for_may_be_overdue_and_no_longer_once_it_is_answered(every, kind):
    task = wait(opened("a"), kind, LATE)
    assert [item["overdue"]["kind"] for item in every("&overdue=true")] == [kind]
    tasks.answer(task, {"next": "done"}, "somebody")
    assert every("&overdue=true") == []


def test_every_kind_of_wait_there_is_may_be_overdue():
    named = [restarting.KIND, disputes.KIND, second_looks.KIND]
    kinds = {
        "ask": STAFF,
        "KIND": named,
        "disputes.KIND": named,
    }  # what steps/review.py and rooms of casework call theirs
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "tasks.open_task":
                kind = node.args[1]
                assert set([kind.value] if isinstance(kind, ast.Constant) else kinds[ast.unparse(kind)]) <= set(WAITS)


def test_overdue_goes_together_with_status_and_age(every):
    for id, days, status in (("a", 40, "SIGNING"), ("b", 40, "REVIEWING"), ("c", 1, "SIGNING")):
        wait(opened(id, days, status), "sign", LATE)
    assert ids(every("&overdue=true&status=SIGNING&age=30")) == ["a" * 32]


def test_overdue_cases_come_page_by_page_each_once_through_all_kinds(every, monkeypatch):
    queue = lanes.queue
    monkeypatch.setattr(lanes, "queue", lambda centre, kind, cursor: queue(centre, kind, cursor, limit=2))
    for id, kind in zip(
        "abcdefg", ["verify", "verify", "verify", "attend", "sign", "mortgage", "mortgage"], strict=True
    ):
        wait(opened(id), kind, LATE if id != "b" else LATER)
    assert sorted(ids(every("&overdue=true"))) == [id * 32 for id in "acdefg"]


def test_a_wait_whose_case_is_gone_is_left_out(every):
    wait("f" * 32, "sign", LATE)
    assert every("&overdue=true") == []


@pytest.mark.parametrize(
    ("query", "defect"),
    [
        ("&status=signing", ("NOT_A_CHOICE", "status")),
        ("&status=", ("NOT_A_CHOICE", "status")),
        ("&age=-1", ("WRONG_FORMAT", "age")),
        ("&age=", ("WRONG_FORMAT", "age")),
        ("&age=99999", ("WRONG_FORMAT", "age")),
        ("&age=%D9%A3", ("WRONG_FORMAT", "age")),
        ("&overdue=yes", ("NOT_A_CHOICE", "overdue")),
        ("&bank=B01", ("UNKNOWN_FIELD", "bank")),
    ],
)
def test_a_filter_that_makes_no_sense_is_named(listed, query, defect):
    answer = listed(query)
    assert (answer.status, answer.codes) == (422, {defect})


def test_a_cursor_of_another_list_is_refused(listed):
    def at(**key: str) -> str:
        return cursor(json.dumps({name: {"S": value} for name, value in key.items()}))

    young = at(id="a", opened_at=clock.stamp(), centre="620100")
    elsewhere = at(id="a", opened_at="2026", queue="620200#sign")
    unknown = at(id="a", opened_at="2026", queue="620100#lunch")
    for query in (
        f"&age=30&cursor={young}",
        f"&overdue=true&cursor={elsewhere}",
        f"&overdue=true&cursor={unknown}",
        f"&overdue=true&cursor={young}",
        f"&cursor={elsewhere}",
    ):
        assert listed(query).body["code"] == "BAD_CURSOR"


def test_what_dynamodb_leaves_undone_is_asked_for_again(platform, monkeypatch):
    first, second = opened("a"), opened("b")
    client, asked = aws.client("dynamodb"), []
    whole = client.batch_get_item

    def half(RequestItems):
        ((table, wanted),) = RequestItems.items()
        asked.append(len(wanted["Keys"]))
        left = {table: {**wanted, "Keys": wanted["Keys"][1:]}} if len(wanted["Keys"]) > 1 else {}
        return {**whole(RequestItems={table: {**wanted, "Keys": wanted["Keys"][:1]}}), "UnprocessedKeys": left}

    monkeypatch.setattr(client, "batch_get_item", half)
    assert caseload.lines([first, second]).keys() == {first, second}
    assert asked == [2, 1]
