"""Masking (脱敏): what others may see of a person's data. Name: first character; ID 6+4; phone 3+4; card last 4; address to the district."""

import re
from collections.abc import Callable, Mapping
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


_PERSON: Mapping[str, Callable[[str], str]] = {"name": name, "id_number": id_number, "phone": phone}
_HOME: Mapping[str, Callable[[str], str]] = {"location": address, "seller_id": id_number}
_ACCOUNT: Mapping[str, Callable[[str], str]] = {"holder": name, "number": account}
_WISH: Mapping[str, Callable[[str], str]] = {"repayment_account": account}


def form(value: Mapping[str, Any], own: str | None = None) -> dict[str, Any]:
    """The one form with personal data masked, except that of the person whose key is `own`."""
    masked = dict(value)
    masked["people"] = [
        dict(person) if own and person.get("key") == own else _apply(person, _PERSON)
        for person in value.get("people") or ()
    ]
    home = _apply(value.get("home") or {}, _HOME)
    masked["home"] = {**home, "seller": _apply(home.get("seller") or {}, _ACCOUNT)}
    masked["wish"] = _apply(value.get("wish") or {}, _WISH)
    return masked


def _apply(values: Mapping[str, Any], rules: Mapping[str, Callable[[str], str]]) -> dict[str, Any]:
    return {key: rules[key](value) if key in rules and value else value for key, value in values.items()}


def _ends(value: str, head: int, tail: int) -> str:
    hidden = max(len(value) - head - tail, 0)
    return value[:head] + "*" * hidden + value[len(value) - tail :] if hidden else "*" * len(value)
