"""When a case is left in peace, and what is seen to once, by each look of the sweep: on built cases, as tests/sweep/test_one_look.py."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from chalicelib.sweep import figures, gauges, looks, queues
from tests.given.application import application
from tests.given.case import held
from tests.sweep.test_one_look import DAY_AGO, NOW, now, wait

__all__ = ["now"]


def due(due_at: str, **values):
    return replace(wait("first_review", **values), due_at=f"2026-{due_at}:00+08:00")


@pytest.mark.parametrize(
    ("waits", "payment", "tried_in", "rests"),
    [
        ([due("12-01T18:00")], None, None, timedelta(hours=4)),
        ([due("11-25T12:00")], None, None, timedelta(hours=2)),
        ([due("11-25T09:00")], None, None, timedelta(hours=4)),  # it is late, and its mark is made
        ([due("12-01T18:00")], None, timedelta(hours=1), timedelta(hours=1)),
        ([due("12-01T18:00")], None, timedelta(hours=-1), timedelta(hours=4)),
        ([due("11-25T12:00", state="answered"), due("12-01T18:00")], None, None, timedelta(hours=4)),
        ([due("12-01T18:00", state="answered")], None, None, None),
        ([], None, None, None),
        ([due("12-01T18:00")], {"status": "ordered"}, None, None),  # of money the next word may come at any time
        ([due("12-01T18:00")], {"status": "paid"}, None, None),
    ],
)
def test_a_case_that_waits_for_somebody_rests_until_something_is_due_and_one_with_money_on_its_way_does_not(
    monkeypatch, waits, payment, tried_in, rests
):
    monkeypatch.setattr(looks.healing, "due_in", lambda waits: tried_in)
    seen = gauges.Seen()
    looks._rest(held(payment=payment), waits, seen)
    assert seen.at_rest == ({"c1": rests} if rests else {})


@pytest.mark.parametrize(
    ("due_at", "expires"), [("", False), (DAY_AGO, True), (NOW, True), ("2026-11-25T02:00:00.001Z", False)]
)
def test_a_draft_expires_at_its_time_and_one_of_which_nobody_has_said_when_does_not(monkeypatch, due_at, expires):
    wrote = []
    monkeypatch.setattr(looks.casefile, "amend", lambda case, told, **how: wrote.append((told.event.code, how)))
    found = [*looks._draft(held(status="DRAFT", due_at=due_at, revision=7))]
    assert found == ["draft_expired"] * expires
    for code, how in wrote:
        assert (code, how["status"], how["expect"].revision) == ("ENDED_EXPIRED", "EXPIRED", 7)
    assert len(wrote) == expires


@pytest.mark.parametrize(("untold", "taken_up", "word"), [(True, False, []), (False, True, []), (False, False, ["c1"])])
def test_an_ended_case_is_archived_once_what_was_answered_is_told_and_what_was_denied_is_taken_up(
    monkeypatch, untold, taken_up, word
):
    told, seen = [gauges.Word("c1", "voiced")] * untold, gauges.Seen()
    monkeypatch.setattr(looks.words, "answered", lambda case: told)
    monkeypatch.setattr(looks, "_denied", lambda case: iter(["denied"] * taken_up))
    assert [*looks._outlived(held(status="REFUSED", application=application()), [], seen)] == ["denied"] * taken_up
    assert (seen.to_archive, seen.late) == (word, told)


@pytest.mark.parametrize("kind", ["sign", "correction", "mortgage", "first_review", "attend", "verify"])
@pytest.mark.parametrize(
    ("is_to_leave", "values", "acts"),
    [
        (True, {}, True),
        (True, {"state": "claimed"}, True),
        (False, {}, False),
        (True, {"state": "answered"}, False),
        (True, {"on_the_road": False}, False),
    ],
)
def test_what_was_taken_back_leaves_whatever_its_road_waits_for(monkeypatch, kind, is_to_leave, values, acts):
    done = []
    monkeypatch.setattr(looks.taking_back, "is_to_leave", lambda case: is_to_leave)
    monkeypatch.setattr(looks.taking_back, "act_on", lambda case: done.append(case.id))
    assert [*looks._withdrawn(held(), [wait(kind, **values)])] == ["withdrawal"] * acts
    assert done == ["c1"] * acts


@pytest.mark.parametrize(
    ("number", "restarts", "stranded", "values", "found"),
    [
        (1, 1, True, {}, "restart_closed"),
        (1, 2, True, {}, "restart_closed"),
        (1, 0, True, {}, None),  # nobody has restarted it
        (2, 1, True, {}, None),
        (1, 0, False, {}, "healed"),
        (1, 1, True, {"state": "answered"}, None),
    ],
)
def test_a_task_to_restart_is_over_once_that_is_done_or_the_case_goes_on_by_itself(
    monkeypatch, number, restarts, stranded, values, found
):
    done = []
    monkeypatch.setattr(looks.restarting, "is_stranded", lambda case, waits: stranded)
    monkeypatch.setattr(looks.tasks, "answer", lambda id, outcome, who: done.append((id, outcome, who)))
    monkeypatch.setattr(looks.upkeep, "retire", lambda wait: done.append(wait.id))
    one = wait("restart", number, **values)
    assert [*looks._restarted(held(restarts=restarts), [one])] == ([found] if found else [])
    answered = (one.id, {"next": "restart"}, "sweep")
    assert done == {"restart_closed": [answered], "healed": [one.id], None: []}[found]
    other = wait("first_review", number)
    assert [*looks._restarted(held(restarts=9), [other])] == []


def test_a_queue_is_gone_through_to_its_last_page(monkeypatch):
    pages = {None: (["a", "b"], "2"), "2": ([], "3"), "3": (["c"], None)}
    monkeypatch.setattr(queues.lanes, "queue", lambda centre, kind, cursor: pages[cursor])
    assert [*queues._waiting("620100", "dispute")] == ["a", "b", "c"]


@pytest.mark.parametrize(("time", "kept"), [(99, ["a", "b"]), (3, ["a"]), (1, []), (0, [])])
def test_figures_of_a_queue_that_was_not_read_to_its_end_are_not_kept(monkeypatch, time, kept):
    left, put = [time], []

    def goes_on():
        left[0] -= 1
        return left[0] >= 0

    monkeypatch.setattr(figures.policy, "centres", lambda: {"a": "", "b": "", "fresh": ""})
    monkeypatch.setattr(figures.kept, "counted_at", lambda centres: {"fresh": NOW})
    monkeypatch.setattr(figures, "_every", lambda centre, goes_on: [goes_on()])
    monkeypatch.setattr(figures.figures, "counted", lambda every: SimpleNamespace(every=every))
    monkeypatch.setattr(figures.kept, "put", lambda centre, counted: put.append(centre))
    assert [*figures.counted(goes_on)] == [] and put == kept
