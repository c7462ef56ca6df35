"""The bank's part of a combination (组合贷商业部分), shown to parties, the window and the desk: how it stands, and what our part does meanwhile."""

from typing import Any

from chalicelib.casework import bank_part
from chalicelib.casework.rules import policy_of
from chalicelib.domain import bank_part as law
from chalicelib.messages import text, worded
from chalicelib.records.casefile import CaseFile


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
        "state": _stands(case),
        "state_text": stands,
        "condition": condition,
        "offer": {**{name: getattr(part, name) for name in names}, "sha256": part.statement},
        "confirmed": sorted(part.confirmed),
        "waiting_for": bank_part.unconfirmed(case),
        **{name: getattr(part, name) or None for name in told},
    }


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
