"""Objecting to how a case ended (异议复核): a party says why, from their own page or at the window, and brings what shows it."""

from collections.abc import Iterator
from typing import Any

from chalicelib import clock
from chalicelib.api import actors
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import appeals
from chalicelib.domain.form.people import is_co_owner
from chalicelib.errors import Contended
from chalicelib.messages import party_code, worded
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.statements import Appeal


def appeal(call: Call) -> Answer:
    """One appeal an end, by who owes the loan: 409 `APPEALED` where a party has objected already, `APPEAL_LATE` once the last day is over that somebody has verified. The same party's again
    with the same words changes nothing."""
    case, body, party = call.case, call.body, actors.party(call, call.body.person)
    if is_co_owner(party):  # how it ended, and why, is nothing they are told
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    if (standing := appeals.of_end(case)) and _is_same(case, standing, party, body):
        return Answer(shown(case, standing), 201)
    _must_be_open(case)
    wrong = list(_wrong(case, body.documents))
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    appeals.file(case, actors.acting(call), party, body.grounds, body.documents, actors.once(call, party))
    case = casefile.load(case.id)
    return Answer(shown(case, _present(case)), 201)


def ending(case: CaseFile) -> dict[str, Any]:
    """How a case ended as its parties see it, by when they may object, and what became of that."""
    from chalicelib.casework import endings  # most cases have not ended

    standing, last = appeals.of_end(case), appeals.until(case)
    return {
        **endings.shown(case),
        "appeal_until": last.isoformat() if last and clock.today() <= last and appeals.may_be_filed(case) else None,
        "appeal_until_verified": last is None or appeals.is_settled(case),
        "appeal": shown(case, standing) if standing else None,
    }


def shown(case: CaseFile, appeal: Appeal) -> dict[str, Any]:
    """An appeal as the parties see it; its grounds are their author's and the desk's."""
    task = tasks.find(case.id, appeals.KIND, appeals.number(case, appeal))
    state = appeal.outcome or "filed"
    return {
        "at": appeal.at, "party": appeal.party, "party_text": worded(party_code(appeal.party)), "files": len(appeal.files),
        "due_at": task.due_at if task and not appeal.outcome else None, "provisional": bool(task and task.provisional),
        "outcome": state, "outcome_text": worded(f"APPEAL_IS_{state.upper()}"), "decided_at": appeal.decided_at or None,
        "reason": case.reason_on(appeal) or None,
    }  # fmt: skip


def _is_same(case: CaseFile, standing: Appeal, party: str, body: Any) -> bool:
    said = (party, body.grounds, tuple(body.documents))
    return said == (standing.party, case.grounds_of(standing), tuple(standing.files))


def _present(case: CaseFile) -> Appeal:
    found = appeals.of_end(case)
    if found is None:
        raise Contended(case.id)
    return found


def _must_be_open(case: CaseFile) -> None:
    if appeals.may_be_filed(case):
        return
    if appeals.of_end(case):
        raise Problem("APPEALED")
    raise Problem("WRONG_STATUS" if appeals.until(case) is None else "APPEAL_LATE")


def _wrong(case: CaseFile, documents: Any) -> Iterator[Defect]:
    for place, id in enumerate(documents):
        if id not in case.documents or case.documents[id].state != "verified":
            yield Defect("NOT_A_CHOICE", f"/documents/{place}")
