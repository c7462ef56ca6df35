"""The shape of each single figure's value: what it holds, within which bounds, and nothing else. A new figure gets its line
in `FIGURES`; it needs a field in domain/policy.py as well."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, TypeAdapter, create_model, model_validator

from chalicelib.domain import holidays
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.limits import LIMITS
from chalicelib.domain.loan.servicing import DayCountName
from chalicelib.domain.work import ENDED_BY_TIME
from infra.tools.policy.form_bounds import waited, wished
from infra.tools.policy.values import (
    Amount,
    Code,
    Count,
    Day,
    Division,
    Factor,
    Months,
    Percent,
    Positive,
    Shape,
    Share,
    Years,
)


class Terms(Shape):
    """Annual percent up to and above `short_months`."""

    short: Percent
    long: Percent


class Rates(Shape):
    """One row of the rate table."""

    first: Terms
    second: Terms


class Step(Shape):
    """Statutory retirement of one sort of people: at `age`, later by a month for every so many months of birth."""

    age: Years
    born_from: Day
    every: Annotated[int, Field(ge=1, le=12)]
    most: Count


class Retirement(Shape):
    """Men, women in management or technical posts, other women."""

    male: Step
    cadre: Step
    worker: Step


class FraudBan(Shape):
    """Months without a loan after a fraudulent withdrawal or loan, and what it means to be within them; of what was found before `since`, or where
    it is not said, a look."""

    withdrawal: Count
    loan: Count
    since: Day | None = None
    means: Literal["refuse", "look"]


# What a spouse's age, which would allow less, means: nothing, a look, or that less is allowed.
OfSpouse = Literal["ignored", "look", "counts"]


class FixedAge(Shape):
    """The loan ends by a fixed age."""

    spouse: OfSpouse = "ignored"
    formula: Literal["fixed"]
    male: Years
    female: Years


class AfterRetirement(Shape):
    """The loan ends some years after retirement."""

    spouse: OfSpouse = "ignored"
    formula: Literal["after_retirement"]
    years: Annotated[int, Field(ge=0, le=20)]


class ByHomes(Shape):
    """A share each for the first and the second home."""

    first: Share
    second: Share


class DownPayment(ByHomes):
    """Of the price; `proven`: by the code of a material, what is enough where that was brought and somebody has read it."""

    proven: dict[Code, ByHomes] = {}


class Tiers(Shape):
    """The largest amount each class of approval may pass."""

    automatic: Amount
    one_review: Amount

    @model_validator(mode="after")
    def rise(self) -> Self:
        """One review may pass no less than none."""
        if Decimal(self.automatic) > Decimal(self.one_review):
            raise ValueError("automatic is above one_review")
        return self


class Counting(Shape):
    """What makes a home the second; `within`: of the homes those in the district of the purchase alone."""

    homes: bool
    within: Literal["district"] | None = None
    fund_loans: bool
    mortgages: bool


class Transfer(Shape):
    """Conditions of replacing a commercial loan; `suspended`: the centre takes none for now."""

    months: Months
    loan_ratio: Share
    suspended: bool = False


class OffSite(Shape):
    """Whose depositors are taken: anybody's, or those of these provinces (two digits) or centres."""

    from_: Annotated[
        Literal["any"] | Annotated[list[Annotated[str, Field(pattern=r"^\d{2}(\d{4})?$")]], Field(min_length=1)],
        Field(alias="from"),
    ]


class Credit(Shape):
    """Overdue periods that refuse, those of `all` accounts together, of `each`, or of all only after a `look`; inquiries that need a look."""

    consecutive: Annotated[int, Field(ge=1)]
    total: Annotated[int, Field(ge=1)]
    total_of: Literal["all", "each", "look"] = "all"
    queries: Annotated[int, Field(ge=1)]


_LIMITS: dict[str, Any] = dict.fromkeys(LIMITS, (Count, ...)) | {
    limit: (Annotated[Count, AfterValidator(waited(limit))], ...) for limit in ENDED_BY_TIME
}
Deadlines = create_model("Deadlines", __base__=Shape, __doc__="Working days.", **_LIMITS)


class Early(Shape):
    """When a loan may be repaid early: so many months after pay-out, and the least part, in yuan."""

    after: Months | None = None
    least: Positive | None = None


class Repayment(Shape):
    """How a running loan is counted. `penalty` and `misuse`: times the contract rate, when overdue and when spent otherwise."""

    due_day: Annotated[str, Field(pattern=r"^(paid_out|[1-9]|[12]\d|3[01])$")]
    day_count: DayCountName
    penalty: Factor
    misuse: Factor | None = None
    early: Early | None = None


class Arranged(Shape):
    """Holidays the calendar library does not know."""

    years: list[Annotated[int, Field(ge=2000, le=2200)]]
    days: dict[Day, bool]

    @model_validator(mode="after")
    def whole(self) -> Self:
        """A year that is said to be whole has every holiday by law, whatever else was moved: a day left out would be promised as a working day."""
        calendar = Calendar({"years": self.years, "days": {str(day): worked for day, worked in self.days.items()}})
        worked = [
            day.isoformat() for year in self.years for day in sorted(holidays.of(year)) if calendar.is_working_day(day)
        ]
        if worked:
            raise ValueError(f"working days though they are holidays by law: {', '.join(worked)}")
        return self


def _liquidity(steps: dict[str, str]) -> dict[str, str]:
    if not any(Decimal(step) == 0 for step in steps):
        raise ValueError('needs a step from "0.00" on')
    return steps


FIGURES: Mapping[str, TypeAdapter[Any]] = {
    "rates": TypeAdapter(Rates),
    "short_months": TypeAdapter(Months),
    "commercial_rate": TypeAdapter(Percent),
    "max_months": TypeAdapter(Annotated[Months, AfterValidator(wished("months"))]),
    "min_age": TypeAdapter(Years),
    "retirement": TypeAdapter(Retirement),
    "age_limit": TypeAdapter(Annotated[FixedAge | AfterRetirement, Field(discriminator="formula")]),
    "house_age_plus_term": TypeAdapter(Years),
    "min_deposit_months": TypeAdapter(Count),
    "max_fund_loans": TypeAdapter(Annotated[int, Field(ge=1)]),
    "commercial_mortgage": TypeAdapter(Literal["refuse", "look", "allow"]),
    "fraud_ban": TypeAdapter(FraudBan),
    "withdrawal_in_flight": TypeAdapter(Literal["refuse", "look"]),
    "flexible_depositors": TypeAdapter(Literal["take", "look"]),
    "recognises": TypeAdapter(list[Division]),
    "transferred_months": TypeAdapter(Literal["count", "look", "ignore"]),
    "recent_divorce_months": TypeAdapter(Count),
    "counting": TypeAdapter(Counting),
    "loan_ratio": TypeAdapter(Annotated[str, Field(pattern=r"^\d(\.\d{1,4})?$")]),  # above one: more is lent than saved
    "liquidity": TypeAdapter(Annotated[dict[Share, Share], AfterValidator(_liquidity)]),
    "transfer": TypeAdapter(Transfer),
    "off_site": TypeAdapter(OffSite),
    "credit": TypeAdapter(Credit),
    "down_payment": TypeAdapter(DownPayment),
    "round_to": TypeAdapter(Positive),
    "tiers": TypeAdapter(Tiers),
    "deadlines": TypeAdapter(Deadlines),
    "repayment": TypeAdapter(Repayment),
    "arranged": TypeAdapter(Arranged),
}
