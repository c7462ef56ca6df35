"""Paying a loan that is replaced (以贷还贷): what the form says of it pays nobody. Its bank is asked on the day, and the smaller sum holds."""

from decimal import Decimal

from chalicelib import clock
from chalicelib.agencies import old_lender
from chalicelib.casework import ruled
from chalicelib.casework.purpose import asking
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records.casefile import CaseFile

CHECK = "old_loan"


def payable(case: CaseFile, granted: Decimal) -> Decimal | None:
    """Yuan to pay today: what was granted, or what settles the old loan if that is less. None where its bank does not confirm the loan,
    the account and its holder as the form has them. Raises what the bank raises.

    Where a person has ruled on what it says, that holds as long as it says the same; what it says of the sum holds for its day.
    """
    with asking(case, "disburse") as purpose:
        found = old_lender.before_pay_out(case.application, purpose)
    if found.outcome is not Outcome.CONFIRMED:
        by_hand = ruled.in_their_favour(case, CHECK)
        if by_hand is None or not _is_as_ruled(found, ruled.told(case, CHECK)):
            return None
        found = found if "payoff" in found.facts else by_hand
    return min(granted, Decimal(found.facts["payoff"])) if found.facts.get("on") == clock.today().isoformat() else None


def _is_as_ruled(found: Finding, told: Finding) -> bool:
    """Whether it says what was ruled on, or nothing as then, for whatever reason; of the loan of a co-owner nobody was asked before, and account and
    holder are the form's."""
    is_silent = told.outcome is Outcome.UNAVAILABLE
    is_told_first = (told.outcome, found.outcome) == (Outcome.UNAVAILABLE, Outcome.AMBIGUOUS)
    return (
        _said(found) == _said(told)
        or (is_silent and found.outcome is Outcome.UNAVAILABLE)
        or (is_told_first and found.code == told.code == old_lender.OF_A_CO_OWNER)
    )


def _said(found: Finding) -> tuple[object, ...]:
    """What was said of the loan, whatever settles it on the day."""
    return found.outcome, found.code, *map(found.facts.get, ("account", "holder"))
