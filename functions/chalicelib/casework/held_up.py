"""Signing that is held up (暂停面签): a special procedure is open, or what somebody gave their word for was found untrue. Nobody signs, and the wait for
it does not run out meanwhile: it is whoever attends who decides, or the procedure that ends."""

from collections.abc import Iterator, Sequence

from chalicelib import clock
from chalicelib.casework import special
from chalicelib.casework.found import Found
from chalicelib.casework.stops import PRECONDITION
from chalicelib.casework.waits import is_held_up
from chalicelib.domain.status import Status
from chalicelib.records import casefile, road, task_items, tasks
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.contents import Stop


def stop_signing(case: CaseFile, waits: Sequence[tasks.Task]) -> Iterator[Found]:
    """Has whoever attends to it decide of a case that waits for signatures: its wait stays, for when the road comes back to it. Safe to repeat.
    Raises `Contended`."""
    if case.status is not Status.SIGNING or not is_held_up(case):
        return
    for wait in waits:
        if wait.kind == "sign" and wait.is_open:
            if case.open_procedures:
                stopped = Stop("Sign", clock.stamp(), (special.STOP,))
                casefile.amend(case, expect=Expect(status={case.status}, unchanged=("procedures",)), stopped=stopped)
            road.fail(task_items.read(wait.id), PRECONDITION)
            yield Found.SIGNING_HELD_UP
