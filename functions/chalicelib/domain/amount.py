"""How much may be lent (可贷额度): every cap computed and named; the smallest holds, rounded down.

Which caps there are is policy: each names one of the formulas below and its parameters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chalicelib.domain import circumstances
from chalicelib.domain.application import Application
from chalicelib.domain.facts import NORMAL
from chalicelib.domain.money import floor_cent, yuan
from chalicelib.domain.policy import Policy
from chalicelib.domain.rule import Situation
from chalicelib.domain.schedule import EQUAL_PRINCIPAL, annuity

CHILDREN_PROOF = "D04"  # 多子女证明: without it no uplift
INCOME_PROOF = "C01"  # 收入证明: without it only deposit bases count
_TO_MONTHLY = Decimal(1200)
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Basis:
    """What the formulas read. Yuan; `rate` and `commercial_rate` annual percent."""

    depositors: int  # how many parties' deposits qualify
    children: int  # minor children, where proven
    homes: str  # first or second
    price: Decimal
    value: Decimal  # what the down payment and loan are a share of: price, or the lower appraisal of an existing home
    down_payment: Decimal
    commercial: Decimal  # commercial part of a combination loan
    balance: Decimal  # of the qualifying depositors' fund accounts
    income: Decimal  # a month, as proven by deposit bases or documents
    debts: Decimal  # a month, as the credit reports say
    months: int
    method: str
    rate: Decimal
    commercial_rate: Decimal
    down_payment_share: Decimal
    facts: circumstances.Facts  # which caps apply
    old_loan: Decimal  # principal left of the loan to be replaced
    liquidity: Decimal  # 流动性系数


def basis(s: Situation, homes: str, months: int) -> Basis:
    """Gathers what the formulas need from the form and the settled answers."""
    application, policy = s.application, s.policy
    home, wish = application.home, application.wish
    accounts = [account for _, account in s.accounts if account is not None]
    qualifying = [account for account in accounts if _counts(account, policy)]
    reports = [facts for p in application.people if (facts := s.evidence.facts("credit", p.key)) is not None]
    proven = application.documents.get(INCOME_PROOF)
    others = [p.monthly_income for p in application.people if proven and not p.is_depositor]
    return Basis(
        depositors=len(qualifying),
        children=application.borrower.minor_children if application.documents.get(CHILDREN_PROOF) else 0,
        homes=homes,
        price=home.price,
        value=value_of(application),
        down_payment=home.down_payment,
        commercial=wish.commercial_amount,
        balance=sum((Decimal(facts["balance"]) for facts in qualifying), _ZERO),
        income=sum((Decimal(facts["base"]) for facts in accounts), _ZERO) + sum(others, _ZERO),
        debts=sum((Decimal(facts["monthly_debt"]) for facts in reports), _ZERO),
        months=months,
        method=wish.method,
        rate=policy.rate(homes, months, s.on),
        commercial_rate=policy.commercial_rate,
        down_payment_share=policy.down_payment[homes],
        facts=s.facts,
        old_loan=application.old_loan.principal_left if application.old_loan else _ZERO,
        liquidity=liquidity_of(policy),
    )


def _counts(account: Mapping[str, Any], policy: Policy) -> bool:
    """Deposits count for the amount where the account is in normal standing and they have been made long enough."""
    return account["status"] == NORMAL and int(account["consecutive_months"]) >= policy.min_deposit_months


def liquidity_of(policy: Policy) -> Decimal:
    """The coefficient (流动性系数) of the highest step the loan ratio has reached."""
    reached = [step for step in policy.liquidity if Decimal(step) <= policy.loan_ratio]
    return Decimal(policy.liquidity[max(reached, key=Decimal)])


def value_of(application: Application) -> Decimal:
    """What shares are taken of: the contract price, or the appraisal of an existing home where that is lower."""
    home = application.home
    if home.kind == "existing" and home.appraisal is not None:
        return min(home.price, home.appraisal)
    return home.price


def caps(basis: Basis, policy: Policy) -> dict[str, Decimal]:
    """Every cap that applies by its code, never below zero, cut to the cent."""
    return {
        code: max(_ZERO, floor_cent(FORMULAS[str(cap["formula"])](basis, cap)))
        for code, cap in policy.caps.items()
        if circumstances.holds(cap.get("when", {}), basis.facts)
    }


def _household(basis: Basis, cap: Mapping[str, Any]) -> Decimal:
    """The centre's limit (最高额度): single or dual depositors, more for families with several children."""
    limit = Decimal(cap["dual" if basis.depositors >= 2 else "single"])
    uplift = Decimal(cap["uplift"]) if basis.children >= int(cap["children"]) else _ZERO
    return limit * (1 + uplift) * (basis.liquidity if cap.get("liquidity") else 1)


def _price_share(basis: Basis, cap: Mapping[str, Any]) -> Decimal:
    """What the smallest down payment leaves, less the commercial part: both loans together count (贷款成数)."""
    return basis.value * (1 - basis.down_payment_share) - basis.commercial


def _unpaid(basis: Basis, cap: Mapping[str, Any]) -> Decimal:
    """What is still to be paid of the price: the loan goes to the seller, for nothing else."""
    return basis.price - basis.down_payment - basis.commercial


def _balance_multiple(basis: Basis, cap: Mapping[str, Any]) -> Decimal:
    """A multiple of what the depositors have saved (余额倍数)."""
    return basis.balance * Decimal(cap["multiple"])


def _ability(basis: Basis, cap: Mapping[str, Any]) -> Decimal:
    """The loan whose first instalment the share of income left after all other debts can pay (还款能力)."""
    commercial = yuan(basis.commercial / annuity(basis.commercial_rate, basis.months)) if basis.commercial else _ZERO
    free = basis.income * Decimal(cap["share"]) - basis.debts - commercial
    if basis.method == EQUAL_PRINCIPAL:
        return free / (Decimal(1) / basis.months + basis.rate / _TO_MONTHLY)
    return free * annuity(basis.rate, basis.months)


def _old_loan(basis: Basis, cap: Mapping[str, Any]) -> Decimal:
    """What is left to repay of the commercial loan that is replaced (商转公)."""
    return basis.old_loan


FORMULAS: Mapping[str, Callable[[Basis, Mapping[str, Any]], Decimal]] = {
    "household": _household,
    "price_share": _price_share,
    "unpaid": _unpaid,
    "balance_multiple": _balance_multiple,
    "ability": _ability,
    "old_loan": _old_loan,
}
