"""Phoning a party (电话核实): the number their own login told, else the one that was handed in for them, unmasked to whoever has the task in hand; the look says whose it was."""

from collections.abc import Collection

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import parties, phones
from chalicelib.domain.work import STAFF
from chalicelib.records import tasks


def number(call: Call) -> Answer:
    """The phone number of one party of the case; none where nobody has typed one. 422 for whom the case does not name, or the task is not about."""
    case, whose = call.case, call.body.person
    if whose not in _to_phone(call):
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    return Answer({"person": whose, "phone": phones.own(case, whose) or next(iter(phones.typed(case, whose)), None)})


def _to_phone(call: Call) -> Collection[str]:
    """Of a second look at a form that somebody signed by hand that party alone: whoever has it needs to know what it has to say, and nothing else."""
    task = tasks.get(call.path["task"])
    if STAFF[task.kind].about != "scan":
        return parties.named(call.case)
    from chalicelib.casework import second_looks  # few tasks are one

    form = second_looks.of_task(call.case, task)
    return {form.person} if form else ()
