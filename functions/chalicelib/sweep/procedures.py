"""Special procedures (特别程序) as the sweep sees to them: the parties are told once, a limit that has passed is a supervisor's."""

from collections.abc import Iterator, Sequence

from chalicelib.casework.found import Found
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

_MESSAGE = "MESSAGE_PROCEDURE"


def looked(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """What there is to do about them in a case; nothing in most."""
    if case.procedures:
        from chalicelib.casework import special  # few cases are in one

        yield from special.looked(case, waits)


def owed(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """What there is to do about what a case owes (容缺); nothing in most."""
    if case.tolerances:
        from chalicelib.casework import chasing  # few cases owe anything

        yield from chasing.looked(case, waits)


def committed(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """What there is to do where signing is held up, by a commitment (告知承诺) that was found untrue or a procedure; nothing in most."""
    if case.commitments or case.open_procedures:
        from chalicelib.casework import held_up  # few cases rest on one, or are in one

        yield from held_up.stop_signing(case, waits)


def untold(case: CaseFile) -> list[str]:
    """Those that are open and that not all parties have been told of."""
    return [key for key in case.open_procedures if case.untold(_MESSAGE, key, case.owing)]


def told(case: CaseFile) -> Iterator[Found]:
    """What it waits for, and until when it stops our promise, stands in its letter, which is made first: who is told that there is one can have it."""
    from chalicelib.casework import notify, special_letter  # few cases are in one

    for key in untold(case):
        if special_letter.write(case, key):
            case = casefile.load(case.id)
            yield Found.PROCEDURE_LETTER
        notify.tell(case, "sweep", _MESSAGE, key, to=case.owing)
        case = casefile.load(case.id)
        yield Found.PROCEDURE_TOLD
