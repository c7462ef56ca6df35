"""The bank's part of a combination (组合贷商业部分), shown to parties, the window and the desk: how it stands, and what our part does meanwhile."""

from typing import Any

from chalicelib.casework import part_plan
from chalicelib.messages import text, worded
from chalicelib.records.bank_part import BankPart, PaidOut
from chalicelib.records.casefile import CaseFile


def shown(case: CaseFile) -> dict[str, Any] | None:
    """How the bank's part stands, with its terms; None where the loan is the fund's alone."""
    if not (case.is_submitted and case.application.wish.is_combination):
        return None
    part, way = case.bank_part or BankPart(), part_plan.way_of(case)
    code, (reference, last) = _stands(case, part), part.last or ("", None)
    told = ("number", "place", "signed_at", "filing", "ready_at")
    return {
        "state": code,
        "state_text": worded(f"BANK_PART_STANDS_{code}"),
        "condition": {"code": way.condition, "text": text(f"CONDITION_{way.condition.upper()}")} if way else None,
        "offer": _offer(part) if part.is_offered else None,
        "confirmed": sorted(part.confirmed),
        "waiting_for": part_plan.unconfirmed(case),
        **{name: getattr(part, name) or None for name in told},
        "reference": reference or None,
        "account": (last and last["account"]) or None,
        "settled_at": (last and last["at"]) or None,
        "pay_outs": [_paid_out(reference, one) for reference, one in sorted(part.pay_outs.items(), key=_when)],
    }


def _offer(part: BankPart) -> dict[str, Any]:
    names = ("amount", "months", "rate", "method", "fees", "all_in", "offered_at")
    return {**{name: getattr(part, name) for name in names}, "sha256": part.statement}


def _paid_out(reference: str, one: PaidOut) -> dict[str, Any]:
    said = {"state": one["status"].upper(), "at": one["at"], "is_cleared": "cleared_by" in one}
    return {**said, "reference": reference, "amount": one["amount"] or None, "account": one["account"] or None}


def _when(told: tuple[str, PaidOut]) -> str:
    return told[1]["at"]


def _stands(case: CaseFile, part: BankPart) -> str:
    if part.status:
        return part.status.upper()
    if not part.is_offered:
        return "PLANNED"
    if part.came_to_nothing:
        return "NOTHING"
    if part.ready_at:
        return "READY"
    return "SIGNED" if part.number else "OFFERED" if part_plan.unconfirmed(case) else "CONFIRMED"
