"""The shape of a cap (可贷额度上限): one of the formulas of domain/judging/formulas.py, exactly its parameters, and for which cases.

A new cap by a formula that is there is data alone; a new formula's parameters get their types in `PARAMETERS`.
"""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, TypeAdapter, create_model, model_validator

from chalicelib.domain.judging.amount import CHILDREN_PROOF
from chalicelib.domain.judging.formulas import FORMULAS, Formula
from infra.tools.policy.values import Amount, Count, Factor, Shape, Share, When

Children = Annotated[int, Field(ge=1, le=20)]


class Variant(Shape):
    """Another limit for other cases: `when` something holds, for families with as many proven minor `children`, or both."""

    when: When = {}
    children: Children | None = None
    single: Amount
    dual: Amount

    @model_validator(mode="after")
    def not_for_everybody(self) -> Self:
        """What everybody gets is the limit."""
        if not self.when and self.children is None:
            raise ValueError("needs a when or children")
        return self


class BySize(Shape):
    """An amount each for the two sizes of a household."""

    single: Amount
    dual: Amount


class Uplift(Shape):
    """So much more for some cases: `when` something holds, where a `proof` was brought, for families with as many proven minor `children`, or all of
    it. `group`: what does not add up."""

    when: When = {}
    proof: str | None = None
    children: Children | None = None
    group: str | None = None
    share: Share | None = None
    amount: Amount | None = None

    @model_validator(mode="after")
    def one_way(self) -> Self:
        """By a share or by an amount."""
        if (self.share is None) == (self.amount is None):
            raise ValueError("needs either a share or an amount")
        return self

    @model_validator(mode="after")
    def not_for_everybody(self) -> Self:
        """What everybody gets is the limit."""
        if not self.when and self.proof is None and self.children is None:
            raise ValueError("needs a when, a proof or children")
        if self.proof == CHILDREN_PROOF:
            raise ValueError(f"{CHILDREN_PROOF} shows how many children there are: say children")
        return self


def _whole_months(tiers: dict[str, str]) -> dict[str, str]:
    if not tiers or not all(months.isdecimal() for months in tiers):
        raise ValueError('maps whole months to multiples, such as "60": "12"')
    return tiers


PARAMETERS: Mapping[str, Any] = {
    "by": Literal["depositors", "married"],
    "counts": Literal["household", "parties"],
    "ceiling": BySize,
    "single": Amount,
    "dual": Amount,
    "children": Count,
    "uplift": Share,
    "uplifts": list[Uplift],
    "variants": list[Variant],
    "liquidity": bool,
    "multiple": Factor,
    "deposits_multiple": Factor,
    "tiers": Annotated[dict[str, Factor], AfterValidator(_whole_months)],
    "share": Share,
    "coefficient": Share,
    "unit_ratio": Share,
    "personal_ratio": Share,
}
_PAIRS = (("children", "uplift"),)  # neither means anything without the other


class _Cap(Shape):
    when: When = {}
    name: str | None = None  # what people call it, where the catalogue of texts has no name for the code

    @model_validator(mode="after")
    def pairs(self) -> Self:
        """What belongs together is there together."""
        for pair in _PAIRS:
            if len(self.model_fields_set & set(pair)) == 1:
                raise ValueError(f"{' and '.join(pair)} go together")
        return self


def _shape(name: str, formula: Formula) -> type[_Cap]:
    needed: dict[str, Any] = {parameter: (PARAMETERS[parameter], ...) for parameter in formula.needs}
    optional: dict[str, Any] = {parameter: (PARAMETERS[parameter], None) for parameter in formula.may}
    formula_name: dict[str, Any] = {"formula": (Literal[name], ...)}
    return create_model(f"cap_{name}", __base__=_Cap, **formula_name, **needed, **optional)


_SHAPES: list[Any] = [_shape(name, formula) for name, formula in FORMULAS.items()]
CAP: TypeAdapter[Any] = TypeAdapter(Annotated[reduce(or_, _SHAPES), Field(discriminator="formula")])
