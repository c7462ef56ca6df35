"""Reading a proposed policy: a folder laid out like the shipped data, whose files replace the shipped ones or add to them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from chalicelib import policy
from chalicelib.whatif.proposal import Proposal
from infra.tools.policy import DATA, Inconsistent, book
from infra.tools.policy.reading import Data, Entry
from infra.tools.policy.reading import read as written


class Unusable(ValueError):
    """Nothing can be compared with this folder; one line per problem."""


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
