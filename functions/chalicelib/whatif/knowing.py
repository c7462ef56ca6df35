"""What whoever said something knew (已知): a version of the policy, and not a day, tells which law it was said by. The book that a house works with
is released some time after something was learnt, and may be asked about days before."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from chalicelib.policy import Book


class Said(NamedTuple):
    """Something decided, or told, by the version of a centre's policy of one day; empty where nobody kept it. `said_on`: when."""

    centre: str
    on: date
    version: str
    said_on: date


class Changed(NamedTuple):
    """One figure of a day: its value as it was taken to be, and as it was learnt to be; None where there was none."""

    name: str
    was: Any
    holds: Any


def is_unaware(said: Said, book: Book, learnt: date) -> bool:
    """Whether something was said without knowing what was learnt on a day: by its version, or by the day where that is the same with and without it,
    or was not kept. What was said by a version that is gone is taken for unaware."""
    if not said.version:
        return said.said_on <= learnt
    days = book.learnt()
    before = (learnt - timedelta(1), *(day - timedelta(1) for day in days if day < learnt))
    after = (learnt, *(day for day in days if day > learnt))
    knew, did_not = (
        any(book.in_force(said.centre, said.on, known).version == said.version for known in days)
        for days in (after, before)
    )
    return said.said_on <= learnt if knew and did_not else not knew


def changed(book: Book, centre: str, on: date, learnt: date) -> dict[str, Changed]:
    """Every figure of a centre on a day that is another by what was learnt, by name."""
    was, holds = (
        {name: one["value"] for name, one in book.entries(centre, on, known).items()}
        for known in (learnt - timedelta(1), learnt)
    )
    names = [*holds, *(name for name in was if name not in holds)]
    return {name: Changed(name, was.get(name), holds.get(name)) for name in names if was.get(name) != holds.get(name)}
