"""What somebody asks a quote for (试算): a household and a home as they state them. No names, no numbers of documents.

To the rules it is an application like any other, whose every answer says what was stated; so a quote can hold no rule.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Deposits:
    """One person's fund account (缴存情况). Yuan; `monthly` is what employer and person pay in together."""

    months: int  # in full, without a gap, up to now
    base: Decimal
    monthly: Decimal
    balance: Decimal
    centre: str
    status: str
    loans_used: int
    unsettled_loan: bool


@dataclass(frozen=True)
class Credit:
    """What one person's credit report would say (征信), as the rules need it."""

    monthly_debt: Decimal
    consecutive_overdue: int
    total_overdue: int
    current_overdue: Decimal
    unsettled_housing_loans: int


@dataclass(frozen=True)
class Party:
    """One person. `deposits` is None for who pays into no fund; `income` a month is then what a proof would show."""

    key: str
    born: date
    sex: str
    post: str | None
    marital: str
    deposits: Deposits | None
    credit: Credit
    income: Decimal
    minor_children: int
    loans_used: int = 0  # fund loans of who pays into no fund (any more); a depositor's are told with the account
    unsettled_loan: bool = False


@dataclass(frozen=True)
class Dwelling:
    """The home. Without a down payment the smallest one that is allowed is meant."""

    kind: str
    price: Decimal
    down_payment: Decimal | None
    appraisal: Decimal | None
    completed_year: int | None
    land_use_ends: date | None
    owned: int  # homes the family has without this one
    owned_near: int  # of these, those in its district


@dataclass(frozen=True)
class Replaced:
    """The commercial loan to be replaced (商转公), which the borrower took. What is said of credit leaves it out."""

    paid_out_on: date
    amount: Decimal
    principal_left: Decimal
    combination: bool
    months_on_time: int | None  # as many as since its pay-out, if not said otherwise


@dataclass(frozen=True)
class Asked:
    """Everything a quote rests on. Without an amount or months as much or as long as possible is meant."""

    centre: str
    kind: str
    people: tuple[Party, ...]
    home: Dwelling
    amount: Decimal | None
    months: int | None
    method: str
    commercial: Decimal
    old_loan: Replaced | None
    children_proven: bool  # 多子女证明 will be uploaded
    income_proven: bool  # 收入证明 will be uploaded
    commercial_months: int | None = None  # as long as the fund's part, if not said otherwise; so with the method
    commercial_method: str | None = None
    proofs: tuple[str, ...] = ()  # other materials that will be uploaded, by their codes

    @property
    def borrower(self) -> Party:
        """The main borrower."""
        return self.people[0]
