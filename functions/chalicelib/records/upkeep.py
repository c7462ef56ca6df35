"""The upkeep of waits (待办维护): what becomes of an open one without anybody's answer, and without telling the road."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from chalicelib import clock
from chalicelib.errors import Contended
from chalicelib.records.task_items import IS_OPEN, RETRYING, Task, change, task_of


def escalate(task: Task) -> None:
    """Marks a wait that stands in its queue as overdue, once. Raises `Contended` when it is over."""
    _while_listed(task, "escalated_at = if_not_exists(escalated_at, :now)", now=clock.stamp())


def postpone(task: Task, due_at: str, *, provisional: bool = False, told: str = "") -> Task:
    """Gives a wait that stands in its queue another due time, later or sooner, certain unless `provisional`; keeps beside it, once, what was `told`
    before its limit stood still. That it was overdue belongs to the time it had. Raises `Contended` when it is over."""
    again = "" if due_at == task.due_at else " REMOVE escalated_at"
    keeps, kept = (", first_due = if_not_exists(first_due, :told)", {"told": told}) if told else ("", {})
    changes = f"due_at = :due, provisional = :provisional{keeps}{again}"
    return _while_listed(task, changes, due=due_at, provisional="1" if provisional else "", **kept)


def put_in_order(task: Task, urgent_by: str) -> Task:
    """Puts a wait that stands in its queue, of whichever centre by now, where it belongs. Raises `Contended` when it is over."""
    lane = f"{task.centre}#{task.kind}"
    return _while_listed(
        task, "lane = if_not_exists(lane, :lane), urgent_by = :urgent REMOVE queue", lane=lane, urgent=urgent_by
    )


def release(task: Task) -> Task:
    """Gives a claimed wait back to its queue, for another to claim. Raises `Contended` when it is over."""
    return _while_open(task, "#state = :open REMOVE claimed_by, claimant")


def offer(task: Task, centre: str) -> Task:
    """Gives a wait that nobody may do at its centre to the queue of another, and to nobody there; lent, unless that is its own. Raises `Contended` as
    `hand_over`."""
    by = task.lent_by or task.centre
    lent, values = (", lent_by = :by", {":by": by}) if centre != by else ("", dict[str, str]())
    gone = "queue, claimed_by, claimed_at, claimant, kept_for, kept_at" + ("" if lent else ", lent_by")
    changes = f"#state = :open, centre = :centre, lane = :lane, nobody_since = if_not_exists(nobody_since, :now){lent} REMOVE {gone}"
    values |= {":centre": centre, ":lane": f"{centre}#{task.kind}", ":now": clock.stamp()}
    return _while_as_read(task, changes, values, None)


def mark(task: Task, *, is_nobodys: bool) -> None:
    """Marks a wait that nobody of its centre may do any more, once; takes the mark off one that somebody may. Raises `Contended` when it is over."""
    if is_nobodys:
        _while_listed(task, "nobody_since = if_not_exists(nobody_since, :now)", now=clock.stamp())
    else:
        _while_listed(task, "#state = #state REMOVE nobody_since")


def hand_over(task: Task, to: str, beside: Mapping[str, Any] | None, person: str = "") -> Task:
    """Gives a wait back to its queue, kept for that login for a while, behind which is that natural person; for anybody where there is none.
    `beside`: the `Update`, if any, that happens with it or not at all. Raises `Contended` when it is over, or has another holder than was read."""
    sets, gone, values = ["#state = :open"], ["claimed_by", "claimed_at"], dict[str, str]()
    if to:
        sets.append("kept_for = :to, kept_at = :now")
        values = {":to": to, ":now": clock.stamp()}
    else:
        gone += ["kept_for", "kept_at"]
    if person:  # it is the key of an index
        sets.append("claimant = :person")
        values[":person"] = person
    else:
        gone.append("claimant")
    return _while_as_read(task, f"{', '.join(sets)} REMOVE {', '.join(gone)}", values, beside)


def hold(task: Task, until: str, why: str, who: str, beside: Mapping[str, Any]) -> Task:
    """Puts a wait aside until that day, for a coded reason, by that login; nothing of the law stops. Without a day it is taken up again.
    `beside` and `Contended` as of `hand_over`."""
    if not until:
        return _while_as_read(task, "#state = #state REMOVE held_until, held_why, held_by", {}, beside)
    changes = "held_until = :until, held_why = :why, held_by = :who"
    return _while_as_read(task, changes, {":until": until, ":why": why, ":who": who}, beside)


def retire(task: Task) -> None:
    """Takes a wait out of its queue that nobody listens to or has to see to any more. Safe to repeat."""
    with suppress(Contended):
        _while_listed(task, "#state = :new REMOVE queue, lane", new="interrupted")


def reopen(task: Task, due_at: str, *, provisional: bool) -> None:
    """Opens a retired wait anew, as if it had never been opened. Raises `Contended` when another has."""
    changes = (
        "#state = :open, opened_at = :now, lane = :lane, urgent_by = :due, due_at = :due, provisional = :provisional"
        " REMOVE claimed_by, claimant, claimed_at, escalated_at, first_due"
    )
    values = {":now": clock.stamp(), ":lane": f"{task.centre}#{task.kind}", ":due": due_at}
    values |= {":provisional": "1" if provisional else "", ":interrupted": "interrupted"}
    change(task.id, changes, f"#state = :interrupted AND NOT {IS_OPEN}", values)


def ask_anew(task: Task, due_at: str, *, provisional: bool) -> None:
    """Opens an answered wait again, for its road to wait on. Raises `Contended` when another has."""
    changes = (
        "#state = :open, opened_at = :now, lane = :lane, urgent_by = :due, due_at = :due, provisional = :provisional"
        " REMOVE outcome, answered_by, answered_at, claimed_by, claimant, claimed_at, escalated_at, first_due"
    )
    values = {":now": clock.stamp(), ":lane": f"{task.centre}#{task.kind}", ":due": due_at, ":answered": "answered"}
    values |= {":provisional": "1" if provisional else ""}
    change(task.id, changes, f"#state = :answered AND NOT {IS_OPEN}", values)


def _while_listed(task: Task, changes: str, **values: str) -> Task:
    given = {f":{name}": value for name, value in values.items()}
    return task_of(change(task.id, changes, f"{IS_OPEN} OR #state = :retrying", {**given, ":retrying": RETRYING}))


def _while_as_read(task: Task, changes: str, values: Mapping[str, str], beside: Mapping[str, Any] | None) -> Task:
    holder = "claimed_by = :holder" if task.claimed_by else "attribute_not_exists(claimed_by)"
    held = {":holder": task.claimed_by} if task.claimed_by else {}
    return task_of(change(task.id, changes, f"{IS_OPEN} AND {holder}", {**values, **held}, beside=beside))


def _while_open(task: Task, changes: str, **values: str) -> Task:
    return task_of(change(task.id, changes, IS_OPEN, {f":{name}": value for name, value in values.items()}))
