"""What a rule or a cap used (所用数据), named and said in words: a page shows it as it is told, and never a code of ours."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chalicelib import policy
from chalicelib.domain.form.codes import ACCOUNT_STATUS, METHOD, OLD_BORROWER
from chalicelib.messages import amount, kind, text, text_or, worded

_TABLES: Mapping[str, Mapping[str, str]] = {
    "status": ACCOUNT_STATUS.codes,
    "method": METHOD.codes,
    "borrowed": OLD_BORROWER.codes,
}


# What is required, or a limit, is of the kind of what it is held against: of months, of a ratio, and else of yuan.
_HELD_AGAINST = {
    ("needed", "paid"): "INPUT_NEEDED_YUAN",
    ("needed", "months"): "INPUT_NEEDED_MONTHS",
    ("needed", "months_on_time"): "INPUT_NEEDED_MONTHS",
    ("needed", "age"): "INPUT_NEEDED_YEARS",
    ("limit", "loan_ratio"): "INPUT_LIMIT_RATIO",
    ("limit", "months"): "INPUT_LIMIT_MONTHS",
}


def named_all(inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each with its code and value for programs, its name and `text` for people."""
    names = {name: _named(name, inputs) for name in inputs}
    return [
        {"code": name, "name": names[name], "value": value, "text": _said(name, value, names[name])}
        for name, value in inputs.items()
    ]


def _named(name: str, inputs: Mapping[str, Any]) -> str:
    """An input's name: a cap's or a limit's own, else the catalogue's; a number at its end tells depositors apart."""
    if held := next((_HELD_AGAINST[name, beside] for beside in inputs if (name, beside) in _HELD_AGAINST), ""):
        return text(held)
    known = worded(name if name.isupper() else f"INPUT_{kind(name)}")
    return name if known.startswith("INPUT_") else known


def _said(name: str, value: Any, named: str) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return text("VALUE_YES" if value else "VALUE_NO")
    if isinstance(value, list | tuple):
        return "、".join(_said(name, one, named) for one in value) or "—"
    if name == "unverified":
        return _figure(str(value))
    if re.fullmatch(r"\d+(\.\d\d)?", str(value)) and named.endswith("（元）"):
        return amount(value)
    if re.fullmatch(r"[01]\.\d+", str(value)) and named.endswith("比例"):
        return f"{(Decimal(value) * 100).normalize():f}%"
    if (name.startswith("TERM_") or name == "spouse") and isinstance(value, int):
        return text("VALUE_MONTHS", months=value)
    table = policy.centres() if name == "centre" else _TABLES.get(name, {})
    return table.get(str(value)) or text_or(str(value), f"VALUE_{str(value).upper()}")


def _figure(name: str) -> str:
    """What a figure of the policy is called; of a rule, that rule's name."""
    codes = (
        name.partition(".")[2] if name.startswith("rules.") else "",
        f"FIGURE_{name.upper()}",
        f"GUIDE_FIGURE_{name.upper()}",
    )
    return next((told for code in codes if code and (told := text_or("", code))), name)
