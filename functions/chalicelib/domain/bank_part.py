"""The bank's part of a combination (组合贷中的商业性贷款): another loan on the same home, with a term, method and pay-out of its own.

What the law asks of it is policy (`Policy.bank_part`, policy/data/base/bank_part.yaml); here is what it means for one application.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from chalicelib.domain.form.application import Application, Home, Wish
from chalicelib.domain.policy import Policy


class PayOut(NamedTuple):
    """When and where to the bank pays its part: the condition it waits for, which account, and whether that is a matter of days."""

    condition: str  # mortgage_registered 抵押登记, sale_filed 销售备案, completion_filed 竣工备案
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


def pay_out(application: Application, policy: Policy) -> PayOut | None:
    """How the bank's part is paid out, as far as the form tells; None where the law names no way for such a home."""
    return next(iter(possible(application, policy)), None)


def possible(application: Application, policy: Policy) -> tuple[PayOut, ...]:
    """That way, and behind it those of an older presale permit where the form does not say when it was granted: the bank knows."""
    held: list[PayOut] = []
    perhaps: list[PayOut] = []
    for way in policy.bank_part.get("pay_out", {}).get("ways", ()):
        fits = _fits(way, application.home)
        if fits is not False and not held:
            (perhaps if fits is None else held).append(PayOut(way["condition"], way["account"], way["awaited"]))
    return (*held, *perhaps)


def needs_confirmed_cost(policy: Policy) -> bool:
    """Whether the all-in cost (综合融资成本) has to be confirmed before the bank's contract is signed."""
    return "cost" in policy.bank_part


def _fits(way: Mapping[str, Any], home: Home) -> bool | None:
    """None where it depends on a permit of which nobody has said when it was granted."""
    before, permit = way.get("permits_before"), home.presale_permit_on
    if way["home"] != home.kind or way.get("built", home.is_built) != home.is_built:
        return False
    if before is None:
        return True
    return None if permit is None else permit < date.fromisoformat(str(before))
