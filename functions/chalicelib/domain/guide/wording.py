"""Conditions and figures of the policy in words. The words come from whoever asks (`say`: code, values -> text); what has no
text is shown as the policy writes it, so that a new fact or figure is never hidden."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

Say = Callable[..., str]
_SHARES = {"share", "first", "second", "loan_ratio"}
_CHOSEN = {
    "by",
    "counts",
    "spouse",
    "suspended",
    "total_of",
    "within",
}  # a word out of few, each with a text of its own
_NOT_SAID = {"formula", "when", "name", "proven"}
_RAISING = {"children", "uplift", "uplifts"}  # said together
_ORDER = (
    "by",
    "single",
    "dual",
    "uplifts",
    "ceiling",
    "first",
    "second",
    "male",
    "female",
    "spouse",
    "consecutive",
    "total",
    "total_of",
    "queries",
)


def condition(when: Mapping[str, Any], say: Say) -> str:
    """A condition in words: 购买存量房的，且离异的. Empty for what holds always."""
    return "，且".join(_one(name, wanted, say) for name, wanted in when.items())


def parameters(values: Mapping[str, Any], say: Say, papers: Mapping[str, str] | None = None) -> str:
    """The parameters of a figure in words; what is switched off is not said. `papers` are the names of materials by their codes."""
    told = [name for name, value in values.items() if name not in _NOT_SAID and value not in (False, None)]
    words = {name: parameter(name, values[name], say) for name in told if name not in _RAISING}
    if _RAISING & {*told}:
        words["uplifts"] = _uplifts(values, say, papers or {})
    return "，".join(words[name] for name in sorted(words, key=_place))


def parameter(name: str, value: Any, say: Say) -> str:
    """One parameter in words: 首套 20%."""
    if name == "ceiling":
        return said(say, "PARAM_CEILING", f"{name} {value}", **value)
    if name in _CHOSEN:
        return said(say, f"PARAM_{name}_{value}", f"{name} {value}")
    shown = percent(value) if name in _SHARES else value
    return said(say, f"PARAM_{name}", f"{name} {shown}", value=shown)


def _uplifts(values: Mapping[str, Any], say: Say, papers: Mapping[str, str]) -> str:
    """What raises a limit, group by group: of one group only the largest counts (同组取高), groups add up."""
    groups: dict[str, list[str]] = {}
    if "uplift" in values:
        families = said(say, "UPLIFT_CHILDREN", str(values["children"]), value=values["children"])
        groups[""] = [_raised([families], percent(values["uplift"]), say)]
    for uplift in values.get("uplifts", ()):
        groups.setdefault(uplift.get("group") or "", []).append(_uplift(uplift, say, papers))
    return say("UPLIFTS_ADD").join(
        "、".join(items) + (say("UPLIFTS_LARGEST") if len(items) > 1 else "") for items in groups.values()
    )


def _uplift(uplift: Mapping[str, Any], say: Say, papers: Mapping[str, str]) -> str:
    """One uplift in words: 首套住房的上浮 20%."""
    cases = [condition(uplift["when"], say)] if uplift.get("when") else []
    if proof := uplift.get("proof"):
        cases.append(said(say, "UPLIFT_PROOF", proof, proof=papers.get(proof, proof)))
    share, amount = uplift.get("share"), uplift.get("amount")
    return _raised(cases, percent(share) if share else f"{Decimal(amount or 0):,} 元", say)


def _raised(cases: list[str], more: str, say: Say) -> str:
    return said(say, "PARAM_UPLIFTS", f"{'，'.join(cases)} +{more}", cases="，且".join(cases), value=more)


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def percent(share: Any) -> str:
    """A share of one as a percentage."""
    return f"{(Decimal(share) * 100).normalize():f}%"


def said(say: Say, code: str, otherwise: str, **values: Any) -> str:
    """The text of a code, or what is to be shown where nobody has worded it yet."""
    try:
        return say(code.upper(), **values)
    except KeyError:
        return otherwise


def _one(name: str, wanted: Any, say: Say) -> str:
    choices = wanted if isinstance(wanted, list) else [wanted]
    *others, last = [said(say, f"WHEN_{name}_{choice}", f"{name}＝{choice}") for choice in choices]
    return ("、".join(word.removesuffix("的") for word in others) + "或者" if others else "") + last
