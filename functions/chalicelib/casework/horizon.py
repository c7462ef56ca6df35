"""What runs out though nothing fails yet, and somebody has to see to in time: how far ahead the working days are known (工作日历), whose arrangement
comes late; and how long the centres' seals may still be put on papers (签章证书有效期), without which no letter leaves a centre."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import count

from chalicelib import clock
from chalicelib.domain.calendar import Calendar
from chalicelib.policy import Book
from chalicelib.trust import secrets
from chalicelib.trust.certificates import der, validity

SEAL_WARN_BELOW, SEAL_URGENT_BELOW = 90, 30  # days: to have a certificate issued takes weeks [assumption]
WARN_BELOW = 90  # days: from then on due times and promises become provisional


def days_known(book: Book, today: date) -> int:
    """How many days ahead every centre knows its working days."""
    return min(Calendar(book.in_force(centre, today).arranged).days_known(today) for centre in book.centres())


def first_unarranged(book: Book, today: date) -> int:
    """The first year, this one or a later, whose working days some centre does not know."""
    calendars = [Calendar(book.in_force(centre, today).arranged) for centre in book.centres()]
    return next(year for year in count(today.year) if not all(one.is_arranged(date(year, 12, 31)) for one in calendars))


def seal_ends(centre: str) -> date | None:
    """The last whole day on which a centre's papers can be sealed, by its certificate and those it rests on; None where it has none."""
    told = secrets.seals().get(centre, {})
    # Under the name of a profile stands one that is to come, or all there are.
    of_profiles = [one for one in told.values() if isinstance(one, Mapping) and one.get("certificates")]
    sets = [told, *of_profiles] if "certificates" in told else of_profiles
    ends = [validity(der(one))[1] for each in sets for one in each["certificates"]]
    return clock.in_china(min(ends)).date() - timedelta(days=1) if ends else None


def seal_days(centres: Iterable[str], today: date) -> int:
    """For how many days every centre can seal its papers; 0 where one cannot."""
    ends = [seal_ends(centre) for centre in centres]
    return max(0, min(((one - today).days if one else 0 for one in ends), default=0))
