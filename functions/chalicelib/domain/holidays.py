"""Public holidays by law (法定节假日): what is certain of a year before the State Council has arranged it.

Source: 全国年节及纪念日放假办法, Art. 2 as in force since 2025-01-01 (thirteen days), and Art. 6: a holiday on a weekend is made up for on
a working day. On which one the State Council says, year by year; until then it is taken to be the next.
"""

from datetime import date, timedelta
from functools import cache

_QINGMING = 6  # 清明, counted from 小寒
_KNOWN = (1901, 2099)  # the years of the almanac


@cache
def of(year: int) -> frozenset[date]:
    """The thirteen days themselves, whatever day of the week they are; of a year no almanac reaches, none are known."""
    if not _KNOWN[0] <= year <= _KNOWN[1]:
        return frozenset()
    from borax.calendars.lunardate import LunarDate, TermUtils  # 20 ms that only an unarranged year should cost

    def lunar(month: int, day: int) -> date:
        solar: date = LunarDate(year, month, day).to_solar_date()
        return solar

    spring = lunar(1, 1)
    return frozenset({
        date(year, 1, 1),
        *(spring + timedelta(n) for n in (-1, 0, 1, 2)),
        TermUtils.nth_term_day(year, _QINGMING),
        date(year, 5, 1),
        date(year, 5, 2),
        lunar(5, 5),
        lunar(8, 15),
        *(date(year, 10, n) for n in (1, 2, 3)),
    })  # fmt: skip


@cache
def days_off(year: int) -> frozenset[date]:
    """The working days of the week that the law makes days off in a year."""
    holidays = of(year)
    off = {day for day in holidays if day.weekday() < 5}
    for day in sorted(holidays - off):
        while day.weekday() >= 5 or day in off:
            day += timedelta(1)
        off.add(day)
    return frozenset(off)
