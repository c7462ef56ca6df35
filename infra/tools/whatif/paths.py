"""What a replayed decision differs in, put into Chinese: what is stored beside what comes out now, of what is nobody's own data."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from chalicelib.domain.judging.replay import VERSION_GONE, Difference, Replay
from chalicelib.messages import amount, kind, known, text_or, whom

HEADS = ("项目", "所存", "复算")
_CLEAR = "decision."
_PARTS = {"outcome": "结论", "inputs": "依据", "case": "本件", "home": "房屋"}
_OUTCOMES = {"pass": "通过", "fail": "不通过", "look": "需人看"}
# What a decision says in public, and how it is written. Caps and inputs are made of what people earn and save: they are named, never shown.
_SHOWN: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "approved": ("结果", lambda value: "准予贷款" if value else "不予贷款"),
    "amount": ("贷款额度", lambda value: f"{amount(value)} 元"),
    "months": ("期限", lambda value: f"{value} 个月"),
    "rate": ("年利率", lambda value: f"{value}%"),
    "route": ("审批类别", lambda value: text_or(str(value), f"ROUTE_{value}")),
    "binding": ("决定额度的上限", lambda value: text_or(str(value), str(value))),
    "policy_version": ("政策版本", str),
    "decided_on": ("决定日期", str),
}
_NAMED = {
    "caps": "额度上限", "explained": "额度上限的算法", "terms": "期限上限", "reasons": "规则", "inputs_hash": "输入的指纹", "why": "分类原因",
    "method": "还款方式", "homes": "认定套数", "next": "去向", "stage": "阶段", "unverified": "未核实的数值",
}  # fmt: skip


def rows(replay: Replay) -> Iterator[tuple[str, str, str]]:
    """What differs, what was stored, what comes out now; of a version that does not exist any more, that alone and what shows it."""
    if replay.outcome == VERSION_GONE:
        yield "政策版本", "其适用的政策版本已不存在", "无法证明"
    for difference in replay.differences:
        yield _row(difference)


def _row(difference: Difference) -> tuple[str, str, str]:
    path = difference.path.removeprefix(_CLEAR)
    within = "对外公布、据以放款的" if path != difference.path else ""
    name, said = _SHOWN.get(path) or _named(path.split("."))
    stored, again = ("—" if value is None else said(value) for value in (difference.stored, difference.recomputed))
    return f"{within}{name}", stored, again


def _named(parts: list[str]) -> tuple[str, Callable[[Any], str]]:
    name = " · ".join((_NAMED.get(parts[0], parts[0]), *map(_part, parts[1:])))
    is_outcome = parts[0] == "reasons" and parts[-1] == "outcome"
    return name, (lambda value: _OUTCOMES.get(value, str(value))) if is_outcome else _hidden


def _hidden(_value: Any) -> str:
    return "（不显示）"


def _part(part: str) -> str:
    if part in _PARTS:
        return _PARTS[part]
    return whom(part) if known(f"ROLE_{kind(part)}") else text_or(part, part)
