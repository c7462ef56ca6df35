"""What the formulas of caps read (测算依据), and which of it the policy has a part in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from chalicelib.domain.form import circumstances
from chalicelib.domain.frozen import frozen

_ZERO = Decimal(0)


class Saving(NamedTuple):
    """One depositor's account that counts: yuan saved, yuan a month, months deposited in a row, months to retirement."""

    balance: Decimal
    deposit: Decimal
    months: int
    to_retirement: int


@frozen
class Basis:
    """What the formulas read. Yuan; `rate` and `commercial_rate` annual percent."""

    depositors: int  # how many of the household have deposits that qualify
    children: int  # minor children, where proven
    homes: str  # first or second
    price: Decimal
    value: Decimal  # what the down payment and loan are a share of: price, or a lower appraisal
    down_payment: Decimal
    commercial: Decimal  # commercial part of a combination loan
    balance: Decimal  # of their fund accounts
    income: Decimal  # a month, as proven by deposit bases or documents
    debts: Decimal  # a month, as the credit reports say, each once, without the loan to be replaced
    months: int
    method: str
    rate: Decimal
    commercial_rate: Decimal
    down_payment_share: Decimal
    facts: circumstances.Facts  # which caps apply
    old_loan: Decimal  # principal left of the loan to be replaced
    liquidity: Decimal  # 流动性系数
    deposits: Decimal = _ZERO  # a month, of every account in normal standing
    proofs: frozenset[str] = frozenset()  # materials that were brought
    savings: tuple[Saving, ...] = ()  # of the household's qualifying depositors
    others: tuple[Saving, ...] = ()  # of those among the other parties
    commercial_months: int | None = None  # of the commercial part, within the law; None: as long as the fund's
    commercial_method: str | None = None
    debts_of_earners: Decimal = _ZERO  # a month, of those alone whose income counts


_COUNTED = ("counting", "max_fund_loans")
# The policy's figures a basis is made with; what is not here is stated or answered.
MADE_WITH: Mapping[str, tuple[str, ...]] = {
    "depositors": ("min_deposit_months", "transferred_months"),
    "balance": ("min_deposit_months", "transferred_months"),
    "savings": ("min_deposit_months", "retirement", "transferred_months"),
    "homes": _COUNTED,
    "down_payment_share": ("down_payment", *_COUNTED),
    "rate": ("rates", "short_months", *_COUNTED),
    "commercial_rate": ("commercial_rate",),
    "commercial_months": ("bank_part.term",),
    "months": ("age_limit", "house_age_plus_term", "max_months", "retirement"),
    "liquidity": ("liquidity", "loan_ratio"),
}
