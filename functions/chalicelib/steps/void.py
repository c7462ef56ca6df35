"""Voiding (作废合同): the loan contract of a loan that will not be is void, and the bank is told."""

from dataclasses import replace

from chalicelib import clock
from chalicelib.banks import webhooks
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `done`; nothing to do where no contract was made. Raises `BankUnavailable`."""
    return frame.run(event, _void, forward=False)


def _void(case: CaseFile, event: frame.Event) -> str:
    contract = case.contract
    if contract and not contract.voided_at:
        number = contract.number
        webhooks.send(contract.bank, "loan.contract.voided", {"contract_number": number}, f"{number}.voided")
        casefile.amend(case, casefile.event("CONTRACT_VOIDED"), contract=replace(contract, voided_at=clock.stamp()))
    return "done"
