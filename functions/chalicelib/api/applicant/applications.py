"""Drafts (草稿): begin, save, resume, list. Online and at the window alike, and either may continue the other's."""

from collections.abc import Mapping
from typing import Any

from chalicelib import clock, policy, tracing
from chalicelib.api import access, form_masks
from chalicelib.api.http import paging
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import hands
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.status import Status
from chalicelib.records import casefile
from chalicelib.records.casefile import Changes, Expect
from chalicelib.records.contents import Document
from chalicelib.trust.index import reference


def begin(call: Call) -> Answer:
    """Opens a draft. The centre must be known from the start; at the window also whose application it is."""
    form = with_serving_centre(call.body.model_dump(exclude_none=True))
    applicant = _applicant(call, form)
    typed_by = {call.who.person: hands.WINDOW} if call.who.audience == "clerk" else {}
    case = casefile.create(call.id, form["centre"], applicant, form, call.who.channel, tracing.new_trace_id(), typed_by)
    body = {"id": case.id, "status": case.status, "revision": case.revision}
    return Answer(body, 201, {"Location": f"/v1/applications/{case.id}", "ETag": etag(case.revision)})


def mine(call: Call) -> Answer:
    """The applicant's cases, newest first; at the window, the centre's."""
    index, key = ("centre", call.who.centre) if call.who.audience == "clerk" else ("applicant", call.who.subject)
    return listed(index, key, call.query.get("cursor"))


def listed(index: str, key: str, given: str | None) -> Answer:
    """One page of cases by applicant or centre."""
    start = paging.opened(given, {"id": None, "opened_at": None, index: key})
    rows, following = casefile.listing(index, key, start)
    names = ("id", "number", "status", "opened_at", "submitted_at")
    return Answer(
        {"items": [{name: row.get(name) for name in names} for row in rows], "cursor": paging.cursor(following)}
    )


def read(call: Call) -> Answer:
    """The draft or application with its form: whole to the applicant and the window, others' data masked to a party."""
    case = call.case
    whole = call.who.audience == "clerk" or access.is_applicant(call)
    form = case.form if whole else form_masks.masked(case.form, own=access.person(call, case))
    body = {
        "id": case.id, "number": case.number or None, "status": case.status, "revision": case.revision, "form": form,
        "documents": [{"id": id, **_shown(document)} for id, document in case.documents.items()],
    }  # fmt: skip
    return Answer(body, headers={"ETag": etag(case.revision)})


def save(call: Call) -> Answer:
    """Merges a patch into a draft, if it is still at the revision the client read."""
    case = call.case
    if case.status is not Status.DRAFT:
        raise Problem("WRONG_STATUS")
    expected_revision(call)
    form = with_serving_centre(merged(case.form, call.body.model_dump(exclude_unset=True)))
    revision = case.revision + 1
    changes = Changes(form=form, centre=form["centre"], revision=revision) | access.at_window(call)
    if _applicant(call, form) != case.applicant:
        raise Problem("INVALID_REQUEST", [Defect("BORROWER_NOT_APPLICANT", "/people/0/id_number")])
    as_read = Expect(status={Status.DRAFT}, revision=case.revision)
    casefile.amend(case, expect=as_read, **changes)
    return Answer({"id": case.id, "status": Status.DRAFT, "revision": revision}, headers={"ETag": etag(revision)})


def expected_revision(call: Call) -> None:
    """428 without If-Match, 412 when the case has moved on since."""
    given = call.headers.get("if-match")
    if not given:
        raise Problem("REVISION_REQUIRED")
    if given.removeprefix("W/") != etag(call.case.revision):
        raise Problem("REVISION_MISMATCH", headers={"ETag": etag(call.case.revision)})


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


def etag(revision: int) -> str:
    """A revision as an entity tag."""
    return f'"{revision}"'


def _applicant(call: Call, form: Mapping[str, Any]) -> str:
    if call.who.audience == "depositor":
        return call.who.subject
    if form["centre"] != call.who.centre:
        raise Problem("OTHER_CENTRE")
    people = form.get("people") or [{}]
    if not people[0].get("id_number"):
        raise Problem("INVALID_REQUEST", [Defect("MISSING", "/people/0/id_number")])
    parties = [reference("person", one["id_number"]) for one in people if one.get("id_number")]
    if call.who.person in parties:
        raise Problem("OWN_CASE")
    return parties[0]


def _shown(document: Document) -> dict[str, Any]:
    names = ("material", "person", "content_type", "size", "state", "defect", "at")
    return {name: getattr(document, name) for name in names}
