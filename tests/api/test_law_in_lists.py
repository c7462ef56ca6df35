"""What the law leaves of time, in the lists of staff and operations: computed from each case, never from when its task was opened."""

import pytest

from chalicelib import aws
from chalicelib.casework import clocks
from chalicelib.records import casefile, lanes, tasks
from chalicelib.settings import setting
from chalicelib.sweep import lateness
from tests.given import case as given
from tests.given.case import CONTRACT, put

DUE = "2026-09-24T17:30:00+08:00"


@pytest.fixture
def two(submitted, form):
    """A case accepted on 2026-09-19, and one accepted a day later whose task was opened later, too."""
    put(submitted, accepted_on="2026-09-19", status="REVIEWING")
    given.submitted(form, "later", accepted_on="2026-09-20", status="REVIEWING")
    for id in (submitted, "later"):
        tasks.open_task(
            id,
            "first_review",
            1,
            f"t-{id}",
            centre="620100",
            due_at=DUE,
            details={},
            urgent_by=clocks.urgent_by(casefile.load(id), DUE),
        )
    return [("later", "2026-09-30"), (submitted, "2026-10-04")]


def test_a_queue_shows_first_what_the_law_leaves_least_time_for_by_the_law_of_each_case_s_day(api, login, two):
    page = api("GET", "/v1/tasks?kind=first_review", who=login("reviewer", "r1")).body["items"]
    assert [(line["case"], line["law_by"]) for line in page] == two


def test_a_queue_names_each_case_by_its_number_where_it_has_one(api, login, two, submitted):
    put(submitted, number="NO1")
    page = api("GET", "/v1/tasks?kind=first_review", who=login("reviewer", "r1")).body["items"]
    assert {line["case"]: line["number"] for line in page} == {
        submitted: "NO1",
        "later": casefile.load("later").number or None,
    }


def test_so_it_does_across_pages_at_one_reading_a_page_however_late_a_task_was_opened(api, login, two, monkeypatch):
    queue, asked = lanes.queue, []
    monkeypatch.setattr(lanes, "queue", lambda centre, kind, cursor: queue(centre, kind, cursor, limit=1))
    listed = tasks.task_items.listed
    monkeypatch.setattr(tasks.task_items, "listed", lambda *of: asked.append(of[0]) or listed(*of))
    who, shown, cursor = login("reviewer", "r1"), [], ""
    while cursor is not None:
        page = api("GET", f"/v1/tasks?kind=first_review{cursor and f'&cursor={cursor}'}", who=who).body
        shown += [(line["case"], line["law_by"]) for line in page["items"]]
        cursor = page["cursor"]
    assert shown == two
    assert asked[:2] == ["by_law", "by_law"] and asked.count("by_queue") == 1, (
        "only behind the last what an earlier release left"
    )


def in_queue() -> list[str]:
    return [task.case for task in lanes.queue("620100", "first_review")[0]]


def test_a_task_of_an_earlier_release_is_shown_behind_the_others_until_the_sweep_has_put_it_in_order(
    api, login, two, submitted
):
    item = tasks.task_items.read("later.first_review.1")
    earlier = {name: value for name, value in item.items() if name not in ("lane", "urgent_by")}
    aws.client("dynamodb").put_item(
        TableName=setting("TABLE_TASKS"), Item={**earlier, "queue": {"S": "620100#first_review"}}
    )
    assert in_queue() == [submitted, "later"]
    (wait,) = tasks.of_case("later")
    list(lateness.due_or_not(casefile.load("later"), wait))
    assert in_queue() == ["later", submitted]
    assert "queue" not in tasks.task_items.read(wait.id)


def test_what_is_accepted_or_decided_meanwhile_moves_in_its_queue(two, submitted):
    assert in_queue() == ["later", submitted]
    put(submitted, contract=CONTRACT)
    (wait,) = tasks.of_case(submitted)
    list(lateness.due_or_not(casefile.load(submitted), wait))
    assert in_queue() == [submitted, "later"], "by its own due time alone"


def test_operations_see_the_law_s_last_day_of_what_is_open_alone(api, login, two):
    ops = login("ops", "o1")
    for listed in ("/v1/ops/cases?centre=620100", "/v1/ops/cases?centre=620100&overdue=true"):
        shown = {line["id"]: line["law_by"] for line in api("GET", listed, who=ops).body["items"]}
        assert shown == dict(two)
    put("later", status="WITHDRAWN")
    shown = {line["id"]: line["law_by"] for line in api("GET", "/v1/ops/cases?centre=620100", who=ops).body["items"]}
    assert shown["later"] is None
