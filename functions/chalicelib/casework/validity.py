"""Whether a paper stands (文书效力): what its case says today of one that somebody holds."""

import re
from typing import Literal

from chalicelib.casework import denied
from chalicelib.casework.accepting import LETTER
from chalicelib.domain.status import Status
from chalicelib.records.casefile import CaseFile
from chalicelib.records.issued import Issued
from chalicelib.trust import consent

State = Literal["valid", "pending", "questioned", "forged", "closed", "superseded", "void"]
Likeness = Literal["issued", "signed", "other"]
OF_THE_WAY = (
    "receipt",
    "acceptance",
    "notice",
    "procedure",
)  # say how far a case is: of one that has ended, how far it was
OF_THE_LOAN = ("approval", "voucher", "schedule")  # worth nothing once there is no loan


def state(case: CaseFile, paper: Issued) -> State | None:
    """None for what was made and never issued: a step that died before it wrote it down has drawn another since."""
    match paper.kind:
        case "authorisation":
            given = next((one for one in case.consents if one.get("paper", {}).get("sha256") == paper.sha256), None)
            return None if given is None else "valid" if consent.stands(given) else "void"
        case "contract":
            if case.contract is None or case.contract.sha256 != paper.sha256:
                return None
            if case.contract.voided_at or case.contract.declined or _has_no_loan(case):
                return "void"
            return _of_signatures(case)
    held = next((one for one in case.results if one.sha256 == paper.sha256), None)
    if held is None:
        return None
    if held.replaced or overtaken(case, paper.name):
        return "superseded"
    if paper.kind == "ending" and not paper.name.startswith("appeal"):  # what was decided on an end outlives it
        names = {case.status.lower(), case.called(case.status).lower()}  # earlier releases had one for both
        if _has_no_loan(case):
            names.add("released")
        return "valid" if re.split(r"[-.]", paper.name)[0] in names else "void"
    if case.ended and paper.kind in OF_THE_WAY:
        return "closed"
    return "void" if paper.kind in OF_THE_LOAN and _has_no_loan(case) else "valid"


def _of_signatures(case: CaseFile) -> State:
    """What is known of those on a contract. Once the bank has its order nobody waits for one any more: what a contract with a forged one is worth, the
    law says and nobody here [a lawyer's question]."""
    if case.unsigned and not case.payment:
        return "pending"
    if case.unsigned or denied.is_found_forged(case):
        return "forged"
    return "questioned" if denied.holds_money_up(case) else "valid"


def overtaken(case: CaseFile, name: str) -> bool:
    """Whether that letter names a limit that counts no more since the case was reopened: the law's days began anew, and nobody waits for what a
    notice asked. Another stands in its place, the one that says so (appeal-<n>.pdf)."""
    if name == LETTER:
        return bool(case.accepted_on and case.reopened_on and case.reopened_on > case.accepted_on)
    notice = re.fullmatch(r"(?:correction|hold)-(\d+)\.pdf", name)
    answered = case.corrected(notice[1]) if notice else None
    return bool(answered and answered.values.get("reopened"))


def likeness(case: CaseFile, paper: Issued, sha256: str) -> Likeness:
    """Whether a file is that paper: as it was issued, of a contract as everybody has signed and the seals stand on it, or another."""
    if paper.kind == "contract" and sha256 in {one.sha256 for one in case.results if one.name == paper.name} - {
        paper.sha256
    }:
        return "signed"
    return "issued" if sha256 == paper.sha256 else "other"


def number(case: CaseFile, paper: Issued) -> str | None:
    """The number that stands on the paper: its document number, of a contract its own."""
    return paper.number or (case.contract.number if paper.kind == "contract" and case.contract else None)


def _has_no_loan(case: CaseFile) -> bool:
    """Whether there will be none, or is none any more. One that was withheld may go out yet, and one that has failed while the bank says otherwise
    may be with the payee, until somebody has found out."""
    is_over, payment = bool(case.ended) and case.status is not Status.DISBURSED, case.payment
    if is_over or (payment and payment.status == "overturned"):
        return True
    comes_to_nothing = (case.is_leaving and not case.is_paid) or bool(payment and payment.status == "failed")
    return comes_to_nothing and not case.payment_is_disputed
