"""The rules of the form as paths, and a form with something at every one of them."""

from collections.abc import Iterator
from typing import Any

from chalicelib.api import form_masks
from chalicelib.trust import masking
from chalicelib.trust.masking import Rule
from tests.given.form import Form

_OF_RULE = {
    masking.name: "密{n}某人",
    masking.id_number: "62010219900101{n:04}",
    masking.phone: "1380000{n:04}",
    masking.account: "62220299999900{n:05}",
    masking.address: "甘肃省兰州市城关区秘密路{n}号",
    masking.hidden: "隐去{n}",
    masking.shown: "SHOWN_{n}",
}


def leaves(rule: Rule, path: str = "") -> Iterator[tuple[str, Rule]]:
    """Every leaf of the rules: its path, `people.*.name`, and how it is masked."""
    if isinstance(rule, dict):
        for name, inner in rule.items():
            yield from leaves(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(rule, list):
        yield from leaves(rule[0], f"{path}.*")
    else:
        yield path, rule


def brimful(form: Form) -> Form:
    """The form with a telling value of its own at every place it leaves empty, one without a rule too."""
    made: Form = _filled(form_masks.rules(), form, iter(range(100, 1000)))
    return made


def personal(value: Any, rule: Rule) -> set[str]:
    """Everything in a form, or a part of it, that not everybody may see whole."""
    if isinstance(rule, dict):
        return set().union(*(personal(inner, rule[name]) for name, inner in (value or {}).items()))
    if isinstance(rule, list):
        return set().union(*(personal(inner, rule[0]) for inner in value or ()))
    return set() if rule is masking.shown or value is None else {str(value)}


def _filled(rule: Rule, value: Any, number: Iterator[int]) -> Any:
    if isinstance(rule, dict):
        return {name: _filled(inner, (value or {}).get(name), number) for name, inner in rule.items()}
    if isinstance(rule, list):
        return [_filled(rule[0], one, number) for one in value or [None]]
    return value if value is not None else _OF_RULE.get(rule, "无{n}").format(n=next(number))
