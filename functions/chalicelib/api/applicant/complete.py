"""The complete form (完整的申请表): what the case keeps of it, with the proof whose act it is that hands it in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from chalicelib import clock
from chalicelib.api import actors, evidence
from chalicelib.api.applicant import materials, revisions
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Call
from chalicelib.casework import delivering, hands, naming, parties, uploads, voiding
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import completeness
from chalicelib.domain.form.parties import asked
from chalicelib.domain.policy import Policy
from chalicelib.records import documents
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Document
from chalicelib.trust.index import reference


def as_read(case: CaseFile) -> Expect:
    """That nothing the form stands on has changed since it was read."""
    return Expect(
        status={case.status}, revision=case.revision,
        unchanged=("people", "consents", "documents", "presences", "replies", "tolerances", "commitments", "deliveries"),
    )  # fmt: skip


def handed_in(
    call: Call,
    form: Mapping[str, Any],
    party: str = parties.BORROWER,
    *,
    lacking: Sequence[Defect] = (),
    as_it_is: bool = False,
) -> Changes:
    """What the case keeps of a complete form, with the proof that it is that party's act. 422 with every defect of one that is not, and with
    what else is known to be lacking; handed in `as_it_is`, that is kept with the proof."""
    case, rules = call.case, policy_of(call.case)
    found = [Defect(one.code, one.field, one.values) for one in completeness.defects(form, rules, clock.today())]
    who = parties.references(form)
    unauthorised = list(_unauthorised(case, form, who, rules))
    strangers = {one.field for one in unauthorised if one.code == "PARTY_NOT_CONFIRMED"}
    found += [*unauthorised, *_of_staff(case, form, who, strangers)]
    if who.get(parties.BORROWER, case.applicant) != case.applicant:
        found.append(Defect("BORROWER_NOT_APPLICANT", "/people/0/id_number"))
    if form.get("centre") != case.centre:
        found.append(Defect("CENTRE_FIXED", "/centre"))
    told = () if as_it_is else lacking
    if found or told:
        raise Problem("FORM_INCOMPLETE" if found else "STILL_LACKING", [*found, *told])
    given = case.consents
    files = uploads.counting(case, who)
    relied_on = list(naming.live(case, form, who).values())
    application = {
        **form,
        "whole": True,
        "consents": relied_on,
        "documents": documents.verified(files),
        "papers": documents.kept(files),
        **materials.tolerated(case),
    }
    how = evidence.of(call, party)
    is_own = party == parties.BORROWER and "agent" not in how
    of_word = delivering.by_form(case, form, actors.acting(call), how, is_own=is_own)
    if form.get("commitments"):
        from chalicelib.api.applicant import committing  # few cases rest on one

        of_word |= Changes(commitments=committing.with_proof(call, form))
    return of_word | Changes(
        application={**application, "sent": [*case.sent, _sent(call, form, files, party) | known(lacking)]},
        edited={},
        parties=who,
        consents=voiding.by_form(case, form).get("consents", given),
        people={ref: key for key, ref in who.items()},
        unit=reference("unit", form["home"]["unit_number"]),
    )


def known(lacking: Sequence[Defect]) -> dict[str, Any]:
    """What the proof of the act keeps of what was known to be lacking."""
    return {"lacking": [[one.code, one.field] for one in lacking]} if lacking else {}


def _sent(call: Call, form: Mapping[str, Any], files: Mapping[str, Document], party: str) -> dict[str, Any]:
    """What proves the act: who, when, on which revision of the form, over which form, files and replies (their digests), and how they
    were known."""
    shown = {
        "revision": call.case.revision,
        "form": revisions.digest(form),
        "files": revisions.digest_of_files(files),
        "replies": revisions.digest_of_replies(call.case),
    }
    return {**shown, "at": clock.stamp(), "by": actors.acting(call), **evidence.of(call, party)}


def _unauthorised(case: CaseFile, form: Mapping[str, Any], who: Mapping[str, str], rules: Policy) -> Iterator[Defect]:
    """Who has not confirmed and authorised by their own act, at their place in the form."""
    departments = parties.asked_of(form, rules)
    for place, person in enumerate(form.get("people") or ()):
        if key := person.get("key"):
            uses = asked(rules, key)
            lacks = parties.lacking(case, form, key, who.get(key, ""), uses, departments)
            changed = parties.reworded(case, key, who.get(key, ""), uses)
            came = who.get(key) in case.people or len(lacks) < len(uses) or changed
            wrong = [f"CONSENT_{use.upper()}_{'CHANGED' if use in changed else 'MISSING'}" for use in lacks]
            yield from (Defect(code, f"/people/{place}") for code in (wrong if came else ["PARTY_NOT_CONFIRMED"]))


def _of_staff(
    case: CaseFile, form: Mapping[str, Any], who: Mapping[str, str], strangers: Collection[str]
) -> Iterator[Defect]:
    """Who has handled the case for the centre, or has a relative who has: they are no party of it. Nothing of `strangers`, who have not
    come in: whoever typed a number would learn who belongs together with whom."""
    for place, person in enumerate(form.get("people") or ()):
        named = who.get(person.get("key", ""))
        if named and f"/people/{place}" not in strangers and hands.have_handled(case, named):
            yield Defect("PARTY_HANDLED_IT", f"/people/{place}/id_number")
