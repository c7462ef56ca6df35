"""容缺: what whoever applies may lack for now, their own commitment to bring it after acceptance, and the bringing of it.

A commitment is an act of its own, one a material, in words that were shown and are kept with it. It gives nothing up: what is brought before is
taken like anything else, and no right of theirs depends on it.
"""

from typing import Any

from chalicelib import clock
from chalicelib.api import actors, evidence, owed
from chalicelib.api.applicant import materials, revisions
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import owing, parties, uploads, wanted
from chalicelib.casework.answers import known
from chalicelib.casework.corrections import form_is_open
from chalicelib.casework.rules import policy_of
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.form.application import upload_key
from chalicelib.domain.materials import Need
from chalicelib.domain.owed import offered
from chalicelib.messages import text
from chalicelib.records import casefile, documents
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.commitments import Tolerance


def listed(call: Call) -> Answer:
    """What may be brought later, with the words of the commitment; what was chosen, and where each stands."""
    return _answer(call.case)


def choose(call: Call) -> Answer:
    """The applicant's commitment to bring one of these after acceptance, in the words that were shown. Giving it again changes nothing."""
    case, key = call.case, call.body.upload_as
    if not _may_choose(case):
        raise Problem("WRONG_STATUS")
    need, rules = _offered(case).get(key), policy_of(case)
    if need is None:
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/upload_as")])
    words = _words(need, rules.tolerance[need.code]["office_days"])
    if call.body.version != revisions.of_words(words):
        raise Problem("INVALID_REQUEST", [Defect("COMMITMENT_CHANGED", "/version")])
    party, before = parties.named(case)[parties.BORROWER], case.tolerances.get(key)
    if before is None or not before.is_of(party, call.body.version):
        how = evidence.of(call, parties.BORROWER)
        chosen = Tolerance(clock.stamp(), actors.acting(call), party, call.body.version, words, how)
        revision = case.revision + 1
        changes = Changes(
            tolerances={**case.tolerances, key: chosen},
            revision=revision,
            edited={**case.edited, f"/tolerances/{key}": revision},
        )
        as_read = Expect(status={case.status}, revision=case.revision, unchanged=("tolerances",))
        told = casefile.event("OWED_CHOSEN", f"{key}.{chosen.at}", name=need.name)
        casefile.amend(case, told, expect=as_read, **changes | actors.once(call, parties.BORROWER))
        wanted.after_edit(case)
    return _answer(casefile.load(case.id), 201)


def bring(call: Call) -> Answer:
    """Hands in what was uploaded of what is owed; somebody looks at it then. The same once more changes nothing."""
    case = call.case
    if not owing.is_taken(case):
        raise Problem("WRONG_STATUS")
    files = uploads.counting(case, parties.named(case))
    ids, bytes_of = documents.verified(files), documents.kept(files)
    lacking, before = owing.left(case), case.application.papers or {}
    new = {key: bytes_of[key] for key in lacking if bytes_of.get(key, []) != [*before.get(key, ())]}
    if not new and not any(owing.is_being_read(case, key) for key in lacking):
        missing = [
            Defect("MATERIAL_MISSING", f"/documents/{key}", (("name", one.name),)) for key, one in lacking.items()
        ]
        raise Problem("FORM_INCOMPLETE", missing)
    if new:
        kept = case.as_sealed
        sealed = {
            **kept,
            "documents": {**kept["documents"], **{key: ids[key] for key in new}},
            "papers": {**kept["papers"], **new},
            "sent": [*case.sent, _sent(call, revisions.digest_of_files(files))],
        }
        from chalicelib.casework import bringing  # few cases owe anything

        bringing.bring(case, new, sealed, actors.once(call, parties.BORROWER))
    return _answer(casefile.load(case.id), 201)


def _may_choose(case: CaseFile) -> bool:
    """Before acceptance: what is accepted without it, and until when it is to be brought, the letter of acceptance says, once."""
    return form_is_open(case) and case.accepted_on is None


def _answer(case: CaseFile, status: int = 200) -> Answer:
    rules = policy_of(case)
    offers = []
    for key, need in (_offered(case) if _may_choose(case) else {}).items():
        days = rules.tolerance[need.code]["office_days"]
        words = _words(need, days)
        offers.append(
            {
                "upload_as": key,
                "name": need.name,
                "office_days": days,
                "words": words,
                "version": revisions.of_words(words),
            }
        )
    return Answer({"id": case.id, "revision": case.revision, "offered": offers, "owed": owed.shown(case)}, status)


def _offered(case: CaseFile) -> dict[str, Need]:
    """What may be chosen, by the key of its upload; nothing while too little is filled in to say."""
    rules = policy_of(case)
    try:
        if case.is_submitted:
            found = offered(case.application, rules, Evidence(case.application, known(case)))
        else:
            found = offered(materials.draft(case), rules)
    except materials.INCOMPLETE:
        return {}
    return {upload_key(need.code, need.subject): need for need in found}


def _words(need: Need, days: int) -> str:
    return text("COMMIT_OWED", name=need.name, days=days)


def _sent(call: Call, files: str) -> dict[str, Any]:
    """What proves the act; form and replies are as they were last handed in."""
    last = call.case.sent[-1] if call.case.sent else {}
    shown_then = {name: last[name] for name in ("revision", "form", "replies") if name in last}
    return {
        **shown_then,
        "files": files,
        "at": clock.stamp(),
        "by": actors.acting(call),
        **evidence.of(call, parties.BORROWER),
    }
