"""Tracking (办件进度): where a case stands, what has happened, who holds it until when, and what one can do next."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.api import access, by_hand, handed, supplied, visibility, whose
from chalicelib.api import bank_part as bank_part_of
from chalicelib.api.applicant import authorising, contract_shown, materials, owning, replying
from chalicelib.api.applicant.applications import shown
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import (
    agents,
    delivering,
    inspecting,
    levels,
    part_plan,
    parties,
    refusing,
    special,
    stops,
    supplement,
)
from chalicelib.casework.promise import promise
from chalicelib.casework.receipt import receipt
from chalicelib.casework.timeline import in_words, lines
from chalicelib.casework.waits import correction, form_is_open, may_be_corrected, may_be_signed, next_due
from chalicelib.domain.checks.finding import key_of
from chalicelib.domain.status import STATES, Status
from chalicelib.messages import party_code, text, whom, worded
from chalicelib.records import tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import Presence
from chalicelib.records.tasks import Task

_OF_EVERY_PARTY = (
    "CAN_AUTHORISE",
    "CAN_SIGN",
    "CAN_CONFIRM_COST",
    "CAN_SUPPLY",
    "CAN_CONTEST",
    "CAN_CHOOSE_CASE",
    "CAN_APPEAL",
    "CAN_REVOKE_AGENT",
)


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
        "timeline": in_words(owning.told(lines(case), party)),
        "next": [
            {"code": code, "text": _to_do(code, case)} for code in _possible(call, case, party, confirmed, wish, waits)
        ],
        "parties": shown(confirmed),
        "foreseen": materials.foreseen(case) if call.who.audience in access.PARTY else [],
        "notice": _notice(call, case),
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
        "agents": by_hand.authorised(case, _agents(call, case)),
    }
    return Answer(owning.left(body, party))


def _deliveries(case: CaseFile, party: str | None, *, to_window: bool) -> list[dict[str, Any]]:
    named = parties.named(case) if party or to_window else {}
    return delivering.shown(case, {party: named.get(party, "")} if party else named)


def _possible(
    call: Call, case: CaseFile, party: str | None, confirmed: Sequence[parties.Party], wish: Task | None, waits: Sequence[Task]
) -> list[str]:  # fmt: skip
    open_to = {one.key: one.state != "CONFIRMED" and (party in (None, one.key)) for one in confirmed}
    can = {
        "CAN_EDIT": case.status is Status.DRAFT,
        "CAN_INVITE": form_is_open(case)
        and any(one.state == "NOT_CONFIRMED" and one.key != parties.BORROWER for one in confirmed),
        "CAN_AUTHORISE": authorising.is_asked(case) and any(open_to.values()),
        "CAN_SUBMIT": case.status is Status.DRAFT and all(one.state == "CONFIRMED" for one in confirmed),
        "CAN_CORRECT": may_be_corrected(case) and (_answers(call) or (party is None and whose.reads_notice(call))),
        "CAN_CONTEST": may_be_corrected(case) and any(map(_is_found, case.notice.defects if case.notice else ())),
        "CAN_SUPPLY": wish is not None,
        "CAN_CHOOSE_CASE": stops.waits_for_another_case(waits),
        "CAN_BRING_OWED": inspecting.is_owed(case) and not form_is_open(case),
        "CAN_SIGN": (party is None or party in case.unsigned) and may_be_signed(case),
        "CAN_CONFIRM_COST": (party is None or party in part_plan.unconfirmed(case))
        and may_be_signed(case)
        and bool(part_plan.unconfirmed(case)),
        "CAN_WITHDRAW": case.status is Status.DRAFT or (case.may_be_withdrawn and not case.withdrawal),
        "CAN_LOOK_AT_SCAN": call.who.audience == "clerk"
        and not case.ended
        and any(one.act and by_hand.state(case, one) == "WAITING" for one in case.presences),
        "CAN_REVOKE_AGENT": any(agents.state(case, one) in ("WAITING", "VALID") for one in _agents(call, case)),
        "CAN_APPEAL": case.ended and _may_object(case),
        "CAN_APPLY_AGAIN": case.ended and case.status is not Status.DISBURSED,
    }
    own = call.who.audience == "clerk" or case.applicant == call.who.subject
    return [
        code
        for code, possible in can.items()
        if possible and (own or (party and code in (*_OF_EVERY_PARTY, "CAN_CORRECT")))
    ] + ["CAN_CALL"]


def _to_do(code: str, case: CaseFile) -> str:
    """What one can do, in words; to answer a reviewer is no correction of what was handed in."""
    is_asked = code == "CAN_CORRECT" and case.notice is not None and bool(case.notice.asked)
    return text("CAN_ANSWER_REVIEWER") if is_asked else worded(code)


def _status(call: Call, case: CaseFile, wish: Task | None, waits: Sequence[Task]) -> str:
    """What is happening, in a word: more than the status tells where the registry wants more, where what is asked after acceptance holds
    the case (核实) and corrects nothing, where another party is asked, where another case has a person of this one, or where an outage is being waited out."""
    if wish:
        return "STATUS_SUPPLEMENT"
    if case.status is Status.CORRECTION:
        asked = "STATUS_HOLD" if case.accepted_on else "STATUS_CORRECTION"
        return asked if _answers(call) else f"OF_ANOTHER_{asked}"
    if stops.waits_for_another_case(waits):
        return "STATUS_CLAIMED_ELSEWHERE"
    is_retried = case.status is Status.ATTENDING and any(wait.state == tasks.RETRYING for wait in waits)
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


def _may_object(case: CaseFile) -> bool:
    from chalicelib.casework import appeals  # of cases that have ended

    return appeals.may_be_filed(case)


def _notice(call: Call, case: CaseFile) -> dict[str, Any] | None:
    notice, wait = case.notice, correction(case)
    if notice is None or wait is None or not whose.reads_notice(call):
        return None
    until = {"due_at": wait.due_at, "provisional": wait.provisional}  # the notice keeps what it said when it was issued
    items = [
        _contested(case, defect)
        | {"about": whom(defect["where"]) if notice.asked and not defect["values"] else None}
        | _replied(call, number)
        for number, defect in enumerate(notice.defects, 1)
    ]
    return {**replying.told(call, notice), **until, "defects": items}


def _replied(call: Call, number: int) -> dict[str, Any]:
    """Its number, what may be said to it, whether something was, by whom and when; why, to those who may say it alone."""
    item = replying.shown(call.case, number)
    own = ("reason",) if call.who.audience == "clerk" or _answers(call) else ()
    names = ("item", "replies", "answer", "said_by", "said_by_text", "said_at", *own)
    return {name: item[name] for name in names}


def _answers(call: Call) -> bool:
    return whose.person(call, call.case) == whose.answerer(call.case)


def _is_found(defect: Mapping[str, Any]) -> bool:
    """Whether somebody has found it, so that it may be contested; else something is missing, or too little by the form itself."""
    return defect.get("check") not in (None, "materials", "rules", "review")


def _contested(case: CaseFile, defect: Mapping[str, Any]) -> dict[str, Any]:
    """A defect with its text; where it may be contested, whether it is."""
    told = _reasoned(defect)
    if not _is_found(defect):
        return told
    contest = case.contests.get(key_of(defect["check"], defect["where"]))
    return {**told, "contested": contest is not None and defect["code"] in contest.named}


def _decision(call: Call, case: CaseFile) -> dict[str, Any] | None:
    """What was decided; of a refusal why, with what the reviewer wrote for the parties alone. Why is told to the party it is about.
    An approval that is computed and waits for a person's is none yet."""
    decision, viewer = case.decision, visibility.viewer(call)
    refused = refusing.reasons_in_words(case) if call.who.audience in access.PARTY else refusing.reasons(case)
    if not refused and (not decision or levels.is_pending(case, decision)):
        return None
    said = refused or (decision["reasons"] if decision else ())
    approved = {"approved": bool(decision and decision["approved"]) and not refused}
    told = [_reasoned(reason) for reason in said if visibility.shows_reason(reason, viewer)]
    others = sorted({reason["subject"] for reason in said if not visibility.shows_reason(reason, viewer)})
    decided: Mapping[str, Any] = {**decision} if decision else {}
    return {**decided, **approved, "reasons": [*told, *map(visibility.of_another, others)]}


def _reasoned(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": worded(entry["code"], entry.get("values")), **entry}


def _agents(call: Call, case: CaseFile) -> list[Presence]:
    """The authorisations of agents: one's own, and at the window everybody's."""
    given = agents.authorisations(case)
    theirs = {"depositor": {call.who.subject}, "clerk": {one.party for one in given}}.get(call.who.audience, set())
    return [one for one in given if one.party in theirs]
