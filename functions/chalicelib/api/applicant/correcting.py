"""Correcting (补正): what a notice asked for is sent, once for all of it, and the road goes on."""

from collections.abc import Mapping
from typing import Any

from chalicelib import clock
from chalicelib.api import actors, whose
from chalicelib.api.applicant import complete, materials, replying, revisions
from chalicelib.api.applicant.applications import merged
from chalicelib.api.applicant.complete import as_read, handed_in
from chalicelib.api.applicant.submission import accepted
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import delivering, parties, uploads
from chalicelib.casework.answers import known
from chalicelib.casework.corrections import may_be_corrected, takes_corrections
from chalicelib.casework.present import present
from chalicelib.casework.rules import policy_of, received_now
from chalicelib.domain.checks.papers import is_paper
from chalicelib.domain.form.application import application_from
from chalicelib.domain.form.completeness import defects
from chalicelib.errors import Contended
from chalicelib.records import casefile, decisions, relatives, tasks
from chalicelib.records.casefile import CaseFile, Changes


def correct(call: Call) -> Answer:
    """Merges the corrections into the form as it was shown, seals the application anew and lets the road go on."""
    case = call.case
    if not takes_corrections(case):
        raise Problem("WRONG_STATUS")
    changed, party = call.body.model_dump(exclude_unset=True, exclude={"incomplete"}), whose.answerer(case)
    if changed and party != parties.BORROWER:
        raise Problem("NOT_YOUR_ROUTE")  # the form is the applicant's; their own part they save themselves
    if changed and call.who.audience == "clerk" and actors.present(call, party).act:
        # A form is signed, and an agent comes, for what is saved, not for what is sent with it.
        raise Problem("PRESENCE_REQUIRED")
    round = str(present(case.notice, "notice").round)
    task = tasks.find(case.id, "correction", round)
    if task is None:  # the parties are told before it is opened
        raise Contended(case.id)
    form, word, who = merged(case.form, changed), {"next": "corrected"}, actors.acting(call)
    if task.is_open:
        if not may_be_corrected(case):  # on its way out, or about to be
            raise Problem("WRONG_STATUS")
        revisions.as_shown(call)
        corrected = casefile.event("CORRECTED", round)
        changes = handed_in(call, form, party) | Changes(form=form, revision=case.revision + 1)
        if case.accepted_on is None:
            changes["received_on"] = received_now(case)
        changes["application"] = _answered(call, changes["application"])
        changes |= uploads.kept_apart(case, form)
        changes |= actors.once(call, party)
        relatives.note(changes["parties"].values())
        delivering.note(case, changes)
        decisions.decide(case, task.id, word, who, corrected, expect=as_read(case), **changes)
    elif form == case.form:
        tasks.answer(task.id, word, who)  # the same once more: the telling of it may have been lost
    else:
        raise revisions.corrected_otherwise(call)
    return accepted(case.id, case.status)


def _answered(call: Call, application: Mapping[str, Any]) -> dict[str, Any]:
    """The application, with what it is known to lack by these corrections where they are handed in all the same.

    422 with every item that is still open: it would only use the round up. Something was changed or brought for each, or said: that it was
    put right where it was found, that it cannot be provided, that it is not so. What the window typed is not said yet by whoever sends
    from their own phone. So is what the corrections bring on that a notice would name again (`STILL_LACKING`)."""
    from chalicelib.casework import replies  # with all that says what is lacking; few cases are corrected
    from chalicelib.domain.judging.foreseen import of_correction

    case, corrected = call.case, application_from(application)
    found = [_unanswered(number, item) for number, item in replies.still_open(case, corrected)]
    if case.notice and case.notice.asked:
        beyond, wrong = replies.beyond(case.notice, case.application, corrected), _wrong_by_now(case)
        found += [Defect("NOT_ASKED", f"/{part}") for part in beyond if part not in wrong]
    if call.who.audience != "clerk":
        typed = (one["item"] for one in replying.answered(call.case) if one["said_by"] == replying.WINDOW)
        found += [Defect("REPLY_NOT_CONFIRMED", f"/notice/{item}", (("number", str(item)),)) for item in typed]
    brought_on = of_correction(case.application, corrected, known(case), policy_of(case), clock.today())
    lacking = [one for one in materials.refused(brought_on) if one not in found]
    told = [] if call.body.incomplete else lacking
    if found or told:
        raise Problem("FORM_INCOMPLETE" if found else "STILL_LACKING", [*found, *told])
    *earlier, sent = application["sent"]
    return {**application, "sent": [*earlier, sent | complete.known(lacking)]}


def _wrong_by_now(case: CaseFile) -> set[str]:
    """The parts that were handed in as the form takes them no more, by a rule that came since: they are put right whatever was asked, or nothing could be sent."""
    form, parts = case.handed_in, set[str]()
    for one in defects(form, policy_of(case), clock.today()):
        part, _, place = one.field.strip("/").partition("/")
        number = place.partition("/")[0]
        parts.add(form["people"][int(number)]["key"] if part == "people" and number else part)
    return parts


def _unanswered(number: int, item: Mapping[str, Any]) -> Defect:
    """An item that is still open, in its own words where the form or a paper lacks something."""
    if item.get("check") not in ("materials", "rules") or not (item["field"] or is_paper(item["where"])):
        return Defect("ITEM_UNANSWERED", f"/notice/{number}", (("number", str(number)),))
    return Defect(item["code"], materials.place(item["field"], item["where"]), tuple(item["values"].items()))
