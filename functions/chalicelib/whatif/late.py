"""Law learnt late (补录): which decisions rest on what was wrongly taken to hold, and what would differ."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from chalicelib.policy import Book
from chalicelib.policy.book import Entry
from chalicelib.whatif.comparing import Row, compared
from chalicelib.whatif.stored import Stored


class Affected(NamedTuple):
    """One decision made before something was learnt of that held already for its case: the figures, and the decision by both."""

    stored: Stored
    figures: tuple[str, ...]
    row: Row


def affected(decisions: Iterable[Stored], book: Book, learnt: date) -> Iterator[Affected]:
    """Every decision made up to the day something was learnt of, whose case was accepted when that held already.

    It is judged as on the day it was decided: by what was taken to hold until the day before, and by what was learnt."""
    before = learnt - timedelta(1)
    for one in decisions:
        if one.accepted_on is None or one.decided_on > learnt:
            continue
        then, now = (book.entries(one.centre, one.accepted_on, known) for known in (before, learnt))
        names = [*now, *(name for name in then if name not in now)]
        figures = tuple(name for name in names if _value(then.get(name)) != _value(now.get(name)))
        if figures:
            was, held = (book.in_force(one.centre, one.accepted_on, known) for known in (before, learnt))
            yield Affected(one, figures, compared(one, was, held, one.decided_on))


def _value(entry: Entry | None) -> Any:
    return entry["value"] if entry else None
