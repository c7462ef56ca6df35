"""The second look (复核) at a scan of a signed form: another natural person says whether it counts."""

from dataclasses import replace
from typing import Any

from chalicelib import clock
from chalicelib.api import actors, by_hand
from chalicelib.api.applicant.signed_forms import kept
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import claims, denied, presence, second_looks, taken
from chalicelib.errors import Contended
from chalicelib.records import casefile
from chalicelib.records.presences import Presence
from chalicelib.records.tasks import Task


def look(call: Call) -> Answer:
    """Another natural person's look at a scan that nobody else has claimed: accepted, it counts; not accepted, it never will. The first such
    word stands, and another is 409 with what stands; but an accepted scan on which nothing was done is made void by either who took or who
    accepted it.
    """
    case, body, hand = call.case, call.body, actors.at_window(call)
    form = kept(case, call.path["document"])
    if form is None:
        raise Problem("NOT_FOUND")
    actors.no_agent_of_it(call, form)
    own, stands = second_looks.took(form, actors.staff(call)), presence.is_vouched(form)
    takes_back = stands and not body.accepted and (own or call.who.person == form.second["person"])
    if own and not takes_back:
        raise Problem("OWN_SCAN")
    if body.sha256 != form.evidence:
        raise Problem("INVALID_REQUEST", [Defect("SCAN_NOT_LOOKED_AT", "/sha256")])
    is_new = not form.second and not form.void
    if not is_new and stands != body.accepted and (not takes_back or denied.is_used(case, form)):
        raise Problem("SCAN_LOOKED_AT", [Defect(f"BY_HAND_{by_hand.state(case, form)}", "/accepted")])
    if is_new and second_looks.has_ended(case, form):
        raise Problem("WRONG_STATUS")
    if is_new:
        task, form = _claimed(call, form), replace(form, **_said(call))
        second_looks.settle(case, form, task, actors.staff(call), hand)
        taken.send_word(case, form)  # the platform may not have answered when it was taken
    elif takes_back:
        form = replace(form, **_said(call))
        casefile.amend(case, expect=second_looks.as_read(case, form), **second_looks.changes(case, form) | hand)
    return Answer(by_hand.form(case, form), 201)


def _said(call: Call) -> dict[str, Any]:
    at = clock.stamp()
    if call.body.accepted:
        return {"second": {"by": call.who.subject, "person": call.who.person, "at": at}}
    return {"void": {"by": actors.acting(call), "at": at}}


def _claimed(call: Call, form: Presence) -> Task:
    """The task about the scan, which is now theirs."""
    task = second_looks.queued(call.case, form)
    try:
        return claims.claim(call.case, task, actors.staff(call))
    except Contended:
        raise Problem("TASK_TAKEN") from None
