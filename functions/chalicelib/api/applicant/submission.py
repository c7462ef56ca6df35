"""Submitting, correcting and withdrawing. Each is one conditional write, then one call that may be repeated."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from chalicelib import clock, tracing
from chalicelib.api import access, evidence, whose
from chalicelib.api.applicant import materials, replying, revisions
from chalicelib.api.applicant.applications import merged
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import (
    authorisation,
    delivering,
    denied,
    hands,
    parties,
    starting,
    taking_back,
    uploads,
    voiding,
)
from chalicelib.casework.present import present
from chalicelib.casework.rules import policy_of, received_now
from chalicelib.casework.waits import may_be_corrected
from chalicelib.domain.checks.papers import is_paper
from chalicelib.domain.form import completeness
from chalicelib.domain.form.application import PARTS, application_from
from chalicelib.domain.form.parties import asked
from chalicelib.domain.policy import Policy
from chalicelib.domain.status import WITHDRAWABLE, Status
from chalicelib.errors import Contended
from chalicelib.records import casefile, decisions, documents, relatives, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Document, Withdrawal
from chalicelib.trust import consent
from chalicelib.trust.index import reference


def submit(call: Call) -> Answer:
    """Seals the complete form, as it was shown, as the application and starts its road. What a notice will ask for as far as anybody can tell
    (一次告知) is told before it is taken, and taken in spite of it on their word. Submitting again only makes sure it has started."""
    case = call.case
    if case.status is Status.DRAFT:
        revisions.as_shown(call)
        lacking = () if call.body.incomplete else materials.lacking(case)
        changes = _application(call, case.form, lacking=lacking) | Changes(
            trace=case.trace or tracing.new_trace_id(),
            status=Status.SUBMITTED,
            submitted_at=clock.stamp(),
            received_on=received_now(case),
        )
        changes |= access.once(call, parties.BORROWER)
        relatives.note(changes["parties"].values())
        delivering.note(case, changes)
        casefile.amend(case, casefile.event("SUBMITTED"), expect=_as_read(case), **changes)
        case = casefile.load(case.id)
    elif not case.submitted_at:
        raise Problem("WRONG_STATUS")
    if case.status is Status.SUBMITTED:
        starting.start(case)
    return _accepted(case.id, case.status)


def correct(call: Call) -> Answer:
    """Merges the corrections into the form as it was shown, seals the application anew and lets the road go on."""
    case = call.case
    if case.status is not Status.CORRECTION and not may_be_corrected(case):
        raise Problem("WRONG_STATUS")
    changed, party = call.body.model_dump(exclude_unset=True), whose.answerer(case)
    if changed and party != parties.BORROWER:
        raise Problem("NOT_YOUR_ROUTE")  # the form is the applicant's; their own part they save themselves
    if changed and call.who.audience == "clerk" and access.present(call, party).act:
        raise Problem(
            "PRESENCE_REQUIRED"
        )  # a form is signed, and an agent comes, for what is saved, not for what is sent with it
    round = str(present(case.notice, "notice").round)
    task = tasks.find(case.id, "correction", round)
    if task is None:  # the parties are told before it is opened
        raise Contended(case.id)
    form, word, who = (
        merged(case.form, call.body.model_dump(exclude_unset=True)),
        {"next": "corrected"},
        access.acting(call),
    )
    if task.is_open:
        if not may_be_corrected(case):  # on its way out, or about to be
            raise Problem("WRONG_STATUS")
        revisions.as_shown(call)
        corrected = casefile.event("CORRECTED", round)
        changes = _application(call, form, party) | Changes(form=form, revision=case.revision + 1)
        if case.accepted_on is None:
            changes["received_on"] = received_now(case)
        _answered(call, changes["application"])
        changes |= uploads.kept_apart(case, form)
        changes |= access.once(call, party)
        relatives.note(changes["parties"].values())
        delivering.note(case, changes)
        decisions.decide(case, task.id, word, who, corrected, expect=_as_read(case), **changes)
    elif form == case.form:
        tasks.answer(task.id, word, who)  # the same once more: the telling of it may have been lost
    else:
        raise revisions.corrected_otherwise(call)
    return _accepted(case.id, case.status)


def _answered(call: Call, application: Mapping[str, Any]) -> None:
    """422 with every item that is still open: it would only use the round up. Something was changed or brought for each, or said: that it was
    put right where it was found, that it cannot be provided, that it is not so. What the window typed is not said yet by whoever sends
    from their own phone."""
    from chalicelib.casework import replies  # with all that says what is lacking; few cases are corrected

    case, corrected = call.case, application_from(application)
    found = [_unanswered(number, item) for number, item in replies.still_open(case, corrected)]
    if case.notice and case.notice.asked:
        found += [Defect("NOT_ASKED", f"/{part}") for part in replies.beyond(case.notice, case.application, corrected)]
    if call.who.audience != "clerk":
        typed = (one["item"] for one in replying.answered(call.case) if one["said_by"] == replying.WINDOW)
        found += [Defect("REPLY_NOT_CONFIRMED", f"/notice/{item}", (("number", str(item)),)) for item in typed]
    if found:
        raise Problem("FORM_INCOMPLETE", found)


def _unanswered(number: int, item: Mapping[str, Any]) -> Defect:
    """An item that is still open, in its own words where the form or a paper lacks something."""
    if item.get("check") not in ("materials", "rules") or not (item["field"] or is_paper(item["where"])):
        return Defect("ITEM_UNANSWERED", f"/notice/{number}", (("number", str(number)),))
    return Defect(item["code"], materials.place(item["field"], item["where"]), tuple(item["values"].items()))


def withdraw(call: Call) -> Answer:
    """Takes the application back (撤件). A draft ends at once; on the road, the road leaves for Withdrawal."""
    case, asked, hand = call.case, casefile.event("WITHDRAWAL_ASKED"), access.at_window(call)
    if case.status in (Status.DRAFT, Status.WITHDRAWN):
        ending = Expect(status={Status.DRAFT, Status.WITHDRAWN})
        casefile.amend(case, asked, expect=ending, **Changes(status=Status.WITHDRAWN) | hand)
        return _accepted(case.id, Status.WITHDRAWN)
    if case.is_withdrawn and not case.ended:  # the same once more
        taking_back.act_on(case)
        return _accepted(case.id, case.status)
    if not case.may_be_withdrawn:
        raise Problem("WRONG_STATUS")
    withdrawal = Withdrawal(clock.stamp(), access.acting(call))
    still = Expect(status=WITHDRAWABLE, unchanged=denied.LEAVES_AS_READ)
    casefile.amend(case, asked, expect=still, **Changes(withdrawal=withdrawal) | hand)
    tasks.interrupt(case.id)
    return _accepted(case.id, case.status)


def _as_read(case: CaseFile) -> Expect:
    return Expect(
        status={case.status}, revision=case.revision,
        unchanged=("people", "consents", "documents", "presences", "replies", "tolerances", "commitments", "deliveries"),
    )  # fmt: skip


def _application(
    call: Call, form: Mapping[str, Any], party: str = parties.BORROWER, *, lacking: Sequence[Defect] = ()
) -> Changes:
    """What the case keeps of a complete form, with the proof that it is that party's act. 422 with every defect of one that is not, and with
    what else is known to be lacking."""
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
    if found or lacking:
        raise Problem("FORM_INCOMPLETE" if found else "STILL_LACKING", [*found, *lacking])
    given = case.consents
    judged = {name: form[name] for name in PARTS if name in form}
    files = uploads.counting(case, who)
    relied_on = list(consent.live(given, who).values())
    application = {
        **judged,
        "consents": relied_on,
        "documents": documents.verified(files),
        "papers": documents.kept(files),
        **materials.tolerated(case),
    }
    how = evidence.of(call, party)
    is_own = party == parties.BORROWER and "agent" not in how
    of_word = delivering.by_form(case, form, access.acting(call), how, is_own=is_own)
    if form.get("commitments"):
        from chalicelib.api.applicant import committing  # few cases rest on one

        of_word |= Changes(commitments=committing.with_proof(call, form))
    return of_word | Changes(
        application={**application, "sent": [*case.sent, _sent(call, form, files, party)]},
        edited={},
        parties=who,
        consents=voiding.by_form(case, form).get("consents", given),
        people={ref: key for key, ref in who.items()},
        unit=reference("unit", form["home"]["unit_number"]),
    )


def _sent(call: Call, form: Mapping[str, Any], files: Mapping[str, Document], party: str) -> dict[str, Any]:
    """What proves the act: who, when, on which revision of the form, over which form, files and replies (their digests), and how they
    were known."""
    shown = {
        "revision": call.case.revision,
        "form": revisions.digest(form),
        "files": revisions.digest_of_files(files),
        "replies": revisions.digest_of_replies(call.case),
    }
    return {**shown, "at": clock.stamp(), "by": access.acting(call), **evidence.of(call, party)}


def _unauthorised(case: CaseFile, form: Mapping[str, Any], who: Mapping[str, str], rules: Policy) -> Iterator[Defect]:
    """Who has not confirmed and authorised by their own act, at their place in the form."""
    departments, renamed = parties.asked_of(form, rules), voiding.renamed_in(case, form)
    for place, person in enumerate(form.get("people") or ()):
        if key := person.get("key"):
            uses = asked(rules, key)
            lacks = parties.lacking(case, key, who.get(key, ""), uses, departments)
            lacks += [authorisation.CREDIT] if key in renamed and authorisation.CREDIT in {*uses} - {*lacks} else []
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


def _accepted(id: str, status: str) -> Answer:
    body = {"id": id, "status": status, "track": f"/v1/applications/{id}/track"}
    return Answer(body, 202, {"Location": body["track"]})
