"""The one form (一表申请) on the wire: names of `domain.form.application.Application`, amounts as decimal strings.

A draft may hold any part of it, so every field may be absent; what is there has the right type and no unknown names.
What a complete form must hold is in domain/form/completeness.py, and as one JSON Schema per purchase kind in api/public/form_schema.py.
"""

from typing import Annotated

from pydantic import Field

from chalicelib.api.forms.fields import Code, Day, Division, IdNumber, Model, Money, Phone, Shown, Text, item
from chalicelib.api.forms.home import HomeForm
from chalicelib.api.forms.loan import GuaranteeForm, OldLoanForm, WishForm
from chalicelib.api.forms.people import AgentForm, BorrowerKey, DeliveryForm, PersonForm, PersonKey

__all__ = [
    "BorrowerKey",
    "Code",
    "Day",
    "Division",
    "Form",
    "IdNumber",
    "Model",
    "Money",
    "Patch",
    "PersonKey",
    "Phone",
    "Text",
]

Kind = Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,39}$", examples=["new"])]


class Form(Model):
    """The one form, whole or in part."""

    centre: Shown[Division] | None = item("办理中心")
    kind: Shown[Kind] | None = item("购房类型")
    people: Annotated[list[PersonForm], Field(max_length=10)] | None = item("申请各方")
    home: HomeForm | None = item("房屋")
    wish: WishForm | None = item("贷款")
    guarantee: GuaranteeForm | None = item("担保")
    old_loan: OldLoanForm | None = item("原商业性住房贷款")
    commitments: Annotated[list[Shown[Code]], Field(max_length=10)] | None = item("告知承诺")
    declarations: Annotated[list[Shown[Code]], Field(max_length=20)] | None = item("申明")
    delivery: DeliveryForm | None = item("送达")
    agent: AgentForm | None = item("代办")


class Patch(Form):
    """A JSON merge patch (RFC 7396) of the form: what is named is replaced, `null` removes, lists are replaced whole."""
