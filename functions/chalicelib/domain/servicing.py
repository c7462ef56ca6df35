"""What changes a running loan: broken first period, rate reset, early repayment, settlement, penalty interest (domain dossier 2.12)."""

from datetime import date
from decimal import Decimal

from chalicelib.domain.money import yuan
from chalicelib.domain.schedule import EQUAL_INSTALMENT, Schedule, annuity, schedule

_DAYS_A_YEAR = 360  # [assumption]: daily rate is annual / 360, actual days
_PERCENT = 100
PENALTY_FACTOR = Decimal("1.5")  # 罚息: one and a half times the contract rate


def interest_for_days(principal: Decimal, rate: Decimal, start: date, end: date) -> Decimal:
    """Simple interest from `start` up to `end`, which does not count: the broken first period (首期不足月利息)."""
    return yuan(principal * rate * (end - start).days / (_DAYS_A_YEAR * _PERCENT))


def next_reset(paid_out: date, months: int) -> date | None:
    """The first 1 January after pay-out, on which a loan of more than a year follows a changed rate; None if never."""
    return date(paid_out.year + 1, 1, 1) if months > 12 else None


def reset(running: Schedule, paid: int, rate: Decimal) -> Schedule:
    """What remains after `paid` periods, at another rate over the same remaining months (每年1月1日调整)."""
    return schedule(running.balance_after(paid), rate, running.months - paid, running.method)


def repay_early(running: Schedule, paid: int, amount: Decimal, *, keep: str) -> Schedule:
    """What remains after repaying `amount` of principal right after period `paid` (提前部分还款).

    `keep="term"` lowers the instalments; `keep="instalment"` ends as soon as no instalment need be higher than before.
    Raises `ValueError` unless something is left to owe.
    """
    left = running.balance_after(paid) - yuan(amount)
    if amount <= 0 or left <= 0:
        raise ValueError("repay more than nothing and less than everything")
    remaining = running.months - paid
    if keep == "term":
        return schedule(left, running.rate, remaining, running.method)
    if keep != "instalment":
        raise ValueError("keep the term or the instalment")
    return schedule(left, running.rate, _shortest(running, left, remaining), running.method)


def settlement(running: Schedule, paid: int) -> Decimal:
    """What ends the loan on the due day after `paid` periods: the balance and that period's interest (提前结清)."""
    return running.balance_after(paid) + running.rows[paid].interest


def penalty(overdue: Decimal, rate: Decimal, days: int) -> Decimal:
    """Penalty interest on overdue principal and interest for a number of days."""
    return yuan(overdue * rate * PENALTY_FACTOR * days / (_DAYS_A_YEAR * _PERCENT))


def _shortest(running: Schedule, left: Decimal, remaining: int) -> int:
    """The fewest months over which what is left costs no more a month than now."""
    if running.method == EQUAL_INSTALMENT:
        least = left / running.rows[0].payment
        return next(months for months in range(1, remaining + 1) if annuity(running.rate, months) >= least)
    return min(remaining, -int(-left // running.rows[0].principal))
