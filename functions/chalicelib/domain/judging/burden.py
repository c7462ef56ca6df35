"""The burden test of the bank's part (月供与收入之比): what both loans and all other debts ask of a month's income.

Whose debts count is whose income counts. Source: 金规〔2026〕5号; before it, the guidance on housing loans; shares are policy.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from chalicelib.domain.judging.basis import Basis
from chalicelib.domain.judging.formulas import bank_payment
from chalicelib.domain.judging.rule import Said, Situation, Verdict, said
from chalicelib.domain.loan.schedule import first_payment
from chalicelib.domain.policy import Policy

_ZERO = Decimal(0)


class Burden(NamedTuple):
    """Yuan a month: the income that counts, what both loans ask for first, the other debts of those whose income counts."""

    income: Decimal
    fund: Decimal
    bank: Decimal
    debts: Decimal
    housing_share: Decimal
    debts_share: Decimal

    @property
    def holds(self) -> bool:
        """Neither share is exceeded; without income nothing can be borne."""
        housing = self.fund + self.bank
        return housing <= self.income * self.housing_share and housing + self.debts <= self.income * self.debts_share


def burden(basis: Basis, granted: Decimal, policy: Policy) -> Burden:
    """The burden of a combination of which the fund grants so much."""
    shares = policy.bank_part["burden"]
    return Burden(
        basis.income,
        first_payment(granted, basis.rate, basis.months, basis.method) if granted else _ZERO,
        bank_payment(basis),
        basis.debts_of_earners,
        Decimal(shares["housing"]),
        Decimal(shares["debts"]),
    )


def is_too_heavy(counted: Mapping[str, str], payment: Decimal) -> bool:
    """Whether a first payment of the bank's part, in yuan, is more than the decision counted with (the inputs of its BANK_BURDEN) and more
    than their income bears."""
    found = Burden(**{name: Decimal(counted[name]) for name in Burden._fields})
    return payment > found.bank and not found._replace(bank=payment).holds


def judged(s: Situation, basis: Basis, granted: Decimal) -> Iterator[Said]:
    """Both loans of a combination fit the income (组合贷月供与收入之比). Beyond it a person looks: the rate it is counted with is
    nobody's offer yet, and the bank, whom the rule binds, may lower its part."""
    if not s.application.wish.is_combination or "BANK_BURDEN" not in s.policy.rules:
        return
    found = burden(basis, granted, s.policy)
    figures = {name: f"{value:.2f}" for name, value in found._asdict().items()}
    yield said(Verdict.PASS if found.holds else Verdict.LOOK, "home", **figures)
