"""Submitting (提交): one conditional write, then one call that may be repeated, as correcting and withdrawing are too."""

from chalicelib import clock, tracing
from chalicelib.api import actors
from chalicelib.api.applicant import materials, revisions
from chalicelib.api.applicant.complete import as_read, handed_in
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import delivering, parties, starting
from chalicelib.casework.rules import received_now
from chalicelib.domain.status import Status
from chalicelib.records import casefile, relatives
from chalicelib.records.casefile import Changes


def submit(call: Call) -> Answer:
    """Seals the complete form, as it was shown, as the application and starts its road. What a notice will ask for as far as anybody can tell
    (一次告知) is told before it is taken, and taken in spite of it on their word. Submitting again only makes sure it has started."""
    case = call.case
    if case.status is Status.DRAFT:
        revisions.as_shown(call)
        lacking = materials.lacking(case)
        changes = handed_in(call, case.form, lacking=lacking, as_it_is=call.body.incomplete) | Changes(
            trace=case.trace or tracing.new_trace_id(),
            status=Status.SUBMITTED,
            submitted_at=clock.stamp(),
            received_on=received_now(case),
        )
        changes |= actors.once(call, parties.BORROWER)
        relatives.note(changes["parties"].values())
        delivering.note(case, changes)
        casefile.amend(case, casefile.event("SUBMITTED"), expect=as_read(case), **changes)
        case = casefile.load(case.id)
    elif not case.submitted_at:
        raise Problem("WRONG_STATUS")
    if case.status is Status.SUBMITTED:
        starting.start(case)
    return accepted(case.id, case.status)


def accepted(id: str, status: str) -> Answer:
    """202: it is taken on, and where one follows it."""
    body = {"id": id, "status": status, "track": f"/v1/applications/{id}/track"}
    return Answer(body, 202, {"Location": body["track"]})
