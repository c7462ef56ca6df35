"""Conditions and figures of the policy in words. The words come from whoever asks (`say`: code, values -> text); what has no
text is shown as the policy writes it, so that a new fact or figure is never hidden."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

Say = Callable[..., str]
_SHARES = {"share", "uplift", "first", "second", "loan_ratio"}
_MONEY = {"single", "dual", "round_to"}
_NOT_SAID = {"formula", "when", "name"}
_ORDER = (
    "single",
    "dual",
    "children",
    "uplift",
    "first",
    "second",
    "male",
    "female",
    "consecutive",
    "total",
    "queries",
)


def condition(when: Mapping[str, Any], say: Say) -> str:
    """A condition in words: 购买存量房的，且离异的. Empty for what holds always."""
    return "，且".join(_one(name, wanted, say) for name, wanted in when.items())


def parameters(values: Mapping[str, Any], say: Say) -> str:
    """The parameters of a figure in words; what is switched off is not said."""
    told = [name for name, value in values.items() if name not in _NOT_SAID and value is not False]
    told.sort(key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    return "，".join(parameter(name, values[name], say) for name in told)


def parameter(name: str, value: Any, say: Say) -> str:
    """One parameter in words: 首套 20%."""
    shown = percent(value) if name in _SHARES else f"{Decimal(value):,}" if name in _MONEY else value
    return said(say, f"PARAM_{name}", f"{name} {shown}", value=shown)


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
