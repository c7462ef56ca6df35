"""How the bank's part of a combination is to be paid out (商业部分放款方案).

Its contract keeps the plan as it was when it was drawn up: what is signed does not move with law learnt of later. Until then, and beside
a contract of an earlier release, the plan is what the law of the case makes of the home as it was found.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.casework.rules import policy_of
from chalicelib.domain import bank_part as law
from chalicelib.records.casefile import CaseFile


def way_of(case: CaseFile) -> law.PayOut | None:
    """What its pay-out waits for, and where it goes; None where the law names no way for such a home."""
    kept = case.contract.part_plan if case.contract else None
    if kept is None:
        return law.pay_out(case.application, _title(case), policy_of(case))
    return law.PayOut(**kept["way"]) if kept["way"] else None


def account_of(case: CaseFile) -> str | None:
    """The account it goes to; None where the plan does not know it, so that a person has to look."""
    way, seller = way_of(case), case.application.home.seller
    return seller.number if way and way.is_known and seller else None


def unconfirmed(case: CaseFile) -> list[str]:
    """Who has still to confirm what it costs (综合融资成本): everybody who owes it, once there is an offer."""
    part = case.bank_part
    if part is None or not part.is_offered or not _is_to_be_confirmed(case):
        return []
    return [party for party in case.owing if party not in part.confirmed]


def drawn_up(case: CaseFile) -> Mapping[str, Any]:
    """The plan as a contract that is drawn up now keeps it: `way`, and whether the `cost` is confirmed before the bank's is signed."""
    way = way_of(case)
    return {"way": way and way._asdict(), "cost": _is_to_be_confirmed(case)}


def _is_to_be_confirmed(case: CaseFile) -> bool:
    kept = case.contract.part_plan if case.contract else None
    return law.needs_confirmed_cost(policy_of(case)) if kept is None else bool(kept["cost"])


def _title(case: CaseFile) -> Mapping[str, Any]:
    from chalicelib.casework.answers import title_of  # a contract has its plan already

    return title_of(case)
