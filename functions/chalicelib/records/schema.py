"""The shape of what is stored (记录版本): every record says which it has, and none is read by code that does not know it.

1: commit 1ada2ef and before, without a version; everything of a case in its one item. 2: large parts of a case are items of their own,
and a place of the ledger may hold several uses. 3: texts of a case's item stand in it
in fewer bytes (`dense`), the name of a finding in its answer.
Records of an older shape are read as they are; a change writes the shape of today. One of a later shape is waited for like AWS itself: while a release is deployed
its functions and those of the one before it work side by side.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.errors import PlatformUnavailable

NOW = 3
STAMP: Mapping[str, Any] = {"schema": {"N": str(NOW)}}


def unless_later(shape: str, now: str) -> str:
    """The condition that no later release has written the item, by the names the update has for `schema` and for `NOW`."""
    return f"(attribute_not_exists({shape}) OR {shape} <= {now})"


# For an update of what nobody reads first.
SET, UNLESS_LATER = "#schema = :schema", unless_later("#schema", ":schema")
NAMES: Mapping[str, str] = {"#schema": "schema"}
VALUES: Mapping[str, Any] = {":schema": STAMP["schema"]}


def known(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item itself. Raises `PlatformUnavailable` for a shape of a later release than this."""
    if int(item.get("schema", {"N": "1"})["N"]) > NOW:
        raise PlatformUnavailable("this record was written by a later release")
    return item
