"""Whether what a policy says on one day fits together: every name it uses is there, every condition can hold."""

import re
from collections.abc import Callable, Iterator, Mapping
from string import Formatter
from types import SimpleNamespace
from typing import Any, cast, get_args

from pydantic import BaseModel

from chalicelib import messages
from chalicelib.api.forms import Form
from chalicelib.documents import contract_text
from chalicelib.domain.checks.declared import CHECKS, UNASKED
from chalicelib.domain.form import circumstances, codes
from chalicelib.domain.guide.elements import BASIC, COMPUTED, EXTENSION
from chalicelib.domain.judging.rules import AFTER_CREDIT, BEFORE_CREDIT
from chalicelib.domain.policy import TIERS, Policy
from chalicelib.domain.statute import Of
from chalicelib.domain.work import Special
from chalicelib.policy.book import worded
from infra.tools.policy.members import OF_BANK_PART, OF_CLASSES, among, holding
from infra.tools.policy.reading import Entry

View = Mapping[str, Entry]  # everything that holds on one day, by name
Possible = Mapping[str, frozenset[Any]]  # what a fact can be, by its name; nothing: anything
Problem = tuple[Entry, str]

SOURCES = {*CHECKS, *UNASKED}
RULES = {*BEFORE_CREDIT, *AFTER_CREDIT, "AMOUNT", "BANK_BURDEN"}
_BOTH = frozenset({True, False})
_TABLES = {"home": codes.HOME_KIND, "guarantee": codes.GUARANTEE, "marital": codes.MARITAL}
# see domain/materials.py
_OF_PEOPLE: Possible = {"depositor": _BOTH, "income": _BOTH, "resident_id": _BOTH, "receipt": _BOTH}
_OF_ANSWERS: Possible = {check: frozenset() for check in SOURCES}  # the code an agency answered with
_OF_HOMES: Possible = {"homes": frozenset({"first", "second"})}  # see the household formula
_KEPT = ("loan", "other")  # casework/packaging.py
_READ_TRAITS = {"off_site", "transfer"}  # by rules and steps, whatever a policy asks
_READ_OF_GUIDE = {
    *BASIC,
    *EXTENSION,
    "telling_day",
    "remind_before",
    "appeal_day",
    "appeal_decided_day",
    "review_body",
    "court",
    *(f"law_{of}" for of in get_args(Of)),
} - COMPUTED  # limits and papers ask for those that are no elements
_FORM_TOLD = {"people": [{"marital": "10"}], "home": {"kind": "new"}}


def problems(view: View) -> Iterator[Problem]:
    """Everything that does not fit together on one day."""
    known = _facts(view)
    for name, entry in view.items():
        family, _, code = name.partition(".")
        for look in (_LOOKS.get(family, _nothing), _conditions):
            yield from ((entry, what) for what in look(entry.value, code, view, known))


def _facts(view: View) -> Possible:
    """What a `when` may ask about a case, and what can be answered."""
    told = circumstances.of_form(_FORM_TOLD, cast(Policy, SimpleNamespace(kinds={})))
    facts = {name: _BOTH if isinstance(value, bool) else frozenset[Any]() for name, value in told.items()}
    facts |= {name: frozenset(table.codes) for name, table in _TABLES.items()}
    kinds = _members(view, "kinds")
    traits: dict[str, set[Any]] = {}
    for kind in kinds.values():
        for name, value in kind["traits"].items():
            traits.setdefault(name, set()).add(value)
    return {**facts, **{name: frozenset(values) for name, values in traits.items()}, "kind": frozenset(kinds)}


def _members(view: View, family: str) -> dict[str, Any]:
    return {
        name.removeprefix(f"{family}."): entry.value for name, entry in view.items() if name.startswith(f"{family}.")
    }


