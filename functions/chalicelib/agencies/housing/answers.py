"""The contract filing as the housing department records it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Filing:
    """One filed purchase contract. `status` is 0 not filed 未备案, 1 filed 已备案, 2 cancelled 撤销."""

    contract_number: str
    status: str
    unit_number: str
    price: Decimal
    buyers: frozenset[str]  # ID numbers
    filed_on: str  # ISO date, empty while not filed
    account: str  # regulated account 资金监管账户


def filings(data: Mapping[str, Any]) -> list[Filing]:
    """All filings of an answer."""
    return [_filing(row) for row in data["contracts"]]


def _filing(row: Mapping[str, Any]) -> Filing:
    if row["bazt"] not in ("0", "1", "2"):
        raise ValueError("unknown filing status")
    if row["barq"]:
        date.fromisoformat(row["barq"])
    return Filing(
        contract_number=row["htbh"],
        status=row["bazt"],
        unit_number=row["bdcdyh"],
        price=Decimal(row["htje"]).quantize(Decimal("0.01")),
        buyers=frozenset(buyer["zjh"] for buyer in row["buyers"]),
        filed_on=row["barq"],
        account=row["jgzh"],
    )
