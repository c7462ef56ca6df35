"""Two pay-outs of one combination (组合贷两笔放款): ours by our order, the bank's by its word. Neither leaves the other unexplained."""

from contextlib import suppress
from dataclasses import replace

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.banks import bank_parts
from chalicelib.casework import bank_money, bank_part, part_plan, plan
from chalicelib.casework.payout import Outcome
from chalicelib.casework.present import present
from chalicelib.casework.purpose import asking
from chalicelib.errors import Contended, PaymentProcessing, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.bank_part import has_paid, is_open
from chalicelib.records.casefile import CaseFile, Expect


def together(case: CaseFile, ours: str) -> str:
    """What becomes of the road, once it is known what has become of our part.

    Ours paid: where the bank's pay-out is a matter of days, the bank is asked and the case waits for it (`PaymentProcessing`); where it
    failed or went astray a person has its task already, or has decided it, and our papers are due all the same. Ours failed: nothing is undone while the
    bank has paid (`PreconditionFailed`); a person decides with the bank.
    """
    contract = present(case.contract, "contract")
    if not contract.bank_part:  # drawn up by an earlier release, or of one loan alone
        return ours
    if not (case.bank_part and case.bank_part.status):
        case = _proven(heard(case))
    part = present(case.bank_part, "bank's part")
    if ours == _FAILED and has_paid(part):
        raise PreconditionFailed("disburse: the bank has paid its part", "BANK_PART_PAID")
    is_awaited = not part.came_to_nothing and (part.condition or _is_of_days(case))
    if ours != _FAILED and not part.status and is_awaited:
        casefile.amend(case, casefile.event("BANK_PART_AWAITED"))
        raise PaymentProcessing(f"disburse: {contract.number} bank part")
    return ours


def heard_again(case: CaseFile) -> CaseFile:
    """What the bank stands by of a pay-out that went astray or failed: told out of order, its words are put in order here. And whether its
    mortgage is on the home by the registry's book, not by its word alone."""
    if case.bank_part and any(one["status"] != "paid" and is_open(one) for one in case.bank_part.pay_outs.values()):
        case = heard(case)
    return _proven(case)


def heard(case: CaseFile) -> CaseFile:
    """What the bank says of its pay-out when it is asked, taken as it says. Raises `BankUnavailable`."""
    contract = present(case.contract, "contract")
    return _asked(case, contract.bank, contract.number)


def _proven(case: CaseFile) -> CaseFile:
    part = case.bank_part
    if part is None or part.condition != bank_money.REGISTERED or part.proven_at:
        return case
    home = case.application.home
    with asking(case, "disburse") as purpose:
        unit = registry.unit(home, home.unit_number, purpose)
    if part.filing not in plan.of_the_bank(case, unit):
        return bank_money.unproven(case)
    proven = replace(part, proven_at=clock.stamp())
    casefile.amend(case, expect=Expect(unchanged=("bank_part",)), bank_part=proven)
    return casefile.load(case.id)


def _is_of_days(case: CaseFile) -> bool:
    way = part_plan.way_of(case)
    return way is not None and way.awaited


def _asked(case: CaseFile, bank: str, contract: str) -> CaseFile:
    """Of each reference its last word counts, in the bank's own order."""
    words = bank_parts.told(bank, contract)
    last = {data["reference"]: place for place, (type, data) in enumerate(words) if type in bank_part.ENDS_PAY_OUT}
    could_pay = False
    for place, (type, data) in enumerate(words):
        if type == bank_money.READY:
            could_pay = True
            with suppress(
                Contended
            ):  # one that rests on our mortgage is met by none that the registry still has in hand
                bank_money.ready(case, data, bank)
        elif type in bank_part.ENDS_PAY_OUT and last[data["reference"]] == place:
            if type == bank_money.SETTLED:
                bank_money.settled(case, data, bank, asked=True)
            else:
                bank_money.failed(case, data, bank, since_ready=could_pay)
        case = casefile.load(case.id)
    return case


_FAILED: Outcome = "failed"
