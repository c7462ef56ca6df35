"""Issue (出件): every result handed back, the case reported to the province, everyone told, the guards let go."""

from chalicelib.banks import webhooks
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import ending, frame, results


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `done`: the loan is paid and the case ended. Raises `AgencyUnavailable`, `BankUnavailable`."""
    return frame.run(event, _issue, forward=False)


def _issue(case: CaseFile, event: frame.Event) -> str:
    kept = results.of_paid_loan(case)
    number = case["contract"]["number"]
    webhooks.send(case["contract"]["bank"], "loan.settled", {"contract_number": number}, f"{number}.settled")
    return ending.end(case, "DISBURSED", kept)
