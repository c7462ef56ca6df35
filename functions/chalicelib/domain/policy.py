"""The policy (贷款政策) as the rules see it: one centre's figures in force on one day. chalicelib.policy makes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


class NoPolicy(LookupError):
    """No such centre, or nothing is in force on that day: the message says which figure of which centre is missing."""


@dataclass(frozen=True)
class Rule:
    """What a rule says and where it comes from, in Chinese: shown with every decision."""

    text: str
    basis: str


@dataclass(frozen=True)
class Material:
    """One material (申请材料) of the list. `when` holds facts of the application that make it needed, all at once."""

    code: str
    name: str
    mode: str  # how it is had: shared, upload, commitment, generated
    when: Mapping[str, Any]
    tolerable: bool  # 容缺


@dataclass(frozen=True)
class Rates:
    """One row of the rate table, annual percent. Short is up to and including `Policy.short_months`."""

    since: date
    by_homes: Mapping[str, Mapping[str, Decimal]]  # first|second -> short|long -> percent


@dataclass(frozen=True)
class Policy:
    """Every figure that judges an application. Amounts in yuan, shares as fractions of one, terms in months."""

    centre: str  # six-digit code of the tenant
    name: str
    serves: tuple[str, ...]  # every division code that comes to this centre, its own first
    on: date
    version: str  # centre, date of the newest figure, digest of all figures: equal versions judge alike
    unverified: tuple[str, ...]  # names of the figures nobody has confirmed yet
    rates: tuple[Rates, ...]
    short_months: int
    max_months: int
    min_age: int
    retirement: Mapping[str, Mapping[str, int]]  # male|female -> earliest|latest statutory age in years
    age_plus_term: Mapping[str, int]  # male|female -> years
    house_age_plus_term: int  # years
    min_deposit_months: int
    max_fund_loans: int  # a family that has used as many gets no other
    commercial_mortgage: str  # what an unsettled one means: refuse, look, allow
    down_payment: Mapping[str, Decimal]  # first|second -> share of the price
    commercial_rate: Decimal  # annual percent at which the commercial part of a combination is counted
    round_to: Decimal
    caps: Mapping[str, Mapping[str, Any]]  # CAP_… -> {formula, its parameters}
    tiers: Mapping[str, Decimal]  # automatic, one_review: largest amount each may pass
    credit: Mapping[str, int]  # consecutive, total: overdue periods that refuse; queries: inquiries that need a look
    deadlines: Mapping[
        str, int
    ]  # working days: review (the whole promise), verify, first_review, second_review, attend, correction, signing…
    rules: Mapping[str, Rule]
    materials: tuple[Material, ...]

    def rate(self, homes: str, months: int, on: date) -> Decimal:
        """Annual percent for a `first` or `second` home over a term on a pay-out day. Raises `NoPolicy` before the table."""
        for row in reversed(self.rates):
            if row.since <= on:
                return row.by_homes[homes]["short" if months <= self.short_months else "long"]
        raise NoPolicy(f"{self.centre}: rates on {on}")
