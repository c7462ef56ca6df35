"""The small parts figures are made of: amounts, shares and percents as quoted strings, days, months, conditions."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """Closed and strict: no unknown keys, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _between(low: str, high: str, what: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not Decimal(low) <= Decimal(value) <= Decimal(high):
            raise ValueError(f"{what} lies between {low} and {high}")
        return value

    return check


def _real_day(value: Any) -> Any:
    """A day as YAML reads it, or quoted."""
    try:
        return value if type(value) is date else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("not a day such as 2026-10-01") from None


_NUMBER = Field(pattern=r"^\d{1,9}(\.\d{1,4})?$")
Amount = Annotated[str, _NUMBER]  # yuan
Percent = Annotated[str, _NUMBER, AfterValidator(_between("0.001", "23.999", "an annual percent"))]
Positive = Annotated[str, _NUMBER, AfterValidator(_between("0.01", "999999999", "an amount"))]
Share = Annotated[str, _NUMBER, AfterValidator(_between("0", "1", "a share of one"))]
Factor = Annotated[str, _NUMBER, AfterValidator(_between("0.0001", "1000", "a factor"))]
Years = Annotated[int, Field(ge=1, le=100)]
Months = Annotated[int, Field(ge=1, le=600)]
Count = Annotated[int, Field(ge=0, le=1000)]
Day = Annotated[Any, AfterValidator(_real_day)]
Text = Annotated[str, Field(min_length=1, max_length=500)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Division = Annotated[str, Field(pattern=r"^\d{6}$")]
Fact = str | bool | int
When = dict[str, Fact | Annotated[list[Fact], Field(min_length=1)]]
