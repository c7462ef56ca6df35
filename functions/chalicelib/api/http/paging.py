"""Opaque cursors of lists: where the next page begins, readable to us alone by convention, checked when it comes back."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping

from chalicelib.api.http.problem import Defect, Problem


def cursor(next_page: str | None) -> str | None:
    """The cursor for clients of a next page's key (JSON), None on the last page."""
    return urlsafe_b64encode(next_page.encode()).decode() if next_page else None


def opened(given: str | None, *expected: Mapping[str, str | None]) -> str | None:
    """The next page's key a client sent back. `expected`: its names, with their values where those are fixed; of several shapes, any.

    400 for anything we did not give out for this very list.
    """
    if not given:
        return None
    try:
        text = urlsafe_b64decode(given.encode("ascii")).decode("utf-8")
        key = json.loads(text)
        fits = {name: value["S"] for name, value in key.items()}
    except (ValueError, binascii.Error, RecursionError, AttributeError, TypeError, KeyError):
        raise broken() from None
    if not any(_is_of(shape, fits) for shape in expected):
        raise broken()
    if not all(isinstance(value, str) and value and set(key[name]) == {"S"} for name, value in fits.items()):
        raise broken()
    return text


def before(start: str | None) -> int | None:
    """The place a list that is read backwards goes on before, out of a key that `opened` gave; None where it begins at its end."""
    if start is None:
        return None
    number: str = json.loads(start)["before"]["S"]
    if not (number.isascii() and number.isdigit() and len(number) <= 15):
        raise broken()
    return int(number)


def broken() -> Problem:
    """The refusal of a cursor that is none of this list's."""
    return Problem("BAD_CURSOR", [Defect("WRONG_FORMAT", "cursor")])


def _is_of(shape: Mapping[str, str | None], key: Mapping[str, str]) -> bool:
    return key.keys() == shape.keys() and all(value in (None, key[name]) for name, value in shape.items())
