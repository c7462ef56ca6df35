"""Withdrawals under way (提取在途) when a loan is to be paid: the fund core is asked anew, as one may have begun since the decision."""

from collections.abc import Callable, Collection

from chalicelib.casework.answers import known_of
from chalicelib.casework.rules import policy_of
from chalicelib.domain.checks.declared import declared
from chalicelib.domain.checks.expected import subjects
from chalicelib.domain.checks.finding import Finding
from chalicelib.records.casefile import CaseFile


def unplanned(case: CaseFile, account: Callable[[str], Finding]) -> bool:
    """Whether anybody the fund was asked about has a withdrawal under way that the plan of the loan does not account for. `account` asks
    the core anew about one party. Raises what an agency raises.

    Accounted for is one that was under way when the loan was decided, where the centre pays the down payment from the fund (可提可贷):
    a person has looked which it is. Elsewhere it has to be over first, whoever approved the loan meanwhile.
    """
    planned, asked = _looked_at(case), subjects(declared("fund_account"), case.application, policy_of(case))
    return any(_under_way(case, account(key)) for key in asked if key not in planned)


def _under_way(case: CaseFile, told: Finding) -> bool:
    """Of whom the core does not say, as it knows no account of theirs, it may be so, unless staff have looked into that account."""
    if "withdrawal_in_flight" in told.facts:
        return bool(told.facts["withdrawal_in_flight"])
    return not any(found.subject == told.subject and found.is_ruled for found in known_of(case, "fund_account"))


def _looked_at(case: CaseFile) -> Collection[str]:
    if policy_of(case).withdrawal_in_flight != "look":
        return ()
    return {found.subject for found in known_of(case, "fund_account") if found.facts.get("withdrawal_in_flight")}
