"""Whether the value of a figure has its shape, whatever figure it is.

Values are looked at as the YAML gives them, so a share written without quotes is a float and refused.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from infra.tools.policy.figures import FIGURES
from infra.tools.policy.lists import MEMBERS, Centre

_CENTRE: TypeAdapter[Any] = TypeAdapter(Centre)


def adapter(name: str) -> TypeAdapter[Any] | None:
    """What knows the shape of a figure, or of a member of a family (caps.CAP_PRICE); None where nothing does."""
    family, _, member = name.partition(".")
    return MEMBERS.get(family) if member else FIGURES.get(name)


def wrong(name: str, value: Any) -> Iterator[str]:
    """Everything in which a value is not of its figure's shape, each with its place in it."""
    shape = adapter(name)
    if shape is None:
        yield "no such figure"
    else:
        yield from _wrong(shape, value)


def wrong_centre(value: Any) -> Iterator[str]:
    """Everything in which an entry of centres.yaml is not as it should be."""
    return _wrong(_CENTRE, value)


def _wrong(shape: TypeAdapter[Any], value: Any) -> Iterator[str]:
    try:
        shape.validate_python(value, strict=True)
    except ValidationError as found:
        for error in found.errors(include_url=False):
            place = ".".join(str(part) for part in error["loc"])
            yield f"{place or 'value'}: {error['msg']} ({_shown(error['input'])})"


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
