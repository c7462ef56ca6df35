"""Partners whose word is late (催办): the registry is asked, the bank is told once more what it has to do."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.banks import webhooks
from chalicelib.casework import registration
from chalicelib.casework.purpose import purpose_of
from chalicelib.casework.waits import BANK
from chalicelib.records import tasks
from chalicelib.records.casefile import CaseFile

LATE = timedelta(days=1)


def asked(case: CaseFile, waits: Sequence[tasks.Task]) -> Iterator[str]:
    """Asks whoever's callback a wait has been open for since a day."""
    for wait in waits:
        if wait.is_open and wait.opened_at < clock.stamp(clock.now() - LATE):
            if wait.kind == "mortgage":
                yield from _registry(case)
            elif wait.kind == "sign":
                yield from _bank(case)


def _registry(case: CaseFile) -> Iterator[str]:
    filed, purpose = case.mortgage, purpose_of(case, "sweep")
    if filed is None:
        return
    known = registry.query_mortgage(filed.apply_biz_id, purpose)
    if known is None and filed.status == "PENDING":
        from chalicelib.casework.lodging import lodge  # few are lost

        lodge(case, filed, purpose)
        yield "registry_applied_to_again"
    elif known and known.status in registration.OUTCOMES:
        registration.hear(case, known.status, known.certificate, known.registered_at, known.reason)
        yield "registry_asked"


def _bank(case: CaseFile) -> Iterator[str]:
    contract, missing = case.contract, set(case.parties) - set(case.signatures)
    if contract and not missing and BANK not in case.signatures:
        number = contract.number
        id, at = f"{number}.ready.{clock.today()}", contract.drawn_up_at
        webhooks.send(contract.bank, "loan.contract.ready", {"contract_number": number}, id, at)
        yield "bank_reminded"
