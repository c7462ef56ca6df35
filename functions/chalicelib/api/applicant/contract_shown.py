"""The contract as its parties see it where the case is tracked (借款合同)."""

from typing import Any

from chalicelib.api import by_hand
from chalicelib.casework import denied
from chalicelib.casework.waits import may_be_signed
from chalicelib.domain import electronic
from chalicelib.messages import text
from chalicelib.records.archive import link
from chalicelib.records.casefile import CaseFile
from chalicelib.records.loan import Contract, Signature


def shown(case: CaseFile) -> dict[str, Any] | None:
    """The contract with its signatures, each valid or void, and who has still to sign; None before there is one."""
    contract = case.contract
    if contract is None:
        return None
    return {
        "number": contract.number,
        "sha256": contract.sha256,
        "bank": contract.bank,
        "link": link(contract.key),
        "signed": case.signed,
        "waiting_for": case.unsigned if may_be_signed(case) else [],
        "voided_at": contract.voided_at,
        "signatures": [_signature(case, key, one, contract) for key, one in case.signatures.items()],
        "electronic": {"version": electronic.VERSION, "text": text("ELECTRONIC_SIGNING")},
    }


def _signature(case: CaseFile, key: str, one: Signature, contract: Contract) -> dict[str, Any]:
    # An earlier release voided contracts without a word on their signatures.
    void_at = one.void_at or contract.voided_at
    how = "BY_HAND" if by_hand.is_signed(case, key, one.sha256) else "ELECTRONIC"
    return {
        "person": key,
        "at": one.at,
        "sha256": one.sha256,
        "void_at": void_at,
        "state_text": text(f"SIGNATURE_{_state(case, key, one, contract)}"),
        "how": how,
        "how_text": text(f"SIGNATURE_{how}"),
    }


def _state(case: CaseFile, key: str, one: Signature, contract: Contract) -> str:
    if contract.voided_at:
        return "VOID"
    return "SET_ASIDE" if one.void_at else denied.of_signature(case, key) or "VALID"
