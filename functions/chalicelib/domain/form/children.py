"""What the form says of minor children (未成年子女): each a minor by a genuine resident ID, named by a parent of the family, and no party."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from chalicelib.domain.form import identifiers, normal
from chalicelib.domain.form.parties import HOUSEHOLD, is_minor
from chalicelib.domain.form.people import Child

Values = Mapping[str, Any]


def wrong(people: Sequence[Values], on: date) -> Iterator[tuple[str, str]]:
    """Everything wrong with the children named, as code and JSON pointer. Both parents may name the same child, under one name."""
    parties = {normal.identity(person.get("id_number") or "") for person in people} - {""}
    named = dict[str, str]()
    for place, person in enumerate(people):
        theirs, at = set[str](), f"/people/{place}/children"
        if person.get("children") and person.get("key") not in (None, *HOUSEHOLD):
            yield "CHILDREN_OF_FAMILY_ALONE", at
        for number, child in enumerate(person.get("children") or ()):
            if code := _of(child, parties, theirs, named, on):
                yield code, f"{at}/{number}/id_number"
            theirs.add(child["id_number"])
            named.setdefault(child["id_number"], normal.called(child["name"]))


def _of(child: Values, parties: set[str], theirs: set[str], named: Mapping[str, str], on: date) -> str | None:
    id_number = child["id_number"]
    if code := identifiers.resident_id(id_number, on):
        return code
    if id_number in parties:
        return "CHILD_IS_PARTY"
    if id_number in theirs or named.get(id_number, normal.called(child["name"])) != normal.called(child["name"]):
        return "CHILD_REPEATED"
    return None if is_minor(Child(child["name"], id_number), on) else "CHILD_NOT_MINOR"
