"""What is overdue, due sooner or later than it was, given up or rung for, on built objects. In the store: tests/sweep/test_sweep.py, test_gauges.py, test_healing.py."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.records.contents import Event, Stop
from chalicelib.records.statements import Procedure
from chalicelib.sweep import gauges, healing, lateness
from tests.given.case import held
from tests.sweep.conftest import NOW, OUT, wait

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def overdue(monkeypatch):
    """What is done of a wait that is due at that moment, and the limits of which stand as they are."""
    for name in ("is_beyond_law", "stretches"):
        monkeypatch.setattr(lateness, name, lambda *_: False)
    monkeypatch.setattr(lateness, "urgent_by", lambda *_: "place")
    world = SimpleNamespace(escalated=[], told=[])
    monkeypatch.setattr(lateness.upkeep, "escalate", world.escalated.append)
    monkeypatch.setattr(lateness.casefile, "amend", lambda case, line: world.told.append(line.event.code))

    def look(case, kind="first_review", due_at="2026-11-25T09:59:59.999+08:00", **values):
        late = replace(wait(kind, **values), due_at=due_at, urgent_by="place")
        return [*lateness.due_or_not(case, late)]

    world.look = look
    return world


OPEN = {"procedures": {"appraisal.1": Procedure("appraisal", NOW, "r1", "person_r1", NOW, "")}}


@pytest.mark.parametrize(
    ("values", "case", "is_overdue"),
    [
        ({}, {}, True),
        ({"kind": "sign"}, {}, True),
        ({"kind": "sign"}, {**OPEN, "status": "SIGNING"}, False),  # nobody may sign meanwhile
        ({}, OPEN, True),
        ({"due_at": "2026-11-25T10:00:00.000+08:00"}, {}, False),
        ({"due_at": "2026-11-25T10:00:01.000+08:00"}, {}, False),
        ({"kind": "attend", "details": {"codes": ["OWED"]}, "held_until": "2026-11-26"}, {}, False),
        ({"kind": "attend", "details": {"codes": ["OWED"]}, "held_until": "2026-11-25"}, {}, True),
        ({"kind": "attend", "details": {"codes": ["OWED"]}}, {}, True),
    ],
)
def test_nothing_is_overdue_before_its_last_moment_nor_while_whoever_has_it_can_do_nothing(
    overdue, values, case, is_overdue
):
    assert overdue.look(held(**case), **values) == ["overdue"] * is_overdue
    assert (len(overdue.escalated), overdue.told) == (is_overdue, ["OVERDUE"] * is_overdue)


@pytest.mark.parametrize("status", ["REVIEWING", "DISBURSED", "REFUSED"])
@pytest.mark.parametrize("escalated_at", [None, NOW])
@pytest.mark.parametrize("kind", ["complaint", "first_review"])
def test_that_a_partys_complaint_is_overdue_is_a_supervisors_to_know_and_stands_in_no_timeline(
    overdue, status, escalated_at, kind
):
    found = overdue.look(held(status=status), kind, escalated_at=escalated_at)
    is_news = kind == "first_review" or not escalated_at
    assert (found, overdue.told) == (["overdue"] * is_news, ["OVERDUE"] * (kind == "first_review"))
    assert len(overdue.escalated) == is_news


@pytest.mark.parametrize(("told_day", "found"), [("12-01", []), ("11-20", []), ("11-10", ["overdue"])])
def test_what_was_told_as_overdue_at_a_later_day_is_not_told_again_where_the_law_has_brought_it_forward(
    monkeypatch, told_day, found
):
    for name in ("is_beyond_law", "stretches"):
        monkeypatch.setattr(lateness, name, lambda *_: False)
    monkeypatch.setattr(lateness, "urgent_by", lambda *_: "place")
    monkeypatch.setattr(lateness.upkeep, "escalate", lambda wait: None)
    monkeypatch.setattr(lateness.casefile, "amend", lambda case, line: None)
    one = replace(wait("first_review", urgent_by="place"), due_at="2026-11-20T18:00:00+08:00")
    events = {f"OVERDUE.{one.id}.2026-{told_day}T18:00:00+08:00": Event(NOW, "OVERDUE", {})}
    assert [*lateness.due_or_not(held(events=events), one)] == found


@pytest.mark.parametrize(("by", "moved"), [("2026-12-01", True), ("2026-12-05", False), ("2026-12-06", False)])
@pytest.mark.parametrize("is_provisional", [True, False])
def test_the_law_brings_a_day_forward_and_never_gives_more_time(monkeypatch, by, moved, is_provisional):
    postponed, one = [], replace(wait("first_review"), due_at="2026-12-05")
    monkeypatch.setattr(lateness, "due", lambda case, kind, since, first: (by, is_provisional))
    monkeypatch.setattr(
        lateness.upkeep, "postpone", lambda wait, due_at, **how: postponed.append((due_at, how)) or "sooner"
    )
    found = []

    def bound():
        found.append((yield from lateness._bound(held(), one, one)))

    assert [*bound()] == ["bound"] * moved and found == ["sooner" if moved else one]
    assert postponed == [(by, {"provisional": is_provisional})] * moved


@pytest.mark.parametrize("is_provisional", [True, False])
def test_a_provisional_day_is_moved_once_its_holidays_are_arranged(monkeypatch, is_provisional):
    one, found = wait("first_review", provisional=True), []
    monkeypatch.setattr(lateness, "_stood_still", lambda case, wait, first: wait)
    monkeypatch.setattr(lateness, "due", lambda case, kind, since, first: ("2026-12-09", is_provisional))
    monkeypatch.setattr(lateness.upkeep, "postpone", lambda wait, due_at: f"by {due_at}")

    def arranged():
        found.append((yield from lateness._arranged(held(), one, one)))

    assert [*arranged()] == ["arranged"] * (not is_provisional)
    assert found == [one if is_provisional else "by 2026-12-09"]


EARLIER, LATEST = {"turn": "20261123#0"}, wait("first_review", 9, turn="20261124#0")


@pytest.mark.parametrize(
    ("one", "status", "is_over"),
    [
        (wait("attend", state="retrying", **EARLIER), "ATTENDING", True),
        (wait("attend", state="retrying", **EARLIER), "SIGNING", True),
        (wait("attend", state="retrying", turn="20261124#0"), "ATTENDING", False),
        (wait("attend", state="retrying", turn="20261124#0"), "SIGNING", True),
        (wait("verify", **EARLIER), "VERIFYING", False),  # it is somebody's work
        (wait("attend", state="claimed", **EARLIER), "SIGNING", False),
        (wait("attend", state="answered", **EARLIER), "SIGNING", False),
    ],
)
def test_of_what_the_road_has_gone_past_only_what_was_being_tried_again_leaves_its_queue(
    monkeypatch, one, status, is_over
):
    retired = []
    monkeypatch.setattr(healing.upkeep, "retire", retired.append)
    assert [*healing.over(held(status=status), [one, LATEST])] == ["outage_over"] * is_over
    assert retired == [one] * is_over


@pytest.mark.parametrize(
    ("began", "is_tried"),
    [("2026-11-08T02:00:00.000Z", True), ("2026-11-08T01:59:59.999Z", False), ("2026-11-01T00:00:00.000Z", False)],
)
def test_an_outage_is_given_up_seventeen_days_after_its_first_task_however_new_the_last_is(began, is_tried):
    first = wait("attend", 1, "answered", began, answered_by="sweep", **OUT)
    waits = [first, wait("attend", 2, opened_at=NOW, **OUT)]
    assert (healing.due_in(waits) is not None) is is_tried
    assert [*healing.given_up(waits)] == ["given_up"] * (not is_tried)


@pytest.mark.parametrize("stopped", [None, Stop("Issue", NOW, ("PAYMENT_OVERTURNED",))])
@pytest.mark.parametrize(
    ("payment", "rings"),
    [
        ({"status": "paid", "settled_at": "2026-11-25T01:44:59.999Z"}, 1),
        ({"status": "paid", "settled_at": "2026-11-25T01:45:00.000Z"}, 0),
        ({"status": "overturned", "settled_at": "2026-11-25T01:00:00.000Z"}, 0),
        ({"status": "ordered"}, 0),
        (None, 0),
    ],
)
def test_money_that_has_gone_rings_after_a_quarter_of_an_hour_without_a_loan_whatever_its_issue_has_stopped_on(
    monkeypatch, payment, rings, stopped
):
    monkeypatch.setattr(gauges, "is_past_law", lambda case: False)
    seen = gauges.Seen()
    seen.case(held(payment=payment, stopped=stopped), [], has_execution=True)
    assert (seen.paid_not_issued, seen.without_execution) == (rings, 0)


@pytest.mark.parametrize("values", [{}, OPEN, {"status": "CORRECTION"}])
@pytest.mark.parametrize("is_past", [True, False])
def test_a_case_past_the_laws_last_day_rings_whatever_is_going_on_in_it(monkeypatch, is_past, values):
    monkeypatch.setattr(gauges, "is_past_law", lambda case: is_past)
    seen = gauges.Seen()
    seen.case(held(**values), [], has_execution=False)
    assert (seen.past_law, seen.without_execution) == (is_past, 1)
