"""How a field of the form is written: its type, and what the schema says of it besides."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.codes import Table


class Model(BaseModel):
    """Strict and closed: no unknown names, no silent conversions; built on first use, to keep the start light."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


Text = Annotated[str, Field(max_length=200)]
Word = Annotated[str, Field(max_length=60)]
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{0,39}$")]
Money = Annotated[str, Field(pattern=r"^\d{1,10}(\.\d{1,2})?$", examples=["800000.00"])]
Area = Annotated[str, Field(pattern=r"^\d{1,5}(\.\d{1,2})?$", examples=["98.50"])]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2090-12-31"])]
Year = Annotated[int, Field(ge=1900, le=2100)]
Division = Annotated[str, Field(pattern=r"^\d{6}$", examples=["620100"])]
Phone = Annotated[str, Field(max_length=20)]
IdNumber = Annotated[str, Field(max_length=18)]
AccountNumber = Annotated[str, Field(max_length=32)]
ContractNumber = Annotated[str, Field(max_length=30)]
TitleNumber = Annotated[str, Field(max_length=60)]


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
