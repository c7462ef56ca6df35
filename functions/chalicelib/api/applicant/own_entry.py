"""A party's own entry in the form (本人填写的部分), from their own phone."""

from chalicelib.api import whose
from chalicelib.api.applicant import revisions
from chalicelib.api.applicant.applications import merged, unchanged
from chalicelib.api.applicant.revisions import etag
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import parties, voiding
from chalicelib.casework.corrections import form_is_open
from chalicelib.records import casefile
from chalicelib.records.casefile import Changes, Expect

_FIXED = ("key", "id_number")  # who a party is, the applicant says when they are invited


def save_own(call: Call) -> Answer:
    """Merges a patch into one's own entry in the form, and into nothing else of it."""
    case, key = call.case, whose.person(call, call.case)
    if not form_is_open(case) or (case.is_submitted and whose.answerer(case) not in (parties.BORROWER, key)):
        raise Problem("WRONG_STATUS")  # what is asked of one party alone is answered by them alone
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
    changes |= voiding.by_saving(case, form)
    casefile.amend(case, expect=expect, **changes)
    return Answer({"id": case.id, "status": case.status, "revision": revision}, headers={"ETag": etag(revision)})
