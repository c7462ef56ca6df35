"""Putting aside, handing over (挂起、转交): whose a task is meanwhile, and when it comes back."""

from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib import clock
from chalicelib.casework import claims, contests, hands
from chalicelib.casework.actor import Actor
from chalicelib.casework.rules import legal_by
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.work import LONGEST_HOLD
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

KEPT = timedelta(hours=4)  # how long a task is kept for whom it was handed to
LOOKED_AT = 100  # tasks of a queue for one that this person may decide


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


def take_next(centre: str, kind: str, who: Actor) -> Task | None:
    """Takes the first task of a queue that is free, and that this person may decide: none that four eyes would refuse them."""
    for task in _free(centre, kind, who):
        case = casefile.load(task.case)
        barred = hands.barred(case, who, hands.role_in(case, kind))
        if barred or contests.is_barred(case, task.details.get("looks", ()), who):
            continue
        try:
            return claims.claim(case, task, who)
        except Contended:  # somebody was faster
            continue
    return None


def _free(centre: str, kind: str, who: Actor) -> Iterator[Task]:
    looked_at, cursor, begun = 0, None, False
    while (cursor or not begun) and looked_at < LOOKED_AT:
        page, cursor = tasks.queue(centre, kind, cursor)
        begun, looked_at = True, looked_at + len(page)
        for task in page:
            if task.is_open and tasks.free_at(task) <= clock.stamp() and not (is_held(task) or is_anothers(task, who)):
                yield task
