"""Days and months: working days as the State Council arranges them (工作日), make-up Saturdays included."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from chalicelib.domain import holidays
from chalicelib.domain.frozen import frozen

OF_AGE = 18  # full years (成年). Source: 民法典 17
CLOSES = time(17, 30)  # end of office hours 办公时间, Asia/Shanghai [one platform's; unverified]
Pause = tuple[datetime, datetime | None]  # from when until when a clock stands still; None while it still does


class Due(NamedTuple):
    """The last day of a limit. `provisional` (暂定): nobody has arranged the holidays of its year yet, so it may move."""

    on: date
    provisional: bool


@frozen
class Calendar:
    """Working days: what the library knows, and before it what the policy arranges (`Policy.arranged`).

    `arranged` is `{years, days}`. `days` says of an ISO day whether it is a working day. `years` lists those whose days
    off and make-up days all stand in `days`: in them every other day follows the week. A year that is neither listed nor
    in the library is not arranged yet, whatever single days of it are: in it every other day follows the week and the
    holidays by law, and what is computed from it is provisional. Moments are on the clocks of Asia/Shanghai.
    """

    arranged: Mapping[str, Any] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        """True on working days and make-up working days, as far as they are arranged."""
        days = self.arranged.get("days", {})
        if day.isoformat() in days:
            return bool(days[day.isoformat()])
        if day.year in self.arranged.get("years", ()):
            return day.weekday() < 5
        by_library = _by_library(day)
        return _by_law(day) if by_library is None else by_library

    def is_arranged(self, day: date) -> bool:
        """True when the holidays and make-up days of that day's year are known."""
        return day.year in self.arranged.get("years", ()) or _by_library(day) is not None

    def is_arranged_within(self, first: date, last: date) -> bool:
        """True when they are known of every day from the first to the last."""
        return all(map(self.is_arranged, _days_after(first - timedelta(1), last)))

    def days_known(self, today: date) -> int:
        """How many days ahead the holidays are arranged without a gap."""
        year = today.year
        while self.is_arranged(date(year, 12, 31)):
            year += 1
        return max(0, (date(year, 1, 1) - today).days - 1)

    def due(self, start: date, days: int, pauses: Sequence[Pause] = ()) -> Due:
        """The day that is `days` working days after `start`, without those a pause stands still on, and whether it may still move."""
        still, day = self._still(pauses), start
        while days > 0:
            day += timedelta(1)
            days -= self._counts(day, still)
        return self.counted(start, day)

    def counted(self, start: date, last: date) -> Due:
        """A last day that was counted from the day after `start`: it may move while any day of them is not arranged."""
        return Due(last, not self.is_arranged_within(start + timedelta(1), last))

    def add_working_days(self, start: date, days: int) -> date:
        """The day that is `days` working days after `start`, which itself does not count."""
        day = start
        while days > 0:
            day += timedelta(1)
            days -= self.is_working_day(day)
        return day

    def days_to(self, start: date, day: date) -> int:
        """After how many working days after `start` that day is over: one that has become a day off is over with the next working day."""
        return sum(map(self.is_working_day, _days_after(start, day))) + (day > start and not self.is_working_day(day))

    def received_on(self, moment: datetime) -> date:
        """The working day a case counts as received: after hours or on a day off is the next one."""
        day = moment.date()
        in_time = self.is_working_day(day) and moment.time() < CLOSES
        return day if in_time else self.add_working_days(day, 1)

    def working_days_used(self, since: datetime, until: datetime, pauses: Sequence[Pause] = ()) -> int:
        """How many working days of a promise (承诺时限) made at `since` are used up by the end of the day of `until`.

        The day on which a case counts as received is not one of them, and what comes back from a pause counts as received
        anew; the day a pause begins is one.
        """
        still = self._still(pauses)
        days = _days_after(self.received_on(since), until.date())
        return sum(self._counts(day, still) for day in days)

    def due_on(self, since: datetime, days: int, pauses: Sequence[Pause] = ()) -> date | None:
        """The day on which that many working days of a promise are used up; None while a pause lasts."""
        if any(ended is None for _, ended in pauses):
            return None
        still, day = self._still(pauses), self.received_on(since)
        while days > 0:
            day += timedelta(1)
            days -= self._counts(day, still)
        return day

    def _still(self, pauses: Sequence[Pause]) -> list[tuple[date, date]]:
        """From the day after which until which each pause stands still: one that is over on the office day on which it began takes none."""
        days = [(began, self.received_on(ended) if ended else date.max) for began, ended in pauses]
        return [(began.date(), back) for began, back in days if back != self.received_on(began)]

    def _counts(self, day: date, still: Sequence[tuple[date, date]]) -> bool:
        return not any(began < day <= back for began, back in still) and self.is_working_day(day)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def whole_months(start: date, end: date) -> int:
    """How many whole months fit between two days as `add_months` counts them, below zero if `end` is the earlier one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (add_months(start, months) > end)


def years_old(birth: date, on: date) -> int:
    """Age in full years; who is born on 29 February turns older on 1 March of other years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _days_after(start: date, end: date) -> list[date]:
    return [start + timedelta(n) for n in range(1, (end - start).days + 1)]


@lru_cache(maxsize=4096)
def _by_library(day: date) -> bool | None:
    import chinese_calendar  # 17 ms that only functions with deadlines should pay

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def _by_law(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays.days_off(day.year)
