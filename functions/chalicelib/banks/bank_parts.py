"""What a bank has told of its part of a combination (组合贷商业部分), asked for: the same words as it calls back with, all over again."""

import json
import re
from collections.abc import Collection, Mapping
from uuid import uuid4

from chalicelib.banks import partners
from chalicelib.banks.callbacks import NEEDS, SHAPES
from chalicelib.errors import BankUnavailable

QUERY = "/bank-part/query"  # below the bank's address
Word = tuple[str, Mapping[str, str]]


def told(bank: str, contract: str) -> list[Word]:
    """Every word the bank stands by, the oldest first; none of a contract of which it has none. What it says of another, or in no
    shape we know, it has not said.

    Raises `BankUnavailable` when it cannot say, `PreconditionFailed` when it will not.
    """
    body = {"contract_number": contract}
    answer = partners.post(bank, QUERY, f"bank_part.{contract}.{uuid4().hex}", body)
    try:
        words = [(str(word["type"]), dict(word["data"])) for word in json.loads(answer)["Told"]]
    except (LookupError, TypeError, ValueError):
        raise BankUnavailable(f"{bank}: not an answer") from None
    return [word for word in words if _is_whole(*word) and word[1]["contract_number"] == contract]


def _is_whole(type: str, data: Mapping[str, object]) -> bool:
    """Whether it is a word we know, in the shapes in which it is called back."""
    needed = NEEDS.get(type, ())
    return (
        type.startswith("bank_part.") and bool(needed) and all(name in data for name in needed) and _fit(data, needed)
    )


def _fit(data: Mapping[str, object], needed: Collection[str]) -> bool:
    said = {name: value for name, value in data.items() if name in SHAPES and (name in needed or value is not None)}
    return all(isinstance(value, str) and re.fullmatch(SHAPES[name], value) for name, value in said.items())
