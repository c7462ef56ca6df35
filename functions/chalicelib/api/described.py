"""What the document says of properties, parameters and bodies that no model says: glossary.txt, a line a name, and examples.json, one a body. Both
are read when the document is asked for and at no other time."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_SUM = r"^\d{1,10}(\.\d{1,2})?$"
_CHINESE = re.compile("[一-鿿]")


@lru_cache(maxsize=1)
def glossary() -> dict[str, str]:
    """Words by the name they are about."""
    lines = (_HERE / "glossary.txt").read_text(encoding="utf-8").splitlines()
    return {name: said for name, _, said in (line.partition(" ") for line in lines) if name != "#"}


def example(body: str) -> dict[str, Any]:
    """What somebody may send, by the name of the body's model; empty where nobody has written it down."""
    examples: dict[str, dict[str, Any]] = json.loads((_HERE / "examples.json").read_text(encoding="utf-8"))
    return {"example": examples[body]} if body in examples else {}


def described(schemas: dict[str, Any]) -> dict[str, Any]:
    """The schemas, each of whose properties says what it is: in its model's words, else by its name on paper, else by the glossary."""
    for schema in schemas.values():
        for name, shape in schema.get("properties", {}).items():
            if "description" not in shape and (said := _said(name, shape)):
                shape["description"] = said
    return schemas


def _said(name: str, shape: dict[str, Any]) -> str:
    title = shape.get("title", "")
    said = title if _CHINESE.search(title) else glossary().get(name, "")
    is_sum = _SUM in (shape.get("pattern"), *(one.get("pattern") for one in shape.get("anyOf", ())))
    return f"{said}（元）" if is_sum and "元" not in said else said
