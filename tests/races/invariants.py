"""What holds of a case whatever happened at once: record, waits and what the road was told say the same."""

import json
from collections.abc import Iterator, Mapping, Sequence

from chalicelib.casework.parties import BORROWER, named
from chalicelib.domain.form.application import PARTS
from chalicelib.domain.status import OPEN_FORM, Status
from chalicelib.domain.work import STAFF
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.changes import RECUSED, roles_of
from chalicelib.trust import consent

Told = Mapping[str, Sequence[str]]  # of each wait: what the road was told, an outcome or `interrupted`


def broken(id: str, told: Told) -> list[str]:
    """What does not hold; empty where all is well."""
    case, waits = casefile.load(id), tasks.of_case(id)
    return [
        *(line for wait in waits for line in _of_wait(case, wait, told.get(wait.id, ()))),
        *_of_hands(case, waits),
        *_of_form(case),
        *_of_parties(case),
        *_of_ending(case, waits),
    ]


def _of_wait(case: CaseFile, wait: tasks.Task, told: Sequence[str]) -> Iterator[str]:
    outcome = json.dumps(wait.outcome, sort_keys=True) if wait.outcome else ""
    final = {"answered": outcome, "interrupted": "interrupted"}.get(wait.state, "")
    if {*told} - {final}:
        yield f"{wait.kind}: the road was told {told}, the record says {final or wait.state}"
    if final and wait.on_the_road and not told:
        yield f"{wait.kind}: the road was not told"
    if (wait.state == "answered") != (wait.outcome is not None):
        yield f"{wait.kind}: {wait.state} with {outcome or 'no outcome'}"
    if wait.kind in STAFF:
        if wait.outcome and wait.claimed_by != wait.answered_by:
            yield f"{wait.kind}: claimed by {wait.claimed_by}, answered by {wait.answered_by}"
        yield from _of_work(case, wait)
    if wait.kind == "correction" and bool(wait.outcome) != any(key.startswith("CORRECTED") for key in case.events):
        yield "correction: answered and the timeline do not agree"
    if wait.kind == "sign" and wait.outcome:
        signed = wait.outcome == {"next": "signed"}
        if signed != (not case.unsigned):
            yield f"sign: {outcome}, and unsigned are {case.unsigned}"


def _of_hands(case: CaseFile, waits: Sequence[tasks.Task]) -> Iterator[str]:
    by_hand = {one.id for one in case.presences if one.act}
    yield from (f"{form} was spent and is no signed form" for form in case.spent if form not in by_hand)
    recused = {who for who, role in case.hands.items() if RECUSED in roles_of(role)}
    late = [one for one in case.reviews if one.person in recused and one.at > _recused_at(case, one.person)]
    yield from (f"{one.by} decided on {one.task} after a recusal" for one in late)


def _recused_at(case: CaseFile, person: str) -> str:
    return case.events[f"STAFF_RECUSED.{person[-8:]}"].at


def _of_work(case: CaseFile, wait: tasks.Task) -> Iterator[str]:
    work, reviews = STAFF[wait.kind], [one for one in case.reviews if one.task == wait.id]
    said = [{"next": work.words[one.decision]} for one in reviews if one.decision in work.words]  # type: ignore[index]
    if work.words and said != ([wait.outcome] if wait.outcome else []):
        yield f"{wait.kind}: reviews say {said}, the wait {wait.outcome}"
    if work.items and bool(case.rulings) != bool(wait.outcome):
        yield f"{wait.kind}: rulings {list(case.rulings)}, the wait {wait.outcome}"


def _of_form(case: CaseFile) -> Iterator[str]:
    if case.is_submitted and case.status not in OPEN_FORM:
        kept = {person.id_number for person in case.application.people}
        if kept != {person["id_number"] for person in case.form["people"]}:
            yield "the application names others than the form"
        if f"{case.application.wish.amount:.2f}" != case.form["wish"]["amount"]:
            yield "the application wishes another amount than the form"
        assert "wish" in PARTS
    for id in case.is_submitted and case.application.documents or ():
        if not isinstance(id, str):
            yield "a document without a name"


def _of_parties(case: CaseFile) -> Iterator[str]:
    names = named(case)
    if case.people.get(case.applicant) != BORROWER:
        yield "the applicant is not the borrower any more"
    yield from (f"{key} has come in and is not named" for who, key in case.people.items() if names.get(key) != who)
    if case.is_submitted and not (case.withdrawal or case.is_leaving or case.ended):
        live = consent.live(case.consents, dict(case.parties))
        lacking = [(key, use) for key in case.parties for use in ("data", "credit") if (key, use) not in live]
        if lacking:
            yield f"it is on its road without consents of {lacking}"


def _of_ending(case: CaseFile, waits: Sequence[tasks.Task]) -> Iterator[str]:
    if case.status is Status.WITHDRAWN and case.submitted_at:
        yield "withdrawn as a draft, and submitted"
    if case.status is Status.DRAFT and case.submitted_at:
        yield "submitted, and a draft"
    if case.withdrawal:
        yield from (
            f"{wait.kind} waits on in a case that is withdrawn"
            for wait in waits
            if wait.is_open and wait.on_the_road and wait.kind != "restart"
        )
