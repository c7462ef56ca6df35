"""告知承诺: a party's written word for a fact that shared data cannot tell. An act of the applicant's own, in words that were shown and are kept.

It is ticked in the form too, as ever; handing the form in is then the act, with the same proof. Which facts may be met so is policy
(`declarations` of the sort commitment), and none that touches money or the rights of others (infra/tools/policy/references.py).
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from chalicelib import clock
from chalicelib.api import actors, committed, evidence
from chalicelib.api.applicant import revisions
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import parties, wanted
from chalicelib.casework.corrections import form_is_open
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import circumstances
from chalicelib.domain.policy import Policy
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.commitments import Commitment


def listed(call: Call) -> Answer:
    """What may be met by one, with its words; and those that were made."""
    return _answer(call.case)


def commit(call: Call) -> Answer:
    """The applicant's own word, in the words that were shown. Giving it again changes nothing."""
    case, code = call.case, call.body.code
    if not form_is_open(case):
        raise Problem("WRONG_STATUS")
    words = _offered(case).get(code)
    if words is None:
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/code")])
    if call.body.version != revisions.of_words(words):
        raise Problem("INVALID_REQUEST", [Defect("COMMITMENT_CHANGED", "/version")])
    made = case.form.get("commitments") or []
    form = case.form if code in made else {**case.form, "commitments": [*made, code]}
    kept = with_proof(call, form)
    if kept != case.commitments or form != case.form:
        changes = Changes(
            form=form,
            commitments=kept,
            revision=case.revision + 1,
            edited={**revisions.edited(case, form), "/commitments": case.revision + 1},
        )
        as_read = Expect(status={case.status}, revision=case.revision, unchanged=("commitments",))
        casefile.amend(case, expect=as_read, **changes | actors.once(call, parties.BORROWER))
        wanted.after_edit(case)
    return _answer(casefile.load(case.id), 201)


def with_proof(call: Call, form: Mapping[str, Any]) -> dict[str, Commitment]:
    """What a case keeps of the commitments a form makes: each by whose act, in which words; what was made before in the same stays as it was."""
    case, rules, kept = call.case, policy_of(call.case), dict(call.case.commitments)
    party = parties.references(form).get(parties.BORROWER, case.applicant)
    for code in form.get("commitments") or ():
        if code in rules.declarations:
            words, before = rules.declarations[code].text, kept.get(code)
            if before is None or not before.is_of(party, revisions.of_words(words)):
                how = evidence.of(call, parties.BORROWER)
                made = Commitment(clock.stamp(), actors.acting(call), party, revisions.of_words(words), words, how)
                kept[code] = replace(made, **_found(before)) if before else made
    return kept


def _found(before: Commitment) -> dict[str, Any]:
    """What was found of it, which nobody undoes by making it anew."""
    return {one.name: getattr(before, one.name) for one in fields(Commitment) if one.default is not MISSING}


def _answer(case: CaseFile, status: int = 200) -> Answer:
    offers = _offered(case).items() if form_is_open(case) else ()
    offered = [{"code": code, "words": words, "version": revisions.of_words(words)} for code, words in offers]
    return Answer({"id": case.id, "revision": case.revision, "offered": offered, "made": committed.shown(case)}, status)


def _offered(case: CaseFile) -> dict[str, str]:
    rules: Policy = policy_of(case)
    facts = circumstances.of_form(case.form, rules)
    return {
        code: said.text
        for code, said in rules.declarations.items()
        if said.sort == "commitment" and circumstances.holds(said.when, facts) is not False
    }
