"""The plan of the loan (贷款方案): what is paid, what may lie on the home, and what has to happen beside our pay-out."""

from decimal import Decimal

from chalicelib.agencies import registry
from chalicelib.casework.answers import mortgages_before_ours, title_of
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import normal
from chalicelib.records.casefile import CaseFile


def payable(case: CaseFile) -> str | None:
    """Yuan to pay: what was granted; to an old loan no more than its bank says settles it today. None where that bank does not confirm it."""
    granted = case.decision["amount"] if case.decision else "0.00"
    if policy_of(case).kinds[case.application.kind].payee != "old_loan":
        return granted
    from chalicelib.casework import old_loan  # few loans repay another

    amount = old_loan.payable(case, Decimal(granted))
    return None if amount is None else f"{amount:.2f}"


def liens(case: CaseFile, unit: registry.Unit) -> frozenset[str]:
    """The mortgages in force on the unit that nobody has planned (他项权利), by their certificates.

    Planned are ours; where a loan repays a loan those that lay there when it was checked; in a combination the bank's, for its part.
    """
    return unit.mortgages - ours(case) - _before_ours(case, unit) - of_the_bank(case, unit)


def _before_ours(case: CaseFile, unit: registry.Unit) -> frozenset[str]:
    """What may stand before ours, unless the registry names another holder of it today than the old lender; what a person has named, since the
    registry told nothing of it, only where it names that holder, or where another person has found them on the certificate itself."""
    certificates = frozenset(map(normal.document, mortgages_before_ours(case)))
    if not certificates:
        return certificates
    from chalicelib.domain.checks.liens import may_be_old_lenders  # few loans repay another

    held = {number: lien.holder for number, lien in unit.liens.items() if lien.holder}
    title = title_of(case)
    told = "mortgages" in title or title.get("mortgages_of_old_lender") is True
    return frozenset(
        number
        for number in certificates
        if (may_be_old_lenders(case.application, held[number]) if number in held else told)
    )


def of_the_bank(case: CaseFile, unit: registry.Unit) -> frozenset[str]:
    """The one mortgage of the contract's own bank, by the registry's word for no more than the bank's part. Of two none is planned."""
    wish, contract = case.application.wish, case.contract
    if contract is None or not wish.is_combination:
        return frozenset()
    held = {
        number: lien for number, lien in unit.liens.items() if lien.holder == contract.bank and number not in ours(case)
    }
    fits = len(held) == 1 and all(
        lien.amount is not None and 0 < lien.amount <= wish.commercial_amount for lien in held.values()
    )
    return frozenset(held) if fits else frozenset()


def ours(case: CaseFile) -> set[str]:
    """The certificate of our mortgage, as the registry's book is compared; none while there is none."""
    certificate = case.mortgage.certificate_number if case.mortgage else None
    return {normal.document(certificate)} if certificate else set()
