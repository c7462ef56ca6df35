"""Claiming (领取): a task is one person's at a time, and of those who may not decide it nobody keeps it from another."""

from chalicelib.casework import hands
from chalicelib.casework.actor import Actor
from chalicelib.records import tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task


def claim(case: CaseFile, task: Task, who: Actor) -> Task:
    """Takes an open task from nobody, or from whoever may not decide it any more. Raises `Contended` if it is over or another's."""
    if task.state == "claimed" and task.claimed_by:
        holder = Actor(task.claimed_by, task.claimant)
        if hands.barred(case, holder, hands.role_in(case, task.kind)):
            tasks.release(task.id, holder.login)
    return tasks.claim(task.id, who.login, who.person)
