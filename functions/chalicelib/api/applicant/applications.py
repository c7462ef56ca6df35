"""Drafts (草稿): begin, save, resume, list. Online and at the window alike, and either may continue the other's."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib import clock, policy, tracing
from chalicelib.api import access, actors, form_masks, whose
from chalicelib.api.applicant import replying, revisions
from chalicelib.api.applicant.revisions import etag
from chalicelib.api.http import assurance, paging
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.api.origins import of_home, origin
from chalicelib.casework import hands, inspecting, parties, prefilled, taken, uploads, voiding, wanted
from chalicelib.casework.corrections import form_is_open, form_that_holds
from chalicelib.domain.form.completeness import keys_repeated
from chalicelib.domain.form.people import is_co_owner
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.status import Status
from chalicelib.messages import text, whom
from chalicelib.records import casefile, caseload, joined
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Document
from chalicelib.trust.index import reference


def begin(call: Call) -> Answer:
    """Opens a draft. The centre must be known from the start; at the window also whose application it is."""
    form = with_serving_centre(call.body.model_dump(exclude_none=True))
    one_entry_each(form)
    applicant = _applicant(call, form)
    typed_by = {call.who.person: hands.WINDOW} if call.who.audience == "clerk" else {}
    case = casefile.create(call.id, form["centre"], applicant, form, call.who.channel, tracing.new_trace_id(), typed_by)
    body = {"id": case.id, "status": case.status, "revision": case.revision}
    return Answer(body, 201, {"Location": f"/v1/applications/{case.id}", "ETag": etag(case.revision)})


def mine(call: Call) -> Answer:
    """One's own cases, newest first, and with the first of them those one has joined; at the window, the centre's, but for those that whoever
    asks stands apart from."""
    index, key = ("centre", call.who.centre) if call.who.audience == "clerk" else ("applicant", call.who.subject)
    given = call.query.get("cursor")
    start = paging.opened(given, {"id": None, "opened_at": None, index: key})
    rows, following = casefile.listing(index, key, start)
    if index == "centre" and rows:
        lines = caseload.lines((row["id"] for row in rows), *hands.line_of(call.who.person))
        there = hands.there(lines, call.who.person)
        rows = [row for row in rows if row["id"] in there]
    if index == "applicant" and not given:
        rows = sorted([*rows, *joined.cases_of(key)], key=lambda row: str(row["opened_at"]), reverse=True)
    names = ("id", "number", "status", "opened_at", "submitted_at")
    return Answer(
        {"items": [{name: row.get(name) for name in names} for row in rows], "cursor": paging.cursor(following)}
    )


def read(call: Call) -> Answer:
    """The draft or application with its form: whole to the applicant and the window, others' data masked to a party. Whom a correction
    names no more sees what was handed in about them."""
    case = call.case
    if key := whose.former(call, case):
        return _as_handed_in(call, key)
    whole = call.who.audience == "clerk" or whose.is_applicant(call)
    key = whose.person(call, case)
    form = form_that_holds(case)
    body = {
        **_head(case),
        "form": form if whole else form_masks.masked(form, own=key),
        "documents": [
            {"id": id, **_shown(document)}
            for id, document in uploads.counting(case, parties.named(case)).items()
            if not is_co_owner(key) or document.person == key
        ],
        "parties": shown(one for one in parties.parties(case) if not is_co_owner(key) or one.key == key),
        "lacks": parties.lacks(case, key) if key else [],
        "replies": replying.answered(case) if whole else [],
        "origins": [
            origin(one) for one in prefilled.compared(case, None if call.who.audience == "clerk" else call.who.subject)
        ],
        "found": of_home(case) if whole else [],
    }
    return Answer(body, headers={"ETag": etag(case.revision)})


def _head(case: CaseFile) -> dict[str, Any]:
    return {"id": case.id, "number": case.number or None, "status": case.status, "revision": case.revision}


def _as_handed_in(call: Call, key: str) -> Answer:
    case = call.case
    theirs = {id: one for id, one in case.documents.items() if one.person == key and one.party == call.who.subject}
    body = {
        **_head(case),
        "form": form_masks.masked(case.handed_in, own=key),
        "documents": [{"id": id, **_shown(document)} for id, document in theirs.items()],
        "parties": [],
        "lacks": [],
        "replies": [],
        "origins": [],
        "found": [],
    }
    return Answer(body)


def save(call: Call) -> Answer:
    """Merges a patch into the form of a draft or of a correction, if it is still at the revision the client read.

    What is saved while corrections are asked for is nothing to judge before they are sent: so a party may be named anew, and
    invited.
    """
    case = call.case
    if not form_is_open(case) or (case.is_submitted and whose.answerer(case) != parties.BORROWER):
        raise Problem("WRONG_STATUS")  # what is asked of another party is answered by them alone
    revisions.expected(call)
    form = with_serving_centre(merged(case.form, call.body.model_dump(exclude_unset=True)))
    one_entry_each(form)
    if assurance.replaces_an_account(case.form, form):
        assurance.check(call, assurance.ACTS[assurance.OTHER_ACCOUNT])
        access.bind(call)
    revision = case.revision + 1
    changes = Changes(form=form, revision=revision, edited=revisions.edited(case, form))
    changes |= voiding.by_form(case, form) | uploads.kept_apart(case, form) | actors.at_window(call)
    if case.status is Status.DRAFT:
        changes |= Changes(centre=form["centre"], people=_still_named(case, form))
    elif form["centre"] != case.centre:
        raise Problem("INVALID_REQUEST", [Defect("CENTRE_FIXED", "/centre")])
    if _applicant(call, form) != case.applicant:
        raise Problem("INVALID_REQUEST", [Defect("BORROWER_NOT_APPLICANT", "/people/0/id_number")])
    if form == case.form:
        return unchanged(case)
    as_read = Expect(status={case.status}, revision=case.revision, unchanged=("people", "consents", "documents"))
    casefile.amend(case, expect=as_read, **changes)
    inspecting.ask_soon(case)
    wanted.after_edit(case)
    if case.presences and _phones(form) != _phones(case.form):
        taken.follow(casefile.load(case.id))
    return Answer({"id": case.id, "status": case.status, "revision": revision}, headers={"ETag": etag(revision)})


def _phones(form: Mapping[str, Any]) -> dict[str, Any]:
    return {one.get("key", ""): one.get("phone") for one in form.get("people") or ()}


def unchanged(case: CaseFile) -> Answer:
    """The answer to a save that changes nothing: whoever has read this revision has still read what there is."""
    body = {"id": case.id, "status": case.status, "revision": case.revision}
    return Answer(body, headers={"ETag": etag(case.revision)})


def one_entry_each(form: Mapping[str, Any]) -> None:
    """422 for two entries under one key: nobody could say whom it names."""
    if found := [Defect(one.code, one.field) for one in keys_repeated(form.get("people") or [])]:
        raise Problem("INVALID_REQUEST", found)


def merged(target: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """RFC 7396: named values are replaced, null removes, objects merge, lists are replaced whole."""
    result = dict(target)
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, dict):
            inner = result.get(name)
            result[name] = merged(inner if isinstance(inner, dict) else {}, value)
        elif isinstance(value, list):
            result[name] = [merged({}, item) if isinstance(item, dict) else item for item in value]
        else:
            result[name] = value
    return result


def with_serving_centre(form: Mapping[str, Any]) -> dict[str, Any]:
    """The form with the centre that serves what was chosen: 兰州新区 has none of its own. 422 for one nobody serves."""
    try:
        return {**form, "centre": policy.in_force(form["centre"], clock.today()).centre}
    except (NoPolicy, KeyError):
        raise Problem("INVALID_REQUEST", [Defect("CENTRE_UNKNOWN", "/centre")]) from None


def _applicant(call: Call, form: Mapping[str, Any]) -> str:
    if call.who.audience == "depositor":
        return call.who.subject
    if form["centre"] != call.who.centre:
        raise Problem("OTHER_CENTRE")
    people = form.get("people") or [{}]
    if not people[0].get("id_number"):
        raise Problem("INVALID_REQUEST", [Defect("MISSING", "/people/0/id_number")])
    parties = [reference("person", one["id_number"]) for one in people if one.get("id_number")]
    if code := hands.tied(call.who.person, parties):
        raise Problem(code)
    return parties[0]


def shown(found: Iterable[parties.Party]) -> list[dict[str, str | None]]:
    """How far each party is and how they came so far, in words."""
    return [
        {
            "person": one.key,
            "text": whom(one.key),
            "state": one.state,
            "state_text": text(f"PARTY_STATE_{one.state}"),
            "how": one.how,
            "how_text": text(f"PARTY_HOW_{one.how}") if one.how else None,
        }
        for one in found
    ]


def _still_named(case: CaseFile, form: Mapping[str, Any]) -> dict[str, str]:
    """Who has come in, without those the form names no more: another number is another person, who has not."""
    names = {**parties.references(form), parties.BORROWER: case.applicant}
    return {who: key for who, key in case.people.items() if names.get(key) == who}


def _shown(document: Document) -> dict[str, Any]:
    names = ("material", "person", "content_type", "size", "state", "defect", "at")
    return {name: getattr(document, name) for name in names}
