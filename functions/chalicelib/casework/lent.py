"""Our own memory of loans (已放贷款的登记), and the core's: it is told of every loan paid (贷款信息回传), so one it knows and calls settled is
settled. What the two tell together is in casework/remembered.py.
"""

from datetime import date
from decimal import Decimal

from chalicelib.agencies import fund_core
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework.present import present
from chalicelib.domain.status import Status
from chalicelib.records import lent
from chalicelib.records.casefile import CaseFile


def note(case: CaseFile, *known_by: str) -> None:
    """Enters the paid loan of a case for everybody who owes it and what else it is known by, as references. Safe to repeat."""
    lent.note(_loan(case), [*case.owing.values(), *known_by])


def tell(case: CaseFile, purpose: Purpose) -> None:
    """Tells the core of the paid loan of a case about each of its people. Safe to repeat. Raises `AgencyUnavailable`."""
    loan = _loan(case)
    amount, paid_on = Decimal(loan.amount), date.fromisoformat(loan.paid_on)
    for person in case.application.people:
        fund_core.report_loan(person, loan.contract, amount, paid_on, purpose)


def agree(case: CaseFile) -> None:
    """Makes our memory say what the record of a case says: a loan that was paid stands in it, also one of a release that kept none, and one
    that was taken back (退汇、冲正) does not, but for finding its case by the certificate. The core is told nothing. Safe to repeat."""
    if case.payment and case.payment.status == "overturned":
        lent.strike(_loan(case), case.owing.values())
    elif case.status is Status.DISBURSED:
        lent.note(_loan(case), case.owing.values())


def _loan(case: CaseFile) -> lent.Lent:
    paid, contract = present(case.payment, "payment"), present(case.contract, "contract")
    proof = case.mortgage.certificate_number if case.mortgage else None
    return lent.Lent(case.id, contract.number, case.unit, paid.amount, paid.day, proof or "")
