"""Yuan and fen: the one place where an amount is rounded."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def yuan(amount: Decimal | str | int) -> Decimal:
    """An amount in yuan to the cent, half up (四舍五入到分)."""
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def floor_to(amount: Decimal, unit: Decimal) -> Decimal:
    """The largest multiple of `unit` not above the amount, never below zero: loans are rounded down."""
    return yuan(max(amount, Decimal(0)) // unit * unit)


def floor_cent(amount: Decimal) -> Decimal:
    """An amount cut to the cent: a ceiling must not be rounded up."""
    return amount.quantize(CENT, ROUND_DOWN)
