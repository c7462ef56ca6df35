"""The material list (申请材料清单) of one application: what it needs, about whom, from where, and what is there already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from chalicelib import clock
from chalicelib.api.http.problem import Defect as Refused
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import parties, uploads
from chalicelib.casework.answers import known
from chalicelib.casework.rules import policy_of
from chalicelib.domain import materials
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.papers import is_paper
from chalicelib.domain.form.application import Application, application_from, upload_key
from chalicelib.domain.form.circumstances import of_form
from chalicelib.domain.materials import GENERATED, UPLOAD, Need
from chalicelib.domain.policy import Policy
from chalicelib.domain.status import Status
from chalicelib.messages import text, whom, worded
from chalicelib.records import documents
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Document
from chalicelib.trust import consent

if TYPE_CHECKING:
    from chalicelib.domain.lacking import Defect

INCOMPLETE = (LookupError, TypeError, ValueError, ArithmeticError)  # what a form that lacks something makes of itself


def listed(call: Call) -> Answer:
    """Everything the application needs. A draft that is not told enough yet gets what it may need (`settled` is false)."""
    case, rules = call.case, policy_of(call.case)
    needs = _needs(case, rules)
    files = uploads.counting(case, parties.named(case))
    items = _possible(case, rules) if needs is None else [_shown(need, files) for need in needs]
    return Answer({"id": case.id, "policy": rules.version, "settled": needs is not None, "items": items})


def foreseen(case: CaseFile) -> list[dict[str, Any]]:
    """What a notice will name of a draft as it stands, unless an agency tells better; nothing while too little is filled in to say."""
    return [{"text": worded(one.code, one.values), **one.to_json()} for one in _foreseen(case)]


def lacking(case: CaseFile) -> list[Refused]:
    """The same for whoever hands the draft in; who has not authorised is named in any case."""
    return refused(_foreseen(case))


def refused(found: Iterable["Defect"]) -> list[Refused]:
    """What is lacking, each at its place, but for authorisations."""
    return [
        Refused(one.code, place(one.field, one.where), tuple(one.values.items()))
        for one in found
        if one.field != "consents"
    ]


def place(field: str, where: str) -> str:
    """Where what is lacking is put right: in the form, among the papers, or by a word on the marriage of the borrower."""
    return "/" + (field.replace(".", "/") or (f"documents/{where}" if is_paper(where) else "people/0/marital"))


def _foreseen(case: CaseFile) -> Sequence["Defect"]:
    if case.status is not Status.DRAFT:
        return ()
    from chalicelib.domain.judging.foreseen import foreseen as of_form  # drafts alone are looked at so

    try:
        return of_form(draft(case), policy_of(case), clock.today())
    except INCOMPLETE:
        return ()


def _needs(case: CaseFile, rules: Policy) -> tuple[Need, ...] | None:
    if case.is_submitted:
        return materials.needed(case.application, rules, Evidence(case.application, known(case)))
    try:
        begun = draft(case)
        return materials.needed(begun, rules) if begun.people else None
    except INCOMPLETE:
        return None


def draft(case: CaseFile) -> Application:
    """What a draft says so far, with what was uploaded. Raises one of `INCOMPLETE`."""
    named = parties.named(case)
    given = consent.live(case.consents, named).values()
    files = uploads.counting(case, named)
    return application_from({**case.form, "consents": given, "documents": documents.verified(files), **tolerated(case)})


def tolerated(case: CaseFile) -> dict[str, list[str]]:
    """The uploads that whoever applies has committed to bring later (容缺), by their form of now; it is sealed with the application."""
    if not case.tolerances:
        return {}
    applicant = parties.named(case).get(parties.BORROWER)
    return {"tolerated": sorted(key for key, one in case.tolerances.items() if one.party == applicant)}


def _shown(need: Need, files: Mapping[str, Document]) -> dict[str, Any]:
    key = upload_key(need.code, need.subject)
    brought = any(one.state == "verified" and upload_key(one.material, one.person) == key for one in files.values())
    state = "to_read" if brought and need.mode == UPLOAD and not need.held else _state(need)
    told = {name: value for name, value in asdict(need).items() if name not in ("check", "alternatives")}
    return {
        **told,
        "subject_text": whom(need.subject),
        "condition": "",
        "mode_text": text(f"MODE_{need.mode.upper()}"),
        "state": state,
        "state_text": text(f"STATE_{state.upper()}"),
        "alternatives": [{"name": name, "condition": ""} for name in need.alternatives],
        "upload_as": key,
        "documents": [
            {"id": id, "state": document.state, "defect": document.defect}
            for id, document in files.items()
            if upload_key(document.material, document.person) == key
        ],
    }


def _state(need: Need) -> str:
    if need.held:
        return "held"
    if need.asked:
        return "may_upload" if need.optional else "to_commit" if need.commitment else "to_upload"
    return "to_confirm" if need.mode == GENERATED else "fetched"


def _possible(case: CaseFile, rules: Policy) -> list[dict[str, Any]]:
    from chalicelib.domain.guide.materials import shown  # a draft not told enough yet alone needs the guide
    from chalicelib.domain.guide.possible import possible

    form = case.form
    items = []
    for one in possible(of_form(form, rules), rules, form.get("kind") or ""):
        entry = shown(one, rules, text)
        first = entry["sources"][0] if entry["sources"] else {"mode": "shared", "text": ""}
        items.append(
            {
                **{name: entry[name] for name in ("code", "name", "why", "condition", "tolerable", "alternatives", "verified", "source")},
                "subject": entry["of"], "subject_text": entry["of_text"], "mode": first["mode"], "mode_text": entry["source_channel"],
                "commitment": "", "asked": entry["bring"] == "ALWAYS", "held": False, "optional": one.optional is not None,
                "copies": one.material.copies, "state": "depends", "state_text": entry["bring_text"],
                "upload_as": "", "documents": [],
            }
        )  # fmt: skip
    return items
