"""The signed contract (已签合同): the contract as everybody signed it, byte for byte, and behind it who did, the centre's seal and the bank's."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chalicelib import messages
from chalicelib.banks import seals
from chalicelib.casework import papers
from chalicelib.casework.present import present
from chalicelib.casework.rules import policy_of
from chalicelib.casework.waits import BANK, BANK_PART
from chalicelib.records.case import CaseFile
from chalicelib.records.contents import Paper

if TYPE_CHECKING:
    from chalicelib.documents.signatures import Signed
_BY_HAND = "signed_form"


def paper(case: CaseFile) -> Paper:
    """The signed contract, sealed by the centre and the bank; of one that was drawn up before seals were put on it, what was signed. Safe to repeat.

    Raises `BankUnavailable` while the bank has not sealed, `PreconditionFailed` where it will not or its seal does not hold.
    """
    from chalicelib.documents.letter import bank_name
    from chalicelib.documents.signatures import page

    contract = present(case.contract, "contract")
    if not contract.takes_seals:
        return contract.paper
    known = seals.certificates(contract.bank)
    issuer, bank = policy_of(case).name, bank_name(contract.bank)
    value = page(issuer, bank, contract.number, contract.sha256, [*_signed(case)], [*_drawn_up(case)])
    to_seal, digest = papers.with_signatures(case, contract.paper, value, known[0])
    signature = seals.signature(seals.Order(contract.bank, contract.number, digest, contract.sha256))
    return papers.countersigned(case, contract.name, to_seal, signature, known)


def _signed(case: CaseFile) -> Iterator["Signed"]:
    """Everybody's signature on this contract; the bank's own contract beside it is no part of it."""
    from chalicelib.documents.letter import bank_name
    from chalicelib.documents.signatures import Signed

    contract = present(case.contract, "contract")
    signatures = {party: one for party, one in case.signatures.items() if party != BANK_PART and not one.void_at}
    proofs = case.beside([one.evidence for one in signatures.values() if one.evidence])
    names = {person.key: person.name for person in case.application.parties}
    for party, one in signatures.items():
        if party == BANK:
            yield Signed(bank_name(contract.bank), messages.text("PARTY_BANK"), "CONTRACT_SIGNED_BY_BANK", one.at)
        else:
            how = proofs[one.evidence].get("how", {}) if one.evidence else {}
            yield Signed(names[party], messages.role(party), _how(how), one.at)


def _drawn_up(case: CaseFile) -> Iterator["Signed"]:
    """The centre's seal on what was drawn up, before anybody signed it."""
    from chalicelib.documents.signatures import Signed

    if at := present(case.contract, "contract").seal.get("at"):
        yield Signed(policy_of(case).name, messages.text("PARTY_CENTRE"), "CONTRACT_SEALED_BY_CENTRE", at)


def _how(known: dict[str, str]) -> str:
    if not known.get("presence"):
        return "CONTRACT_SIGNED_BY_THEMSELVES"
    return "CONTRACT_SIGNED_BY_HAND" if known.get("method") == _BY_HAND else "CONTRACT_SIGNED_AT_WINDOW"
