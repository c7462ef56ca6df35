"""Restart (重启流程): a case whose execution has died goes on where its record says it stopped, on the word of two persons."""

from collections.abc import Sequence
from datetime import timedelta

from chalicelib import clock
from chalicelib.casework import starting, turns
from chalicelib.casework.actor import Actor
from chalicelib.casework.clocks import due
from chalicelib.records import casefile, tasks, upkeep
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.reviews import Review
from chalicelib.records.tasks import Task

KIND = "restart"
STRANDED = "NOBODY_TO_ANSWER"  # instead of how an execution has ended
GRACE = timedelta(minutes=15)
_UNDOING = ("Discharge", "Void", "Close")


def is_stranded(case: CaseFile, waits: Sequence[Task]) -> bool:
    """Its execution listens for a word and has no wait that anybody could give it by: the token its answer was told under was not
    the one it listens to. Telling it is given a while to arrive. Or it stands on the way out of a loan that was paid after all."""
    if case.is_paid and any(wait.is_open and wait.details.get("step") in _UNDOING for wait in waits):
        return True
    if any(wait.is_open for wait in turns.latest(waits)):
        return False
    since = starting.listening_since(case)
    return since is not None and clock.now() - since > GRACE


def open_task(case: CaseFile, error: str) -> Task:
    """The task of whoever has to restart the case, with how its execution ended. One that went on by itself meanwhile needs it anew."""
    due_at, provisional = due(case, KIND)
    task = tasks.open_task(
        case.id,
        KIND,
        case.restarts + 1,
        "",
        centre=case.centre,
        due_at=due_at,
        provisional=provisional,
        details={"step": starting.step_of(case), "error": error},
    )
    if task.state == "interrupted":
        upkeep.reopen(task, due_at, provisional=provisional)
        return open_task(case, error)
    return task


def asked(case: CaseFile, task: Task) -> Review | None:
    """What the first person said, who wants the case restarted; None until somebody has. What was said of a death that healed
    does not count for a later one: the task was opened anew since."""
    return next((said for said in case.reviews if said.task == task.id and said.at >= task.opened_at), None)


def ask(case: CaseFile, who: Actor, reason: str, hand: Changes) -> None:
    """Writes down who wants the case restarted, and why, and that they have a hand in it. Raises `Contended` when another was faster."""
    task = tasks.task_id(case.id, KIND, case.restarts + 1)
    asked = Changes(reviews=[*case.reviews, _said(case, task, who, reason)])
    casefile.amend(case, expect=Expect(unchanged=("reviews",)), **asked | hand)


def confirm(case: CaseFile, who: Actor, reason: str, hand: Changes) -> None:
    """Begins a new execution. Dying after the record was written leaves an execution that never began: the sweep starts it."""
    number = case.restarts + 1
    task = tasks.task_id(case.id, KIND, number)
    confirmed = Changes(restarts=number, reviews=[*case.reviews, _said(case, f"{task}.confirmed", who, reason)])
    told = casefile.event("RESTARTED", str(number))
    casefile.amend(case, told, expect=Expect(unchanged=("reviews",)), **confirmed | hand)
    starting.start(casefile.load(case.id))
    tasks.answer(task, {"next": KIND}, who.login)


def _said(case: CaseFile, task: str, who: Actor, reason: str) -> Review:
    return case.review(task, KIND, who.login, KIND, reason, who.person)
