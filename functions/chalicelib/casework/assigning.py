"""Assigning (分派): a task is kept for one colleague, if they may decide it, with the reason beside it; whose it was before is asked by whoever calls."""

from chalicelib.casework import claims, notes, remaining
from chalicelib.casework.actor import Actor
from chalicelib.domain.work import STAFF
from chalicelib.records import casefile, tasks, upkeep
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task


def why_not(task: Task, case: CaseFile, to: Actor, audience: str, centre: str) -> str | None:
    """The code of why a colleague of that audience and centre cannot have a task: it is over, not their centre's or their work, or four eyes would refuse them."""
    if not task.is_open:
        return "TASK_RETRYING" if task.state == tasks.RETRYING else "TASK_OVER"
    if task.centre != centre or audience not in STAFF[task.kind].by:
        return "NOT_YOUR_ROUTE"
    return claims.may_not(case, task, to) or remaining.refused(case, task, to)


def pass_on(task: Task, to: Actor | None, by: Actor, reason: str, *, unsaid: bool = False) -> Task:
    """Gives a task to a colleague, or where there is none back to its queue, and says why; where it may be left `unsaid`, also where the
    notes have no room for that. Raises `Contended` when it is over, or has another holder than was read, `notes.Full`."""
    try:
        beside = notes.beside(casefile.load(task.case), task.id, notes.RETURNED, by, reason)
    except notes.Full:
        if not unsaid:
            raise
        beside = None
    return upkeep.hand_over(task, to.login if to else "", beside, to.person if to else "")
