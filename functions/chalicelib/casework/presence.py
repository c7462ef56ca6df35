"""Presence at the window (到场): a clerk acts for a party only while that party is there, proven by the terminal, not said by the clerk."""

from datetime import timedelta

from chalicelib import clock
from chalicelib.casework import parties
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Presence

LASTS = timedelta(minutes=30)


def present(case: CaseFile, key: str, clerk: str) -> Presence | None:
    """The latest live proof that this clerk has that party before them; None without."""
    seen = [one for one in case.presences if (one.person, one.by) == (key, clerk) and is_fresh(one.at)]
    return seen[-1] if seen and seen[-1].party == parties.named(case).get(key) else None


def is_fresh(at: str) -> bool:
    """Whether what a terminal saw then still stands. Raises `ValueError` for what is no moment."""
    return abs(clock.now() - clock.parsed(at)) < LASTS
