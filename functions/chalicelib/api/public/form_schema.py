"""One JSON Schema (2020-12) per purchase kind, for any client to render the one form from; nothing in it is written twice.

Types and names come from the models (api/forms), everything else from the policy: what domain/form/completeness.py demands of
presence and type, this says as `required`, `const`, `enum` and if/then/else.
"""

from collections.abc import Iterator
from typing import Any

from chalicelib.api.public import form_tree
from chalicelib.api.public.schema_parts import Schema, among, any_case, forbidden, not_among, of_people, required
from chalicelib.domain.form import codes
from chalicelib.domain.form.circumstances import Facts, holds, of_kind
from chalicelib.domain.form.fields import CO_OWNER, EACH, Demand, demands, of_co_owners, same_holder
from chalicelib.domain.policy import Kind, Policy

_CASE = ("", "given", EACH)  # of which the tree of properties itself can say that nothing belongs there


def schema(kind: Kind, policy: Policy) -> Schema:
    """What a complete form of one purchase kind is, at one centre."""
    known, asked = of_kind(kind), demands(policy)
    tree = form_tree.whole()
    _choices(tree, kind, policy)
    for demand in asked:
        if demand.is_required(known) and _is_plain(demand, asked):
            _require(tree, demand)
    for of, prefix, cases in _parts(asked):
        if _settled(cases, known) is False and of in _CASE:
            _remove(_holder(tree, of), prefix)
    tree["required"] = sorted({*tree.get("required", ()), "people"})
    _holder(tree, EACH)["x-required"] = sorted(
        one.path[0] for one in asked if one.of == EACH and one.is_required(known)
    )
    tree["allOf"] = [*_people(), _co_owners(tree, policy), *_fields(asked, known), *_said(tree, policy, known)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"/v1/forms/{kind.code}?centre={policy.centre}",
        **tree,
        "title": kind.name,
        "description": kind.note,
        "x-policy-version": policy.version,
        "x-unverified": [name for name in policy.unverified if _concerns(name, kind)],
    }


def _choices(tree: Schema, kind: Kind, policy: Policy) -> None:
    properties = tree["properties"]
    properties["centre"]["enum"] = list(policy.serves)
    properties["kind"] |= {
        "const": kind.code,
        "x-codes": {"table": "购房类型", "codes": {kind.code: kind.name}, "unverified": []},
    }
    properties["home"]["properties"]["kind"]["enum"] = list(kind.homes)
    properties["people"]["minItems"] = 1
    properties["wish"]["properties"]["months"]["maximum"] = policy.max_months


def _holder(tree: Schema, of: str, part: str = "") -> Schema:
    """Where demands `of` such people are said in the tree, or a part of the form."""
    if of == EACH:
        items: Schema = tree["properties"]["people"]["items"]
        return items
    return tree["properties"][part] if part else tree


def _require(tree: Schema, demand: Demand) -> None:
    node = _holder(tree, demand.of)
    for depth, name in enumerate(demand.path, 1):
        if demand.of != "given" or depth == len(demand.path):
            node["required"] = sorted({*node.get("required", ()), name})
        node = node["properties"][name]
    node |= _filled(node)


def _is_plain(demand: Demand, asked: list[Demand]) -> bool:
    """Whether the tree of properties itself can say it: of people, where it is asked of everybody who may be among them."""
    of_owners = {other.path for other in asked if other.of == CO_OWNER}
    return demand.of in ("", "given") or (demand.of == EACH and (not of_owners or demand.path in of_owners))


def _filled(leaf: Schema) -> Schema:
    """A required text is not blank; where a pattern or choices say what it is, it cannot be."""
    return {"pattern": r"\S"} if leaf.get("type") == "string" and not {"pattern", "enum", "const"} & set(leaf) else {}


def _remove(node: Schema, path: tuple[str, ...]) -> None:
    for name in path[:-1]:
        if name not in node["properties"]:
            return
        node = node["properties"][name]
    node["properties"].pop(path[-1], None)


