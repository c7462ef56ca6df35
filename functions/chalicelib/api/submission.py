"""Submitting, correcting and withdrawing. Each is one conditional write, then one call that may be repeated."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from chalicelib import aws, clock, tracing
from chalicelib.api import access
from chalicelib.api.applications import merged, rules_of
from chalicelib.api.problem import Defect, Problem
from chalicelib.api.route import Answer, Call
from chalicelib.domain import completeness
from chalicelib.records import casefile, documents, tasks
from chalicelib.records.casefile import WITHDRAWABLE, CaseFile
from chalicelib.settings import setting
from chalicelib.trust import consent
from chalicelib.trust.index import reference


def submit(call: Call) -> Answer:
    """Seals the complete form as the application and starts its road. Submitting again only makes sure it has started."""
    access.only_applicant(call)
    case = call.case
    if case.status == "DRAFT":
        started = {"trace": case.get("trace") or tracing.new_trace_id()}
        changes = {
            **_application(case, case.form), **started, "status": "SUBMITTED", "submitted_at": clock.stamp(),
            "submitted_by": access.acting(call), **casefile.event("SUBMITTED"),
        }  # fmt: skip
        casefile.amend(case.id, changes, expect={"status": ("DRAFT",), "revision": (case["revision"],)})
        case = casefile.load(case.id)
    elif not case.get("submitted_at"):
        raise Problem("WRONG_STATUS")
    if case.status == "SUBMITTED":
        _start(case)
    return _accepted(case.id, case.status)


def correct(call: Call) -> Answer:
    """Merges the corrections, seals the application anew and lets the road go on."""
    case = call.case
    access.only_applicant(call)
    if case.status != "CORRECTION":
        raise Problem("WRONG_STATUS")
    task = tasks.get(tasks.task_id(case.id, "correction", case["notice"]["round"]))
    if task.state in ("open", "claimed"):
        form = merged(case.form, call.body.model_dump(exclude_unset=True))
        changes = {
            **_application(case, form), "form": case.seal("form", form), "revision": case["revision"] + 1,
            **casefile.event("CORRECTED", str(case["notice"]["round"])),
        }  # fmt: skip
        casefile.amend(case.id, changes, expect={"status": ("CORRECTION",), "revision": (case["revision"],)})
    tasks.answer(task.id, {"next": "corrected"}, access.acting(call))
    return _accepted(case.id, case.status)


def withdraw(call: Call) -> Answer:
    """Takes the application back (撤件). A draft ends at once; on the road, the road leaves for Withdrawal."""
    access.only_applicant(call)
    case = call.case
    if case.status in ("DRAFT", "WITHDRAWN"):
        casefile.amend(
            case.id,
            {"status": "WITHDRAWN", **casefile.event("WITHDRAWAL_ASKED")},
            expect={"status": ("DRAFT", "WITHDRAWN")},
        )
        return _accepted(case.id, "WITHDRAWN")
    if case.status not in WITHDRAWABLE or case.get("payment"):
        raise Problem("WRONG_STATUS")  # once the bank has its order, only the bank knows whether the money has gone
    asked = case.get("withdrawal") or {"at": clock.stamp(), "by": access.acting(call)}
    casefile.amend(
        case.id,
        {"withdrawal": asked, **casefile.event("WITHDRAWAL_ASKED")},
        expect={"status": WITHDRAWABLE, "payment": (None,)},
    )
    tasks.interrupt(case.id)
    return _accepted(case.id, case.status)


def _application(case: CaseFile, form: Mapping[str, Any]) -> dict[str, Any]:
    """What the case keeps of a complete form. 422 with every defect of one that is not."""
    rules = rules_of(case)
    found = [Defect(one.code, one.field, one.values) for one in completeness.defects(form, rules, clock.today())]
    parties = {
        person["key"]: reference("person", person["id_number"])
        for person in form.get("people") or ()
        if person.get("key") and person.get("id_number")
    }
    if "borrower" in parties and parties["borrower"] != case["applicant"]:
        found.append(Defect("BORROWER_NOT_APPLICANT", "/people/0/id_number"))
    if form.get("centre") != case["centre"]:
        found.append(Defect("CENTRE_FIXED", "/centre"))
    if found:
        raise Problem("FORM_INCOMPLETE", found)
    given = consent.record(case.id, form["consents"], rules.authorisations, clock.stamp(), case.get("consents", ()))
    application = {**_as_domain(form), "consents": given, "documents": documents.verified(case)}
    return {
        "application": case.seal("application", application), "parties": parties, "consents": given,
        "people": {ref: key for key, ref in parties.items()}, "unit": reference("unit", form["home"]["unit_number"]),
    }  # fmt: skip


def _as_domain(form: Mapping[str, Any]) -> dict[str, Any]:
    """What is judged of the form, in the words of `domain.application.application_from`; the rest stays in the form."""
    known = ("centre", "kind", "people", "home", "wish", "old_loan", "commitments")
    return {name: form[name] for name in known if name in form}


def _start(case: CaseFile) -> None:
    """Starts the road under the case's own id, which makes starting it twice impossible."""
    states = aws.client("stepfunctions")
    started = {"case": case.id, "centre": case["centre"], "trace": case["trace"], "last": {"next": "submitted"}}
    with suppress(states.exceptions.ExecutionAlreadyExists):
        states.start_execution(stateMachineArn=setting("STATE_MACHINE"), name=case.id, input=json.dumps(started))


def _accepted(id: str, status: str) -> Answer:
    body = {"id": id, "status": status, "track": f"/v1/applications/{id}/track"}
    return Answer(body, 202, {"Location": body["track"]})
