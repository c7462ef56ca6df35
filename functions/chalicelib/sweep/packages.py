"""Cases that have ended are archived last in a run (归档), a few and while there is time: what a run does not come to, the next one does."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta

from chalicelib.casework import handing, packaging
from chalicelib.casework.found import Found, Kind
from chalicelib.errors import Contended
from chalicelib.records import agenda, casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.sweep import failing, words
from chalicelib.sweep.gauges import Seen
from chalicelib.tracing import log

PER_RUN = 20
LACKING = timedelta(days=1)  # until it is tried again: somebody has to find the files meanwhile


def wait(case: CaseFile, seen: Seen) -> Generator[Found, None, bool]:
    """Something of it is to be handed out yet, or a race has left it in the list of that. Whether it is to be looked at later."""
    if words.owes_seal(case):
        return False  # the bank is asked first
    if handing.in_step(case):
        yield Found.HANDED_OUT
        return True
    rest = handing.waits(case) if case.package is None else None
    if rest:
        seen.at_rest[case.id] = rest  # and as soon as all is handed out (records/item.py)
    return rest is not None


def made(ids: Sequence[str], goes_on: Callable[[], bool]) -> Iterator[Kind]:
    """Archives those cases. One that cannot be archived keeps no other waiting."""
    for id in ids[:PER_RUN]:
        if not goes_on():
            return
        try:
            yield from _made(id)
        except Exception as error:  # it is due again in minutes
            yield failing.failed("not archived", error, case=id)


def _made(id: str) -> Iterator[Found]:
    case = casefile.load(id)
    if not packaging.is_due(case):
        return
    if case.payment:  # of earlier releases too, which kept no memory of what they paid
        from chalicelib.casework import lent

        lent.agree(case)
    try:
        with suppress(Contended):  # another run was faster, with the same package
            packaging.make(case)
            yield Found.ARCHIVED
    except packaging.Lacking as lacking:
        log.line("ERROR", "archive lacking", case=id, files=str(lacking))
        agenda.put_off(id, LACKING)
        yield Found.ARCHIVE_LACKING
