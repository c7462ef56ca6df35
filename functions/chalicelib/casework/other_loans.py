"""Whether another loan of ours stands (另有未结清贷款) when one is to be paid: by our own book first, and what it holds is asked about anew."""

from collections.abc import Callable

from chalicelib.agencies import registry
from chalicelib.casework.answers import known_of
from chalicelib.casework.rules import policy_of
from chalicelib.domain.checks.declared import declared
from chalicelib.domain.checks.expected import subjects
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records import lent
from chalicelib.records.casefile import CaseFile


def stands(case: CaseFile, unit: registry.Unit, account: Callable[[str], Finding]) -> bool:
    """Whether another loan of ours stands: one of theirs that the core, asked anew, does not call settled, or one whose mortgage is
    still on the home. `account` asks the core anew about one party. Raises what an agency raises.
    """
    found = lent.to({*case.owing.values(), case.unit}, beside=case.id)
    if any(loan.certificate in unit.mortgages for loan in found.get(case.unit, ()) if loan.certificate):
        return True
    asked = subjects(declared("fund_account"), case.application, policy_of(case))
    return any(
        _owes(case, key, len(found[case.parties[key]]), account) for key in asked if case.parties.get(key) in found
    )


def _owes(case: CaseFile, key: str, ours: int, account: Callable[[str], Finding]) -> bool:
    """Of whom the core has, or had, no account it knows no loan: there a person has said, before the decision, of those there were."""
    from chalicelib.casework.remembered import NO_ACCOUNT, with_ours  # few have borrowed before

    told = account(key)
    if told.code == NO_ACCOUNT:
        return ours > case.lent.get(key, 0)
    if ours <= case.lent.get(key, 0) and _is_said_to_be_settled(case, key):
        return bool(told.facts.get("unsettled_loan", True))
    return "loans_used" not in told.facts or bool(with_ours(told.facts, ours)["unsettled_loan"])


def _is_said_to_be_settled(case: CaseFile, key: str) -> bool:
    """Whether a person has said that what this party had borrowed is settled: an account that they have since does not know of it."""
    theirs = (one for one in known_of(case, "fund_account") if one.subject == key and one.is_ruled)
    return any(one.outcome is Outcome.CONFIRMED and one.facts.get("unsettled_loan") is False for one in theirs)
