"""Outages that lasted longer than the road waits (久断自愈), and what else passes: the step is tried again by itself, ever less often, while people may too."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from chalicelib import clock
from chalicelib.casework import outages, turns
from chalicelib.casework.found import Found
from chalicelib.casework.outages import SYSTEM
from chalicelib.casework.stops import heals
from chalicelib.domain.status import Status
from chalicelib.records import tasks, upkeep
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

FIRST, LONGEST = timedelta(hours=1), timedelta(hours=12)  # after the task was opened; twice as long each time
_DOUBLED = 10  # times, after which LONGEST is long reached
LASTS = timedelta(days=17)  # of one outage. It is no number of tries: roads of earlier releases wait out less in each


def tried_again(waits: Sequence[Task]) -> Iterator[Found]:
    """Has the step tried again whose task nobody has and whose turn has come. The task stays in its queue meanwhile."""
    task, due = _next(waits), due_in(waits)
    if task and due is not None and due <= timedelta(0) and tasks.try_again(task, SYSTEM):
        yield Found.TRIED_AGAIN


def given_up(waits: Sequence[Task]) -> Iterator[Found]:
    """An outage has lasted so long that nothing but a person ends it. Said by every look, for as long as that is so."""
    if _next(waits) and due_in(waits) is None:
        yield Found.GIVEN_UP


def due_in(waits: Sequence[Task]) -> timedelta | None:
    """How long until a step is tried again; None where none is to be, or not any more."""
    task = _next(waits)
    if task is None or clock.now() - clock.parsed(outages.first(task, waits).opened_at) > LASTS:
        return None
    later: timedelta = min(FIRST * 2 ** min(outages.tried(task, waits), _DOUBLED), LONGEST)
    return max(clock.parsed(task.opened_at) + later, clock.parsed(tasks.free_at(task))) - clock.now()


def over(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """Nobody has to see a step tried again any more that the road has gone past."""
    last = max(map(turns.visit_of, waits), default="")
    for wait in waits:
        retried = wait.is_listed and not wait.is_open
        if retried and (turns.visit_of(wait) < last or case.status is not Status.ATTENDING):
            upkeep.retire(wait)
            yield Found.OUTAGE_OVER


def _next(waits: Sequence[Task]) -> Task | None:
    stuck = (wait for wait in waits if wait.kind == "attend" and wait.is_open)
    return next((wait for wait in stuck if heals(wait.details)), None)
