"""A proposed policy (政策方案): a folder laid out like the shipped data, whose files replace the shipped ones or add to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chalicelib import policy
from chalicelib.domain.policy import NoPolicy, Policy
from chalicelib.policy import Book
from infra.policy import DATA, Inconsistent, book
from infra.policy.reading import Data, Entry
from infra.policy.reading import read as written


class Unusable(ValueError):
    """Nothing can be compared with this folder; one line per problem."""


@dataclass(frozen=True)
class Proposal:
    """`present` and `proposed` both give the policy of a centre as in force on `on`; `changes` names what is new or gone."""

    name: str
    on: date
    changes: tuple[str, ...]
    present: Book
    proposed: Book

    def sides(self, centre: str) -> tuple[Policy | None, Policy | None]:
        """The present and the proposed policy of a centre; None where there is no such centre then."""
        return _in_force(self.present, centre, self.on), _in_force(self.proposed, centre, self.on)

    def to_json(self) -> dict[str, Any]:
        """What was compared."""
        return {"name": self.name, "on": self.on.isoformat(), "changes": list(self.changes)}


def read(folder: Path, on: date | None = None) -> Proposal:
    """Reads a proposal. Compared is the day its newest figure begins, or `on`. Raises `Unusable` naming every problem."""
    try:
        proposed = book(folder)
    except Inconsistent as inconsistent:
        raise Unusable(str(inconsistent)) from None
    before, after = written(DATA), written(DATA, folder)
    added, gone = _without(after, before), _without(before, after)
    if not (added or gone):
        raise Unusable(f"{folder}: changes nothing of the present policy")
    day = on or max(entry.begins for entry in added or gone)
    changes = (*(f"+ {entry}" for entry in added), *(f"- {entry}" for entry in gone))
    return Proposal(folder.resolve().name, day, changes, policy.shipped(), proposed)


def _without(data: Data, other: Data) -> list[Entry]:
    """The entries that judge otherwise: a better source or a confirmed figure changes nothing."""
    theirs = {_what(entry) for entry in other.entries()}
    return [entry for entry in _sorted(data.entries()) if _what(entry) not in theirs]


def _what(entry: Entry) -> tuple[str, date | None, str]:
    return str(entry), entry.until, repr(entry.value)


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=str)


def _in_force(found: Book, centre: str, on: date) -> Policy | None:
    try:
        return found.in_force(centre, on)
    except NoPolicy:
        return None
