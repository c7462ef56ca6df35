"""What must be there by now (前置条件): a step that comes before it is reached by mistake, and a person has to look."""

from typing import TypeVar

from chalicelib.errors import PreconditionFailed

_T = TypeVar("_T")


def present(part: _T | None, what: str) -> _T:
    """The part. Raises `PreconditionFailed` naming what is missing."""
    if part is None:
        raise PreconditionFailed(f"there is no {what} yet", "NOT_THERE_YET")
    return part
