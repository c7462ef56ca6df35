"""Paying a loan that is replaced (以贷还贷): what the form says of it pays nobody. Its bank is asked on the day, and the smaller sum holds."""

from decimal import Decimal

from chalicelib import clock
from chalicelib.banks import old_loans
from chalicelib.casework.present import present
from chalicelib.domain.form import normal
from chalicelib.domain.form.application import OldLoan
from chalicelib.records.casefile import CaseFile


def payable(case: CaseFile, granted: Decimal) -> Decimal | None:
    """Yuan to pay today: what was granted, or what settles the old loan if that is less. None where its bank does not confirm the loan,
    the account and its holder as the form has them, or the holder is no party while a party borrowed. Raises what the bank raises.
    """
    loan = present(case.application.old_loan, "old loan")
    told = old_loans.confirmed(loan.account.bank, loan.contract_number, clock.today())
    return min(granted, told.payoff) if told and _is_theirs(case, loan, told) else None


def _is_theirs(case: CaseFile, loan: OldLoan, told: old_loans.Standing) -> bool:
    parties = {person.key: normal.called(person.name) for person in case.application.people}
    same = (normal.number(loan.account.number), normal.called(loan.account.holder))
    holder = normal.called(told.holder)
    return same == (normal.number(told.account), holder) and (
        loan.borrower not in parties or holder in parties.values()
    )
