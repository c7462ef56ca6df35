"""Law learnt late (补录): which decisions rest on what was wrongly taken to hold, and what would differ."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from chalicelib.domain import limits
from chalicelib.domain.policy import Entry
from chalicelib.policy import Book
from chalicelib.policy.reading import JUDGES_NOTHING
from chalicelib.whatif.comparing import Row, compared
from chalicelib.whatif.stored import Stored

RATES = "rates"
# Of the guide what a decision, or whoever objects to it, is bound by; the rest of it is what papers and the guide say.
_BINDS = ("guide.anticipate_day", "guide.telling_day", "guide.appeal_day", "guide.review_day", "guide.court_months")


class Price(NamedTuple):
    """Annual percent of a loan that was paid out on a day: what it was paid at, and what was due by what was learnt."""

    on: date
    paid: Decimal
    due: Decimal


class Affected(NamedTuple):
    """One decision made before something was learnt of that held already for its case, or on the day it was paid: the figures, the
    decision by both, and the price where it is another."""

    stored: Stored
    figures: tuple[str, ...]
    row: Row
    price: Price | None = None
    holds: tuple[Any, ...] = ()  # the values of those figures that were learnt


class Open(NamedTuple):
    """One case of which the law waits for a decision, or will; `number` is the id of an unnumbered one. `counts_from`: the day of its acceptance or of
    going on after an end, or the latest it may be accepted on; `told_on`: of the letter that names the law's last day."""

    number: str
    centre: str
    counts_from: date
    told_on: date
    case: str


class Told(NamedTuple):
    """An open case whose letter, of receipt or of acceptance, names another last day than the law's: what was told, and what it is."""

    open: Open
    told: date
    law: date


def told_wrong(cases: Iterable[Open], book: Book, learnt: date) -> Iterator[Told]:
    """Every open case told up to the day something was learnt of, to which the law gives other days than its letter says."""
    for one in cases:
        if one.told_on <= learnt:
            told, law = (
                limits.law(book.in_force(one.centre, one.counts_from, known)).by
                for known in (learnt - timedelta(1), learnt)
            )
            if told != law:
                yield Told(one, told, law)


def affected(decisions: Iterable[Stored], book: Book, learnt: date) -> Iterator[Affected]:
    """Every decision made up to the day something was learnt of that judges or binds, whose case was accepted when that held already.

    It is judged as on the day it was decided: by what was taken to hold until the day before, and by what was learnt. A loan is priced
    by the day it is paid out, whenever its case was accepted, so a rate is compared as of that day too.
    """
    before = learnt - timedelta(1)
    for one in decisions:
        if one.accepted_on is None or one.decided_on > learnt:
            continue
        then, now = (book.entries(one.centre, one.accepted_on, known) for known in (before, learnt))
        names = [*now, *(name for name in then if name not in now)]
        figures = tuple(name for name in names if _judges(name) and _value(then.get(name)) != _value(now.get(name)))
        price = _price(one, book, learnt)
        if figures or price:
            was, held = (book.in_force(one.centre, one.accepted_on, known) for known in (before, learnt))
            shown = tuple(dict.fromkeys((*figures, *([RATES] if price else []))))
            row, holds = compared(one, was, held, one.decided_on), tuple(_value(now.get(name)) for name in figures)
            yield Affected(one, shown, row, price, holds)


def differing(late: Iterable[Affected], told: Iterable[Told]) -> dict[str, list[str]]:
    """What a person has to look at, by the id of its case: figures, their values, the price that was due, the last day of the law."""
    found: dict[str, list[str]] = {}
    for one in late:
        found.setdefault(one.stored.case, []).append(f"{one.figures} {one.holds} {one.price and one.price.due}")
    for other in told:
        found.setdefault(other.open.case, []).append(f"{other.law}")
    return found


def _price(one: Stored, book: Book, learnt: date) -> Price | None:
    """What was paid and was due, where what was learnt has another rate for the day of the pay-out."""
    if one.paid is None or one.paid.on > learnt:
        return None
    homes, months, on = one.grounds["homes"], int(one.grounds["months"]), one.paid.on
    was, held = (
        book.in_force(one.centre, on, known).rate(homes, months, on) for known in (learnt - timedelta(1), learnt)
    )
    return Price(on, one.paid.rate, held) if was != held else None


def _judges(name: str) -> bool:
    return name in _BINDS or not name.startswith((*JUDGES_NOTHING, "guide."))


def _value(entry: Entry | None) -> Any:
    return entry["value"] if entry else None
