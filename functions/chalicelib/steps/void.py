"""Voiding (作废合同): the loan contract of a loan that will not be is void, every signature on it with it, and the bank is told."""

from dataclasses import replace

from chalicelib.banks import webhooks
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.steps import frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `done`; nothing to do where no contract was made. Raises `BankUnavailable`."""
    return frame.run(event, _void, forward=False)


def _void(case: CaseFile, event: frame.Event) -> str:
    contract = case.contract
    if contract and not (contract.voided_at or case.ended):
        number, told = contract.number, casefile.event("CONTRACT_VOIDED")
        at = case.events.get(told.key, told.event).at
        casefile.amend(case, told)  # before the bank is told: it is told the same however often this runs
        webhooks.send(contract.bank, "loan.contract.voided", {"contract_number": number}, f"{number}.voided", at)
        void = {party: replace(signature, void_at=at) for party, signature in case.signatures.items()}
        expect = Expect(unchanged=("signatures",))
        casefile.amend(case, expect=expect, contract=replace(contract, voided_at=at), signatures=void)
    return "done"
