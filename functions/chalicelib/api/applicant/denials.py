"""Denying a signature (否认签字): whoever is said to have signed a form says that they have not."""

from dataclasses import replace

from chalicelib import clock
from chalicelib.api import access, by_hand
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import disputes, second_looks, wanted
from chalicelib.messages import act_code, party_code
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.presences import Presence


def deny(call: Call) -> Answer:
    """From now on nothing rests on that form. What was done on it already stands until a supervisor has found out. Safe to repeat."""
    case, form = call.case, _of(call, call.case)
    if not by_hand.is_denied(form):
        void = {"at": clock.stamp(), "by": access.acting(call), "why": by_hand.DENIED}
        form = replace(form, void=void)
        told = casefile.event("FORM_DENIED", form.id, party=party_code(form.person), act=act_code(form.act or ""))
        casefile.amend(case, told, expect=Expect(unchanged=("presences",)), **second_looks.changes(case, form))
        case = casefile.load(case.id)  # something may have been done on it meanwhile
    wanted.in_step(case.id)
    if by_hand.is_used(case, form):
        disputes.open_task(case, disputes.FORM_DENIED, form.person, "signed_form.denied", form.id)
    return Answer(by_hand.form(case, form), 201)


def _of(call: Call, case: CaseFile) -> Presence:
    return next(one for one in case.presences if one.id == call.path["document"])
