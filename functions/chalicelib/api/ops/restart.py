"""Restarting a case (重启流程): one person of operations asks with a reason, another confirms with theirs. Reasons are sealed."""

from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import restarting, starting


def restart(call: Call) -> Answer:
    """The first call asks for it, one by another person begins a new execution where the record says the case stopped."""
    case, who, reason = call.case, call.who.subject, call.body.reason
    if case.ended or not case.submitted_at:
        raise Problem("WRONG_STATUS")
    state = starting.state_of(case)
    if state is None:  # begun under the name it has, it cannot be begun twice, whoever else begins it now
        starting.start(case)
    if state in (None, "RUNNING"):
        raise Problem("ROAD_RUNNING")
    step, before = starting.step_of(case), restarting.asked(case)
    if before is None:
        restarting.open_task(case, state)
        restarting.ask(case, who, reason)
    elif before.by == who:
        raise Problem("FOUR_EYES")
    else:
        restarting.confirm(case, who, reason)
    return Answer({"id": case.id, "step": step, "confirmed": before is not None}, 202)
