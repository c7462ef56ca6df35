"""What a case holds, typed, is stored and read back as just that type: nobody has to remember to say it a second time."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from chalicelib.domain.judging.collation import Asked
from chalicelib.domain.status import Status
from chalicelib.records import layout
from chalicelib.records.case import CaseFile
from chalicelib.records.changes import Changes

HINTS = get_type_hints(CaseFile, localns={"Asked": Asked})  # which the records name for the type checker alone
# Never written but at once with the draft, or by `records.item` itself.
_OF_THE_DRAFT = {"id", "channel", "opened_at", "key", "due_at", "due_shard", "events", "large", "as_read"}


def parts_of(shape: Any) -> dict[str, type]:
    """The fields of a case that hold parts in such a shape, and which."""
    found = {name: get_args(hint) for name, hint in HINTS.items() if get_origin(hint) is shape}
    return {name: kind for name, (*_, kind) in found.items() if is_dataclass(kind)}


def test_every_typed_part_of_a_case_is_read_back_as_its_type():
    optional = {name: get_args(hint)[0] for name, hint in HINTS.items() if get_origin(hint) is UnionType}
    by_key = {layout.called(name): kind for name, kind in {**layout.MAPS, **layout.ENTRIES}.items()}
    assert by_key == parts_of(Mapping) and parts_of(Sequence) == layout.LISTS
    assert {name: kind for name, kind in optional.items() if is_dataclass(kind)} == layout.ONES
    assert HINTS["status"] is Status


def test_every_field_of_a_case_may_be_changed_and_nothing_else_but_its_parts():
    assert {one.name for one in fields(CaseFile)} - _OF_THE_DRAFT == set(Changes.__annotations__) - layout.LARGE
