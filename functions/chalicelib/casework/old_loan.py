"""Paying a loan that is replaced (以贷还贷): what the form says of it pays nobody. Its bank is asked on the day, and the smaller sum holds."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chalicelib import clock
from chalicelib.agencies import old_lender
from chalicelib.casework import ruled
from chalicelib.casework.answers import said, unruled
from chalicelib.casework.purpose import asking
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.declared import declared
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records.casefile import CaseFile

CHECK, SUBJECT = "old_loan", "home"


def payable(case: CaseFile, granted: Decimal) -> Decimal | None:
    """Yuan to pay today: what was granted, or what settles the old loan if that is less. None where its bank does not confirm the loan,
    the account and its holder as the form has them. Raises what the bank raises.

    Where a person has ruled on what it says, that holds as long as it says the same; what it says of the sum holds for its day.
    """
    with asking(case, "disburse") as purpose:
        found = old_lender.before_pay_out(case.application, purpose)
    if found.outcome is not Outcome.CONFIRMED:
        by_hand = ruled.in_their_favour(case, CHECK)
        if by_hand is None or _said(found) != _said(ruled.told(case, CHECK)):
            return None
        found = found if "payoff" in found.facts else by_hand
    return min(granted, Decimal(found.facts["payoff"])) if found.facts.get("on") == clock.today().isoformat() else None


def to_restate(case: CaseFile) -> Mapping[str, Any] | None:
    """What a person may say again when its pay-out stopped: of a bank that tells nothing itself, what it has written for today (书面结清证明).
    None where nobody ruled on it, or the bank tells it."""
    told = ruled.told(case, CHECK)
    if ruled.in_their_favour(case, CHECK) is None or told.facts:
        return None
    check, of, on = declared(CHECK), questions(case.application)(CHECK, SUBJECT), said(unruled(case, CHECK, SUBJECT))
    asked = {"check": CHECK, "subject": SUBJECT, "code": told.code, "what": check.look, "facts": check.needed}
    return {**asked, "of": of, "on": on}


def _said(found: Finding) -> tuple[object, ...]:
    """What was said of the loan, whatever settles it on the day."""
    return found.outcome, found.code, *map(found.facts.get, ("account", "holder"))
