"""Phoning a party (电话核实): the number their own login told, else the one that was handed in for them, unmasked to whoever has the task in hand; the look says whose it was."""

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import parties, phones


def number(call: Call) -> Answer:
    """The phone number of one party of the case; none where nobody has typed one. 422 for whom the case does not name."""
    case, whose = call.case, call.body.person
    if whose not in parties.named(case):
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    return Answer({"person": whose, "phone": phones.own(case, whose) or next(iter(phones.typed(case, whose)), None)})
