"""Values that fit a JSON Schema of the OpenAPI document, and near misses of them, for tests that ask what nobody thought of."""

from collections.abc import Mapping
from functools import reduce
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Schema = Mapping[str, Any]
_DEEP = 5
_ODD = st.sampled_from([None, True, 0, -1, "", "汉字", "0" * 40, [], {}, "620100", "borrower", "2026-11-26"])


def values(schema: Schema, named: Mapping[str, Schema], depth: int = 0) -> SearchStrategy[Any]:
    """What fits `schema`, whose references are `named`; now and then something that does not."""
    return st.one_of(*[_fitting(schema, named, depth)] * 12, _ODD)


def _fitting(schema: Schema, named: Mapping[str, Schema], depth: int) -> SearchStrategy[Any]:
    if "$ref" in schema:
        return _fitting(named[schema["$ref"].rpartition("/")[2]], named, depth)
    for either in ("anyOf", "oneOf"):
        if either in schema and "type" not in schema:
            return st.one_of(*(_fitting(one, named, depth) for one in schema[either]))
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    make = _OF_TYPE.get(schema.get("type", ""))
    return make(schema, named, depth) if make else _ODD


def _object(schema: Schema, named: Mapping[str, Schema], depth: int) -> SearchStrategy[Any]:
    if depth > _DEEP:
        return st.just({})
    fields = schema.get("properties", {})
    sure = {name: values(of, named, depth + 1) for name, of in fields.items() if name in schema.get("required", ())}
    rest = {name: values(of, named, depth + 1) for name, of in fields.items() if name not in sure}
    return st.fixed_dictionaries(sure, optional=rest)


def _array(schema: Schema, named: Mapping[str, Schema], depth: int) -> SearchStrategy[Any]:
    return st.lists(values(schema.get("items", {}), named, depth + 1), min_size=schema.get("minItems", 0), max_size=3)


def _string(schema: Schema, named: Mapping[str, Schema], depth: int) -> SearchStrategy[Any]:
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True, alphabet=_PLAIN).map(
            lambda made: made[: schema.get("maxLength", 200)]
        )
    return st.text(_PLAIN, min_size=schema.get("minLength", 0), max_size=min(schema.get("maxLength", 20), 20))


def _integer(schema: Schema, named: Mapping[str, Schema], depth: int) -> SearchStrategy[Any]:
    return st.integers(schema.get("minimum", -(10**6)), schema.get("maximum", 10**6))


_PLAIN = st.characters(codec="utf-8", min_codepoint=32, max_codepoint=0x9FFF)
_OF_TYPE = {
    "object": _object, "array": _array, "string": _string, "integer": _integer,
    "boolean": lambda *_: st.booleans(), "null": lambda *_: st.none(), "number": lambda *_: st.integers(0, 10**6),
}  # fmt: skip


def near(good: Mapping[str, Any], schema: Schema, named: Mapping[str, Schema]) -> SearchStrategy[Any]:
    """A good value with some of its parts exchanged for others that fit the schema."""
    fields = _resolved(schema, named).get("properties", {})
    parts = st.fixed_dictionaries({}, optional={name: values(of, named, 1) for name, of in fields.items()})
    return parts.map(
        lambda changed: reduce(lambda made, one: {**made, one: changed[one]}, list(changed)[:2], dict(good))
    )


def _resolved(schema: Schema, named: Mapping[str, Schema]) -> Schema:
    return named[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
