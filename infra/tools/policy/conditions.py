"""What a `when` of the policy may ask about a case on one day, and whether each can hold."""

from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any, cast

from chalicelib.domain.checks.declared import CHECKS, UNASKED
from chalicelib.domain.form import circumstances, codes
from chalicelib.domain.policy import Policy
from infra.tools.policy.reading import Entry

View = Mapping[str, Entry]  # everything that holds on one day, by name
Possible = Mapping[str, frozenset[Any]]  # what a fact can be, by its name; nothing: anything
SOURCES = {*CHECKS, *UNASKED}
_BOTH = frozenset({True, False})
_TABLES = {"home": codes.HOME_KIND, "guarantee": codes.GUARANTEE, "marital": codes.MARITAL}
# see domain/materials.py
_OF_PEOPLE: Possible = {"depositor": _BOTH, "income": _BOTH, "resident_id": _BOTH, "receipt": _BOTH}
_OF_ANSWERS: Possible = {check: frozenset() for check in SOURCES}  # the code an agency answered with
_OF_HOMES: Possible = {"homes": frozenset({"first", "second"})}  # see the household formula
_FORM_TOLD = {"people": [{"marital": "10"}], "home": {"kind": "new"}}


def facts(view: View) -> Possible:
    """What a `when` may ask about a case, and what can be answered."""
    told = circumstances.of_form(_FORM_TOLD, cast(Policy, SimpleNamespace(kinds={})))
    answers = {name: _BOTH if isinstance(value, bool) else frozenset[Any]() for name, value in told.items()}
    answers |= {name: frozenset(table.codes) for name, table in _TABLES.items()}
    kinds = members(view, "kinds")
    names = {name for kind in kinds.values() for name in kind["traits"]}
    traits = {name: frozenset(kind["traits"].get(name, False) for kind in kinds.values()) for name in names}
    return {**answers, **traits, "kind": frozenset(kinds)}


def members(view: View, family: str) -> dict[str, Any]:
    return {
        name.removeprefix(f"{family}."): entry.value for name, entry in view.items() if name.startswith(f"{family}.")
    }


def conditions(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    """Every `when` within a value, and a material's `optional`."""
    if isinstance(value, list):
        for part in value:
            yield from conditions(part, code, view, known)
    if isinstance(value, dict):
        if "sources" in value:
            known = {**known, **_OF_PEOPLE, **_OF_ANSWERS}
        elif "formula" in value:
            yield from _one_condition(value.get("when", {}), known)
            value = {name: part for name, part in value.items() if name != "when"}
            known = {**known, **_OF_HOMES}
        for name, part in value.items():
            if name == "when" or (name == "optional" and isinstance(part, dict)):
                yield from _one_condition(part, known)
            else:
                yield from conditions(part, code, view, known)


def _one_condition(when: Mapping[str, Any], known: Possible) -> Iterator[str]:
    for name, wanted in when.items():
        if name not in known:
            yield f"when: {name}: no such fact; there are {', '.join(sorted(known))}"
        elif known[name]:
            for choice in wanted if isinstance(wanted, list) else [wanted]:
                if not any(choice == possible and type(choice) is type(possible) for possible in known[name]):
                    yield f"when: {name}: is never {choice!r}, but {', '.join(sorted(map(repr, known[name])))}"
