"""Absence (请假代理) and bulk assignment (批量分派), as staff ask for them."""

from datetime import date, timedelta
from typing import Any

from chalicelib import clock
from chalicelib.api import actors, reaches
from chalicelib.api.desk import reading
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import absences as standing_in
from chalicelib.casework import assigning, claims, hands, notes
from chalicelib.casework.actor import Actor
from chalicelib.domain.work import DESK, WINDOW
from chalicelib.errors import CaseNotFound, Contended
from chalicelib.messages import text
from chalicelib.records import absences, casefile, tasks
from chalicelib.records.absences import Absence
from chalicelib.records.tasks import TaskNotFound
from chalicelib.trust import roster
from chalicelib.trust.members import Member

LONGEST = timedelta(days=366)


def listed(call: Call) -> Answer:
    """Who of one's centre is away, or will be."""
    return Answer({"items": [_line(one) for one in absences.of_centre(call.who.centre)]})


def enter(call: Call) -> Answer:
    """Who is away, from when until when, and who stands in: of the same centre and competence. With `preview` nothing is written. What moves,
    moves on the first day: at once where that is today."""
    one = _asked(call)
    if call.body.preview:
        return Answer({**_line(one), **_moves(one)}, is_act=False)
    before = next((other for other in absences.of_centre(one.centre) if other.login == one.login), None)
    if before and before.moved:  # what has moved must come back first
        raise Problem("ALREADY_AWAY")
    shown = _moves(one)
    written = absences.write(one, before)
    if standing_in.is_now(written):
        written = standing_in.begin(written)
    return Answer({**_line(written), **shown})


def end(call: Call) -> Answer:
    """They are back: what is still undecided is kept for them."""
    who = call.body.who or call.who.subject
    found = next((one for one in absences.of_centre(call.who.centre) if one.login == who), None)
    if found is None or not _may(call, who):
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/who")])
    standing_in.end(found, actors.staff(call))
    return Answer({"items": [_line(one) for one in absences.of_centre(call.who.centre)]})


def assign(call: Call) -> Answer:
    """Keeps many tasks for one colleague, each by itself: an answer for each, in the order in which they were named; before that, with `preview`,
    which of them that would be."""
    to = member(call, call.body.to)
    if to is None:
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/to")])
    if standing_in.standing_in(to.centre, to.login):
        raise Problem("INVALID_REQUEST", [Defect("DEPUTY_AWAY", "/to")])
    items = [_assigned(call, id, to) for id in dict.fromkeys(call.body.tasks)]
    return Answer({"items": items}, is_final=all(one["done"] for one in items), is_act=not call.body.preview)


def _assigned(call: Call, id: str, to: Member) -> dict[str, Any]:
    def refused(code: str) -> dict[str, Any]:
        return {"id": id, "done": False, "code": code, "text": text(code), "task": None}

    try:
        task = tasks.get(id)
        if task.centre != call.who.centre or not reaches.is_work_of(call.who.audience, task.kind):
            return refused("NOT_FOUND")
        case = casefile.load(task.case)
        if code := claims.may_not_place(case, task, actors.staff(call)):  # nobody chooses who decides their own
            return refused("NOT_FOUND" if code in hands.NOT_THERE else code)
        if code := assigning.why_not(task, case, Actor(to.login, to.person), to.audience, to.centre):
            return refused(code)
        by, reason = actors.staff(call), call.body.reason
        is_given = to.login in (task.kept_for, task.claimed_by) and notes.is_last(
            case, task.id, notes.RETURNED, by, reason
        )
        if call.body.preview:
            if not is_given:
                notes.with_it(case, task.id, notes.RETURNED, by, reason)  # there has to be room for it
            return {"id": id, "done": False, "code": None, "text": None, "task": reading.line(task)}
        given = task if is_given else assigning.pass_on(task, Actor(to.login, to.person), by, reason)
    except (TaskNotFound, CaseNotFound):
        return refused("NOT_FOUND")
    except Contended:
        return refused("TASK_TAKEN" if tasks.get(id).claimed_by != task.claimed_by else "CHANGED_MEANWHILE")
    except notes.Full:
        return refused("NOTES_FULL")
    return {"id": id, "done": True, "code": None, "text": None, "task": reading.line(given)}


def _asked(call: Call) -> Absence:
    """The absence that is asked for. 422 with everything that is wrong."""
    body, wrong = call.body, list[Defect]()
    who, deputy = member(call, body.who or call.who.subject), None
    if who is None or not _may(call, who.login):
        wrong.append(Defect("NOT_A_CHOICE", "/who"))
    elif (
        (deputy := roster.find(who.audience, body.deputy)) is None
        or deputy.centre != who.centre
        or deputy.person == who.person
    ):
        wrong.append(Defect("DEPUTY_NOT_FIT", "/deputy"))
    elif any(
        one.login == deputy.login and one.first <= body.last and body.first <= one.last
        for one in absences.of_centre(deputy.centre)
    ):
        wrong.append(Defect("DEPUTY_AWAY", "/deputy"))
    if code := _wrong_days(body.first, body.last):
        wrong.append(Defect(code, "/last"))
    if wrong or who is None or deputy is None:
        raise Problem("INVALID_REQUEST", wrong)
    return Absence(
        who.centre, who.audience, who.login, who.person, body.first, body.last, deputy.login, deputy.person,
        call.who.subject, call.who.person, clock.stamp(),
    )  # fmt: skip


def _wrong_days(first: str, last: str) -> str | None:
    try:
        begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return "DAY_INVALID"
    return None if clock.today() <= ends and begins <= ends <= begins + LONGEST else "ABSENCE_DAYS"


def _may(call: Call, who: str) -> bool:
    return call.who.audience == "supervisor" or who == call.who.subject


def member(call: Call, login: str) -> Member | None:
    """Whose login of one's centre that is; of one's own audience first."""
    for audience in dict.fromkeys((call.who.audience, *DESK, *WINDOW)):
        found = roster.find(audience, login)
        if found and found.centre == call.who.centre:
            return found
    return None


def _line(one: Absence) -> dict[str, Any]:
    return {
        "who": one.login, "deputy": one.deputy, "first": one.first, "last": one.last, "by": one.by,
        "begun_at": one.begun_at or None, "moves": [], "stays": [],
    }  # fmt: skip


def _moves(one: Absence) -> dict[str, Any]:
    """What would move now, and what cannot, with why: that goes back to its queue. What whoever asks stands apart from stays, and is not there for them."""
    moves = standing_in.preview(one)
    return {
        "moves": [reading.line(one.task) for one in moves if one.code is None],
        "stays": [
            {"task": reading.line(one.task), "code": one.code, "text": text(one.code)}
            for one in moves
            if one.code and not one.is_left
        ],
    }
