"""Repayment schedules (还款计划), by the convention of docs/domain.md 2.7: exact monthly rate, every amount to the cent half up.

A whole month is a twelfth of the year, however many days it has. The last period takes what rounding left over, so that
principal parts sum to the loan and the balance ends at zero.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, ROUND_UP, Context, Decimal, localcontext
from functools import cached_property, partial
from itertools import zip_longest
from typing import NamedTuple

from chalicelib.domain.frozen import frozen
from chalicelib.domain.loan.money import CENT, yuan

EQUAL_INSTALMENT = "01"  # 等额本息, HKFS of JGJ/T 320
EQUAL_PRINCIPAL = "02"  # 等额本金
_TO_MONTHLY = Decimal(1200)  # annual percent -> monthly fraction
_EXACT = Context(prec=50, rounding=ROUND_HALF_UP)
_UPWARDS = Context(prec=24, rounding=ROUND_UP)


class Row(NamedTuple):
    """One period: what is paid, its two parts, and the principal still owed afterwards. Yuan."""

    period: int
    payment: Decimal
    principal: Decimal
    interest: Decimal
    balance: Decimal


# A row is a tuple with names; made as one, it costs a third of what its own constructor does.
_row: Callable[[tuple[int, Decimal, Decimal, Decimal, Decimal]], Row] = partial(tuple.__new__, Row)


@frozen
class Schedule:
    """All periods of a loan, and what it was computed from. `rate` is annual percent."""

    principal: Decimal
    rate: Decimal
    method: str
    rows: tuple[Row, ...]

    @property
    def months(self) -> int:
        """The number of periods."""
        return len(self.rows)

    @cached_property
    def total_interest(self) -> Decimal:
        """The sum of every period's rounded interest."""
        return sum((row.interest for row in self.rows), Decimal(0))

    @property
    def total_paid(self) -> Decimal:
        """Principal and interest over the whole term."""
        return self.principal + self.total_interest

    def balance_after(self, period: int) -> Decimal:
        """Principal owed once that many periods are paid; none paid is the loan itself."""
        return self.rows[period - 1].balance if period else self.principal


def schedule(principal: Decimal, rate: Decimal, months: int, method: str) -> Schedule:
    """The schedule of a loan at an annual percent. Raises `ValueError` for an unknown method or fewer than one month."""
    if months < 1:
        raise ValueError("a loan has at least one month")
    if method not in (EQUAL_INSTALMENT, EQUAL_PRINCIPAL):
        raise ValueError("unknown repayment method")
    principal = yuan(principal)
    return Schedule(principal, rate, method, tuple(map(_row, _periods(principal, rate, months, method))))


@frozen
class Combination:
    """A combination loan (组合贷): the fund's part and the bank's part, each with its own rate, method and term."""

    fund: Schedule
    commercial: Schedule

    @property
    def rows(self) -> tuple[tuple[Row | None, Row | None], ...]:
        """Every period's two rows side by side; None where one part is repaid already."""
        return tuple(zip_longest(self.fund.rows, self.commercial.rows))

    @property
    def payments(self) -> tuple[Decimal, ...]:
        """What both parts together ask for, period by period, until the longer one ends."""
        return tuple(map(_together, self.rows))

    @property
    def first_payment(self) -> Decimal:
        """What both ask for in the first period."""
        return _together((self.fund.rows[0], self.commercial.rows[0]))

    @property
    def last_payment(self) -> Decimal:
        """What is asked for in the period in which the longer one ends."""
        return _together(self.rows[-1])

    @property
    def total_interest(self) -> Decimal:
        """The interest of both parts."""
        return self.fund.total_interest + self.commercial.total_interest


def first_payment(principal: Decimal, rate: Decimal, months: int, method: str) -> Decimal:
    """The first payment of a schedule alone."""
    return next(_periods(yuan(principal), rate, months, method))[1]


def with_first_interest(plan: Schedule, interest: Decimal) -> Schedule:
    """The same schedule with another interest in its first period, which is no whole month; principal parts stay."""
    first = plan.rows[0]
    changed = first._replace(payment=first.principal + interest, interest=interest)
    return replace(plan, rows=(changed, *plan.rows[1:]))


def instalment(principal: Decimal, rate: Decimal, months: int) -> Decimal:
    """The equal instalment: P·i·(1+i)^n / ((1+i)^n − 1), to the cent."""
    return yuan(_EXACT.divide(principal, annuity(rate, months)))


def annuity(rate: Decimal, months: int) -> Decimal:
    """What one yuan a month repays at an annual percent: (1 − (1+i)^−n) / i, fifty digits."""
    with localcontext(_EXACT):
        monthly = rate / _TO_MONTHLY
        if not monthly:
            return Decimal(months)
        growth = (1 + monthly) ** months
        return (growth - 1) / (monthly * growth)


def _together(rows: tuple[Row | None, Row | None]) -> Decimal:
    return sum((row.payment for row in rows if row), Decimal(0))


def _periods(
    principal: Decimal, rate: Decimal, months: int, method: str
) -> Iterator[tuple[int, Decimal, Decimal, Decimal, Decimal]]:
    """The values of every row."""
    equal = method == EQUAL_INSTALMENT
    payment = instalment(principal, rate, months) if equal else Decimal(0)
    part, balance = yuan(principal / months), principal
    # The monthly rate may have no end. Rounded up at the 24th digit, it keeps an exact half cent of interest at or above
    # one half, and nothing else comes that near to one: whole cents, a rate of at most nine decimals.
    monthly = _UPWARDS.divide(rate, _TO_MONTHLY)
    for period in range(1, months):
        interest = (balance * monthly).quantize(CENT, ROUND_HALF_UP)
        if equal:
            part = payment - interest
        else:
            payment = part + interest
        balance -= part
        yield period, payment, part, interest, balance
    interest = (balance * monthly).quantize(CENT, ROUND_HALF_UP)
    yield months, balance + interest, balance, interest, Decimal("0.00")
