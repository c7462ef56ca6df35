"""The one form (一表申请) on the wire: names of `domain.application.Application`, amounts as decimal strings.

A draft may hold any part of it, so every field may be absent; what is there has the right type and no unknown names.
What a complete form must hold is in api/completeness.py.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    """Strict and closed: no unknown names, no silent conversions; built on first use, to keep the start light."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


Text = Annotated[str, Field(max_length=200)]
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{0,39}$")]
Money = Annotated[str, Field(pattern=r"^\d{1,10}(\.\d{1,2})?$", examples=["800000.00"])]
Area = Annotated[str, Field(pattern=r"^\d{1,5}(\.\d{1,2})?$", examples=["98.50"])]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2090-12-31"])]
Division = Annotated[str, Field(pattern=r"^\d{6}$", examples=["620100"])]
PersonKey = Literal["borrower", "spouse", "co_borrower_1", "co_borrower_2", "co_borrower_3", "co_borrower_4"]


class PersonForm(Model):
    """One party. `marital` is GB/T 2261.2: 10 unmarried, 20 married, 30 widowed, 40 divorced."""

    key: PersonKey | None = None
    name: Text | None = None
    id_number: Annotated[str, Field(max_length=18)] | None = None
    phone: Annotated[str, Field(max_length=20)] | None = None
    marital: Literal["10", "20", "30", "40"] | None = None
    monthly_income: Money | None = None
    is_depositor: bool | None = None
    minor_children: Annotated[int, Field(ge=0, le=20)] | None = None


class AccountForm(Model):
    """A bank account: holder, number, code of the bank."""

    holder: Text | None = None
    number: Annotated[str, Field(max_length=32)] | None = None
    bank: Annotated[str, Field(max_length=20)] | None = None


class HomeForm(Model):
    """The home: `new` (新建商品房) or `existing` (存量房)."""

    kind: Literal["new", "existing", "own"] | None = None
    city: Division | None = None
    contract_number: Annotated[str, Field(max_length=30)] | None = None
    unit_number: Annotated[str, Field(max_length=28)] | None = None
    location: Text | None = None
    area: Area | None = None
    price: Money | None = None
    down_payment: Money | None = None
    seller: AccountForm | None = None
    seller_id: Annotated[str, Field(max_length=18)] | None = None
    appraisal: Money | None = None
    completed_year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    land_use_ends: Day | None = None
    title_number: Annotated[str, Field(max_length=60)] | None = None


class WishForm(Model):
    """The loan asked for; `method` 01 equal instalment 等额本息, 02 equal principal 等额本金."""

    amount: Money | None = None
    months: Annotated[int, Field(ge=1, le=360)] | None = None
    method: Literal["01", "02"] | None = None
    bank: Literal["B01", "B02"] | None = None
    repayment_account: Annotated[str, Field(max_length=32)] | None = None
    commercial_amount: Money | None = None


class ConsentForm(Model):
    """One person's consent to one use: `data` (数据共享) or `credit` (征信查询授权)."""

    person: PersonKey
    use: Literal["data", "credit"]


class Form(Model):
    """The one form, whole or in part."""

    centre: Division | None = None
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,39}$", examples=["new"])] | None = None
    people: Annotated[list[PersonForm], Field(max_length=6)] | None = None
    home: HomeForm | None = None
    wish: WishForm | None = None
    consents: Annotated[list[ConsentForm], Field(max_length=12)] | None = None
    commitments: Annotated[list[Code], Field(max_length=10)] | None = None
    declarations: Annotated[list[Code], Field(max_length=10)] | None = None


class Patch(Form):
    """A JSON merge patch (RFC 7396) of the form: what is named is replaced, `null` removes, lists are replaced whole."""
