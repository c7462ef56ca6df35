"""Tracking (办件进度): where a case stands, what has happened, who holds it until when."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.api import access, by_hand, handed, supplied, visibility, whose
from chalicelib.api import bank_part as bank_part_of
from chalicelib.api.applicant import authorising, contract_shown, materials, noticed, owning, possible
from chalicelib.api.applicant.applications import shown
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import delivering, levels, parties, refusing, special, stops, supplement
from chalicelib.casework.promise import promise
from chalicelib.casework.receipt import receipt
from chalicelib.casework.timeline import in_words, lines
from chalicelib.casework.waits import next_due
from chalicelib.domain.status import STATES, Status
from chalicelib.messages import party_code, text, worded
from chalicelib.records import tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task


def track(call: Call) -> Answer:
    """Everything a person may ask the hotline about, in plain Chinese."""
    case = call.case
    party, confirmed = whose.person(call, case), parties.parties(case)
    waits = [] if case.ended or case.status is Status.DRAFT else tasks.of_case(case.id)
    wish = supplement.wanted(case, waits)
    holder, (until, provisional) = _holder(case, wish, waits), next_due(case, waits)
    body: dict[str, Any] = {
        "id": case.id,
        "number": case.number or None,
        "status": case.status,
        "status_text": worded(_status(call, case, wish, waits), {"party": worded(party_code(whose.answerer(case)))}),
        "held_by": {"code": holder, "text": worded(holder), "until": until, "provisional": provisional},
        "receipt": receipt(case),
        "promise": promise(case),
        "procedures": special.shown(case),
        "timeline": in_words(owning.told(lines(case), party), None if call.who.audience == "clerk" else party or ""),
        "next": [
            {"code": code, "text": possible.in_words(code, case)}
            for code in possible.codes(call, case, party, confirmed, wish, waits)
        ],
        "parties": shown(confirmed),
        "foreseen": materials.foreseen(case) if call.who.audience in access.PARTY else [],
        "notice": noticed.notice(call, case),
        "ending": _ending(case) if case.ended and call.who.audience in access.PARTY else None,
        "owed": _owed(case) if case.tolerances and call.who.audience in access.PARTY else [],
        "supplement": _supplement(case, wish) if wish and call.who.audience in access.PARTY else None,
        "decision": _decision(call, case),
        "contract": contract_shown.shown(case) if call.who.audience in access.PARTY else None,
        "bank_part": bank_part_of.shown(case) if call.who.audience in access.PARTY else None,
        "results": handed.results(case, visibility.viewer(call), whose.person(call, case))
        if call.who.audience in access.PARTY
        else [],
        "deliveries": _deliveries(case, party, to_window=call.who.audience == "clerk"),
        "papers": authorising.on_paper(call, case),
        "agents": by_hand.authorised(case, possible.mandates(call, case)),
    }
    return Answer(owning.left(body, party))


def _deliveries(case: CaseFile, party: str | None, *, to_window: bool) -> list[dict[str, Any]]:
    named = parties.named(case) if party or to_window else {}
    return delivering.shown(case, {party: named.get(party, "")} if party else named)


def _status(call: Call, case: CaseFile, wish: Task | None, waits: Sequence[Task]) -> str:
    """What is happening, in a word: more than the status tells where the registry wants more, where what is asked after acceptance holds
    the case (核实) and corrects nothing, where another party is asked, where another case has a person of this one, or where an outage is being waited out."""
    if wish:
        return "STATUS_SUPPLEMENT"
    if case.status is Status.CORRECTION:
        asked = "STATUS_HOLD" if case.accepted_on else "STATUS_CORRECTION"
        return asked if whose.answers(call) else f"OF_ANOTHER_{asked}"
    if stops.waits_for_another_case(waits):
        return "STATUS_CLAIMED_ELSEWHERE"
    is_retried = case.status is Status.ATTENDING and any(wait.state == tasks.RETRYING for wait in waits)
    if not is_retried and any(wait.is_open and wait.details.get("step") == "Mortgage" for wait in waits):
        return "STATUS_ATTENDING_MORTGAGE"
    return "STATUS_RETRYING" if is_retried else f"STATUS_{case.called(case.status)}"


def _holder(case: CaseFile, wish: Task | None, waits: Sequence[Task]) -> str:
    """Whose turn it is. What the registry wants more the parties bring, and the centre passes on."""
    if wish and not supplement.has_come(case, wish):
        return "HOLDER_APPLICANT"
    if any(wait.is_open and stops.waits_for_the_parties(wait) for wait in waits):
        return "HOLDER_APPLICANT"
    return f"HOLDER_{STATES[case.status].holder}"


def _supplement(case: CaseFile, wish: Task) -> dict[str, Any]:
    return {
        "text": text("SUPPLEMENT_TO_DO"),
        "wanted": case.wish,
        "due_at": wish.due_at,
        "provisional": wish.provisional,
        "upload_as": supplement.MATERIAL,
        "documents": supplied.shown(case, wish),
    }


def _owed(case: CaseFile) -> list[dict[str, Any]]:
    from chalicelib.api import owed  # few cases owe anything

    return owed.shown(case)


def _ending(case: CaseFile) -> dict[str, Any]:
    from chalicelib.api.applicant import appealing  # of cases that have ended

    return appealing.ending(case)


def _decision(call: Call, case: CaseFile) -> dict[str, Any] | None:
    """What was decided; of a refusal why, with what the reviewer wrote for the parties alone. Why is told to the party it is about.
    An approval that is computed and waits for a person's is none yet."""
    decision, viewer = case.decision, visibility.viewer(call)
    refused = refusing.reasons_in_words(case) if call.who.audience in access.PARTY else refusing.reasons(case)
    if not refused and (not decision or levels.is_pending(case, decision)):
        return None
    said = refused or (decision["reasons"] if decision else ())
    approved = {"approved": bool(decision and decision["approved"]) and not refused}
    told = [noticed.reasoned(reason) for reason in said if visibility.shows_reason(reason, viewer)]
    others = sorted({reason["subject"] for reason in said if not visibility.shows_reason(reason, viewer)})
    decided: Mapping[str, Any] = {**decision} if decision else {}
    return {**decided, **approved, "reasons": [*told, *map(visibility.of_another, others)]}
