"""Claiming (领取): a task is one person's at a time, and of those who may not decide it, or are away, nobody keeps it from another."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from chalicelib import clock
from chalicelib.casework import contests, hands, second_looks
from chalicelib.casework.actor import Actor
from chalicelib.domain.work import STAFF
from chalicelib.errors import Contended
from chalicelib.records import lanes, tasks, upkeep
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

AWAY = timedelta(hours=4)  # undecided for so long, a supervisor need not wait for whoever has a task to be back
MOST_LOOKS = 10  # second looks in one person's hands: whoever has them all keeps every paper of a centre waiting


def claim(case: CaseFile, task: Task, who: Actor, *, supervises: bool = False) -> Task:
    """Takes an open task from nobody, or from whoever may not decide it any more; for a supervisor also from whoever has been away.
    Raises `Contended` if it is over or another's."""
    if task.state == "claimed" and task.claimed_by and task.claimed_by != who.login:
        holder = Actor(task.claimed_by, task.claimant)
        is_replaced = (
            supervises and "supervisor" in STAFF[task.kind].by and _since(task) < clock.stamp(clock.now() - AWAY)
        )
        if is_replaced or may_not(case, task, holder):
            tasks.release(task.id, holder.login)
    return tasks.claim(task.id, who.login, who.person)


def may_not(case: CaseFile, task: Task, who: Actor) -> str | None:
    """The code of why this person may not decide that task: by their hand in the case, or since it is about what they have found themselves; None if they may."""
    return hands.barred(case, who, hands.role_in(case, task.kind)) or _own(case, task, who)


def may_not_place(case: CaseFile, task: Task, who: Actor) -> str | None:
    """The code of why this person neither chooses who decides that task nor takes it from who does: they have nothing to do with its case, or it is about
    what they have found themselves; None if they may."""
    return hands.apart(case, who.person) or _own(case, task, who)


def give_back(waits: Iterable[Task], who: Actor) -> list[str]:
    """Gives back those tasks that this person has claimed or that are kept for them, whatever their login. Gives the ids; may be repeated."""
    held = [one for one in waits if one.is_open and (one.claimed_by or one.kept_for)]
    theirs = [one for one in held if who.login in (one.claimed_by, one.kept_for) or one.claimant == who.person]
    for one in theirs:
        with suppress(Contended):  # decided, or taken by another meanwhile
            upkeep.hand_over(one, "", None)
    return [one.id for one in theirs]


def holds_enough(task: Task, who: Actor) -> bool:
    """Whether this person has so many second looks undecided that they get no more."""
    held = [one for one in lanes.held_by(who.person) if one.kind == second_looks.KIND and one.id != task.id]
    return sum(tasks.free_at(one) > clock.stamp() for one in held) >= MOST_LOOKS


def _own(case: CaseFile, task: Task, who: Actor) -> str | None:
    return "FOUR_EYES" if contests.is_barred(case, task.kind, task.details, who) else None


def _since(task: Task) -> str:
    return task.claimed_at or task.opened_at
