"""What a bank has told of its part of a combination (组合贷商业部分), asked for: the same words as it calls back with, all over again."""

import json
from collections.abc import Mapping
from uuid import uuid4

from chalicelib.banks import partners
from chalicelib.banks.callbacks import NEEDS
from chalicelib.errors import BankUnavailable

QUERY = "/bank-part/query"  # below the bank's address
Word = tuple[str, Mapping[str, str]]


def told(bank: str, contract: str) -> list[Word]:
    """Every word the bank stands by, the oldest first; none of a contract of which it has none.

    Raises `BankUnavailable` when it cannot say, `PreconditionFailed` when it will not.
    """
    body = {"contract_number": contract}
    answer = partners.post(bank, QUERY, f"bank_part.{contract}.{uuid4().hex}", body)
    try:
        words = [(str(word["type"]), dict(word["data"])) for word in json.loads(answer)["Told"]]
    except (LookupError, TypeError, ValueError):
        raise BankUnavailable(f"{bank}: not an answer") from None
    return [word for word in words if _is_whole(*word)]


def _is_whole(type: str, data: Mapping[str, object]) -> bool:
    return type.startswith("bank_part.") and all(isinstance(data.get(name), str) for name in NEEDS.get(type, ("?",)))
