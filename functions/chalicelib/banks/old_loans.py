"""The loan that is to be replaced (原商业性住房贷款), asked of the bank that is repaid: its account, whose it is, and what settles it that day."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from chalicelib.banks import partners
from chalicelib.domain.form import normal
from chalicelib.domain.frozen import frozen
from chalicelib.errors import BankUnavailable, PreconditionFailed

QUERY = "/old-loans/query"  # below the bank's address
_ACCOUNT, _YUAN = re.compile(r"[0-9A-Z-]{8,32}", re.ASCII), re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_LONGEST_NAME = 100


@frozen
class Standing:
    """What the bank confirms of a loan on one day: where it is repaid, the holder, and the yuan that settle it (结清金额)."""

    account: str
    holder: str
    payoff: Decimal
    on: date


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
        if (told["contract_number"], told["on"]) != (contract, on.isoformat()):
            raise ValueError("of another loan, or another day")
        return _standing(on, told["account"], told["holder"], told["payoff"])
    except (LookupError, TypeError, ValueError, RecursionError):
        raise BankUnavailable(f"{bank}: not an answer") from None


def _standing(on: date, account: Any, holder: Any, payoff: Any) -> Standing | None:
    """None once nothing is left. Raises `ValueError`, `TypeError` for what is no account, no name or no sum of yuan and fen."""
    if not (isinstance(account, str) and _ACCOUNT.fullmatch(normal.number(account))):
        raise ValueError("no account")
    if not (isinstance(holder, str) and 0 < len(holder.strip()) <= _LONGEST_NAME):
        raise ValueError("no holder")
    if not _YUAN.fullmatch(payoff):
        raise ValueError("no sum")
    return Standing(account, holder.strip(), Decimal(payoff), on) if Decimal(payoff) else None
