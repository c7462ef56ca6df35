"""Claiming (领取): a task is one person's at a time, and of those who may not decide it, or are away, nobody keeps it from another."""

from datetime import timedelta

from chalicelib import clock
from chalicelib.casework import hands, second_looks
from chalicelib.casework.actor import Actor
from chalicelib.domain.work import STAFF
from chalicelib.records import lanes, tasks
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
        if is_replaced or hands.barred(case, holder, hands.role_in(case, task.kind)):
            tasks.release(task.id, holder.login)
    return tasks.claim(task.id, who.login, who.person)


def holds_enough(task: Task, who: Actor) -> bool:
    """Whether this person has so many second looks undecided that they get no more."""
    held = [one for one in lanes.held_by(who.person) if one.kind == second_looks.KIND and one.id != task.id]
    return sum(tasks.free_at(one) > clock.stamp() for one in held) >= MOST_LOOKS


def _since(task: Task) -> str:
    return task.claimed_at or task.opened_at
