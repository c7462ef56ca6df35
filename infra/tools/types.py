"""TypeScript types of everything the API takes and gives: `python -m infra.tools.types > anju.ts`, made of the served document alone.

A property that may be left out is optional, one that may be null says so, a code is the union of its values. Beside the types stand the operations
by their id, each with its body and its answer.
"""

import json
import re
import sys
from collections.abc import Mapping
from typing import Any

from chalicelib.api import openapi
from chalicelib.api.routes import ROUTES

Schema = Mapping[str, Any]
_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def typescript(document: Schema) -> str:
    """The types as one module."""
    types = [
        f"{_told(schema)}export type {name} = {_type(schema)};"
        for name, schema in document["components"]["schemas"].items()
    ]
    operations = [
        f"{_told(one)}  {one['operationId']}: {{ body: {_content(one.get('requestBody'))}; answer: {_content(_good(one))} }};"
        for path in document["paths"].values()
        for one in path.values()
    ]
    return "\n".join([*types, "export interface Operations {", *operations, "}", ""])


def _good(operation: Schema) -> Schema:
    return next(answer for status, answer in operation["responses"].items() if status.startswith("2"))


def _content(of: Schema | None) -> str:
    for content in (of or {}).get("content", {}).values():
        return _type(content["schema"])
    return "undefined"


def _type(schema: Schema) -> str:
    if ref := schema.get("$ref"):
        return str(ref).rpartition("/")[2]
    if "const" in schema or "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema.get("enum", [schema.get("const")]))
    for of in ("anyOf", "oneOf"):
        if of in schema:
            return " | ".join(dict.fromkeys(map(_type, schema[of])))
    kind = schema.get("type")
    if kind == "array":
        return f"Array<{_type(schema.get('items', {}))}>"
    if kind != "object":
        return _PLAIN.get(str(kind), "unknown")
    if "properties" not in schema:
        rest = schema.get("additionalProperties", {})
        return f"Record<string, {_type(rest) if isinstance(rest, dict) else 'unknown'}>"
    required = schema.get("required", ())
    fields = (
        f"{_told(one)}{json.dumps(name)}{'' if name in required else '?'}: {_type(one)};"
        for name, one in schema["properties"].items()
    )
    return "{\n" + "\n".join(fields) + "\n}"


def _told(of: Schema) -> str:
    said = re.sub(r"\s+", " ", of.get("description", "")).replace("*/", "* /")
    return f"/** {said} */\n" if said else ""


if __name__ == "__main__":
    sys.stdout.write(typescript(openapi.document(ROUTES)))
