"""How far ahead the working days are known (工作日历): the arrangement of the next year comes late, and somebody has to put it in."""

from datetime import date

from chalicelib.domain.calendar import Calendar
from chalicelib.policy import Book

WARN_BELOW = 90  # days: from then on due times and promises become provisional


def days_known(book: Book, today: date) -> int:
    """How many days ahead every centre knows its working days."""
    return min(Calendar(book.in_force(centre, today).arranged).days_known(today) for centre in book.centres())
