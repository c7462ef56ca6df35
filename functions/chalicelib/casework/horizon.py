"""How far ahead the working days are known (工作日历): the arrangement of the next year comes late, and somebody has to put it in."""

from datetime import date
from itertools import count

from chalicelib.domain.calendar import Calendar
from chalicelib.policy import Book

WARN_BELOW = 90  # days: from then on due times and promises become provisional


def days_known(book: Book, today: date) -> int:
    """How many days ahead every centre knows its working days."""
    return min(Calendar(book.in_force(centre, today).arranged).days_known(today) for centre in book.centres())


def first_unarranged(book: Book, today: date) -> int:
    """The first year, this one or a later, whose working days some centre does not know."""
    calendars = [Calendar(book.in_force(centre, today).arranged) for centre in book.centres()]
    return next(year for year in count(today.year) if not all(one.is_arranged(date(year, 12, 31)) for one in calendars))
