"""Claiming a task (领取待办): whoever has it decides it, until it is given back."""

from chalicelib.api import actors, contested
from chalicelib.api.desk import reading
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import claims, putting_aside, remaining, second_looks, wanted
from chalicelib.domain.work import STAFF
from chalicelib.errors import Contended
from chalicelib.records import tasks

NOBODYS = {
    "interrupted": "TASK_OVER",
    tasks.RETRYING: "TASK_RETRYING",
}  # states in which nobody can take or decide one


def claim(call: Call) -> Answer:
    """Takes a task, so that nobody else works on it: from nobody, or from whoever may not decide it any more; a supervisor also takes a
    reviewer's that has lain undecided. A scan is not looked at by who took it, nor kept by who has many."""
    task, case, who = tasks.get(call.path["task"]), call.case, actors.staff(call)
    if STAFF[task.kind].about == "scan":
        if form := second_looks.of_task(case, task):
            if second_looks.took(form, who):
                raise Problem("OWN_SCAN")
            actors.no_agent_of_it(call, form)
        if claims.holds_enough(task, who):
            raise Problem("TOO_MANY_HELD")
        wanted.in_step(case.id)
    contested.not_who_found_it(case, task, who)
    if task.claimed_by != who.login and (code := remaining.refused(case, task, who)):
        raise Problem(code)
    if call.who.audience != "supervisor" and task.kept_for and putting_aside.is_anothers(task, who):
        raise Problem("TASK_TAKEN")
    try:
        return Answer(reading.line(claims.claim(case, task, who, supervises=call.who.audience == "supervisor")))
    except Contended:
        raise Problem(NOBODYS.get(tasks.get(task.id).state, "TASK_TAKEN")) from None
