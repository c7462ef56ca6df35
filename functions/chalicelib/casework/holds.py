"""Holds (核实): what the parties are asked after acceptance. One that nobody answers does not outlive the law: a person decides."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from chalicelib import clock
from chalicelib.casework.clocks import due
from chalicelib.casework.found import Found
from chalicelib.casework.rules import legal_by
from chalicelib.errors import Contended
from chalicelib.records import tasks, upkeep
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

KIND = "correction"
UNANSWERED = "HoldUnanswered"  # the error whose catch on the road is whoever attends
_OUTCOME = {"error": UNANSWERED}


def outlasted(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """Gives to whoever attends what the parties have not answered until it was due, or the law's last day has come for. They have been
    told by when, and a supervisor that it is overdue. An answer that comes in this very moment wins, or comes too late."""
    for wait in waits:
        if wait.kind == KIND and wait.is_open and not case.is_withdrawn and _is_over(case, wait):
            with suppress(Contended):
                tasks.answer(wait.id, _OUTCOME, "sweep")
                yield Found.HOLD_UNANSWERED


def waited_on(case: CaseFile, wait: Task | None) -> None:
    """Opens such a wait again, due anew, where a person has decided to wait on; changes nothing of any other."""
    if wait and wait.outcome == _OUTCOME:
        due_at, provisional = due(case, KIND)
        upkeep.ask_anew(wait, due_at, provisional=provisional)


def _is_over(case: CaseFile, wait: Task) -> bool:
    """Before acceptance there is no law's day: what is asked then expires, as it always has. Someone who has decided to wait on past
    the law's last day waits for the new due time."""
    law = legal_by(case)
    if law is None or case.is_decided:
        return False
    overdue = clock.parsed(wait.due_at) < clock.now()
    was_due_by_then = clock.day(wait.opened_at) <= law
    return overdue or (was_due_by_then and clock.today() >= law and clock.day(wait.due_at) > law)
