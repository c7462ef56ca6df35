"""Travelling in time: a process whose clock shows another moment and ticks on from there. Waits last what they last."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from chalicelib import clock

_Day = TypeVar("_Day", bound=date)
_YEARS = range(2016, 2100)  # in which there is a policy, and an almanac


def moment(text: str) -> datetime:
    """A moment as people write it, on the clocks of Gansu where it names no others. Raises `ArgumentTypeError`."""
    told = _told(text, datetime.fromisoformat, "时刻，如 2027-02-16T09:30")
    return told if told.tzinfo else told.replace(tzinfo=clock.CHINA)


def day(text: str) -> date:
    """A day as people write it, of a year in which there is a policy. Raises `ArgumentTypeError`."""
    return _told(text, date.fromisoformat, "日期，如 2027-02-16")


def _told(text: str, read: Callable[[str], _Day], what: str) -> _Day:
    try:
        told = read(text)
    except ValueError:
        told = None
    if told is None or told.year not in _YEARS:
        raise ArgumentTypeError(f"{text}：请写 {_YEARS.start} 至 {_YEARS.stop - 1} 年的{what}")
    return told


def depart(to: datetime | None) -> None:
    """From now on this process lives then. Those it starts have to be told."""
    if to:
        import time_machine  # of the development tools; nobody else needs it

        time_machine.travel(to, tick=True).start()
