"""Answering what a party has said of how they were served (答复投诉和建议)."""

from chalicelib.api import actors
from chalicelib.api.desk import reading
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import hands
from chalicelib.domain.work import STAFF
from chalicelib.errors import Contended
from chalicelib.records import tasks


def answer(call: Call) -> Answer:
    """Answers a complaint, a suggestion or a rating, by whoever has taken its task; its party reads the answer as it stands."""
    from chalicelib.casework import voices  # few say anything

    task = tasks.get(call.path["task"])
    if STAFF[task.kind].about != "voice":
        raise Problem("INVALID_REQUEST", [Defect("CHOICE_NOT_OFFERED", "/text")])
    if task.outcome is None and task.claimed_by is None:
        raise Problem("CLAIM_FIRST")
    if task.claimed_by not in (None, call.who.subject):
        raise Problem("TASK_TAKEN")
    hand = actors.hand(call, hands.role_of(task.kind))
    try:
        return Answer(reading.line(voices.answer(call.case, task, call.body.text, actors.staff(call), hand)))
    except Contended:
        raise Problem("TASK_OVER" if not tasks.get(task.id).is_open else "CHANGED_MEANWHILE") from None
