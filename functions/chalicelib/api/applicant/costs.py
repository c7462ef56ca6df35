"""The cost of the bank's part (综合融资成本明示): every party confirms the very statement they were shown, before they sign it at the bank."""

from typing import Any

from chalicelib.api import access, evidence
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import bank_part
from chalicelib.casework.rules import policy_of
from chalicelib.casework.waits import may_be_signed
from chalicelib.domain import bank_part as law
from chalicelib.messages import text, worded
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile


def confirm(call: Call) -> Answer:
    """One party's own word that they have seen what the bank's part costs in all."""
    case, who = call.case, access.acting(call)
    if case.bank_part is None or not may_be_signed(case):
        raise Problem("WRONG_STATUS")
    party = access.party(call, call.body.person)
    if call.body.sha256 != case.bank_part.statement:
        raise Problem("INVALID_REQUEST", [Defect("CONFIRMED_OTHER_COST", "/sha256")])
    hand = access.once(call, party)
    bank_part.confirm(case, party, call.body.sha256, who, {"how": evidence.of(call, party)}, hand)
    return Answer({"id": case.id, "person": party, "waiting_for": bank_part.unconfirmed(casefile.load(case.id))}, 202)


def shown(case: CaseFile) -> dict[str, Any] | None:
    """How the bank's part stands, with its terms; None where the loan is the fund's alone."""
    if not (case.is_submitted and case.application.wish.is_combination):
        return None
    part, plan = case.bank_part, law.pay_out(case.application, policy_of(case))
    stands = worded(f"BANK_PART_STANDS_{_stands(case)}")
    condition = {"code": plan.condition, "text": text(f"CONDITION_{plan.condition.upper()}")} if plan else None
    if part is None:
        return {**_NOTHING, "state": _stands(case), "state_text": stands, "condition": condition}
    names = ("amount", "months", "rate", "method", "fees", "all_in", "offered_at")
    told = ("number", "place", "signed_at", "filing", "ready_at", "reference", "account", "settled_at")
    return {
        "state": _stands(case), "state_text": stands, "condition": condition,
        "offer": {**{name: getattr(part, name) for name in names}, "sha256": part.statement},
        "confirmed": sorted(part.confirmed), "waiting_for": bank_part.unconfirmed(case),
        **{name: getattr(part, name) or None for name in told},
    }  # fmt: skip


def _stands(case: CaseFile) -> str:
    part = case.bank_part
    if part is None:
        return "PLANNED"
    if part.status:
        return part.status.upper()
    if part.ready_at:
        return "READY"
    return "SIGNED" if part.number else "OFFERED" if bank_part.unconfirmed(case) else "CONFIRMED"


_NOTHING: dict[str, Any] = {
    "offer": None, "confirmed": [], "waiting_for": [], "number": None, "place": None, "signed_at": None, "filing": None, "ready_at": None,
    "reference": None, "account": None, "settled_at": None,
}  # fmt: skip
