"""What a visitor states for a quote. No names, no numbers of documents.

The smallest useful question is a centre, a price, and one person's birth, sex, base, balance and months of deposits.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.forms import BorrowerKey, Day, Division, Model, Money
from chalicelib.domain.policy import Policy
from chalicelib.domain.quote.asked import Asked, Credit, Deposits, Dwelling, Party, Replaced

LEAST_SHARE = Decimal("0.10")  # of the base, employer and person 5 % each: 住房公积金管理条例 18
Count = Annotated[int, Field(ge=0, le=1000)]


class QuotePerson(Model):
    """One person. What is not said is taken to be in order: an account in normal standing, no debts, nothing overdue.

    `base`, `balance` and `consecutive_months` are needed of who deposits; `monthly_income` is of who does not. Without
    `monthly_deposit` the least the regulation allows is assumed.
    """

    key: BorrowerKey | None = None
    born: Day
    sex: Literal["1", "2"]
    post: Literal["cadre", "worker"] | None = None
    marital: Literal["10", "20", "30", "40"] | None = None
    is_depositor: bool = True
    account_status: Literal["01", "02", "03", "04", "05", "06", "99"] = "01"
    deposit_centre: Division | None = None
    consecutive_months: Count | None = None
    base: Money | None = None
    monthly_deposit: Money | None = None
    balance: Money | None = None
    loans_used: Count = 0
    unsettled_loan: bool = False
    monthly_income: Money = "0"
    monthly_debt: Money = "0"
    max_consecutive_overdue_24m: Count = 0
    total_overdue_24m: Count = 0
    current_overdue: Money = "0"
    unsettled_housing_loans: Count = 0
    minor_children: Annotated[int, Field(ge=0, le=20)] = 0


class QuoteHome(Model):
    """The home. `kind` is needed where the purchase kind takes several; `homes_owned` is without this one, and all of them are
    in its district where `homes_in_district` does not say otherwise."""

    kind: Literal["new", "existing", "own"] | None = None
    price: Money
    down_payment: Money | None = None
    appraisal: Money | None = None
    completed_year: Annotated[int, Field(ge=1900, le=2200)] | None = None
    land_use_ends: Day | None = None
    homes_owned: Count = 0
    homes_in_district: Count | None = None


class QuoteOldLoan(Model):
    """The commercial loan to be replaced (商转公), taken by the borrower. `monthly_debt` and `unsettled_housing_loans` are
    without it; it was repaid on time ever since its pay-out if `months_on_time` does not say otherwise."""

    paid_out_on: Day
    amount: Money
    principal_left: Money
    combination: bool = False
    months_on_time: Count | None = None


class QuoteWish(Model):
    """The loan wished for. Without an amount or months: as much, as long as possible. The bank's part of a combination is repaid like
    the fund's where nothing else is said of it."""

    amount: Money | None = None
    months: Annotated[int, Field(ge=1, le=600)] | None = None
    method: Literal["01", "02"] = "01"
    commercial_amount: Money = "0"
    commercial_months: Annotated[int, Field(ge=1, le=600)] | None = None
    commercial_method: Literal["01", "02"] | None = None


class Quote(Model):
    """A household and a home as they state them. `…_proven` says that the proof will be uploaded; `proofs`: which other materials will be that make more
    be lent or less be enough, by their codes in the guide."""

    centre: Division
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,39}$", examples=["new"])] = "new"
    people: Annotated[list[QuotePerson], Field(min_length=1, max_length=6)]
    home: QuoteHome
    old_loan: QuoteOldLoan | None = None
    wish: QuoteWish = Field(default_factory=QuoteWish)
    children_proven: bool = False
    income_proven: bool = False
    proofs: Annotated[list[Annotated[str, Field(pattern=r"^[A-Z][0-9]{2}$")]], Field(max_length=20)] = Field(
        default_factory=list
    )


def asked(body: Quote, policy: Policy) -> Asked:
    """The question, its gaps filled as the models say. Only for a body without defects."""
    wish, home, old = body.wish, body.home, body.old_loan
    return Asked(
        centre=policy.centre,
        kind=body.kind,
        people=tuple(_party(person, body, policy) for person in body.people),
        home=Dwelling(
            kind=home.kind or policy.kinds[body.kind].homes[0],
            price=Decimal(home.price),
            down_payment=_decimal(home.down_payment),
            appraisal=_decimal(home.appraisal),
            completed_year=home.completed_year,
            land_use_ends=_day(home.land_use_ends),
            owned=home.homes_owned,
            owned_near=home.homes_owned if home.homes_in_district is None else home.homes_in_district,
        ),
        amount=_decimal(wish.amount),
        months=wish.months,
        method=wish.method,
        commercial=Decimal(wish.commercial_amount),
        old_loan=_replaced(old) if old else None,
        children_proven=body.children_proven,
        income_proven=body.income_proven,
        commercial_months=wish.commercial_months,
        commercial_method=wish.commercial_method,
        proofs=tuple(dict.fromkeys(body.proofs)),
    )


def _replaced(old: QuoteOldLoan) -> Replaced:
    amounts = Decimal(old.amount), Decimal(old.principal_left)
    return Replaced(date.fromisoformat(old.paid_out_on), *amounts, old.combination, old.months_on_time)


def _party(person: QuotePerson, body: Quote, policy: Policy) -> Party:
    base = Decimal(person.base or 0)
    deposits = Deposits(
        months=person.consecutive_months or 0,
        base=base,
        monthly=base * LEAST_SHARE if person.monthly_deposit is None else Decimal(person.monthly_deposit),
        balance=Decimal(person.balance or 0),
        centre=person.deposit_centre or policy.centre,
        status=person.account_status,
        loans_used=person.loans_used,
        unsettled_loan=person.unsettled_loan,
    )
    return Party(
        key=person.key or "borrower",
        born=date.fromisoformat(person.born),
        sex=person.sex,
        post=person.post,
        marital=person.marital or ("20" if with_spouse(body) else "10"),
        deposits=deposits if person.is_depositor else None,
        credit=Credit(
            monthly_debt=Decimal(person.monthly_debt),
            consecutive_overdue=person.max_consecutive_overdue_24m,
            total_overdue=person.total_overdue_24m,
            current_overdue=Decimal(person.current_overdue),
            unsettled_housing_loans=person.unsettled_housing_loans,
        ),
        income=Decimal(person.monthly_income),
        minor_children=person.minor_children,
        loans_used=person.loans_used,
        unsettled_loan=person.unsettled_loan,
    )


def with_spouse(body: Quote) -> bool:
    """Whether a spouse is among the people."""
    return any(person.key == "spouse" for person in body.people)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
