"""Retry-After (稍后再来): a partner asks us to come back in a while.

A running step waits for seconds only, once a call: it runs for a minute and may ask six times. A longer wish is kept for as long as
this process lives. Whoever would ask for the same before it is over does not ask, and the state machine, which comes back minutes
apart for hours, comes back later; no function stands idle meanwhile. Another process learns of the wish when it asks for the first time.
"""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from chalicelib import clock

LONGEST = 5.0  # seconds a step waits
MOST = timedelta(hours=8)  # whoever wishes for more is asked by then
# And by then for a person who waits: or one such wish would keep everybody from logging in [assumption]
AWAITED = timedelta(minutes=1)

_until: dict[str, datetime] = {}


def waited(headers: Mapping[str, str]) -> bool:
    """Waits as an answer's headers ask. False, at once, where they ask for nothing that can be read or for longer than `LONGEST`."""
    wish = _seconds(headers.get("retry-after", ""))
    if wish is None or wish > LONGEST:
        return False
    time.sleep(max(0.0, wish))
    return True


def keep(whom: str, headers: Mapping[str, str], most: timedelta = MOST) -> None:
    """Remembers what an answer's headers ask for where that is longer than a step can wait, up to `most`. `whom` names what was asked,
    of whom."""
    wish = _seconds(headers.get("retry-after", ""))
    if wish is not None and wish > LONGEST:
        _until[whom] = clock.now() + timedelta(seconds=min(wish, most.total_seconds()))


def is_early(whom: str) -> bool:
    """They have asked not to be asked before some moment, which has not come."""
    return whom in _until and clock.now() < _until[whom]


def _seconds(wish: str) -> float | None:
    if wish.isascii() and wish.isdigit() and len(wish) <= 9:
        return float(wish)
    try:
        return (parsedate_to_datetime(wish) - clock.now()).total_seconds()
    except (TypeError, ValueError):
        return None
