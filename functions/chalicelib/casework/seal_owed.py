"""A seal the bank owes (银行欠章): the loan is paid and its bank has not sealed the contract. Its papers go to the parties all the same, and the signed
contract follows as soon as the bank has sealed."""

from datetime import timedelta

from chalicelib import clock
from chalicelib.casework import accepting, notify, signed_contract
from chalicelib.errors import BankUnavailable, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Paper

WAITED_FOR = timedelta(days=1)  # since the payment was told: then nobody's papers wait any longer [assumption]


def signed(case: CaseFile, paid_at: str) -> list[Paper]:
    """The signed contract of a paid loan, if there is one; none once its bank has kept it waiting for a day. Until then raises what
    `signed_contract.paper` raises."""
    if case.contract is None:
        return []
    try:
        return [signed_contract.paper(case)]
    except (BankUnavailable, PreconditionFailed):
        if clock.parsed(paid_at) > clock.now() - WAITED_FOR:
            raise
        casefile.amend(case, casefile.event("CONTRACT_SEAL_AWAITED"))
        return []


def take(case: CaseFile) -> None:
    """Adds the signed contract to the papers of a case that has ended without it, and tells the parties. Safe to repeat. Raises what
    `signed_contract.paper` raises, `AgencyUnavailable`, `Contended`."""
    changes = Changes(results=accepting.papers(case.results, signed_contract.paper(case)))
    notify.tell(case, "sweep", "MESSAGE_CONTRACT_SEALED", to=case.parties)
    casefile.amend(case, casefile.event("CONTRACT_SEALED"), expect=Expect(unchanged=("handed", "results")), **changes)
