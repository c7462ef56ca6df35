"""Taking back (撤件): a road leaves for its end once what it rests on was taken back, by whatever act."""

from chalicelib.records import tasks
from chalicelib.records.casefile import CaseFile


def is_to_leave(case: CaseFile) -> bool:
    """Whether its road has still to leave: not once it has left, whose supervisors work on the way out; nor with a loan that was paid."""
    return case.is_withdrawn and not case.is_leaving and not case.ended


def act_on(case: CaseFile) -> None:
    """Ends the waits of a case that is to leave. Safe to repeat: the first telling may have been lost."""
    if is_to_leave(case):
        tasks.interrupt(case.id)
