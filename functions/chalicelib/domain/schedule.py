"""Repayment schedules (还款计划), convention (a) of the dossier, 2.12: exact monthly rate, every amount to the cent half up.

A whole month is a twelfth of the year, however many days it has. The last period takes what rounding left over, so that
principal parts sum to the loan and the balance ends at zero.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from itertools import zip_longest
from typing import NamedTuple

from chalicelib.domain.money import CENT, yuan

EQUAL_INSTALMENT = "01"  # 等额本息, HKFS of JGJ/T 320
EQUAL_PRINCIPAL = "02"  # 等额本金
_TO_MONTHLY = Decimal(1200)  # annual percent -> monthly fraction
_EXACT = Context(prec=50, rounding=ROUND_HALF_UP)


class Row(NamedTuple):
    """One period: what is paid, its two parts, and the principal still owed afterwards. Yuan."""

    period: int
    payment: Decimal
    principal: Decimal
    interest: Decimal
    balance: Decimal


@dataclass(frozen=True)
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

    @property
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
    principal = yuan(principal)
    with localcontext(_EXACT):
        if method == EQUAL_INSTALMENT:
            rows = _equal_instalment(principal, rate, months)
        elif method == EQUAL_PRINCIPAL:
            rows = _equal_principal(principal, rate, months)
        else:
            raise ValueError("unknown repayment method")
    return Schedule(principal, rate, method, tuple(rows))


@dataclass(frozen=True)
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
        return tuple(sum((row.payment for row in pair if row), Decimal(0)) for pair in self.rows)

    @property
    def total_interest(self) -> Decimal:
        """The interest of both parts."""
        return self.fund.total_interest + self.commercial.total_interest


def first_payment(principal: Decimal, rate: Decimal, months: int, method: str) -> Decimal:
    """The first payment of a schedule, without making the schedule."""
    if method == EQUAL_INSTALMENT:
        return instalment(principal, rate, months)
    with localcontext(_EXACT):
        return yuan(principal / months) + (principal * rate / _TO_MONTHLY).quantize(CENT)


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


def _equal_instalment(principal: Decimal, rate: Decimal, months: int) -> list[Row]:
    payment, balance, rows = instalment(principal, rate, months), principal, []
    for period in range(1, months):
        # Multiply before dividing: an exact half cent must stay one.
        interest = (balance * rate / _TO_MONTHLY).quantize(CENT)
        part = payment - interest
        balance -= part
        rows.append(Row(period, payment, part, interest, balance))
    return [*rows, _last(months, balance, rate)]


def _equal_principal(principal: Decimal, rate: Decimal, months: int) -> list[Row]:
    part, balance, rows = yuan(principal / months), principal, []
    for period in range(1, months):
        interest = (balance * rate / _TO_MONTHLY).quantize(CENT)
        balance -= part
        rows.append(Row(period, part + interest, part, interest, balance))
    return [*rows, _last(months, balance, rate)]


def _last(period: int, balance: Decimal, rate: Decimal) -> Row:
    interest = (balance * rate / _TO_MONTHLY).quantize(CENT)
    return Row(period, balance + interest, balance, interest, Decimal("0.00"))
