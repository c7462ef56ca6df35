"""Our own memory of loans (已放贷款的登记), and the core's: it is told of every loan paid (贷款信息回传), so one it knows and calls settled is
settled. What the two tell together is in casework/remembered.py.
"""

from datetime import date
from decimal import Decimal

from chalicelib.agencies import fund_core
from chalicelib.casework.present import present
from chalicelib.casework.purpose import asking
from chalicelib.records import lent
from chalicelib.records.casefile import CaseFile


def note(case: CaseFile) -> None:
    """Enters the paid loan of a case, and tells the core of it about everybody who owes it. Safe to repeat. Raises `AgencyUnavailable`."""
    paid, contract = present(case.payment, "payment"), present(case.contract, "contract")
    proof = case.mortgage.certificate_number if case.mortgage else None
    loan = lent.Lent(case.id, contract.number, case.unit, paid.amount, paid.day, proof or "")
    lent.note(loan, case.parties.values())
    with asking(case, "issue") as purpose:
        for person in case.application.people:
            fund_core.report_loan(person, contract.number, Decimal(paid.amount), date.fromisoformat(paid.day), purpose)