def _conditions(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    """Every `when` within a value, and a material's `optional`."""
    if isinstance(value, list):
        for part in value:
            yield from _conditions(part, code, view, known)
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
                yield from _conditions(part, code, view, known)


def _one_condition(when: Mapping[str, Any], known: Possible) -> Iterator[str]:
    for name, wanted in when.items():
        if name not in known:
            yield f"when: {name}: no such fact; there are {', '.join(sorted(known))}"
        elif known[name]:
            for choice in wanted if isinstance(wanted, list) else [wanted]:
                if not any(choice == possible and type(choice) is type(possible) for possible in known[name]):
                    yield f"when: {name}: is never {choice!r}, but {', '.join(sorted(map(repr, known[name])))}"


def _matter(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    for check in value.get("checks", ()):
        if check not in CHECKS:
            yield f"checks: no such check: {check}"
        elif CHECKS[check].named and not value.get("department"):
            yield f"department: missing: who answers {check} gets people's data, and their consent has to name them"


def _material(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    declarations, authorisations = _members(view, "declarations"), _members(view, "authorisations")
    for source in value["sources"]:
        mode, check, said = source["mode"], source.get("check"), source.get("code")
        if check and check not in SOURCES:
            yield f"sources: no such check: {check}"
        if mode == "commitment" and declarations.get(said, {}).get("sort") != "commitment":
            yield f"sources: no such commitment among the declarations: {said}"
        if mode == "generated" and said and said not in authorisations:
            yield f"sources: no such authorisation: {said}"
        if said and mode not in ("commitment", "generated"):
            yield f"sources: a code says nothing of the mode {mode}"


def _form(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    for path in (*value.get("fields", ()), *value.get("optional", ())):
        if not _in_form(path.split("."), Form):
            yield f"fields: not in the form: {path}"


def _in_form(path: list[str], model: type[BaseModel]) -> bool:
    field = model.model_fields.get(path[0])
    if field is None or len(path) == 1:
        return field is not None
    return any(_in_form(path[1:], inner) for inner in _models(field.annotation))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _authorisation(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    if code not in codes.USE.codes:
        yield f"the form knows no consent to this use, only to {', '.join(sorted(codes.USE.codes))}"


def _rule(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    if code not in RULES:
        yield "nothing judges by this rule; see domain/judging/rules"
    try:
        worded(value["text"], {name: entry.value for name, entry in view.items() if "." not in name})
    except (KeyError, IndexError, ValueError) as problem:
        yield f"text: names no figure: {problem}"


def _kind(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    """A trait nothing asks for would be a promise that nobody keeps."""
    for trait in sorted(set(value["traits"]) - _READ_TRAITS):
        if not any(_asks(entry.value, trait) for entry in view.values()):
            yield f"traits: nothing asks for {trait}: no condition of this policy, and no rule"


def _asks(value: Any, fact: str) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    conditions = [value[name] for name in ("when", "optional") if isinstance(value, dict) and value.get(name)]
    return any(fact in one for one in conditions if isinstance(one, dict)) or any(_asks(part, fact) for part in parts)


def _guide(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    if code not in _READ_OF_GUIDE:
        yield "nothing shows it: no element of the list that is stated, see domain/guide/elements.py"
    if isinstance(value, dict):
        yield from (f"no such purchase kind: {kind}" for kind in value if kind not in known["kind"])
    limit = view.get("guide.anticipate_day")
    if code == "anticipate_explain" and limit and not re.search(rf"(?<!\d){limit.value}日", str(value)):
        yield f"does not say {limit.value}日, as guide.anticipate_day does"


def _nothing(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    yield from ()


Look = Callable[[Any, str, View, Possible], Iterator[str]]


def _cap(value: Mapping[str, Any], code: str, view: View, known: Possible) -> Iterator[str]:
    if "name" not in value and not messages.known(code):
        yield "needs a name, the catalogue of texts has none for it"
    for uplift in value.get("uplifts", ()):
        if (proof := uplift.get("proof")) and proof not in _members(view, "materials"):
            yield f"uplifts: proof: no such material: {proof}"


def _article(value: Mapping[str, Any], code: str, view: View, known: Possible) -> Iterator[str]:
    if code not in contract_text.NAMES:
        yield "no article of a contract"
    for _, name, _, _ in Formatter().parse(value["text"]):
        if name is not None and name not in contract_text.FIGURES:
            yield f"names {{{name}}}; there are {', '.join(sorted(contract_text.FIGURES))}"
    if code == contract_text.VERSION and (missing := contract_text.NAMES - _members(view, "contract").keys()):
        yield f"a contract without {', '.join(sorted(missing))}"


_LOOKS: Mapping[str, Look] = {
    "bank_part": holding(OF_BANK_PART),
    "four_eyes": among(TIERS, "no such tier of amounts"),
    "classes": holding(OF_CLASSES),
    "caps": _cap,
    "matters": _matter,
    "materials": _material,
    "form": _form,
    "kinds": _kind,
    "authorisations": _authorisation,
    "rules": _rule,
    "guide": _guide,
    "special": among(get_args(Special), "no such special procedure"),
    "retention": among(_KEPT, "nobody is kept so"),
    "contract": _article,
}
