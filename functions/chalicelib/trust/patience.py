"""Retry-After (稍后再来): a partner asks us to come back in a while, and a running step waits as long as it can.

A step runs for a minute and may ask six times, so it waits for seconds only, and once a call. A longer wish is left to the state
machine, which asks again minutes apart, without a function standing idle meanwhile.
"""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from chalicelib import clock

LONGEST = 5.0  # seconds


def waited(headers: Mapping[str, str]) -> bool:
    """Waits as an answer's headers ask. False, at once, where they ask for nothing that can be read or for longer than `LONGEST`."""
    wish = _seconds(headers.get("retry-after", ""))
    if wish is None or wish > LONGEST:
        return False
    time.sleep(max(0.0, wish))
    return True


def _seconds(wish: str) -> float | None:
    if wish.isascii() and wish.isdigit() and len(wish) <= 9:
        return float(wish)
    try:
        return (parsedate_to_datetime(wish) - clock.now()).total_seconds()
    except (TypeError, ValueError):
        return None
