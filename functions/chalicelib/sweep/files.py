"""Files that nobody has read yet (待检视材料) are asked about last, a few of a case and while there is time: one that breaks whoever reads it
keeps nothing else from being done. What was never sent, or has expired meanwhile, has to be sent again."""

from collections.abc import Callable, Iterable, Iterator

from chalicelib.casework.found import Found, Kind
from chalicelib.records import agenda, casefile
from chalicelib.records.inspections import WAITING
from chalicelib.sweep.failing import failed

PER_CASE = 3  # of one case in a run: its others are asked about in the next


def read(ids: Iterable[str], goes_on: Callable[[], bool]) -> Iterator[Kind]:
    """Asks about files of each case that wait. One case that cannot be written keeps no other waiting."""
    for id in ids:
        try:
            yield from _read(id, goes_on)
        except Exception as error:  # it is due again in minutes
            yield failed("files not read", error, case=id)


def _read(id: str, goes_on: Callable[[], bool]) -> Iterator[Found]:
    from chalicelib.casework import inspecting  # hardly any run has one

    case = casefile.load(id)
    waiting = sorted(inspecting.waiting(case), key=lambda one: (case.documents[one].broke, one))
    try:
        for one in waiting[:PER_CASE]:
            if not goes_on():
                return
            if inspecting.inspect(casefile.load(id), one).state != WAITING:
                yield Found.INSPECTED
    except inspecting.Closed:  # nothing could rest on it any more
        agenda.enter(id, case.status)