def _parts(asked: list[Demand]) -> Iterator[tuple[str, tuple[str, ...], list[Any]]]:
    """Every place the policy names, parts and fields, and the cases in which anything at it belongs into the form."""
    seen = set()
    for demand in asked:
        for depth in range(1, len(demand.path) + 1):
            of, prefix = "" if demand.of == "given" else demand.of, demand.path[:depth]
            if (of, prefix) not in seen:
                seen.add((of, prefix))
                below = [one for one in asked if same_holder(one.of, of) and one.path[:depth] == prefix]
                yield of, prefix, [when for one in below for when in one.belongs]


def _settled(cases: list[Any], known: Facts) -> bool | None:
    answers = {holds(when, known) for when in cases}
    return True if True in answers else None if None in answers else False


def _fields(asked: list[Demand], known: Facts) -> Iterator[Schema]:
    """Fields that are asked of some people, or in some cases, only."""
    tree = form_tree.whole()
    for demand in asked:
        needed = demand.is_required(known)
        if needed is False or (needed and _is_plain(demand, asked)):
            continue
        leaf = _holder(tree, demand.of if demand.of in ("", "given") else EACH)
        for name in demand.path:
            leaf = leaf["properties"][name]
        then = required(demand.path, _filled(leaf))
        then = then if demand.of == "" else of_people(demand.of, then)
        case = {} if needed else any_case(demand.required, known)
        if case is not None:
            yield {"if": case, "then": then} if case else then
    for of, prefix, cases in _parts(asked):
        settled = _settled(cases, known)
        if settled or (settled is False and of in _CASE):
            continue
        gone = forbidden(prefix) if of == "" else of_people(of, forbidden(prefix))
        case = {} if settled is False else any_case(cases, known)
        if case is not None:
            yield {"if": case, "else": gone} if case else gone


def _people() -> Iterator[Schema]:
    yield of_people("borrower", {"properties": {"key": {"const": "borrower"}, "is_depositor": {"const": True}}})
    for key in codes.PERSON.codes:
        yield {"properties": {"people": {"contains": _keyed(key), "minContains": 0, "maxContains": 1}}}
    married = any_case([{"married": True}], {})
    yield {"if": married, "then": among("people", _keyed("spouse")), "else": not_among("people", _keyed("spouse"))}
    single = required(["marital"], {"not": {"enum": list(codes.MARRIED)}})
    yield not_among("people", {"allOf": [_keyed("spouse"), single]})
    for key in codes.PERSON.codes:
        yield {"if": required(["old_loan", "borrower"], {"const": key}), "then": among("people", _keyed(key))}


def _co_owners(tree: Schema, policy: Policy) -> Schema:
    """What is not asked of who only owns the home is not said of them: the counterpart of `form_fields.beside`."""
    known = of_co_owners(policy)
    return of_people(
        CO_OWNER, {"properties": {name: False for name in _holder(tree, EACH)["properties"] if name not in known}}
    )


def _keyed(key: str) -> Schema:
    return required(["key"], {"const": key})


def _said(tree: Schema, policy: Policy, known: Facts) -> Iterator[Schema]:
    """Declarations to be made, options and commitments that may be, each with its text."""
    for part, sorts in (("declarations", ("declaration", "option")), ("commitments", ("commitment",))):
        offered = {
            code: said
            for code, said in policy.declarations.items()
            if said.sort in sorts and holds(said.when, known) is not False
        }
        tree["properties"][part] |= {"items": {"enum": sorted(offered)}} if offered else {"maxItems": 0}
        tree["properties"][part]["x-texts"] = [
            {"code": code, "sort": said.sort, "text": said.text} for code, said in offered.items()
        ]
        for code, said in offered.items():
            must, always = said.sort == "declaration", holds(said.when, known)
            case = None if always else any_case([said.when], known)
            if always and must:
                yield among(part, {"const": code})
            elif case is not None:
                then = {"then": among(part, {"const": code})} if must else {}
                yield {"if": case, **then, "else": not_among(part, {"const": code})}


def _concerns(name: str, kind: Kind) -> bool:
    family = name.partition(".")[0]
    return family in ("form", "declarations", "matters") or name == f"kinds.{kind.code}"
