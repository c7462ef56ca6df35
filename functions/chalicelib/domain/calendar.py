"""Days and months: working days as the State Council arranges them (工作日), make-up Saturdays included."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

OPENS, CLOSES = time(9), time(17, 30)  # office hours 办公时间, Asia/Shanghai [one platform's; unverified]


class UnknownYear(LookupError):
    """The holiday arrangements of that year are not known yet: a deadline in it cannot be computed, only guessed."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the holidays of {year} are not known")
        self.year = year


def is_working_day(day: date) -> bool:
    """True on working days and make-up working days. Raises `UnknownYear`."""
    import chinese_calendar  # 17 ms that only functions with deadlines should pay

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        raise UnknownYear(day.year) from None


def add_working_days(start: date, days: int) -> date:
    """The day that is `days` working days after `start`, which itself does not count. Raises `UnknownYear`."""
    day = start
    while days > 0:
        day += timedelta(1)
        days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and with `end`. Raises `UnknownYear`."""
    return sum(is_working_day(start + timedelta(n)) for n in range(1, (end - start).days + 1))


def received_on(moment: datetime) -> date:
    """The working day a case counts as received: after hours or on a day off is the next one.

    `moment` is on the clocks of Asia/Shanghai. Raises `UnknownYear`.
    """
    day = moment.date()
    in_time = is_working_day(day) and moment.time() < CLOSES
    return day if in_time else add_working_days(day, 1)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def whole_months(start: date, end: date) -> int:
    """How many whole months fit between two days, below zero if `end` is the earlier one."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def years_old(birth: date, on: date) -> int:
    """Age in full years; who is born on 29 February turns older on 1 March of other years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
