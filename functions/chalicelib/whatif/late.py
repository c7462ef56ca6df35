"""Law learnt late (补录): which decisions rest on what was wrongly taken to hold, and what would differ."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.judging import replay
from chalicelib.domain.judging.grounds import figures_of
from chalicelib.domain.policy import Policy
from chalicelib.policy import Book
from chalicelib.policy.reading import JUDGES_NOTHING
from chalicelib.whatif.comparing import SAME, Row, compared
from chalicelib.whatif.knowing import Changed, Said, changed, is_unaware
from chalicelib.whatif.late_letters import OF_APPROVALS
from chalicelib.whatif.stored import Stored

RATES = "rates"
_TELLING, _DECIDING = "guide.telling_day", "guide.anticipate_day"
_UNDER_WAY = "withdrawal_in_flight"  # both what the core tells of an account and the figure that says what it means


class Price(NamedTuple):
    """Annual percent of a loan that was paid out on a day: what it was paid at, and what was due by what was learnt."""

    on: date
    paid: Decimal
    due: Decimal


class Affected(NamedTuple):
    """One decision made without knowing of something that held already for its case, or on the day it was paid: the figures, the
    decision by both, and the price where it is another. `may_differ`: a person has to look at it."""

    stored: Stored
    changes: tuple[Changed, ...]
    row: Row
    price: Price | None = None
    may_differ: bool = True

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of what is another; that of the rates once, where a price is."""
        return tuple(dict.fromkeys((*(one.name for one in self.changes), *([RATES] if self.price else []))))


def affected(decisions: Iterable[Stored], book: Book, learnt: date) -> Iterator[Affected]:
    """Every decision made without knowing what was learnt on a day, where that judges it, or it came too late by it.

    It is judged as on the day it was decided: by what was taken to hold until the day before, and by what was learnt. A loan is priced
    by the day it is paid out, whenever its case was accepted, so a rate is compared as of that day too.
    """
    for one in decisions:
        if one.accepted_on is None:
            continue
        found, price = tuple(_changes(one, one.accepted_on, book, learnt)), _price(one, book, learnt)
        if found or price:
            was, held = (book.in_force(one.centre, one.accepted_on, known) for known in (learnt - timedelta(1), learnt))
            row = compared(one, was, held, one.decided_on)
            yield Affected(one, found, row, price, bool(price) or _may_differ(one, found, row, held))


def _may_differ(one: Stored, changes: Iterable[Changed], row: Row, held: Policy) -> bool:
    """Whether it would come out otherwise, or nobody can say that it would not: every rule says the same of an approval that is made again as it was, and
    nothing was learnt but what rules judge by. A refusal, a person's too, cites what it rests on, so it is looked at whatever it comes to."""
    judged = {f"rules.{code}" for code in held.rules} | {name for code in held.rules for name in figures_of(code, held)}
    is_same = (row.change, one.replay.outcome) == (SAME, replay.SAME) and not (row.why or row.drifted or row.now.open)
    if _is_under_way(one):
        # The pay-out goes by it too: whether it waits for a withdrawal that somebody has approved.
        judged -= {_UNDER_WAY}
    return not (is_same and one.is_approved and all(change.name in judged for change in changes))


def _is_under_way(one: Stored) -> bool:
    return any(found.check == "fund_account" and found.facts.get(_UNDER_WAY) for found in one.findings)


def _changes(one: Stored, accepted_on: date, book: Book, learnt: date) -> Iterator[Changed]:
    if not is_unaware(Said(one.centre, accepted_on, one.version, one.decided_on), book, learnt):
        return
    figures = changed(book, one.centre, accepted_on, learnt)
    yield from (figure for name, figure in figures.items() if not name.startswith((*JUDGES_NOTHING, "guide.")))
    counted = one.counted_from or accepted_on
    law = changed(book, one.centre, counted, learnt).get(_DECIDING)
    if law and law.holds is not None and one.decided_on > counted + timedelta(int(law.holds)):
        yield law  # only what was not decided within it came too late
    received = one.received_on or accepted_on
    telling = changed(book, one.centre, received, learnt).get(_TELLING)
    if telling and telling.holds is not None and _accepted_by(one.centre, received, book, learnt) < accepted_on:
        yield telling
    if one.is_lowered:
        told = changed(book, one.centre, one.decided_on, learnt)
        yield from (told[name] for name in OF_APPROVALS if name in told)


def _accepted_by(centre: str, received_on: date, book: Book, learnt: date) -> date:
    rules = book.in_force(centre, received_on, learnt)
    return limits.accepted_in_silence(rules, received_on, Calendar(rules.arranged))


def _price(one: Stored, book: Book, learnt: date) -> Price | None:
    """What was paid and was due, where what was learnt has another rate for the day of the pay-out than the loan was paid at."""
    if one.paid is None:
        return None
    homes, months, on = one.grounds["homes"], int(one.grounds["months"]), one.paid.on
    was, *known = (
        book.in_force(one.centre, on, day).rate(homes, months, on)
        for day in (learnt - timedelta(1), learnt, *(day for day in book.learnt() if day > learnt))
    )
    return Price(on, one.paid.rate, known[0]) if was != known[0] and one.paid.rate not in known else None
