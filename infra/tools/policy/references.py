"""Whether what a policy says on one day fits together: every name it uses is there, every condition can hold."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Any, get_args

from pydantic import BaseModel

from chalicelib import messages
from chalicelib.api.forms import Form
from chalicelib.documents import contract_text
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.guide.elements import BASIC, COMPUTED, EXTENSION
from chalicelib.domain.judging.rules import AFTER_CREDIT, BEFORE_CREDIT
from chalicelib.domain.policy import TIERS
from chalicelib.domain.statute import Of
from chalicelib.domain.work import APPROVING, STAFF, Special
from chalicelib.policy.reading import worded
from infra.tools.policy import recipients
from infra.tools.policy.conditions import SOURCES, Possible, View, conditions, facts, members
from infra.tools.policy.lists import READ_TRAITS
from infra.tools.policy.members import OF_BANK_PART, OF_CLASSES, among, holding
from infra.tools.policy.reading import Entry

Problem = tuple[Entry, str]

COMMITTABLE = ("marriage",)  # casework/commitments.py looks at these afterwards
RULES = {*BEFORE_CREDIT, *AFTER_CREDIT, "AMOUNT", "BANK_BURDEN"}
_READ_OF_GUIDE = {
    *BASIC,
    *EXTENSION,
    "telling_day",
    "remind_before",
    "appeal_day",
    "appeal_decided_day",
    "review_body",
    "court",
    "review_day",
    "court_months",
    *(f"law_{of}" for of in get_args(Of)),
} - COMPUTED  # limits and papers ask for those that are no elements


def problems(view: View) -> Iterator[Problem]:
    """Everything that does not fit together on one day."""
    known = facts(view)
    for name, entry in view.items():
        family, _, code = name.partition(".")
        for look in (_LOOKS.get(family, _nothing), conditions):
            yield from ((entry, what) for what in look(entry.value, code, view, known))


def _matter(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    for check in value.get("checks", ()):
        if check not in CHECKS:
            yield f"checks: no such check: {check}"
        elif CHECKS[check].named and not value.get("department"):
            yield f"department: missing: who answers {check} gets people's data, and their consent has to name them"


def _material(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    for source in value["sources"]:
        mode, check, said = source["mode"], source.get("check"), source.get("code")
        if check and check not in SOURCES:
            yield f"sources: no such check: {check}"
        if mode == "commitment" and _member(view, "declarations", said).get("sort") != "commitment":
            yield f"sources: no such commitment among the declarations: {said}"
        elif mode == "commitment" and value["sources"][0].get("check") not in COMMITTABLE:
            yield "sources: a commitment stands for nothing that touches money or the rights of others"
        if mode == "generated" and said and f"authorisations.{said}" not in view:
            yield f"sources: no such authorisation: {said}"
        if said and mode not in ("commitment", "generated"):
            yield f"sources: a code says nothing of the mode {mode}"


def _member(view: View, family: str, code: Any) -> Mapping[str, Any]:
    entry = view.get(f"{family}.{code}")
    return entry.value if entry else {}


def _form(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    for path in (*value.get("fields", ()), *value.get("optional", ())):
        if not _in_form(tuple(path.split(".")), Form):
            yield f"fields: not in the form: {path}"


@cache
def _in_form(path: tuple[str, ...], model: type[BaseModel]) -> bool:
    field = model.model_fields.get(path[0])
    if field is None or len(path) == 1:
        return field is not None
    return any(_in_form(path[1:], inner) for inner in _models(field.annotation))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _rule(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    if code not in RULES:
        yield "nothing judges by this rule; see domain/judging/rules"
    try:
        worded(value["text"], {name: view[name].value for name in re.findall(r"{(\w+)", value["text"]) if name in view})
    except (KeyError, IndexError, ValueError) as problem:
        yield f"text: names no figure: {problem}"


def _kind(value: Any, code: str, view: View, known: Possible) -> Iterator[str]:
    """A trait nothing asks for would be a promise that nobody keeps."""
    for trait in sorted(set(value["traits"]) - READ_TRAITS):
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
    proofs = (uplift.get("proof") for uplift in value.get("uplifts", ()))
    yield from (f"uplifts: proof: {what}" for what in _no_materials(filter(None, proofs), view))


def _down_payment(value: Mapping[str, Any], code: str, view: View, known: Possible) -> Iterator[str]:
    yield from (f"proven: {what}" for what in _no_materials(value.get("proven", {}), view))


def _no_materials(named: Iterable[str], view: View) -> Iterator[str]:
    yield from (f"no such material: {material}" for material in named if f"materials.{material}" not in view)


def _article(value: Mapping[str, Any], code: str, view: View, known: Possible) -> Iterator[str]:
    if code not in contract_text.NAMES:
        yield "no article of a contract"
    for _, name, _, _ in Formatter().parse(value["text"]):
        if name is not None and name not in contract_text.FIGURES:
            yield f"names {{{name}}}; there are {', '.join(sorted(contract_text.FIGURES))}"
    if code == contract_text.VERSION and (missing := contract_text.ALWAYS - members(view, "contract").keys()):
        yield f"a contract without {', '.join(sorted(missing))}"


def _tolerance(value: Mapping[str, Any], code: str, view: View, known: Possible) -> Iterator[str]:
    if not _member(view, "materials", code).get("tolerable"):
        yield "no material of the list that may be tolerated"


_LOOKS: Mapping[str, Look] = {
    "bank_part": holding(OF_BANK_PART),
    "four_eyes": among(TIERS, "no such tier of amounts"),
    "classes": holding(OF_CLASSES),
    "caps": _cap,
    "down_payment": _down_payment,
    "matters": _matter,
    "materials": _material,
    "form": _form,
    "kinds": _kind,
    "authorisations": recipients.look,
    "rules": _rule,
    "guide": _guide,
    "special": among(get_args(Special), "no such special procedure"),
    "stand_in": among(("desk",), "nobody stands in for such work"),
    "tolerance": _tolerance,
    "checklist": among(
        [kind for kind, work in STAFF.items() if not APPROVING.isdisjoint(work.words)],
        "no task is approved by a word of that kind",
    ),
    "retention": among(("loan", "other"), "nobody is kept so"),
    "contract": _article,
}
