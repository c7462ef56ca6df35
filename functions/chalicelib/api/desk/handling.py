"""Handling tasks (待办流转): the next one, giving back and handing over, putting aside, notes; and a case by any of its numbers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from chalicelib.api import actors, contested, reaches
from chalicelib.api.desk import absent, reading
from chalicelib.api.http import paging
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import absences, assigning, hands, laws, notes, putting_aside
from chalicelib.casework.actor import Actor
from chalicelib.domain.work import STAFF
from chalicelib.errors import Contended
from chalicelib.messages import text
from chalicelib.records import caseload, lanes, tasks, upkeep
from chalicelib.records.casefile import load
from chalicelib.records.tasks import Task


class Next:
    """Who may take the next task: whoever asks, since each is asked of them; who asks again is asked once more of the one they got."""

    def __call__(self, call: Call) -> None:
        """Refuses nobody."""

    def again(self, call: Call, told: Any) -> None:
        """404 where they must not handle its case any more."""
        if (task := told["task"]) and hands.apart(load(task["case"]), call.who.person):
            raise Problem("NOT_FOUND", about=task["case"])


def take_next(call: Call) -> Answer:
    """Takes the task the law leaves least time for that is free and that this person may decide; none where there is none."""
    if not reaches.is_work_of(call.who.audience, call.body.kind) or STAFF[call.body.kind].about == "scan":
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/kind")])
    centre, kind = call.who.centre, call.body.kind
    start = paging.opened(call.body.cursor, *lanes.cursors(f"{centre}#{kind}"))
    task, following = putting_aside.take_next(centre, kind, actors.staff(call), start)
    told = {"task": reading.line(task) if task else None, "cursor": paging.cursor(following)}
    return Answer(told, is_final=task is not None)


def give_back(call: Call) -> Answer:
    """Gives a task back, or hands it to another who may do it, who is away to whoever stands in, with the reason beside it. A supervisor does
    so with anybody's of their centre; what a centre that stands in does is that centre's."""
    task, reason, who = open_task(call), call.body.reason, actors.staff(call)
    if task.claimed_by is None and notes.is_last(call.case, task.id, notes.RETURNED, who, reason):
        return Answer(reading.line(task))  # the same once more
    if task.claimed_by != call.who.subject and not _supervises(call, task):
        raise Problem("TASK_TAKEN" if task.claimed_by else "CLAIM_FIRST")
    with _as_read(task):
        beside = notes.beside(call.case, task.id, notes.RETURNED, who, reason)
        to = _receiver(call, task)
        return Answer(reading.line(upkeep.hand_over(task, to.login, beside, to.person)))


def _receiver(call: Call, task: Task) -> Actor:
    """Whom a task is handed to, or who stands in for them; nobody where none is named. 422 for whom it could not be assigned to either."""
    if not (to := call.body.to):
        return Actor("", "")
    if known := absent.member(call, to):
        receiver = absences.standing_in(known.centre, to) or Actor(to, known.person)
        if assigning.why_not(task, call.case, receiver, known.audience, known.centre) is None:
            return receiver
    raise Problem("INVALID_REQUEST", [Defect("RECEIVER_NOT_FIT", "/to")])


def _supervises(call: Call, task: Task) -> bool:
    return call.who.audience == "supervisor" and call.who.centre == task.centre


def hold(call: Call) -> Answer:
    """Puts a task aside until a day, or takes it up again: whoever has it, a supervisor of the centre that does it, or whoever finds it nobody's."""
    task, until, why = open_task(call), call.body.until, call.body.why
    contested.not_who_found_it(call.case, task, actors.staff(call))
    if task.claimed_by not in (None, call.who.subject) and not _supervises(call, task):
        raise Problem("TASK_TAKEN")
    if until and (code := _wrong_day(call, until)):
        raise Problem("INVALID_REQUEST", [Defect(code, "/until")])
    if (task.held_until, task.held_why if until else "") == (until or "", why if until else ""):
        return Answer(reading.line(task))  # the same once more
    kind, said = (notes.HELD, f"{why} {until}") if until else (notes.RESUMED, task.held_why)
    with _as_read(task):
        beside = notes.beside(call.case, task.id, kind, actors.staff(call), said)
        return Answer(reading.line(upkeep.hold(task, until or "", why, call.who.subject, beside)))


def _wrong_day(call: Call, until: str) -> str | None:
    try:
        return putting_aside.wrong_day(call.case, date.fromisoformat(until))
    except ValueError:
        return "DAY_INVALID"


def note(call: Call) -> Answer:
    """Writes a comment beside a task, or keeps a draft of one's own."""
    task, kind = tasks.get(call.path["task"]), notes.DRAFT if call.body.draft else notes.COMMENT
    if not call.body.draft and not call.body.text.strip():
        raise Problem("INVALID_REQUEST", [Defect("MISSING", "/text")])
    with _as_read(task):
        notes.keep(call.case, task.id, kind, actors.staff(call), call.body.text)
    return Answer({"notes": notes.shown(load(call.case.id), task.id, call.who.person)}, 201)


def find(call: Call) -> Answer:
    """A case by whatever number is at hand (api/numbers.py), in the address or, as a home's or a certificate's must be, in the body; with its tasks."""
    case = call.case
    line = caseload.lines([case.id], *laws.LINE).get(case.id)
    about: dict[str, Any] = {
        name: getattr(case, name) for name in ("id", "status", "opened_at", "submitted_at", "ended_at")
    }
    return Answer(
        {
            **about,
            "number": case.number or None,
            "status_text": text(f"STATUS_{case.called(case.status)}"),
            "law_by": laws.law_by(line) if line else None,
            "tasks": [reading.line(one) for one in tasks.of_case(case.id) if _is_told_of(call, one)],
        }
    )


def _is_told_of(call: Call, task: Task) -> bool:
    """Whoever looks a case up hears of what is anybody's to do on it; of a complaint those alone who may answer it."""
    if not (task.is_listed and task.kind in STAFF) or STAFF[task.kind].about != "voice":
        return task.is_listed and task.kind in STAFF
    answers = reaches.is_work_of(call.who.audience, task.kind)
    return answers and not hands.barred(call.case, actors.staff(call), hands.role_of(task.kind))


@contextmanager
def _as_read(task: Task) -> Iterator[None]:
    """Says what has changed where a write found something else than was read: the task, or only what stands beside it; or that notes are full."""
    try:
        yield
    except notes.Full:
        raise Problem("NOTES_FULL") from None
    except Contended:
        now = tasks.get(task.id)
        if now.is_open != task.is_open:
            raise Problem("TASK_OVER") from None
        if now.claimed_by != task.claimed_by:
            raise Problem("TASK_TAKEN") from None
        raise


def open_task(call: Call) -> Task:
    """The task a request is about, as long as it can be worked on; 409 where it cannot."""
    task = tasks.get(call.path["task"])
    if not task.is_open:
        raise Problem("TASK_RETRYING" if task.state == tasks.RETRYING else "TASK_OVER")
    return task
