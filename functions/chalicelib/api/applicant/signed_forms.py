"""Signed forms (签字表单): who cannot come may sign on paper; its scan is kept as evidence, and stands for one act of that party once a
second member of staff has looked at it. An authorisation of an agent (授权委托书) is such a form."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib import clock
from chalicelib.api import actors, by_hand
from chalicelib.api.applicant.presences import room_for_one
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import agents, hands, parties, presence, second_looks, taken, wanted
from chalicelib.records import documents, inspections, proofs
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import Presence
from chalicelib.trust.index import reference


def announce(call: Call) -> Answer:
    """A place to send the scan to. Nothing is kept of it before it has been looked at."""
    proofs.announce(call.case.id, call.id, call.who.subject)
    slot = documents.slot(call.case.id, call.id, call.body.content_type)
    told = {"id": call.id, "url": slot.url, "fields": slot.fields, "expires_at": slot.expires_at}
    # The place is gone in minutes: who asks again is given another, for the same scan.
    return Answer(told, 201, is_final=False)


def take(call: Call) -> Answer:
    """Keeps the scan with who, for which act, about what, where, when and its hash. For half an hour from when another person has accepted
    the scan this clerk may do that act, once.

    A scan stands for one act of one party in one case alone. Who took it may bring it again for the same act: one whose half hour ran out
    unspent waits for another look, and still is of the moment it was taken first.
    """
    case, body, id, hand = call.case, call.body, call.path["document"], actors.at_window(call)
    _an_agent_where_one_is_authorised(call)
    form = kept(case, id)
    if id in case.documents or not _is_theirs(call, form):
        raise Problem("NOT_FOUND")
    who, about = parties.named(case).get(body.person), presence.about(case, body.act, body.person)
    if not who:
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    if about is None and body.act in presence.CONSENTS:
        raise Problem("INVALID_REQUEST", [Defect("NAME_AND_NUMBER_FIRST", "/person")])
    if about is None:
        raise Problem("WRONG_STATUS")
    named = _named(call, who) if body.agent else {}
    if form and (form.person, form.act, form.about, form.evidence, form.agent) != (
        body.person,
        body.act,
        about,
        body.sha256,
        named.get("agent"),
    ):
        raise _used()
    if form is None:
        room_for_one(case, call.who.person)
        version = look_at(case.id, id, body)
        form = Presence(
            id, body.person, who, presence.SIGNED_FORM, body.place, clock.stamp(), call.who.subject, body.sha256, body.act, about, version,
            hand=call.who.person, **named,
        )  # fmt: skip
        taken.note(case, form)
        second_looks.keep(case, form, hand)
        taken.send_word(case, form)
    elif form.id not in case.spent and presence.has_run_out(form):
        form = replace(form, second={})
        second_looks.keep(case, form, hand)
    elif wanted.is_wanted(case, form):
        second_looks.queued(case, form)
    until = presence.until(form) if presence.is_vouched(form) else None
    return Answer({"id": case.id, "person": body.person, "at": form.at, "until": until}, 201)


def listed(call: Call) -> Answer:
    """Every form signed by hand and every agent of the case, with links, to the window; to whoever is said to have signed, their own."""
    own = [one.id for one in call.case.presences if call.who.audience == "clerk" or one.party == call.who.subject]
    return Answer({"items": [one for one in by_hand.shown(call.case) if one["id"] in own]})


def _is_theirs(call: Call, form: Presence | None) -> bool:
    """Whether it is this clerk's to bring: they took it, or have announced it within the day."""
    return (
        form.by == call.who.subject
        if form
        else proofs.is_announced(call.case.id, call.path["document"], call.who.subject)
    )


def _an_agent_where_one_is_authorised(call: Call) -> None:
    is_one, said = call.body.act == agents.AUTHORISING, call.body.agent
    if is_one == (said is None):
        raise Problem("INVALID_REQUEST", [Defect("MISSING" if is_one else "UNEXPECTED", "/agent")])


def kept(case: CaseFile, id: str) -> Presence | None:
    """The form of a case by its id; None while nobody has taken it."""
    return next((one for one in case.presences if one.id == id and one.method == presence.SIGNED_FORM), None)


def _named(call: Call, principal: str) -> dict[str, Any]:
    """What an authorisation says, as it is kept. 422 for who cannot be an agent here; 403 for a clerk who is too close to them."""
    said = call.body.agent
    agent = reference("person", said.id_number)
    if found := list(_wrong(call, agent, principal)):
        raise Problem("INVALID_REQUEST", found)
    if code := hands.tied(call.who.person, {agent}):
        raise Problem(code)
    return {"agent": agent, "acts": sorted(set(said.acts)), "until": said.until}


def _wrong(call: Call, agent: str, principal: str) -> Iterator[Defect]:
    from chalicelib.domain.form import identifiers  # an authorisation alone needs them

    said, today = call.body.agent, clock.today()
    if code := identifiers.resident_id(said.id_number, today):
        yield Defect(code, "/agent/id_number")
    elif agent == principal:
        yield Defect("AGENT_FOR_THEMSELVES", "/agent/id_number")
    elif hands.have_handled(call.case, agent):
        yield Defect("AGENT_HANDLES_IT", "/agent/id_number")
    try:
        last = date.fromisoformat(said.until)
    except ValueError:
        yield Defect("DAY_INVALID", "/agent/until")
    else:
        if not today <= last <= today + agents.LONGEST:
            yield Defect("OUT_OF_RANGE", "/agent/until")


def look_at(case: str, id: str, body: Any) -> str | None:
    """Has the scan inspected, and gives its version; a scan stands for one thing alone."""
    try:  # it is evidence, and kept byte for byte
        looked = inspections.look_at(case, id, body.content_type, body.sha256, as_it_is=True)
    except inspections.Uninspected:
        raise Problem("TRY_AGAIN") from None
    defect, version = looked.defect, looked.version
    if defect == "DOCUMENT_ABSENT":
        raise Problem("DOCUMENT_NOT_THERE", [Defect(defect, "")])
    if defect:
        raise Problem("INVALID_REQUEST", [Defect(defect, "/sha256")])
    if not proofs.claim(body.sha256, f"{case}/{id}"):
        raise _used()
    return version


def _used() -> Problem:
    return Problem("INVALID_REQUEST", [Defect("SCAN_OF_ANOTHER_ACT", "/sha256")])
