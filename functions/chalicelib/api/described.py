"""What the document says of properties, parameters and bodies that no model says: glossary.txt, a line a name, examples.json, one a body,
and examples_of_answers.json, one an answer, of synthetic people. They are read when the document is asked for and at no other time."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_SUM = r"^\d{1,10}(\.\d{1,2})?$"
_DAY = (r"^\d{4}-\d{2}-\d{2}$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_IS_DAY, _IS_MOMENT = re.compile("（日期[），]"), re.compile("（UTC[），]")
_CHINESE = re.compile("[一-鿿]")


@lru_cache(maxsize=1)
def glossary() -> dict[str, str]:
    """Words by the name they are about."""
    lines = (_HERE / "glossary.txt").read_text(encoding="utf-8").splitlines()
    return {name: said for name, _, said in (line.partition(" ") for line in lines) if name != "#"}


@lru_cache(maxsize=1)
def _examples() -> dict[str, dict[str, Any]]:
    files = (_HERE / "examples.json", _HERE / "examples_of_answers.json")
    return {name: one for file in files for name, one in json.loads(file.read_text(encoding="utf-8")).items()}


def example(model: str) -> dict[str, Any]:
    """What somebody may send or is answered, by the name of its model; empty where nobody has written it down."""
    return {"example": _examples()[model]} if model in _examples() else {}


def described(schemas: dict[str, Any]) -> dict[str, Any]:
    """The schemas, each of whose properties says what it is: in its model's words, else by its name on paper, else by the glossary."""
    for schema in schemas.values():
        for name, shape in schema.get("properties", {}).items():
            called = "" if "description" in shape else glossary().get(name, "")
            if "description" not in shape and (said := _said(name, shape)):
                shape["description"] = said
            _format(called, shape)
    return schemas


def _format(said: str, shape: dict[str, Any]) -> None:
    """Says of a day that it is one (`date`) and of a moment that it is (`date-time`): by its pattern, else by what the glossary has said of it."""
    for one in (shape, *shape.get("anyOf", ())):
        if one.get("type") != "string" or "format" in one or "enum" in one:
            continue
        pattern = one.get("pattern", "")
        if pattern in _DAY or (not pattern and _IS_DAY.search(said)):
            one["format"] = "date"
        elif not pattern and _IS_MOMENT.search(said):
            one["format"] = "date-time"


def _said(name: str, shape: dict[str, Any]) -> str:
    title = shape.get("title", "")
    said = title if _CHINESE.search(title) else glossary().get(name, "")
    is_sum = _SUM in (shape.get("pattern"), *(one.get("pattern") for one in shape.get("anyOf", ())))
    return f"{said}（元）" if is_sum and "元" not in said else said
