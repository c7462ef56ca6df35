"""Masking (脱敏): what others may see of a person's data. What no rule shows is hidden; where something is hidden, a mark stands.

Name: first character; ID 6+4; phone 3+4; card and certificate last 4; address to the district.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

MARK = "***"
Scalar = str | int | float | bool
Mask = Callable[[Any], Scalar]
# A part's by name, a list's one for all its entries, a value's.
Rule = Mapping[str, "Rule"] | list["Rule"] | Mask | None
# Province where told, then prefecture, then district: 东区 or 小区 is of an estate, and tells where somebody lives.
_DISTRICT = (  # compiled when first asked for
    r"(?:[一-龥]{2,8}?(?:省|自治区))?[一-龥]{2,8}?(?:市|州|盟|地区)[一-龥]{1,4}?(?:(?<![小园社])(?<!(?<!城)[东西南北中])区|县)"
)


def shown(value: Scalar) -> Scalar:
    """What everybody may see who may see the case: a code, an amount, a day of the home's."""
    return value


def hidden(_value: Any) -> str:
    """What others may not see at all, not even in part: a day of birth, somebody's health."""
    return MARK


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
    """Up to the county or district (区、县), nothing where none is named after its city; 小区 is an estate, not a district."""
    district = re.match(_DISTRICT, value)
    return (district.group() if district else "") + MARK


MASKS: tuple[Mask, ...] = (shown, hidden, name, id_number, phone, account, address)


def masked(value: Any, rule: Rule) -> Any:
    """A value as others see it: parts and lists keep their shape, what has no rule or does not fit its rule is hidden."""
    if value is None:
        return None
    if isinstance(value, Mapping) and isinstance(rule, Mapping):
        return {name: masked(inner, rule.get(name)) for name, inner in value.items()}
    if isinstance(value, list) and isinstance(rule, list):
        return [masked(inner, rule[0]) for inner in value]
    fits = isinstance(value, str) or (rule is shown and isinstance(value, Scalar))
    return rule(value) if callable(rule) and fits else MARK


def _ends(value: str, head: int, tail: int) -> str:
    """Both ends, if at least four characters between them stay hidden; else nothing."""
    middle = len(value) - head - tail
    return value[:head] + "*" * middle + value[len(value) - tail :] if middle >= 4 else "*" * len(value)
