"""How a field of the form is written: its type, what others may see of it, and what the schema says of it besides.

Names, numbers and places are masked by their very type; any other field is `Shown[…]` or `Hidden[…]`. One that says
neither is hidden, and a test fails.
"""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from chalicelib.domain.form import normal
from chalicelib.domain.form.codes import Table
from chalicelib.trust import masking

_T = TypeVar("_T")
Shown = Annotated[_T, masking.shown]
Hidden = Annotated[_T, masking.hidden]


def _if_text(alike: Callable[[str], str]) -> Callable[[Any], Any]:
    return lambda value: alike(value) if isinstance(value, str) else value


class Model(BaseModel):
    """Strict and closed: no unknown names, no silent conversions; built on first use, to keep the start light."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


# Written alike once, here: what is stored, shown, sent and compared is the same text.
ONE_LINE, NAME, NUMBER, DOCUMENT = (
    BeforeValidator(_if_text(normal.line)),
    BeforeValidator(_if_text(normal.name)),
    BeforeValidator(_if_text(normal.number)),
    BeforeValidator(_if_text(normal.document)),
)
Text = Annotated[str, Field(max_length=200), ONE_LINE]
Word = Annotated[str, Field(max_length=60), ONE_LINE]
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{0,39}$")]
Money = Annotated[str, Field(pattern=r"^\d{1,10}(\.\d{1,2})?$", examples=["800000.00"])]
Area = Annotated[str, Field(pattern=r"^\d{1,5}(\.\d{1,2})?$", examples=["98.50"])]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2090-12-31"])]
Year = Annotated[int, Field(ge=1900, le=2100)]
Division = Annotated[str, Field(pattern=r"^\d{6}$", examples=["620100"])]
PermitNumber = Annotated[str, Field(max_length=30), ONE_LINE]
BankCode = Annotated[str, Field(max_length=20), ONE_LINE]
Department = Annotated[str, Field(pattern=r"^[a-z_]{1,30}$")]
Name = Annotated[str, Field(max_length=200), NAME, masking.name]
Address = Annotated[str, Field(max_length=200), ONE_LINE, masking.address]
Phone = Annotated[str, Field(max_length=20), NUMBER, masking.phone]
IdNumber = Annotated[str, Field(max_length=18), NUMBER, masking.id_number]
ChildName = Annotated[str, Field(min_length=1, max_length=200), NAME, masking.hidden]
ChildNumber = Annotated[str, Field(min_length=1, max_length=18), NUMBER, masking.hidden]
AccountNumber = Annotated[str, Field(max_length=32), NUMBER, masking.account]
FundAccount = Annotated[str, Field(max_length=20), NUMBER, masking.account]
ContractNumber = Annotated[str, Field(max_length=30), DOCUMENT, masking.account]
TitleNumber = Annotated[str, Field(max_length=60), DOCUMENT, masking.account]
UnitNumber = Annotated[str, Field(max_length=28), NUMBER, masking.account]


def item(title: str, standard: str | None = None, codes: Table | None = None, default: Any = None) -> Any:
    """A field: its name on paper, its name in JGJ/T 320, its code table; with `...` for default it may not be absent.

    `x-mark` is unverified for what the standard does not name, as far as we could see it, and for tables from general
    knowledge.
    """
    known = standard is not None and not (codes and set(codes.unverified) == set(codes.codes))
    extra: dict[str, Any] = {"x-standard": standard, "x-mark": "verified" if known else "unverified"}
    return Field(default=default, title=title, json_schema_extra={**extra, **coded(codes)})


def coded(table: Table | None) -> dict[str, Any]:
    """What a schema says of a code table."""
    if table is None:
        return {}
    return {"x-codes": {"table": table.name, "codes": dict(table.codes), "unverified": list(table.unverified)}}
