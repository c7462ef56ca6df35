"""What is overdue (超期), and what is due at another time by now: the due times of waits, kept by the sweep."""

from collections.abc import Generator, Iterator
from contextlib import suppress

from chalicelib import clock
from chalicelib.casework import stops
from chalicelib.casework.clocks import due, is_beyond_law, stretches, urgent_by
from chalicelib.casework.found import Found
from chalicelib.casework.waits import is_stopped
from chalicelib.domain.work import STAFF
from chalicelib.errors import Contended
from chalicelib.records import casefile, upkeep
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

# What a party says of us is no other party's business: the mark in the queue is a supervisor's alone.
_IN_NO_TIMELINE = [kind for kind, work in STAFF.items() if work.about == "voice"]


def due_or_not(case: CaseFile, wait: Task, first: Task | None = None) -> Iterator[Found]:
    """Marks a wait in its queue that is overdue, once, and tells the timeline once of the outage that began with the task `first`; a provisional due
    time, and where the law's time left has it in the queue, are brought up to date before. Of one that is over by now, this look having ended it or somebody else, nothing is due."""
    with suppress(Contended):
        yield from _due_or_not(case, wait, first or wait)


def _due_or_not(case: CaseFile, wait: Task, first: Task) -> Iterator[Found]:
    if wait.provisional:
        wait = yield from _arranged(case, wait, first)
    else:
        wait = _stood_still(case, wait, first)
    if is_beyond_law(case, wait.kind, wait.due_at):
        wait = yield from _bound(case, wait, first)
    if (place := urgent_by(case, wait.due_at)) != wait.urgent_by:
        wait = upkeep.put_in_order(wait, place)
    told = casefile.event("OVERDUE", f"{first.id}.{wait.due_at}", task=f"TASK_{wait.kind.upper()}")
    is_told = any(key >= told.key for key in case.events if key.startswith(f"OVERDUE.{first.id}."))  # bound since
    # Releases that marked the wait, whatever was due.
    earlier = f"OVERDUE.{wait.id}" in case.events and wait.escalated_at
    if (
        earlier
        or stops.waits_for_the_parties(wait)
        or is_stopped(case, wait)
        or wait.due_at >= clock.in_china(clock.now()).isoformat()
    ):
        return
    if wait.kind in _IN_NO_TIMELINE:
        if not wait.escalated_at:
            upkeep.escalate(wait)
            yield Found.OVERDUE
        return
    if not (is_told and wait.escalated_at):
        upkeep.escalate(wait)
    if not is_told:
        casefile.amend(case, told)
        yield Found.OVERDUE


def _stood_still(case: CaseFile, wait: Task, first: Task) -> Task:
    """A wait with the time it has by now, where its limit has stood still since."""
    if not stretches(case, wait.kind):
        return wait
    from chalicelib.casework import special  # the limit of few stands still

    return special.in_time(case, wait, first)


def _bound(case: CaseFile, wait: Task, first: Task) -> Generator[Found, None, Task]:
    """What somebody was told becomes shorter where the law does. Gives the wait as it is then: one that began after the law's days as it was."""
    due_at, provisional = due(case, wait.kind, clock.parsed(first.opened_at), wait.first_due or wait.due_at)
    if due_at >= wait.due_at:
        return wait
    sooner = upkeep.postpone(wait, due_at, provisional=provisional)
    yield Found.BOUND
    return sooner


def _arranged(case: CaseFile, wait: Task, first: Task) -> Generator[Found, None, Task]:
    """The holidays of its year may be arranged by now. What somebody was told never becomes shorter. Gives the wait as it is then."""
    wait = _stood_still(case, wait, first)
    due_at, provisional = due(case, wait.kind, clock.parsed(first.opened_at), wait.first_due or wait.due_at)
    if not provisional:
        wait = upkeep.postpone(wait, due_at)
        yield Found.ARRANGED
    return wait
