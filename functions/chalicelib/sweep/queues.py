"""Queues (待办队列) of what no road waits for, gone through as queues: it may wait in a draft, at which the sweep looks only to let it expire.
And who is away: what they have taken goes to whoever stands in, and comes back (casework/absences.py)."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import product

from chalicelib import clock, policy
from chalicelib.casework import second_looks
from chalicelib.casework.found import Found, Kind
from chalicelib.domain.status import Status
from chalicelib.domain.work import STAFF
from chalicelib.errors import Contended
from chalicelib.records import absences, agenda, casefile, lanes, upkeep
from chalicelib.records.tasks import Task
from chalicelib.sweep.failing import failed
from chalicelib.sweep.gauges import Seen
from chalicelib.sweep.lateness import due_or_not

_OFF_THE_ROAD = [kind for kind, work in STAFF.items() if not work.on_the_road]


def at(seen: Seen, goes_on: Callable[[], bool], turn: int = 0) -> Iterator[Kind]:
    """Looks at every second look and dispute that waits, and says what was found. One that cannot be looked at keeps no other waiting,
    nor does a queue that cannot be read. Every `turn` begins with another, so that none is the last whenever time is short."""
    every = deque(product(policy.centres(), _OFF_THE_ROAD))
    every.rotate(-turn)
    for centre, kind in every:
        try:
            for wait in _waiting(centre, kind):
                if not goes_on():
                    return
                yield from _looked(wait, seen)
        except Exception as error:  # the next run reads it
            yield failed("queue not read", error, centre=centre, kind=kind)


def stood_in() -> Iterator[Kind]:
    """Begins and ends absences whose day has come, and says what was found. One that cannot be moved keeps no other waiting."""
    today = clock.today().isoformat()
    try:
        due = [one for one in absences.of_centres(policy.centres()) if one.is_due(today)]
    except Exception as error:  # the next run reads them
        yield failed("absences not read", error)
        return
    for one in due:
        from chalicelib.casework import absences as standing_in  # hardly any run has one

        try:
            yield standing_in.brought_up_to_date(one)
        except Contended:  # somebody has changed it meanwhile: the next run reads it
            continue
        except Exception as error:
            yield failed("absence not moved", error, centre=one.centre)


def _waiting(centre: str, kind: str) -> Iterator[Task]:
    cursor, begun = None, False
    while cursor or not begun:
        page, cursor = lanes.queue(centre, kind, cursor)
        begun = True
        yield from page


def _looked(wait: Task, seen: Seen) -> Iterator[Kind]:
    try:
        yield from _look(wait, seen)
    except Exception as error:  # it stays in the queue
        yield failed("not looked at", error, case=wait.case, kind=wait.kind)


def _look(wait: Task, seen: Seen) -> Iterator[Found]:
    case = casefile.load(wait.case)
    if not case.due_shard:  # whoever opened it, in an earlier release, died before the sweep was to look at its case
        agenda.enter(case.id, case.status)
    if wait.kind == second_looks.KIND and second_looks.is_over(case, second_looks.of_task(case, wait)):
        upkeep.retire(wait)
        yield Found.LOOK_OVER
    elif (
        case.status is Status.DRAFT or STAFF[wait.kind].about == "voice"
    ):  # it may come after its case was looked at last
        seen.waits([wait])
        yield from due_or_not(case, wait)
