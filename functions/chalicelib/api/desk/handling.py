"""Handling tasks (待办流转): the next one, giving back and handing over, putting aside, notes; and a case by any of its numbers."""

from datetime import date
from typing import Any

from chalicelib.api import access
from chalicelib.api.desk import reading
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import laws, notes, putting_aside
from chalicelib.domain.work import STAFF
from chalicelib.errors import Contended
from chalicelib.messages import text
from chalicelib.records import caseload, tasks, upkeep
from chalicelib.records.casefile import load
from chalicelib.records.tasks import Task


def take_next(call: Call) -> Answer:
    """Takes the task the law leaves least time for that is free and that this person may decide; none where there is none."""
    if not access.is_work_of(call.who.audience, call.body.kind) or STAFF[call.body.kind].about == "scan":
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/kind")])
    task = putting_aside.take_next(call.who.centre, call.body.kind, access.actor(call))
    return Answer({"task": reading.line(task) if task else None})


def give_back(call: Call) -> Answer:
    """Gives a task back, or hands it to another, with the reason beside it. A supervisor does so with anybody's."""
    task = open_task(call)
    if task.claimed_by != call.who.subject and call.who.audience != "supervisor":
        raise Problem("TASK_TAKEN" if task.claimed_by else "CLAIM_FIRST")
    try:
        given = upkeep.hand_over(task, call.body.to or "")
    except Contended:
        raise Problem("TASK_TAKEN") from None
    notes.keep(load(call.case.id), task.id, notes.RETURNED, access.actor(call), call.body.reason)
    return Answer(reading.line(given))


def hold(call: Call) -> Answer:
    """Puts a task aside until a day, or takes it up again: whoever has it, a supervisor, or whoever finds it nobody's."""
    task, until = open_task(call), call.body.until
    if task.claimed_by not in (None, call.who.subject) and call.who.audience != "supervisor":
        raise Problem("TASK_TAKEN")
    if until and (code := _wrong_day(call, until)):
        raise Problem("INVALID_REQUEST", [Defect(code, "/until")])
    try:
        return Answer(reading.line(upkeep.hold(task, until or "", call.body.why)))
    except Contended:
        raise Problem("TASK_OVER") from None


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
    notes.keep(call.case, task.id, kind, access.actor(call), call.body.text)
    return Answer({"notes": notes.shown(load(call.case.id), task.id, call.who.person)}, 201)


def find(call: Call) -> Answer:
    """A case by its own number or id, or by that of its contract, of its mortgage application or of its payment; with its tasks."""
    case = call.case
    line = caseload.lines([case.id], *laws.LINE).get(case.id)
    about: dict[str, Any] = {
        name: getattr(case, name) for name in ("id", "status", "opened_at", "submitted_at", "ended_at")
    }
    return Answer(
        {
            **about,
            "number": case.number or None,
            "status_text": text(f"STATUS_{case.status}"),
            "law_by": laws.law_by(line) if line else None,
            "tasks": [reading.line(one) for one in tasks.of_case(case.id) if one.is_listed and one.kind in STAFF],
        }
    )


def open_task(call: Call) -> Task:
    """The task a request is about, as long as it can be worked on; 409 where it cannot."""
    task = tasks.get(call.path["task"])
    if not task.is_open:
        raise Problem("TASK_RETRYING" if task.state == tasks.RETRYING else "TASK_OVER")
    return task
