"""Signed forms (签字表单): who cannot come may sign on paper; its scan is kept as evidence, and stands for one act of that party."""

from typing import Any

from chalicelib import clock
from chalicelib.api import access
from chalicelib.api.applicant.presences import room_for_one
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import parties, presence
from chalicelib.records import casefile, documents, proofs
from chalicelib.records.casefile import Changes, Expect
from chalicelib.records.contents import Presence


def announce(call: Call) -> Answer:
    """A place to send the scan to. Nothing is kept of it before it has been looked at."""
    proofs.announce(call.case.id, call.id, call.who.subject)
    slot = documents.slot(call.case.id, call.id, call.body.content_type)
    return Answer({"id": call.id, "url": slot.url, "fields": slot.fields, "expires_at": slot.expires_at}, 201)


def take(call: Call) -> Answer:
    """Keeps the scan with who, for which act, about what, where, when and its hash. For half an hour this clerk may do that act, once.

    A scan stands for one act of one party in one case alone. Once kept it is not looked at again, and its half hour does not begin anew.
    """
    case, body, id, hand = call.case, call.body, call.path["document"], access.at_window(call)
    if id in case.documents or not proofs.is_announced(case.id, id, call.who.subject):
        raise Problem("NOT_FOUND")
    who, about = parties.named(case).get(body.person), presence.about(case, body.act)
    if not who:
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    if about is None:
        raise Problem("WRONG_STATUS")
    form = next((one for one in case.presences if one.id == id), None)
    if form and (form.person, form.act, form.about, form.evidence) != (body.person, body.act, about, body.sha256):
        raise _used()
    if form is None:
        room_for_one(case)
        version = _look_at(case.id, id, body)
        form = Presence(
            id, body.person, who, presence.SIGNED_FORM, body.place, clock.stamp(), call.who.subject, body.sha256, body.act, about, version
        )  # fmt: skip
        casefile.amend(
            case, expect=Expect(unchanged=("presences",)), **Changes(presences=[*case.presences, form]) | hand
        )
    until = clock.stamp(clock.parsed(form.at) + presence.LASTS)
    return Answer({"id": case.id, "person": body.person, "at": form.at, "until": until}, 201)


def _look_at(case: str, id: str, body: Any) -> str | None:
    defect, version = documents.look_at(case, id, body.content_type, body.sha256)
    if defect == "DOCUMENT_ABSENT":
        raise Problem("DOCUMENT_NOT_THERE", [Defect(defect, "")])
    if defect:
        raise Problem("INVALID_REQUEST", [Defect(defect, "/sha256")])
    if not proofs.claim(body.sha256, f"{case}/{id}"):
        raise _used()
    return version


def _used() -> Problem:
    return Problem("INVALID_REQUEST", [Defect("SCAN_OF_ANOTHER_ACT", "/sha256")])
