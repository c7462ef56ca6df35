"""The loan that is to be replaced (原商业性住房贷款), asked of the bank that is repaid: its account, whose it is, and what settles it that day."""

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from uuid import uuid4

from chalicelib.banks import partners
from chalicelib.domain.frozen import frozen
from chalicelib.errors import BankUnavailable, PreconditionFailed

QUERY = "/old-loans/query"  # below the bank's address


@frozen
class Standing:
    """What the bank confirms of a loan on one day: where it is repaid, the holder, and the yuan that settle it (结清金额)."""

    account: str
    holder: str
    payoff: Decimal


def is_unknown_bank(refused: PreconditionFailed) -> bool:
    """Whether we have no agreement with that bank, and so no line to it."""
    return "BANK_UNKNOWN" in refused.codes


def is_refusal(refused: PreconditionFailed) -> bool:
    """Whether it will not take the question."""
    return "BANK_REFUSED" in refused.codes


def confirmed(bank: str, contract: str, on: date) -> Standing | None:
    """What the bank says of its loan on that day; None where it has no such loan, or nothing is left of it.

    Raises `BankUnavailable` when it cannot say, `PreconditionFailed` when it will not, or we have no agreement with it.
    """
    body = {"contract_number": contract, "on": on.isoformat()}
    answer = partners.post(bank, QUERY, f"old_loan.{uuid4().hex}", body)
    try:
        told = json.loads(answer)["Loan"]
        if told is None:
            return None
        payoff = Decimal(told["payoff"])
        if (told["contract_number"], told["on"]) != (contract, on.isoformat()) or not 0 <= payoff < Decimal("1e12"):
            raise ValueError("of another loan, or another day")
        return Standing(str(told["account"]), str(told["holder"]), payoff) if payoff else None
    except (LookupError, TypeError, ValueError, InvalidOperation):
        raise BankUnavailable(f"{bank}: not an answer") from None
