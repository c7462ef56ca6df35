"""The contract filing as the housing department records it."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.form import normal
from chalicelib.domain.frozen import frozen


@frozen
class Filing:
    """One filed purchase contract. `status` is 0 not filed 未备案, 1 filed 已备案, 2 cancelled 撤销."""

    contract_number: str
    status: str
    unit_number: str
    price: Decimal
    buyers: frozenset[str]  # ID numbers, of all rows of the contract in force
    filed_on: str  # ISO date, empty while not filed
    account: str  # regulated account 资金监管账户
    use: str = ""  # 规划用途, as the department words it; empty where it does not say [name: assumption]
    received: Decimal | None = (
        None  # of the down payment, by that account 监管账户已收首付款; None where it does not tell
    )
    permit_on: str = ""  # ISO date of its presale permit, where it says so [name: assumption]
    seller: str = ""  # credit code or ID number, where it says so [name: assumption]
    holder: str = ""  # of that account 监管账户户名, where it says so [name: assumption]
    seller_name: str = ""  # where it says so [name: assumption]
    ownership: str = ""  # 共有方式 as the form has it, where it says so [name: assumption]
    sort: str = ""  # 预售, 现售 or 存量, where it says so [name: assumption]
    named: frozenset[tuple[str, str]] = frozenset()  # the buyers' numbers and names, where it names them
    several: str = (
        ""  # a digest of the rows in force under this number where they say different things: none of them tells
    )

    @property
    def is_one_of_several(self) -> bool:
        """Whether other rows in force say something else."""
        return self.several != ""

    @property
    def sellers(self) -> frozenset[str]:
        """Who sells, by number; several stand in one field."""
        return frozenset(filter(None, self.seller.split(",")))

    @property
    def digest(self) -> str:
        """Of all it says but what the account has received meanwhile: two that are alike say the same."""
        return said_of([value for name, value in sorted(vars(self).items()) if name != "received"])

    def parts(self, names: Iterable[str]) -> dict[str, str]:
        """A digest of each of these things it says, by name; nothing of what it leaves out."""
        return {name: said_of([value])[:8] for name in sorted(names) if (value := getattr(self, name))}


def said_of(values: Iterable[Any]) -> str:
    """A digest of values that a department tells: of those that are alike it is the same."""
    return _digest([_alike(value) for value in values])


def _alike(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, frozenset) else str(value)


def _digest(said: list[Any]) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def of_contract(data: Mapping[str, Any], contract_number: str) -> Filing | None:
    """What all rows about the contract of that number say together, those in force where there are any; None where none is about it.

    A row may name one buyer only. Each may have its own day, of which the last counts: no rule reads it but how old a new home may
    be; and what the account had received by then, of which the most counts: all tell of one account. Rows in force that differ in
    anything else are one of several: a person says which holds.
    """
    number = normal.document(contract_number).upper()
    rows = [one for one in filings(data) if one.contract_number.upper() == number]
    if not (standing := [one for one in rows if one.status == "1"]):
        return max(rows, key=lambda one: (one.status, one.filed_on, one.digest), default=None)
    alike = {replace(one, buyers=frozenset(), named=frozenset(), received=None, filed_on="") for one in standing}
    return replace(
        standing[0],
        buyers=frozenset().union(*(one.buyers for one in standing)),
        named=frozenset().union(*(one.named for one in standing)),
        filed_on=max(one.filed_on for one in standing),
        received=max(
            (one.received for one in standing if one.received is not None and one.received.is_finite()), default=None
        ),
        several=_digest(sorted(one.digest for one in standing)) if len(alike) > 1 else "",
    )


def filings(data: Mapping[str, Any]) -> list[Filing]:
    """All filings of an answer."""
    return [_filing(row) for row in data["contracts"]]


# What a filing tells, by the field of the form it fills; all but unit and price may be left out [names: assumption].
_HOME = {"bdcdyh": "home.unit_number", "htje": "home.price", "fwzl": "home.location", "fwjzmj": "home.area"}
_SELLER = {
    "lpmc": "home.project",
    "spfysxkbh": "home.presale_permit",
    "sfrmc": "home.seller_name",
    "sfrzjh": "home.seller_id",
    "jgzhmc": "home.seller.holder",
    "jgzh": "home.seller.number",
    "jgzhyh": "home.seller.bank",
}


def particulars(data: Mapping[str, Any], contract_number: str, buyer: str) -> dict[str, str] | None:
    """What the contract of that number, in force and signed by that buyer, says of the home; None where there is none.

    Of a seller who is a person it says nothing: they are somebody else, who has authorised nobody.
    """
    for row in data["contracts"]:
        filing = _filing(row)
        if (filing.contract_number, filing.status) == (
            normal.document(contract_number),
            "1",
        ) and buyer in filing.buyers:
            may_tell = {**_HOME, **(_SELLER if is_a_company(row.get("sfrzjh") or "") else {})}
            told = {path: row.get(name) for name, path in may_tell.items()}
            told["home.price"] = f"{filing.price:.2f}"
            if told["home.area"]:
                told["home.area"] = f"{Decimal(told['home.area']):.2f}"
            return {path: str(value) for path, value in told.items() if value}
    return None


def is_a_company(number: str) -> bool:
    """Whether that number can only be an organisation's: some numbers of people look like one."""
    from chalicelib.domain.form import identifiers  # the road's own question has no need of them

    of_people = (identifiers.resident_id, identifiers.permanent_residence)
    return identifiers.credit_code(number) is None and all(wrong(number, date.max) for wrong in of_people)


def _filing(row: Mapping[str, Any]) -> Filing:
    if row["bazt"] not in ("0", "1", "2"):
        raise ValueError("unknown filing status")
    if row["barq"]:
        date.fromisoformat(row["barq"])
    if row.get("ysxkrq"):
        date.fromisoformat(row["ysxkrq"])
    return Filing(
        contract_number=normal.document(row["htbh"]),
        status=row["bazt"],
        unit_number=normal.number(row["bdcdyh"]),
        price=Decimal(row["htje"]).quantize(Decimal("0.01")),
        buyers=frozenset(normal.identity(buyer["zjh"]) for buyer in row["buyers"]),
        filed_on=row["barq"],
        account=normal.number(row["jgzh"]),
        use=row.get("ghyt") or "",
        received=Decimal(row["yssfk"]).quantize(Decimal("0.01")) if row.get("yssfk") else None,
        permit_on=row.get("ysxkrq") or "",
        seller=",".join(filter(None, map(normal.identity, re.split(r"[,，、;；/\s]+", row.get("sfrzjh") or "")))),
        holder=normal.called(row.get("jgzhmc") or ""),
        seller_name=normal.called(row.get("sfrmc") or ""),
        ownership=row.get("gyfs") or "",
        sort=normal.line(row.get("htlb") or ""),
        named=frozenset(
            (normal.identity(one["zjh"]), normal.called(one["xm"])) for one in row["buyers"] if one.get("xm")
        ),
    )
