"""Denying a signature (否认签字): whoever is said to have signed a form says that they have not."""

from dataclasses import replace

from chalicelib import clock
from chalicelib.api import actors, by_hand
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import denied, disputes, second_looks, taking_back, voiding, wanted
from chalicelib.messages import act_code, party_code
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import DENIED, Presence


def deny(call: Call) -> Answer:
    """From now on nothing rests on that form, no consent either: a case on its road leaves it, as when one is taken back. Whatever else was
    done on it stands until a supervisor has found out, and no money goes out meanwhile. Safe to repeat.
    """
    case, form, who = call.case, _of(call, call.case), actors.acting(call)
    is_new = not denied.is_denied(form)
    if is_new or voiding.rest_on(case, form):
        form = replace(form, void={"at": clock.stamp(), "by": who, "why": DENIED}) if is_new else form
        told = casefile.event("FORM_DENIED", form.id, party=party_code(form.person), act=act_code(form.act or ""))
        changes, as_read = voiding.by_denial(case, form, who)
        changes = second_looks.changes(case, form) | changes
        if is_new and denied.is_used(case, form):
            disputes.deny(case, form, disputes.Beside(changes, as_read, (told,)))
        else:
            casefile.amend(case, told, expect=as_read, **changes)
        case = casefile.load(case.id)  # something may have been done on it meanwhile
    if denied.is_used(case, form):  # it holds the money: somebody has to be able to let it go
        disputes.deny(case, form)
    taking_back.act_on(case)
    wanted.in_step(case.id)
    return Answer(by_hand.form(case, form), 201)


def _of(call: Call, case: CaseFile) -> Presence:
    return next(one for one in case.presences if one.id == call.path["document"])
