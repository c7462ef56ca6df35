"""The one place that reads the time. Domain code never does: it is given a moment."""

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """The present moment, aware UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime | None = None) -> str:
    """A moment as it is recorded: ISO 8601 UTC to the millisecond, for example 2026-11-23T10:00:00.000Z."""
    moment = (moment or now()).astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parsed(stamp: str) -> datetime:
    """The moment of a stamp, aware."""
    return datetime.fromisoformat(stamp)


def in_china(moment: datetime) -> datetime:
    """The same moment on the clocks of Gansu."""
    return moment.astimezone(CHINA)


def day(stamp: str) -> date:
    """The day of a moment on the clocks of Gansu."""
    return here(stamp).date()


def here(stamp: str) -> datetime:
    """A moment on the clocks of Gansu; one that names no zone is told by these clocks already."""
    moment = parsed(stamp)
    return in_china(moment) if moment.tzinfo else moment


def today() -> date:
    """The date on the clocks of Gansu: what a case is accepted, decided and paid on."""
    return in_china(now()).date()
