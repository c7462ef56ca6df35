"""Items of moto's tables without its detours: most of what a test costs is what moto does with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from typing import Any
from unittest.mock import patch

from moto.core import responses
from moto.core.serialize import ResponseSerializer
from moto.dynamodb.parsing import validators
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Expression, Node, UpdateExpressionFunction
from moto.dynamodb.parsing.expressions import UpdateExpressionParser


@contextmanager
def plain_items() -> Iterator[None]:
    """Answers with an item as it is stored, and walks through an update without asking every node of it anew what it is."""
    structure = _as_stored(ResponseSerializer._serialize_type_structure)
    with (
        patch.object(ResponseSerializer, "_serialize_type_structure", structure),
        patch.object(responses, "method_names_from_class", cache(responses.method_names_from_class)),
        patch.object(DepthFirstTraverser, "traverse", _walked),
        patch.object(Node, "find_clauses", _clauses),
        patch.object(validators, "deepcopy", _copied),
        patch.object(UpdateExpressionParser, "make", cache(UpdateExpressionParser.make)),
    ):
        yield


def _as_stored(serialize: Any) -> Any:
    # moto tries a dozen names for each of the ten kinds a value may be of.
    def structure(serializer: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
        if shape.name != "AttributeValue" or not isinstance(value, dict):
            serialize(serializer, serialized, value, shape, key)
            return
        told: dict[str, Any] = {}
        for kind, inner in value.items():
            if inner is not None and (member := shape.members.get(kind)):
                serializer._serialize(told, inner, member, kind)
        serializer._default_serialize(serialized, told, shape, key)

    return structure


def _walked(traverser: Any, root: Any) -> Any:
    # moto works out at each node what it looks for, and asks abstract classes.
    doing = traverser._processing_map()
    does: dict[Any, Any] = {}

    def walk(node: Any, place: int) -> Any:
        kind: Any = type(node)
        if not _is_node(node):
            return node
        parent = node.parent
        for number, child in enumerate(node.children or ()):
            traverser.pre_processing_of_child(node, number)
            walk(child, number)
        if kind not in does:
            does[kind] = next((do for of, do in doing.items() if _is_a(kind, of)), None)
        if do := does[kind]:
            node = do(node)
            node.parent = parent
            if parent:
                parent.children[place] = node
        return node

    return walk(root, -1)


def _clauses(node: Any, kinds: Any) -> list[Any]:
    found = []
    for child in node.children or ():
        kind: Any = type(child)
        if kind in kinds:
            found.append(child)
        elif _is_a(kind, Expression) or _is_a(kind, UpdateExpressionFunction):
            found += _clauses(child, kinds)
    return found


def _copied(thing: Any) -> Any:
    # Of a tree only what is walked through is changed; a stored list has others appended to it.
    return _tree(thing) if _is_node(thing) else deepcopy(thing)


def _tree(node: Any) -> Any:
    other = object.__new__(node.__class__)
    other.__dict__ |= node.__dict__
    if node.children is not None:
        other.children = [_tree(child) if _is_node(child) else child for child in node.children]
        for child in other.children:
            if _is_node(child):
                child.parent = other
    return other


def _is_node(thing: Any) -> bool:
    kind: Any = type(thing)
    return _is_a(kind, Node)


@cache
def _is_a(kind: Any, of: Any) -> bool:
    return issubclass(kind, of)
