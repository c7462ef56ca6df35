"""Travelling in time: a process whose clock shows another moment and ticks on from there. Waits last what they last."""

from datetime import datetime

from chalicelib import clock

_YEARS = range(2016, 2100)  # in which there is a policy, and an almanac


def moment(text: str) -> datetime:
    """A moment as people write it, on the clocks of Gansu where it names no others. Raises `ValueError`."""
    told = datetime.fromisoformat(text)
    if told.year not in _YEARS:
        raise ValueError(f"a moment from {_YEARS.start} to {_YEARS.stop - 1}, such as 2027-02-16T09:30")
    return told if told.tzinfo else told.replace(tzinfo=clock.CHINA)


def depart(to: datetime | None) -> None:
    """From now on this process lives then. Those it starts have to be told."""
    if to:
        import time_machine  # of the development tools; nobody else needs it

        time_machine.travel(to, tick=True).start()
