"""Putting aside, handing over (挂起、转交): whose a task is meanwhile, and when it comes back."""

from datetime import date, timedelta
from functools import partial

from chalicelib import clock
from chalicelib.casework import claims, remaining
from chalicelib.casework.actor import Actor
from chalicelib.casework.rules import legal_by
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.work import LONGEST_HOLD
from chalicelib.errors import Contended
from chalicelib.records import casefile, lanes, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

KEPT = timedelta(hours=4)  # how long a task is kept for whom it was handed to
PAGE, PAGES = 200, 5  # of a queue, looked at in one call for a task that this person may decide
CASES = 50  # opened for that


def is_held(task: Task) -> bool:
    """Whether it is put aside today; once its day has come it is to be worked on like any other, and still says why it was."""
    return task.held_until > clock.today().isoformat()


def is_anothers(task: Task, who: Actor) -> bool:
    """Whether it was handed to another, and not so long ago that they have let it lie."""
    return task.kept_for not in ("", who.login) and task.kept_at > clock.stamp(clock.now() - KEPT)


def wrong_day(case: CaseFile, until: date) -> str | None:
    """The code of why a task of that case is not put aside until that day; None where it may be."""
    if until <= clock.today():
        return "HOLD_DAY_PAST"
    if until > clock.today() + LONGEST_HOLD:
        return "HOLD_TOO_LONG"
    try:
        law = None if case.is_decided else legal_by(case)
    except NoPolicy:
        law = None
    return "HOLD_AFTER_LAW" if law and until > law else None


def take_next(centre: str, kind: str, who: Actor, start: str | None = None) -> tuple[Task | None, str | None]:
    """Takes the first task of a queue that is free, and that this person may decide: none that four eyes would refuse them. One call looks at
    so much and no more, however long the queue is: else None, and the cursor from which to go on."""
    cursor, opened = start, 0
    for _ in range(PAGES):
        page, cursor = lanes.queue(centre, kind, cursor, PAGE)
        for task in filter(partial(_is_free, who=who), page):
            if taken := _taken(task, who):
                return taken, None
            if (opened := opened + 1) == CASES:
                return None, lanes.after(task)
        if cursor is None:
            break
    return None, cursor


def _taken(task: Task, who: Actor) -> Task | None:
    case = casefile.load(task.case)
    if claims.may_not(case, task, who) or remaining.refused(case, task, who):
        return None
    try:
        return claims.claim(case, task, who)
    except Contended:  # somebody was faster
        return None


def _is_free(task: Task, who: Actor) -> bool:
    return task.is_open and tasks.free_at(task) <= clock.stamp() and not (is_held(task) or is_anothers(task, who))
