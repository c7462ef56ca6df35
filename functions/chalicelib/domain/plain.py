"""What the domain made, in JSON's own types."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

# What nearly everything is, known by its type: asking for more costs several times as much.
_AS_IT_IS, _AS_TEXT = {type(None), str, bool, int}, {Decimal, date}


def plain(value: Any) -> Any:
    """Numbers of a computation, days and the like as text, parts of it by their names, all else as it is."""
    kind: Any = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind in _AS_TEXT:
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if is_dataclass(value):
        return {name: plain(getattr(value, name)) for name in _names(kind)}
    return str(value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind))
