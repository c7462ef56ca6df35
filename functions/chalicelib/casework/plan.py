"""The plan of the loan (贷款方案): what may lie on the home, and what has to happen beside our pay-out."""

from chalicelib.agencies import registry
from chalicelib.casework.answers import mortgages_before_ours
from chalicelib.records.casefile import CaseFile


def liens(case: CaseFile, unit: registry.Unit) -> frozenset[str]:
    """The mortgages in force on the unit that nobody has planned (他项权利), by their certificates.

    Planned are ours; where a loan repays a loan those that lay there when it was checked; in a combination the bank's, for its part.
    """
    return unit.mortgages - _ours(case) - mortgages_before_ours(case) - of_the_bank(case, unit)


def of_the_bank(case: CaseFile, unit: registry.Unit) -> frozenset[str]:
    """The one mortgage of the contract's own bank, by the registry's word for no more than the bank's part. Of two none is planned."""
    wish, contract = case.application.wish, case.contract
    if contract is None or not wish.is_combination:
        return frozenset()
    held = {
        number: lien
        for number, lien in unit.liens.items()
        if lien.holder == contract.bank and number not in _ours(case)
    }
    fits = len(held) == 1 and all(
        lien.amount is not None and 0 < lien.amount <= wish.commercial_amount for lien in held.values()
    )
    return frozenset(held) if fits else frozenset()


def _ours(case: CaseFile) -> set[str | None]:
    return {case.mortgage.certificate_number} if case.mortgage else set()
