"""The bank's part of a combination (组合贷中的商业性贷款): another loan on the same home, with a term, method and pay-out of its own.

What the law asks of it is policy (`Policy.bank_part`, policy/data/base/bank_part.yaml); here is what it means for one application.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from chalicelib.domain.form.application import Application, Home, Wish
from chalicelib.domain.policy import Policy

# 抵押登记, 销售备案, 竣工备案
Condition = Literal["mortgage_registered", "sale_filed", "completion_filed"]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)


class PayOut(NamedTuple):
    """When and where to the bank pays its part: the condition it waits for, which account, and whether that is a matter of days."""

    condition: Condition
    account: str  # filed, of the contract; supervised 监管账户; developer, its account at its main bank
    awaited: bool

    @property
    def is_known(self) -> bool:
        """The account is the one of the filed contract, which the form names too."""
        return self.account != "developer"


def months_of(wish: Wish, fund_months: int) -> int:
    """Its term: as wished, else as long as the fund's part."""
    return wish.commercial_months or fund_months


def method_of(wish: Wish) -> str:
    """Its repayment method: as wished, else the fund's."""
    return wish.commercial_method or wish.method


def pay_out(application: Application, title: Mapping[str, Any], policy: Policy) -> PayOut | None:
    """How the bank's part is paid out; None where the law names no way for such a home.

    `title` are the facts agencies, or a person, have found of the home (`PropertyFacts`): what the form says of the building and its
    permit opens no way. A presale of which nobody has found more waits for its completion.
    """
    ways = policy.bank_part.get("pay_out", {}).get("ways", ())
    fitting = (way for way in ways if _fits(way, application.home, title))
    return next((PayOut(way["condition"], way["account"], way["awaited"]) for way in fitting), None)


def needs_confirmed_cost(policy: Policy) -> bool:
    """Whether the all-in cost (综合融资成本) has to be confirmed before the bank's contract is signed."""
    return "cost" in policy.bank_part


def _fits(way: Mapping[str, Any], home: Home, title: Mapping[str, Any]) -> bool:
    is_built = home.kind != "new" or title.get("completed_year") is not None
    if way["home"] != home.kind or way.get("built", is_built) != is_built:
        return False
    before, permit = way.get("permits_before"), title.get("presale_permit_on")
    return before is None or (bool(permit) and date.fromisoformat(str(permit)) < date.fromisoformat(str(before)))
