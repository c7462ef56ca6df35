"""Issue (出件): every result handed back, the case reported to the province, everyone told, the guards let go."""

from datetime import date
from decimal import Decimal

from chalicelib.agencies import fund_core
from chalicelib.banks import webhooks
from chalicelib.domain import matters
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import ending, frame, results
from chalicelib.steps.checking import purpose_of
from chalicelib.steps.knowing import policy_of


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `done`: the loan is paid and the case ended. Raises `AgencyUnavailable`, `BankUnavailable`."""
    return frame.run(event, _issue, forward=False)


def _issue(case: CaseFile, event: frame.Event) -> str:
    kept = results.of_paid_loan(case)
    number = case["contract"]["number"]
    webhooks.send(case["contract"]["bank"], "loan.settled", {"contract_number": number}, f"{number}.settled")
    _report_back(case, number)
    return ending.end(case, "issue", "DISBURSED", kept)


def _report_back(case: CaseFile, number: str) -> None:
    """Off-site, the deposit centres of the parties are told of the loan and mark their accounts (缴存地标记)."""
    policy, paid = policy_of(case), case["payment"]
    if "off_site" in matters.checks(case.application, policy):
        for person in matters.off_site_depositors(case.application, policy):
            fund_core.report_loan(
                person, number, Decimal(paid["amount"]), date.fromisoformat(paid["on"]), purpose_of(case, "issue")
            )
