"""What happens to a running loan (贷后): broken first period, rate reset, settlement, penalty interest.

This is what the contract's clauses on interest and the policy's `repayment` mean, held to published figures by tests/golden. The
road ends at pay-out and the fund's core collects: the schedule handed out and quotes ask for due days and a broken first period;
the rest stays because a contract that names a rate that follows, an early end and a penalty has to say what each comes to.

Conventions, docs/domain.md 2.7: a whole month is a twelfth of the year; what is no whole month is counted in days,
actual days of a 360-day year unless the policy says otherwise; each amount is rounded once, half up.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, Literal

from chalicelib.domain.calendar import add_months
from chalicelib.domain.frozen import frozen
from chalicelib.domain.loan.schedule import Schedule, schedule, with_first_interest

# from, up to and without -> days, days of the year they are a share of
DayCount = Callable[[date, date], tuple[int, int]]


def actual_360(start: date, end: date) -> tuple[int, int]:
    """Actual days of a 360-day year: the default [general knowledge]."""
    return (end - start).days, 360


def actual_365(start: date, end: date) -> tuple[int, int]:
    """Actual days of a 365-day year, as one tool for borrowers counts."""
    return (end - start).days, 365


def thirty_360(start: date, end: date) -> tuple[int, int]:
    """Every month has thirty days: a 31st counts as the 30th."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months * 30 + min(end.day, 30) - min(start.day, 30), 360


DayCountName = Literal["actual/360", "actual/365", "30/360"]  # as policy names them
DAY_COUNTS: Mapping[DayCountName, DayCount] = {"actual/360": actual_360, "actual/365": actual_365, "30/360": thirty_360}


@frozen
class Loan:
    """A loan paid out: its schedule, and on which days it falls due.

    `due_day` is the day of the month (约定还款日), first in the month after pay-out; None is the day of pay-out itself,
    which leaves no broken period.
    """

    plan: Schedule
    paid_out: date
    due_day: int | None = None
    count: DayCount = actual_360

    def due(self, period: int) -> date:
        """When a period falls due; period 0 is the pay-out. A month too short for the day has it on its last day."""
        if not period or self.due_day is None:
            return add_months(self.paid_out, period)
        return add_months(date(2000, 1, self.due_day), _months(self.paid_out) + period)

    def due_before(self, day: date) -> int:
        """How many periods fall due before that day."""
        return bisect_left(range(1, self.plan.months + 1), day, key=self.due)

    @property
    def first_is_broken(self) -> bool:
        """Whether the first period is no whole month (首期不足或者超过一个月)."""
        return self.due(1) != add_months(self.paid_out, 1)


def lend(plan: Schedule, paid_out: date, due_day: int | None = None, count: DayCount = actual_360) -> Loan:
    """The loan as it will be repaid: interest of a broken first period by days, its principal part as planned."""
    loan = Loan(plan, paid_out, due_day, count)
    if not loan.first_is_broken:
        return loan
    interest = interest_for_days(plan.principal, plan.rate, paid_out, loan.due(1), count)
    return Loan(with_first_interest(plan, interest), paid_out, due_day, count)


def on_terms(plan: Schedule, paid_out: date, repayment: Mapping[str, Any]) -> Loan:
    """The loan on a centre's terms (the policy's `repayment`): its day of the month, and how it counts a broken first period."""
    day = repayment["due_day"]
    return lend(plan, paid_out, None if day == "paid_out" else int(day), DAY_COUNTS[repayment["day_count"]])


def interest_for_days(
    principal: Decimal, rate: Decimal, start: date, end: date, count: DayCount = actual_360
) -> Decimal:
    """Simple interest from `start` up to `end`, which does not count."""
    return segmented_interest(principal, [(rate, start, end)], count)


def segmented_interest(
    principal: Decimal, segments: list[tuple[Decimal, date, date]], count: DayCount = actual_360
) -> Decimal:
    """Simple interest over stretches of different rates (分段计息), rounded once."""
    return _cents(Fraction(principal) * sum(_share(rate, count(start, end)) for rate, start, end in segments))


def next_reset(paid_out: date, months: int) -> date | None:
    """The first 1 January after pay-out, on which a loan of more than a year follows a changed rate; None if never."""
    return date(paid_out.year + 1, 1, 1) if months > 12 else None


def reset(running: Schedule, paid: int, rate: Decimal) -> Schedule:
    """What remains after `paid` periods, at another rate over the same remaining months (每年1月1日调整).

    The same rate changes nothing: the instalment stays as it was agreed, whatever rounding has left of the balance.
    """
    if rate == running.rate:
        left = [row._replace(period=row.period - paid) for row in running.rows[paid:]]
        return replace(running, principal=running.balance_after(paid), rows=tuple(left))
    return schedule(running.balance_after(paid), rate, running.months - paid, running.method)


def settlement(loan: Loan, day: date) -> Decimal:
    """What ends the loan on a day (提前结清), every instalment due before it being paid: the balance and its interest.

    On a due day that is the interest of the whole period, else by days since the last one. Raises `ValueError` after
    the last due day and before pay-out.
    """
    paid = loan.due_before(day)
    if day < loan.paid_out or paid == loan.plan.months:
        raise ValueError("nothing is owed on that day")
    balance = loan.plan.balance_after(paid)
    if day == loan.due(paid + 1):
        return balance + loan.plan.rows[paid].interest
    return balance + interest_for_days(balance, loan.plan.rate, loan.due(paid), day, loan.count)


def penalty(
    overdue: Decimal, rate: Decimal, due: date, paid: date, factor: Decimal, count: DayCount = actual_360
) -> Decimal:
    """Penalty interest (罚息) on overdue principal and interest at `factor` times the contract rate, from the due day on."""
    return interest_for_days(overdue, rate * factor, due, paid, count)


def _share(rate: Decimal, counted: tuple[int, int]) -> Fraction:
    """What one yuan bears at an annual percent over so many days of such a year. A fraction: an exact half cent stays one."""
    days, year = counted
    return Fraction(rate) * days / (year * 100)


def _cents(amount: Fraction) -> Decimal:
    """To the cent, half up."""
    return Decimal(floor(amount * 100 + Fraction(1, 2))).scaleb(-2)


def _months(day: date) -> int:
    return (day.year - 2000) * 12 + day.month - 1
