"""Issue (出件): every result handed back, the case reported to the province, everyone told, the guards let go."""

from datetime import date
from decimal import Decimal

from chalicelib.agencies import fund_core
from chalicelib.banks import webhooks
from chalicelib.casework import closing
from chalicelib.casework import paid as paid_loan
from chalicelib.casework.present import present
from chalicelib.casework.purpose import purpose_of
from chalicelib.casework.rules import policy_of
from chalicelib.domain import matters
from chalicelib.domain.status import Status
from chalicelib.errors import PreconditionFailed
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `done`: the loan is paid and the case ended. Raises `AgencyUnavailable`, `BankUnavailable`, and `PreconditionFailed` once
    the payment is found not to stand."""
    return frame.run(event, _issue, forward=False)


def _issue(case: CaseFile, event: frame.Event) -> str:
    if case.payment and case.payment.has_failed:
        raise PreconditionFailed("issue: the payment was taken back", "PAYMENT_OVERTURNED")
    kept, contract = paid_loan.results(case), present(case.contract, "contract")
    number, paid, told = contract.number, present(case.payment, "payment"), case.events.get("PAYMENT_PAID")
    paid_at = paid.settled_at or (told.at if told else paid.day)  # earlier releases kept less of it
    webhooks.send(contract.bank, "loan.settled", {"contract_number": number}, f"{number}.settled", paid_at)
    _report_back(case, number)
    return closing.end(case, "issue", Status.DISBURSED, kept)


def _report_back(case: CaseFile, number: str) -> None:
    """Off-site, the deposit centres of the parties are told of the loan and mark their accounts (缴存地标记)."""
    policy, paid = policy_of(case), present(case.payment, "payment")
    if "off_site" in matters.checks(case.application, policy):
        for person in matters.off_site_depositors(case.application, policy):
            amount, on = Decimal(paid.amount), date.fromisoformat(paid.day)
            fund_core.report_loan(person, number, amount, on, purpose_of(case, "issue"))
