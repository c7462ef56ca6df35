"""The bank of the loan that is to be replaced (原贷款银行), asked like any agency: for a purpose, and each question is in the ledger."""

import uuid
from datetime import date
from typing import Any

from chalicelib import clock
from chalicelib.agencies.purpose import Purpose
from chalicelib.banks import old_loans
from chalicelib.domain.checks import payee
from chalicelib.domain.checks.facts import OldLoanFacts
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form import normal
from chalicelib.domain.form.application import Application, OldLoan
from chalicelib.errors import AgencyUnavailable, BankUnavailable, PreconditionFailed

AGENCY = "old_lender"
OF_A_CO_OWNER = "OLD_LOAN_OF_A_CO_OWNER"
_TO_BE_PAID = "民法典 524"  # who has an interest in it may settle another's debt, and has to know what settles it


def check(application: Application, purpose: Purpose) -> Finding:
    """What that bank says of the loan today: account, holder, and what settles it (matter M12). No line to it is no answer: a person looks
    at what it has written. So they do of the loan of a co-owner, who has let nobody ask about it. Raises `AgencyUnavailable`."""
    whose = _loan_of(application).borrower
    if whose not in {person.key for person in application.people}:
        return Finding("old_loan", "home", Outcome.UNAVAILABLE, OF_A_CO_OWNER)
    try:
        return _answer(application, purpose.about("home", "M12", "D02", of=whose))
    except BankUnavailable as silent:
        raise AgencyUnavailable(str(silent)) from None


def before_pay_out(application: Application, purpose: Purpose) -> Finding:
    """The same again before it is paid. Raises `BankUnavailable`."""
    return _answer(application, purpose.about("home", "M12", "D02", basis=_TO_BE_PAID))


def _answer(application: Application, purpose: Purpose) -> Finding:
    try:
        return meaning(application, _asked(_loan_of(application), clock.today(), purpose))
    except PreconditionFailed as refused:
        if old_loans.is_unknown_bank(refused):
            return Finding("old_loan", "home", Outcome.UNAVAILABLE, "OLD_LENDER_UNKNOWN")
        if old_loans.is_refusal(refused):
            return Finding("old_loan", "home", Outcome.UNAVAILABLE, "OLD_LOAN_UNAVAILABLE")
        raise


def meaning(application: Application, told: old_loans.Standing | None) -> Finding:
    """The finding. Another account or holder than the form has is a contradiction: nothing goes there. Nor to a holder who is no party,
    unless the form says that a co-owner beside them borrowed: then a person looks at who that is."""
    if told is None:
        return Finding("old_loan", "home", Outcome.NOT_FOUND, "OLD_LOAN_NOT_FOUND")
    facts = OldLoanFacts(
        account=normal.number(told.account), holder=told.holder, payoff=f"{told.payoff:.2f}", on=told.on.isoformat()
    )
    parties = {person.key: normal.called(person.name) for person in application.people}
    if any(payee.otherwise("old_loan", application, facts)):
        return Finding("old_loan", "home", Outcome.CONTRADICTED, "OLD_LOAN_MISMATCH", {**facts})
    if normal.called(told.holder) in parties.values():
        return Finding("old_loan", "home", Outcome.CONFIRMED, "OLD_LOAN_CONFIRMED", {**facts})
    if _loan_of(application).borrower in parties:
        return Finding("old_loan", "home", Outcome.CONTRADICTED, "OLD_LOAN_MISMATCH", {**facts})
    return Finding("old_loan", "home", Outcome.AMBIGUOUS, OF_A_CO_OWNER, {**facts})


def _asked(loan: OldLoan, on: date, purpose: Purpose) -> old_loans.Standing | None:
    purpose.stands()
    entry: dict[str, Any] = {
        **purpose.entry(),
        "agency": AGENCY,
        "service": old_loans.QUERY,
        "request": str(uuid.uuid4()),
        "outcome": "unavailable",
    }
    try:
        told = old_loans.confirmed(loan.account.bank, loan.contract_number, on)
        entry["outcome"] = "answered"
        return told
    except PreconditionFailed:
        entry["outcome"] = "refused"
        raise
    finally:
        purpose.record(entry)


def _loan_of(application: Application) -> OldLoan:
    if application.old_loan is None:
        raise LookupError("no loan is to be replaced")
    return application.old_loan
