"""Travelling in time: a process whose clock shows another moment and ticks on from there. Waits last what they last."""

from argparse import ArgumentTypeError
from datetime import date, datetime

from chalicelib import clock

_YEARS = range(2016, 2100)  # in which there is a policy, and an almanac


def moment(text: str) -> datetime:
    """A moment as people write it, on the clocks of Gansu where it names no others. Raises `ArgumentTypeError`."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        told = datetime.min
    if told.year not in _YEARS:
        raise ArgumentTypeError(f"{text}：请写 {_YEARS.start} 至 {_YEARS.stop - 1} 年的时刻，如 2027-02-16T09:30")
    return told if told.tzinfo else told.replace(tzinfo=clock.CHINA)


def day(text: str) -> date:
    """A day as people write it, of a year in which there is a policy. Raises `ArgumentTypeError`."""
    try:
        told = date.fromisoformat(text)
    except ValueError:
        told = date.min
    if told.year not in _YEARS:
        raise ArgumentTypeError(f"{text}：请写 {_YEARS.start} 至 {_YEARS.stop - 1} 年的日期，如 2027-02-16")
    return told


def depart(to: datetime | None) -> None:
    """From now on this process lives then. Those it starts have to be told."""
    if to:
        import time_machine  # of the development tools; nobody else needs it

        time_machine.travel(to, tick=True).start()
