"""Issue (出件): every result handed back, the loan entered and told to the fund, the case reported to the province, everyone told,
the guards let go."""

from functools import partial

from chalicelib.banks import webhooks
from chalicelib.casework import closing, lent
from chalicelib.casework import paid as paid_loan
from chalicelib.casework.present import present
from chalicelib.domain.status import Status
from chalicelib.errors import PreconditionFailed
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame
from chalicelib.trust.index import reference


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `done`: the loan is paid and the case ended, after a day without the bank's seal too (casework/seal_owed.py). Raises `AgencyUnavailable`, `BankUnavailable`, and `PreconditionFailed` once
    the payment is found not to stand."""
    return frame.run(event, _issue, forward=False)


def _issue(case: CaseFile, event: frame.Event) -> str:
    if case.ended:
        return "done"
    if case.payment and case.payment.has_failed:
        raise PreconditionFailed("issue: the payment was taken back", "PAYMENT_OVERTURNED")
    kept, contract = paid_loan.results(case), present(case.contract, "contract")
    number, paid_at = contract.number, paid_loan.paid_at(case)
    webhooks.send(contract.bank, "loan.settled", {"contract_number": number}, f"{number}.settled", paid_at)
    proof = case.mortgage.certificate_number if case.mortgage else None
    lent.note(case, *([reference("proof", proof)] if proof else []))  # whoever has it finds the case (api/numbers.py)
    return closing.end(case, "issue", Status.DISBURSED, kept, partial(lent.tell, case))
