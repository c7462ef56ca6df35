"""Restarting a case (重启流程): one person of operations asks with a reason, another confirms with theirs. Reasons are sealed."""

from chalicelib.api import actors
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import hands, restarting, starting
from chalicelib.records import tasks


def restart(call: Call) -> Answer:
    """The first call asks for it, one by another person begins a new execution where the record says the case stopped."""
    case, who, reason = call.case, actors.staff(call), call.body.reason
    if case.ended or not case.submitted_at:
        raise Problem("WRONG_STATUS")
    state = starting.state_of(case)
    if state is None:
        starting.start(case)  # begun under the name it has, it cannot be begun twice, whoever else begins it now
        raise Problem("ROAD_RUNNING")
    if state == "RUNNING":
        if not restarting.is_stranded(case, tasks.of_case(case.id)):
            raise Problem("ROAD_RUNNING")
        state = restarting.STRANDED
    task = restarting.open_task(case, state)  # it may have been closed: the case went on, and stands still again
    step, before, hand = starting.step_of(case), restarting.asked(case, task), actors.hand(call, hands.FOLLOW)
    if before is None:
        restarting.ask(case, who, reason, hand)
    elif who.login == before.by or who.person == before.person:
        raise Problem("FOUR_EYES")
    else:
        restarting.confirm(case, who, reason, hand)
    return Answer({"id": case.id, "step": step, "confirmed": before is not None}, 202)
