"""What fills a paper: a frozen value of its own for each kind, made of text, tuples and mappings of text."""

from dataclasses import asdict
from typing import Any, ClassVar, Protocol


class Value(Protocol):
    """`KIND` names the template that it fills (templates/<kind>.typ)."""

    KIND: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


def plain(value: Value) -> dict[str, Any]:
    """A paper's value as JSON has it."""
    return asdict(value)
