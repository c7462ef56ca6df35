"""Prefill (预填): what agencies know of oneself, as a proposal; and a party's own entry in the form, from their own phone."""

from typing import Any

from chalicelib import clock
from chalicelib.api import access, whose
from chalicelib.api.applicant import revisions
from chalicelib.api.applicant.applications import merged, unchanged
from chalicelib.api.applicant.revisions import etag
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import prefill, voiding
from chalicelib.casework.waits import form_is_open
from chalicelib.messages import text
from chalicelib.records import casefile
from chalicelib.records.casefile import Changes, Expect

_FIXED = ("key", "id_number")  # who a party is, the applicant says when they are invited


def known(call: Call) -> Answer:
    """What is known of oneself and of the home one buys; at the window, of the party who is there. An agency's silence is a reason, no error."""
    key = access.party(call, call.query.get("person"))
    if not form_is_open(call.case):
        raise Problem("WRONG_STATUS")
    who = _asker(call, key)
    case = prefill.asked(call.case, who)
    fields, records = prefill.fields(case, who)
    body = {
        "id": case.id,
        "person": key,
        "revision": case.revision,
        "fields": [{"field": one.place, **_shown(one), "same": one.same} for one in fields],
        "records": [
            {"name": one.place, "title": text(f"PREFILL_{one.place.upper()}"), **_shown(one)} for one in records
        ],
    }
    return Answer(body, headers={"ETag": etag(case.revision)})


def save_own(call: Call) -> Answer:
    """Merges a patch into one's own entry in the form, and into nothing else of it."""
    case, key = call.case, whose.person(call, call.case)
    if not form_is_open(case):
        raise Problem("WRONG_STATUS")
    revisions.expected(call)
    people, patch = list(case.form.get("people") or [{"key": key}]), call.body.model_dump(exclude_unset=True)
    place = next((n for n, one in enumerate(people) if one.get("key") == key), None)
    if place is None:
        raise Problem("NOT_FOUND")
    wrong = [
        Defect("NOT_A_CHOICE", f"/{name}")
        for name in _FIXED
        if name in patch and patch[name] != people[place].get(name)
    ]
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    people[place] = merged(people[place], patch)
    if people == case.form.get("people"):
        return unchanged(case)
    revision = case.revision + 1
    expect = Expect(status={case.status}, revision=case.revision, unchanged=("people", "consents"))
    form = {**case.form, "people": people}
    changes = Changes(form=form, revision=revision, edited=revisions.edited(case, form))
    changes |= voiding.by_form(case, form)
    casefile.amend(case, expect=expect, **changes)
    return Answer({"id": case.id, "status": case.status, "revision": revision}, headers={"ETag": etag(revision)})


def _asker(call: Call, key: str) -> prefill.Asker:
    if call.who.audience == "depositor":
        return prefill.Asker(key, call.who.subject, call.who.ticket)
    return prefill.Asker(key, access.present(call, key).party, operator=call.who.subject)


def _shown(one: prefill.Field) -> dict[str, Any]:
    agency = text(f"AGENCY_{one.source.upper()}")
    told = {"value": one.value, "source": one.source, "source_text": agency, "at": one.at}
    if one.code:
        return {"state": "NOT_KNOWN", **told, "reason": one.code, "text": text(one.code, agency=agency)}
    at = f"{clock.in_china(clock.parsed(one.at or '')):%Y-%m-%d %H:%M}"
    return {"state": "KNOWN", **told, "reason": None, "text": text("PREFILL_KNOWN", agency=agency, at=at)}
