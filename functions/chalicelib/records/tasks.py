"""Waits (待办): every time the road waits for a person, a bank or a registry there is one task here, with the token.

The order makes it safe to die anywhere: the answer is recorded first and told to the state machine second, and a step
that runs again finds the recorded answer and tells it under its new token. A token gives way to that of a later turn only
(casework/turns.py): one that comes late is dead, and a wait that held it could not be ended any more.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from chalicelib import clock
from chalicelib.domain.work import WAITS
from chalicelib.errors import Contended
from chalicelib.records import road, task_items
from chalicelib.records.task_items import IS_OPEN, RETRYING, TODAY, Task, TaskNotFound

__all__ = [
    "RETRYING", "Task", "TaskNotFound", "answer", "claim", "find", "free_at", "get", "interrupt", "of_case", "open_task", "release", "task_id", "tell_again", "try_again",
]  # fmt: skip

CLAIM = timedelta(days=1)  # how long a task stays with whoever took it, undecided, before another may take it
# Earlier releases did not write down when a task was taken: it was not before it was opened.
LAPSED = "claimed_at < :lapsed OR (attribute_not_exists(claimed_at) AND opened_at < :lapsed)"


def task_id(case: str, kind: str, number: int | str = 1) -> str:
    """The id of the n-th wait of one kind in a case; the same wait always gets the same id."""
    return f"{case}.{kind}.{number}"


def open_task(
    case: str,
    kind: str,
    number: int | str,
    token: str,
    *,
    turn: str = "",
    centre: str,
    due_at: str,
    details: Mapping[str, Any],
    provisional: bool = False,
    urgent_by: str = "",
    beside: Mapping[str, Any] | None = None,
) -> Task:
    """Registers a wait under the token the state machine gave. If it was answered meanwhile, resumes at once; if a later turn
    has opened it, changes nothing. Gives the wait as it is then; it keeps the due time it was first given, and stays
    where it has been put since: in the queue of whichever centre has it (`upkeep.offer`), in whosever hands.

    A task without a token is a person's alone: no road waits for it. `urgent_by`: what it is put in its queue by (casework/clocks.py), its
    due time where nothing is said. `beside`: the DynamoDB `Update` that has to happen with it, or
    neither does; then raises `Contended` where one cannot. Raises `ValueError` for a kind that is not declared (domain/work.py).
    """
    if kind not in WAITS:
        raise ValueError(f"no wait is declared as {kind!r}")
    id = task_id(case, kind, number)
    try:
        return task_items.task_of(
            task_items.change(
                id,
                "#token = :token, turn = :turn, #case = :case, kind = :kind, details = :details,"
                " centre = if_not_exists(centre, :centre), lane = if_not_exists(lane, :lane), urgent_by = if_not_exists(urgent_by, :urgent), due_at = if_not_exists(due_at, :due), provisional = if_not_exists(provisional, :provisional),"
                " #state = if_not_exists(#state, :open), opened_at = if_not_exists(opened_at, :now) REMOVE queue",
                f"attribute_not_exists(id) OR ({IS_OPEN} AND (attribute_not_exists(turn) OR turn <= :turn))",
                {
                    ":token": token, ":turn": turn, ":case": case, ":kind": kind, ":centre": centre, ":due": due_at,
                    ":provisional": "1" if provisional else "", ":now": clock.stamp(),
                    ":details": json.dumps(details, ensure_ascii=False), ":lane": f"{centre}#{kind}",
                    ":urgent": urgent_by or due_at,
                },
                {"#token": "token", "#case": "case"},
                beside=beside,
            )
        )  # fmt: skip
    except Contended:
        if beside:
            raise
        found = task_items.read(id)
        if not task_items.task_of(found).is_open:
            road.tell({**found, "token": {"S": token}})
        return task_items.task_of(found)


def claim(id: str, who: str, person: str = "") -> Task:
    """Takes an open task for one member of staff, behind whose login is that person. Raises `Contended` if another has it or it is no longer open.

    Whoever has not decided it within `CLAIM` may lose it to another: they may be gone. Claiming it again renews that.
    """
    known, unknown = (", claimant = :person", "") if person else ("", ", claimant")  # it is the key of an index
    return task_items.task_of(
        task_items.change(
            id,
            f"#state = :claimed, claimed_by = :who, claimed_at = :now{known} REMOVE kept_for, kept_at{unknown}",
            f"attribute_exists(id) AND (#state = :open OR (#state = :claimed AND (claimed_by = :who OR {LAPSED})))",
            {":who": who, ":now": clock.stamp(), ":lapsed": _lapsed(), **({":person": person} if person else {})},
        )
    )


def release(id: str, who: str) -> None:
    """Gives a task back that this member of staff has. Changes nothing of one they do not have, or have answered."""
    with suppress(Contended):
        task_items.change(
            id,
            "#state = :open REMOVE claimed_by, claimant, claimed_at",
            "#state = :claimed AND claimed_by = :who",
            {":who": who},
        )


def free_at(task: Task) -> str:
    """From when on another may take a task: at once, or when the claim of whoever has it lapses."""
    if task.state != "claimed":
        return task.opened_at
    return clock.stamp(clock.parsed(task.claimed_at or task.opened_at) + CLAIM)


def answer(
    id: str, outcome: Mapping[str, Any], who: str, *, beside: Mapping[str, Any] | None = None, held: bool = False
) -> Task:
    """Records the outcome of a wait, once, and resumes the road. The same answer again only resumes again.

    `outcome` becomes the state's result: a routing word `next`; or it is an `error` the road has to catch. `beside`: the DynamoDB
    `Update` that has to happen with it, or neither does; then the wait must be open. `held`: it must be claimed by `who` still.
    Raises `Contended` for a different second answer.
    """
    text = json.dumps(outcome, sort_keys=True)
    earlier = next((then for then, today in TODAY.items() if today == text), text)
    again = "" if beside else " OR (#state = :new AND outcome IN (:outcome, :earlier))"
    answered = task_items.change(
        id,
        "#state = :new, outcome = :outcome, answered_by = :who, answered_at = if_not_exists(answered_at, :now)"
        " REMOVE queue, lane",
        f"attribute_exists(id) AND ({IS_OPEN}{again}){' AND claimed_by = :who' if held else ''}",
        {
            ":new": "answered", ":outcome": text, ":who": who, ":now": clock.stamp(), **({} if beside else {":earlier": earlier}),
        },
        beside=beside,
    )  # fmt: skip
    road.tell(answered)
    return task_items.task_of(answered)


def try_again(task: Task, who: str) -> bool:
    """Answers a wait that nobody has taken, or has any more, with `retry`, once, and resumes the road; it stays in its queue, as `RETRYING`, for people to
    see. False when somebody was faster. Telling it again is `tell_again`."""
    try:
        answered = task_items.change(
            task.id,
            "#state = :new, outcome = :outcome, answered_by = :who, answered_at = :now REMOVE claimed_by, claimant, claimed_at",
            f"#state = :open OR (#state = :claimed AND ({LAPSED}))",
            {
                ":new": RETRYING,
                ":outcome": json.dumps({"next": "retry"}),
                ":who": who,
                ":now": clock.stamp(),
                ":lapsed": _lapsed(),
            },
        )
    except Contended:
        return False
    road.tell(answered)
    return True


def tell_again(task: Task) -> None:
    """Resumes the road once more with the answer of a wait: the first telling may have been lost. Safe to repeat."""
    road.tell(task_items.read(task.id))


def interrupt(case: str) -> None:
    """Ends every open wait of the road of a case: the applicant has withdrawn, or the case has ended another way.

    One that is answered this very moment keeps its answer: the road finds at its next step why it has to leave.
    """
    for waiting in of_case(case):
        if waiting.on_the_road and (waiting.is_listed or waiting.state == "interrupted"):
            with suppress(Contended):
                road.tell(
                    task_items.change(
                        waiting.id,
                        "#state = :new REMOVE queue, lane",
                        f"{IS_OPEN} OR #state IN (:new, :retrying)",
                        {":new": "interrupted", ":retrying": RETRYING},
                    )
                )


def get(id: str) -> Task:
    """Reads one task. Raises `TaskNotFound`."""
    return task_items.task_of(task_items.read(id))


def find(case: str, kind: str, number: int | str = 1) -> Task | None:
    """The n-th wait of one kind in a case; None when nobody has opened it yet."""
    try:
        return get(task_id(case, kind, number))
    except TaskNotFound:
        return None


def of_case(case: str) -> list[Task]:
    """Every wait a case has had, oldest first, however many."""
    return sorted(task_items.every("by_case", "case", case), key=lambda task: task.opened_at)


def _lapsed() -> str:
    return clock.stamp(clock.now() - CLAIM)
