"""What was told by law nobody knew of (告知有误): letters of open cases that name another last day, and of ends that name other remedies."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from chalicelib.domain import limits
from chalicelib.policy import Book
from chalicelib.whatif.knowing import Changed, Said, changed, is_unaware

OF_APPROVALS = ("guide.review_day", "guide.court_months")
# What may be done against an end, and until when: by the law of the day it ended on, whenever its case was accepted.
_OF_ENDS = ("guide.appeal_day", *OF_APPROVALS)


class Open(NamedTuple):
    """One case of which the law waits for a decision, or will; `number` is the id of an unnumbered one. `counts_from`: the day of its acceptance or of
    going on after an end, or the latest it may be accepted on; `told_on`: of the letter that names the law's last day, `version`: the policy it was
    written by, where that was kept."""

    number: str
    centre: str
    counts_from: date
    told_on: date
    case: str
    version: str = ""
    is_accepted: bool = True


class Told(NamedTuple):
    """An open case whose letter, of receipt or of acceptance, names another last day than the law's: what was told, and what it is."""

    open: Open
    told: date
    law: date


class Ended(NamedTuple):
    """One case that ended otherwise than by a loan, and whose letter says what may be done against that; `version`: the policy of that day."""

    number: str
    centre: str
    ended_on: date
    case: str
    version: str = ""


class Misled(NamedTuple):
    """An end whose letter names other remedies than the law gives."""

    ended: Ended
    changes: tuple[Changed, ...]


def told_wrong(cases: Iterable[Open], book: Book, learnt: date) -> Iterator[Told]:
    """Every open case told without knowing what was learnt, to which the law gives other days than its letter says."""
    for one in cases:
        if is_unaware(Said(one.centre, one.counts_from, one.version, one.told_on), book, learnt):
            told, law = (
                limits.law(book.in_force(one.centre, one.counts_from, known)).by
                for known in (learnt - timedelta(1), learnt)
            )
            if told != law:
                yield Told(one, told, law)


def misled(cases: Iterable[Ended], book: Book, learnt: date) -> Iterator[Misled]:
    """Every end told without knowing what was learnt of the remedies of its day."""
    for one in cases:
        if is_unaware(Said(one.centre, one.ended_on, one.version, one.ended_on), book, learnt):
            figures = changed(book, one.centre, one.ended_on, learnt)
            if found := tuple(figures[name] for name in _OF_ENDS if name in figures):
                yield Misled(one, found)
