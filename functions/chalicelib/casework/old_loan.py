"""Paying a loan that is replaced (以贷还贷): what the form says of it pays nobody. Its bank is asked on the day, and the smaller sum holds."""

from decimal import Decimal

from chalicelib.agencies import old_lender
from chalicelib.banks import old_loans
from chalicelib.casework.answers import known
from chalicelib.casework.purpose import asking
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.errors import PreconditionFailed
from chalicelib.records.casefile import CaseFile


def payable(case: CaseFile, granted: Decimal) -> Decimal | None:
    """Yuan to pay today: what was granted, or what settles the old loan if that is less. None where its bank does not confirm the loan,
    the account and its holder as the form has them, or the holder is no party while a party borrowed. Raises what the bank raises.

    Of a bank we have no line to, what a person has read in its own statement holds, by the same conditions.
    """
    try:
        with asking(case, "disburse") as purpose:
            found = old_lender.meaning(case.application, old_lender.confirmed(case.application, purpose))
    except PreconditionFailed as refused:
        if not old_loans.is_unknown_bank(refused) or not (read := _read(case)):
            raise
        found = read
    if found.outcome is not Outcome.CONFIRMED or not old_lender.is_theirs(case.application, found.facts):
        return None
    return min(granted, Decimal(found.facts["payoff"]))


def _read(case: CaseFile) -> Finding | None:
    """What a person has found in the written statement of the bank; None where nobody has looked, or it does not settle the matter."""
    of_it = (one for one in known(case) if one.check == "old_loan" and one.is_ruled)
    return next((one for one in of_it if one.outcome is Outcome.CONFIRMED), None)
