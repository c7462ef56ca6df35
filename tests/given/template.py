"""infra/deploy/template.yaml as tests read it: they meet the keys, indexes and projections that are deployed."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEMPLATE = Path(__file__).parents[2] / "infra" / "deploy" / "template.yaml"
_OF_A_TABLE = ("KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode")
_PREFIX = "ANJU_TABLE_"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads a short form such as `!Ref CasesTable` as {"Ref": "CasesTable"}."""


def _short_form(loader: Any, name: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        return {name: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _short_form)


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(TEMPLATE.read_text("utf-8"), _Loader)
    return read


def variables() -> dict[str, Any]:
    """The environment of every function: ANJU_… to where its value comes from."""
    given: dict[str, Any] = _read()["Globals"]["Function"]["Environment"]["Variables"]
    return given


def tables() -> dict[str, dict[str, Any]]:
    """What `create_table` takes for each table, by what the environment calls it (`cases`, `tasks`, …), but its name."""
    declared = {
        name.removeprefix(_PREFIX).lower(): _read()["Resources"][value["Ref"]]["Properties"]
        for name, value in variables().items()
        if name.startswith(_PREFIX)
    }
    return {
        name: {part: properties[part] for part in _OF_A_TABLE if part in properties}
        for name, properties in declared.items()
    }
