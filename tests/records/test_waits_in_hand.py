"""A wait moved, put off, handed over and tried again: whose it is then, and what it keeps of the time it had."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import time_machine
from botocore.exceptions import ClientError

from chalicelib.errors import Contended
from chalicelib.records import road, task_items, tasks, upkeep

READ, LATER = "2026-11-23T02:00:00.000Z", "2026-11-23T03:00:00.000Z"


@pytest.fixture
def time():
    with time_machine.travel(READ, tick=False) as time:
        yield time


@pytest.fixture
def wait(platform, monkeypatch, time):
    """An open wait of which the road hears nothing, at that moment."""
    monkeypatch.setattr(road, "tell", lambda item: None)
    return tasks.open_task("c1", "verify", 1, "t1", centre="620100", due_at=READ, details={})


@pytest.mark.parametrize(
    ("taken", "later", "may"), [(False, 0, True), (True, 0, False), (True, 23, False), (True, 25, True)]
)
def test_a_step_is_tried_again_by_itself_only_while_nobody_has_its_wait_in_hand(wait, time, taken, later, may):
    if taken:
        tasks.claim(wait.id, "r1", "person_r1")
    time.shift(later * 3600)
    assert tasks.try_again(wait, "system") is may
    now = tasks.get(wait.id)
    assert (now.state, now.claimed_by) == (("retrying", None) if may else ("claimed", "r1"))
    assert not may or not tasks.try_again(wait, "system"), "once"


def test_what_nobody_waits_for_any_more_is_not_tried_again(wait):
    tasks.answer(wait.id, {"next": "decided"}, "r1")
    assert not tasks.try_again(wait, "system") and tasks.get(wait.id).state == "answered"


@pytest.mark.parametrize(
    ("due_at", "overdue"), [("2026-11-22T02:00:00.000Z", False), (READ, True), ("2026-11-24T02:00:00.000Z", False)]
)
def test_that_a_wait_was_overdue_belongs_to_the_time_it_had_whether_the_new_one_is_later_or_sooner(
    wait, due_at, overdue
):
    upkeep.escalate(wait)
    again = upkeep.postpone(tasks.get(wait.id), due_at)
    assert (again.due_at, bool(again.escalated_at)) == (due_at, overdue)


def test_what_a_party_was_promised_first_is_kept_however_often_the_limit_stands_still(wait):
    once = upkeep.postpone(wait, "2026-11-25T02:00:00.000Z", told=READ)
    again = upkeep.postpone(once, "2026-11-27T02:00:00.000Z", told=once.due_at)
    assert (again.due_at, again.first_due) == ("2026-11-27T02:00:00.000Z", READ)
    assert upkeep.postpone(again, "2026-11-28T02:00:00.000Z").first_due == READ


@pytest.mark.parametrize("provisional", [True, False])
def test_a_new_due_time_says_whether_it_may_move_yet(wait, provisional):
    again = upkeep.postpone(wait, "2026-11-25T02:00:00.000Z", provisional=provisional)
    assert tasks.get(again.id).provisional is again.provisional is provisional
    assert upkeep.postpone(again, "2026-11-26T02:00:00.000Z").provisional is False


@pytest.mark.parametrize(("to", "person"), [("r2", "person_r2"), ("r2", ""), ("", "")])
def test_a_wait_that_is_handed_over_is_kept_for_whom_it_was_handed_to_and_for_nobody_before_them(wait, to, person):
    kept = upkeep.hand_over(tasks.claim(wait.id, "r1", "person_r1"), "r9", None, "person_r9")
    now = upkeep.hand_over(kept, to, None, person)
    assert (now.kept_for, now.claimant, bool(now.kept_at)) == (to, person, bool(to))
    assert (now.state, now.claimed_by, now.claimed_at) == ("open", None, None)


ACTS = {
    "hand over": lambda task: upkeep.hand_over(task, "r9", None, "person_r9"),
    "offer": lambda task: upkeep.offer(task, "620200"),
    "put aside": lambda task: upkeep.hold(task, "2026-12-01", "why", "s1", {}),
    "take up": lambda task: upkeep.hold(task, "", "", "", {}),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize(("read_by", "now"), [(None, "r1"), ("r1", None), ("r1", "r2"), (None, None), ("r1", "r1")])
def test_a_wait_that_somebody_else_holds_by_now_is_not_moved_by_who_read_it_before(wait, act, read_by, now):
    as_read = tasks.claim(wait.id, read_by, f"person_{read_by}") if read_by else wait
    if read_by and now != read_by:
        tasks.release(wait.id, read_by)
    if now and now != read_by:
        tasks.claim(wait.id, now, f"person_{now}")
    if now == read_by:
        act(as_read)
    else:
        before = tasks.get(wait.id)
        with pytest.raises(Contended):
            act(as_read)
        assert tasks.get(wait.id) == before


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_wait_offered_to_another_centre_is_nobodys_there_and_lent_until_it_comes_back(wait, is_taken):
    theirs = upkeep.hand_over(wait, "r9", None, "person_r9")
    assert (theirs.kept_for, theirs.claimant, bool(theirs.kept_at)) == ("r9", "person_r9", True)
    lent = upkeep.offer(tasks.claim(wait.id, "r9", "person_r9") if is_taken else theirs, "620200")
    assert (lent.centre, lent.lent_by, lent.state, lent.claimed_by) == ("620200", "620100", "open", None)
    assert (lent.kept_for, lent.kept_at, lent.claimant) == ("", "", "")
    assert upkeep.offer(lent, "620300").lent_by == "620100"
    assert upkeep.offer(lent, "620100").lent_by == ""


@pytest.mark.parametrize("over", ["answered", "retired"])
def test_a_wait_that_is_opened_again_is_as_if_it_had_never_been_opened(wait, over):
    taken = upkeep.postpone(tasks.claim(wait.id, "r1", "person_r1"), "2026-11-24T02:00:00.000Z", told=READ)
    upkeep.escalate(taken)
    if over == "answered":
        tasks.answer(wait.id, {"next": "decided"}, "r1")
        upkeep.ask_anew(taken, LATER, provisional=True)
    else:
        upkeep.retire(taken)
        upkeep.reopen(taken, LATER, provisional=True)
    again = tasks.get(wait.id)
    assert again == replace(wait, opened_at=again.opened_at, due_at=LATER, provisional=True, urgent_by=LATER)


@pytest.mark.usefixtures("own_names")
@pytest.mark.parametrize("lost", [0, 1, None])
def test_a_wait_and_what_is_written_beside_it_are_contended_whichever_of_them_somebody_changed_first(monkeypatch, lost):
    reasons = [{"Code": "ConditionalCheckFailed" if place == lost else "None"} for place in range(2)]

    def write(**how):
        raise ClientError({"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons}, "x")

    monkeypatch.setattr(task_items.aws, "client", lambda name: SimpleNamespace(transact_write_items=write))
    with pytest.raises(ClientError if lost is None else Contended):
        task_items.change("t1", "x = :x", "y", {}, beside={"the": "case"})
