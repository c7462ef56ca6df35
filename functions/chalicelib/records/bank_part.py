"""The bank's part of a combination, as a case holds it (组合贷商业部分)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from chalicelib.domain.frozen import frozen
from chalicelib.records.loan import Contract


@frozen
class BankPart:
    """What the bank has told of its part of a combination (组合贷商业部分), a loan of its own beside ours. Yuan and annual percent as
    strings. Whose account it paid to is kept in part alone."""

    amount: str
    months: str
    rate: str
    fees: str  # all that is paid beside interest
    all_in: str  # 综合融资成本, annual percent
    statement: str  # SHA-256 of these terms as they are shown and confirmed
    offered_at: str
    method: str = ""
    confirmed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by party: at, by, evidence
    number: str = ""  # of the bank's own contract
    sha256: str = ""
    place: str = ""  # where it was signed in person
    signed_at: str = ""
    condition: str = ""  # what its pay-out waited for, once it is met, and the number of what proves that
    filing: str = ""
    ready_at: str = ""
    status: Literal["", "paid", "failed", "astray"] = ""  # astray: paid otherwise than planned, or before it could be
    reference: str = ""  # the bank's own, of its pay-out
    account: str = ""
    settled_at: str = ""


def has_paid(part: BankPart | None) -> bool:
    """Whether by the bank's word its money has gone, wherever to."""
    return part is not None and part.status in ("paid", "astray")


def signing_banks(contract: Contract | None) -> tuple[str, ...]:
    """Whose word on a contract is a bank's: its own, and that on the contract of its part beside ours."""
    return ("bank", "bank_part") if contract and contract.bank_part else ("bank",)
