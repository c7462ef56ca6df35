"""Counting the queues (主管数据的统计): every centre's, whole, each quarter of an hour; a run that has no time left leaves the others for the next."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta

from chalicelib import clock, policy
from chalicelib.casework import figures, shares
from chalicelib.casework.found import Kind
from chalicelib.domain.work import STAFF
from chalicelib.records import figures as kept
from chalicelib.records import lanes
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task
from chalicelib.sweep.failing import failed

EVERY = timedelta(minutes=15)
PAGE = 500  # tasks of one reading


def counted(goes_on: Callable[[], bool], turn: int = 0) -> Iterator[Kind]:
    """Counts whose figures are older. A centre that cannot be counted keeps no other waiting; nor does one that takes all the time a run has left:
    every `turn` begins with another."""
    try:
        centres = deque(sorted(policy.centres()))
        at = kept.counted_at(centres)
    except Exception as error:  # the next run reads them
        yield failed("figures not read", error)
        return
    centres.rotate(-turn)
    for centre in [centre for centre in centres if at.get(centre, "") <= clock.stamp(clock.now() - EVERY)]:
        try:
            every = list(_every(centre, goes_on))
            if not goes_on():
                return
            kept.put(centre, figures.counted(every))
        except Exception as error:
            yield failed("queues not counted", error, centre=centre)


def add_time_used(case: CaseFile) -> None:
    """Adds whose time an ended case has used to its centre's month, once."""
    used = shares.of_case(case)
    if used and case.ended_at:
        kept.add(case.id, case.centre, clock.day(case.ended_at).isoformat()[:7], used, case.reopened)


def _every(centre: str, goes_on: Callable[[], bool]) -> Iterator[Task]:
    for kind in STAFF:
        cursor, begun = None, False
        while (cursor or not begun) and goes_on():
            page, cursor = lanes.queue(centre, kind, cursor, PAGE)
            begun = True
            yield from page
