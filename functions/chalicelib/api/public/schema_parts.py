"""Pieces of JSON Schema the form's schema is put together from: what must be there, what must not, and in which case."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from chalicelib.domain.form.application import MORTGAGE
from chalicelib.domain.form.circumstances import Facts, holds
from chalicelib.domain.form.codes import MARRIED
from chalicelib.domain.form.fields import CO_OWNER, EACH
from chalicelib.domain.policy import When

Schema = dict[str, Any]
_NONZERO = {"pattern": "[1-9]"}


def required(path: Sequence[str], leaf: Schema | None = None) -> Schema:
    """Something is at that place, and it is as `leaf` says."""
    name, rest = path[0], path[1:]
    inner = required(rest, leaf) if rest else leaf or {}
    return {"properties": {name: inner}, "required": [name]} if inner else {"required": [name]}


def forbidden(path: Sequence[str]) -> Schema:
    """Nothing is at that place."""
    return {"properties": {path[0]: forbidden(path[1:]) if path[1:] else False}}


def of_people(of: str, person: Schema) -> Schema:
    """Every one of the people a demand is `of` is such a person: the form's counterpart of `form_fields.concerns`."""
    if of == "borrower":
        return {"properties": {"people": {"prefixItems": [person]}}}
    if of == "other_id":
        person = {"if": required(["id_type"], {"not": {"const": "01"}}), "then": person}
    elif of == EACH:
        person = {"if": required(["key"], {"pattern": f"^{CO_OWNER}"}), "else": person}
    else:
        person = {"if": required(["key"], {"pattern": f"^{of}"}), "then": person}
    return {"properties": {"people": {"items": person}}}


def among(part: str, entry: Schema) -> Schema:
    """The list has such an entry."""
    return required([part], {"contains": entry})


def not_among(part: str, entry: Schema) -> Schema:
    """The list, if there is one, has no such entry."""
    return {"properties": {part: {"not": {"contains": entry}}}}


def any_case(cases: Iterable[When], known: Facts) -> Schema | None:
    """One of these cases is at hand, as far as `known` leaves that open. None where none can be or the form cannot tell."""
    open_cases = [when for when in cases if holds(when, known) is None]
    found = [_case(when, known) for when in open_cases]
    if not found or None in found:
        return None
    return found[0] if len(found) == 1 else {"anyOf": found}


def _case(when: When, known: Facts) -> Schema | None:
    asked = {
        name: wanted if isinstance(wanted, list) else [wanted] for name, wanted in when.items() if name not in known
    }
    if not set(asked) <= set(_FACTS):
        return None
    found = [_FACTS[name](wanted) for name, wanted in asked.items()]
    return found[0] if len(found) == 1 else {"allOf": found}


def _borrower(name: str, leaf: Schema) -> Schema:
    return required(["people"], {"prefixItems": [required([name], leaf)], "minItems": 1})


def _is(true: Schema) -> Callable[[list[Any]], Schema]:
    """A fact that is true or false."""
    return lambda wanted: {} if set(wanted) == {True, False} else true if True in wanted else {"not": true}


def _guarantee(wanted: list[Any]) -> Schema:
    """A form that says nothing of a guarantee means a mortgage."""
    other: Schema = {"not": {"enum": wanted}}
    return (
        {"not": required(["wish", "guarantee"], other)}
        if MORTGAGE in wanted
        else required(["wish", "guarantee"], {"enum": wanted})
    )


_FACTS: Mapping[str, Callable[[list[Any]], Schema]] = {
    "home": lambda wanted: required(["home", "kind"], {"enum": wanted}),
    "combination": _is(required(["wish", "commercial_amount"], _NONZERO)),
    "guarantee": _guarantee,
    "marital": lambda wanted: _borrower("marital", {"enum": wanted}),
    "married": _is(_borrower("marital", {"enum": list(MARRIED)})),
    "children": _is(_borrower("minor_children", {"minimum": 1})),
    "undeposited_income": _is(
        among(
            "people",
            {
                "properties": {"is_depositor": {"const": False}, "monthly_income": _NONZERO},
                "required": ["is_depositor", "monthly_income"],
            },
        )
    ),
}
"""How the form tells each fact of `circumstances.of_form` that a purchase kind may leave open."""
