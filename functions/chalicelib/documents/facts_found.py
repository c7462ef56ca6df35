"""What was found (查明) where a rule failed, as a letter tells it: the figures the rule used, or what its failing says."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib import messages
from chalicelib.documents.letter import chinese_date, text_if_any
from chalicelib.domain.judging.rule import UNVERIFIED, Verdict

OUTCOME = "outcome"  # among what a rule used: what it said
# What a letter may tell of what a rule found, in this order, what is required behind what is held against it; what is not listed stands in no letter.
_REQUIRED = ("needed", "limit")
_DAYS = ("earliest", "latest", "until")
_FOUND = (
    "earliest", "latest", "owned", "homes_counted", "loans_used", "until", "wished", "granted", "consecutive", "total", "current_overdue",
    "unsettled_housing_loans", "queries", "age", "months", "months_on_time", "paid", "loan_ratio", *_REQUIRED,
)  # fmt: skip
_IN_YUAN = "（元）"
# What a rule failed for whatever figures it used beside: of a settled loan no months count, and of what is suspended no ratio.
_WHATEVER: Mapping[str, tuple[bool, str]] = {
    "suspended": (True, "INPUT_SUSPENDED"),
    "unsettled": (False, "FOUND_OLD_LOAN_SETTLED"),
}


def told(code: str, inputs: Mapping[str, Any]) -> str:
    """What the rule of that code used, in words; of one that used no figure a letter may tell, what its failing says, where the rule did fail, or would have on a ground
    that is confirmed: what a reviewer rests on besides was only looked at, and may not be so."""
    for name, (when, code_of) in _WHATEVER.items():
        if inputs.get(name) is when:
            return messages.text(code_of)
    found = ""
    for name in _FOUND:
        if inputs.get(name) is not None and (found or name not in _REQUIRED):
            between = "，" if name in _REQUIRED else "；"
            found += f"{between if found else ''}{_figure(name, inputs)}"
    has_failed = inputs.get(OUTCOME) == Verdict.FAIL or inputs.get(UNVERIFIED)
    return found or (text_if_any(f"FAILED_{code}") if has_failed else "")


def _figure(name: str, inputs: Mapping[str, Any]) -> str:
    """One figure with its name and its unit: 已付首付款 200,000.00 元, 规定不低于 236,000.00 元."""
    code = f"FOUND_{name.upper()}" if name in _REQUIRED else f"INPUT_{name.upper()}"
    if name == "limit" and "loan_ratio" in inputs:
        code = "FOUND_BELOW"  # at the limit it is over already
    label, unit = messages.text(code), _unit(name, inputs)
    if label.endswith(_IN_YUAN):
        label, unit = label.removesuffix(_IN_YUAN), " 元"
    return f"{label} {_said(name, inputs[name], is_money=unit == ' 元')}{unit}"


def _said(name: str, value: Any, *, is_money: bool) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    if name in _DAYS:
        return chinese_date(date.fromisoformat(str(value)))
    return f"{Decimal(str(value)):,.2f}" if is_money else str(value)


def _unit(name: str, inputs: Mapping[str, Any]) -> str:
    """The unit of a figure whose name does not tell it: what is required, or a limit, is of what it is held against."""
    against = set(inputs) if name in _REQUIRED else {name}
    if against & {"months", "months_on_time"}:
        return " 个月"
    if "age" in against and name in _REQUIRED:
        return " 周岁"
    return " 元" if "paid" in against else ""
