"""What digests of an application are made over (摘要口径): everything it says, in a form that a later field does not change.

A digest is kept with every answer, ruling and decision. A field that the form did not have when they were made stays out of it as long as
nothing is said in it: `field(default=None, metadata=LATER)`.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

LATER: Mapping[str, bool] = {"later": True}
_VALUES = {type(None), str, bool, int, Decimal, date}  # most parts are one, which is told at once by its type


def digested(part: Any) -> Any:
    """A part of an application as plain values, for a digest alone."""
    if type(part) in _VALUES:
        return part
    if is_dataclass(part):
        return {
            one.name: digested(value)
            for one in fields(part)
            if (value := getattr(part, one.name)) != one.default or not one.metadata.get("later")
        }
    if isinstance(part, Mapping):
        return {name: digested(value) for name, value in part.items()}
    return [digested(one) for one in part] if isinstance(part, list | tuple) else part
