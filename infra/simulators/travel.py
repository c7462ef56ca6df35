"""Travelling in time: a process whose clock shows another moment and ticks on from there. Waits last what they last."""

from datetime import datetime

from chalicelib import clock


def moment(text: str) -> datetime:
    """A moment as people write it, on the clocks of Gansu where it names no others. Raises `ValueError`."""
    told = datetime.fromisoformat(text)
    return told if told.tzinfo else told.replace(tzinfo=clock.CHINA)


def depart(to: datetime | None) -> None:
    """From now on this process lives then. Those it starts have to be told."""
    if to:
        import time_machine  # of the development tools; nobody else needs it

        time_machine.travel(to, tick=True).start()
