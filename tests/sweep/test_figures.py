"""What a supervisor is told counts everything that waits, is read at once, and counts no ended case twice."""

import pytest
import time_machine

from chalicelib import clock, policy
from chalicelib.domain.shares import HOLDERS
from chalicelib.records import casefile, lanes, statements, tasks
from chalicelib.records import figures as kept
from chalicelib.sweep import figures
from tests.given import case as given
from tests.given.form import form

CENTRE, MANY = "620100", 130


def opened(number, *, due="2099-01-01T17:30:00+08:00", urgent="2099-01-01"):
    return tasks.open_task(
        f"{number:032x}", "first_review", 1, "token", centre=CENTRE, due_at=due, urgent_by=f"{urgent} {due}", details={}
    )


@pytest.fixture
def counted(platform):
    def of() -> dict:
        assert list(figures.counted(lambda: True)) == []
        return kept.of_centre(CENTRE, [], [])["queues"]

    return of


def test_every_task_is_counted_however_many_pages_there_are_and_each_once(counted, monkeypatch):
    monkeypatch.setattr(figures, "PAGE", 50)
    for number in range(MANY):
        opened(number)
    late, near = opened(1001, due="2026-01-01T17:30:00+08:00"), opened(1002, urgent=clock.today().isoformat())
    tasks.claim(late.id, "r1", "person_r1")
    told = counted()
    (kind,) = told["kinds"]
    assert (kind["kind"], kind["open"], kind["red"], kind["yellow"], kind["green"]) == (
        "first_review",
        MANY + 2,
        1,
        1,
        MANY,
    )
    assert sum(kind["ages"]) == MANY + 2 and kind["free"] + kind["claimed"] + kind["held"] == MANY + 2
    assert {one["who"]: (one["open"], one["red"]) for one in told["people"]} == {None: (MANY + 1, 0), "r1": (1, 1)}
    assert near.id


def test_figures_are_counted_each_quarter_of_an_hour_and_not_by_a_run_without_time(counted, monkeypatch):
    counted()
    opened(1)
    assert counted()["kinds"] == []
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + figures.EVERY)
    list(figures.counted(lambda: False))
    assert kept.of_centre(CENTRE, [], [])["queues"]["kinds"] == []
    assert counted()["kinds"][0]["open"] == 1


def test_one_centre_that_cannot_be_counted_keeps_no_other_waiting(platform, monkeypatch):
    queue = lanes.queue

    def read(centre, *of):
        if centre == CENTRE:
            raise OSError
        return queue(centre, *of)

    monkeypatch.setattr(lanes, "queue", read)
    assert list(figures.counted(lambda: True)) == ["failed.OSError"]
    assert {*kept.counted_at(sorted(policy.centres()))} == {*policy.centres()} - {CENTRE}


def test_one_centre_too_large_for_any_run_keeps_no_other_from_being_counted(platform, monkeypatch):
    """Where time is short, a run ends in it; the next begins with another."""
    centres, left = sorted(policy.centres()), []

    def read(centre, *of):
        left[:] = [] if centre == CENTRE else left
        return [], None

    monkeypatch.setattr(lanes, "queue", read)
    for turn in range(len(centres)):
        left[:] = ["time"]
        list(figures.counted(lambda: bool(left), turn))
    assert {*kept.counted_at(centres)} == {*centres} - {CENTRE}


def test_the_time_an_ended_case_used_is_added_to_its_month_once(platform):
    case = given.submitted(
        form(), "c1", submitted_at="2026-11-02T01:00:00.000Z", status="EXPIRED", ended_at="2026-11-04T01:00:00.000Z"
    )
    for _ in range(2):
        figures.add_time_used(casefile.load(case.id))
    months = kept.of_centre(CENTRE, ["2026-11", "2026-10"], ["ours", "agencies", "bank", "applicant"])["months"]
    assert {*months} == {"2026-11"} and months["2026-11"]["cases"] == 1
    assert sum(used for name, used in months["2026-11"].items() if name != "cases") == 2 * 86_400


def test_the_end_after_a_case_was_reopened_counts_too_with_the_time_since_then(platform):
    values = {"submitted_at": "2026-11-02T01:00:00.000Z", "status": "EXPIRED", "ended_at": "2026-11-04T01:00:00.000Z"}
    given.submitted(form(), "c1", **values)
    figures.add_time_used(casefile.load("c1"))
    with time_machine.travel("2026-12-01T01:00:00Z", tick=False):
        given.happened("c1", "APPEAL_REOPENED", "1")
    ended = {
        "at": "",
        "by": "",
        "party": "borrower",
        "grounds": "",
        "of": "",
        "ending": "EXPIRED",
        "outcome": "reopened",
    }
    given.put("c1", ended_at="2026-12-02T01:00:00.000Z", appeals=[statements.Appeal(**ended)])
    for _ in range(2):
        figures.add_time_used(casefile.load("c1"))
    months = kept.of_centre(CENTRE, ["2026-11", "2026-12"], [*HOLDERS])["months"]
    assert [months[month]["cases"] for month in ("2026-11", "2026-12")] == [1, 1]
    assert sum(used for name, used in months["2026-12"].items() if name != "cases") == 86_400
