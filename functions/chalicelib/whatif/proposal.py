"""A proposed policy (政策方案) beside the present one, both as in force on one day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.domain.policy import NoPolicy, Policy
from chalicelib.policy import Book


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


def _in_force(book: Book, centre: str, on: date) -> Policy | None:
    try:
        return book.in_force(centre, on)
    except NoPolicy:
        return None
