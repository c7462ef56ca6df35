"""Voiding (作废合同): the loan contract of a loan that will not be is void, and the bank is told."""

from chalicelib import clock
from chalicelib.banks import webhooks
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `done`; nothing to do where no contract was made. Raises `BankUnavailable`."""
    return frame.run(event, _void, forward=False)


def _void(case: CaseFile, event: frame.Event) -> str:
    contract = case.get("contract")
    if contract and not contract.get("voided_at"):
        number = contract["number"]
        webhooks.send(contract["bank"], "loan.contract.voided", {"contract_number": number}, f"{number}.voided")
        casefile.amend(
            case.id, {"contract": {**contract, "voided_at": clock.stamp()}, **casefile.event("CONTRACT_VOIDED")}
        )
    return "done"
