"""Special procedures at the desk (特别程序): whoever works on a case has it enter one and leave it again."""

from chalicelib.api import actors, contested
from chalicelib.api.desk.handling import open_task
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import hands, special
from chalicelib.domain.work import STAFF
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import Changes


def enter(call: Call) -> Answer:
    """Has the case enter one, from an open task of its road: whoever has that, a supervisor, or whoever finds it nobody's."""
    task, case, body = open_task(call), call.case, call.body
    contested.not_who_found_it(case, task, actors.staff(call))
    if task.claimed_by not in (None, call.who.subject) and call.who.audience != "supervisor":
        raise Problem("TASK_TAKEN")
    code = special.barred(case, body.kind) if STAFF[task.kind].on_the_road else "WRONG_STATUS"
    if code == "NOT_A_CHOICE":
        raise Problem("INVALID_REQUEST", [Defect(code, "/kind")])
    if code:
        raise Problem(code)
    special.enter(case, task, body.kind, body.reason, body.number or "", actors.staff(call), _hand(call, task.kind))
    return _procedures(call, 201)


def leave(call: Call) -> Answer:
    """Has it leave one, with what came of it: whoever may do such a task of the case, also once that task itself is done."""
    task, case, body, key = tasks.get(call.path["task"]), call.case, call.body, call.path["procedure"]
    if case.ended or key not in case.open_procedures:
        raise Problem("WRONG_STATUS")
    known = {one.sha256 for one in case.documents.values() if one.state == "verified"}
    wrong = [Defect("NOT_A_CHOICE", f"/files/{place}") for place, one in enumerate(body.files) if one not in known]
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    special.leave(case, key, body.result, body.note, body.files, actors.staff(call), _hand(call, task.kind))
    return _procedures(call, 200)


def _hand(call: Call, kind: str) -> Changes:
    return actors.hand(call, hands.role_in(call.case, kind))


def _procedures(call: Call, status: int) -> Answer:
    return Answer({"procedures": special.shown_to_staff(casefile.load(call.case.id))}, status)
