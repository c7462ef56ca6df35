"""Masking (脱敏): what others may see of a person's data. Name: first character; ID 6+4; phone 3+4; card last 4; address to the district."""

import re
from collections.abc import Mapping
from typing import Any


def name(value: str) -> str:
    """张三丰 becomes 张**."""
    return value[:1] + "*" * max(len(value) - 1, 1)


def id_number(value: str) -> str:
    """First six and last four characters."""
    return _ends(value, 6, 4)


def phone(value: str) -> str:
    """First three and last four digits."""
    return _ends(value, 3, 4)


def account(value: str) -> str:
    """Last four digits."""
    return _ends(value, 0, 4)


def address(value: str) -> str:
    """Up to the county or district (区、县), nothing where none is named; 小区 is an estate, not a district."""
    district = re.match(r".{2,15}?(?<!小)[区县]", value)
    return (district.group() if district else "") + "***"


def nothing(_value: Any) -> None:
    """What others may not see at all, not even in part: a day of birth, somebody's health."""


Rules = Mapping[str, Any]  # name -> how its value is masked, or the rules of the part it is
_ACCOUNT: Rules = {"holder": name, "number": account}
_EMPLOYER: Rules = {"account": account, "address": address, "phone": phone}
_PERSON: Rules = {
    "name": name, "id_number": id_number, "phone": phone, "landline": phone, "household": address, "address": address,
    "fund_account": account, "born": nothing, "health": nothing, "employer": _EMPLOYER,
}  # fmt: skip
_FORM: Rules = {
    "home": {"location": address, "seller_id": id_number, "seller_name": name, "seller": _ACCOUNT},
    "wish": {"repayment_account": account},
    "guarantee": {
        "mortgage": {"owner": name, "co_owner": name, "title_number": account},
        "pledge": {"owner": name, "number": account},
        "surety": {"name": name, "id_number": id_number, "phone": phone},
    },
    "old_loan": {"contract_number": account, "account": _ACCOUNT},
    "delivery": {"address": address, "recipient": name, "phone": phone},
    "agent": {"name": name, "id_number": id_number, "phone": phone},
}


def form(value: Mapping[str, Any], own: str | None = None) -> dict[str, Any]:
    """The one form with personal data masked, except that of the person whose key is `own`."""
    people = [
        dict(person) if own and person.get("key") == own else _masked(person, _PERSON)
        for person in value.get("people") or ()
    ]
    return {**_masked(value, _FORM), **({"people": people} if "people" in value else {})}


def _masked(values: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    shown = {name: _value(value, rules.get(name)) for name, value in values.items()}
    return {name: value for name, value in shown.items() if value is not None or values[name] is None}


def _value(value: Any, rule: Any) -> Any:
    if not value or rule is None:
        return value
    return rule(value) if callable(rule) else _masked(value, rule)


def _ends(value: str, head: int, tail: int) -> str:
    hidden = max(len(value) - head - tail, 0)
    return value[:head] + "*" * hidden + value[len(value) - tail :] if hidden else "*" * len(value)
