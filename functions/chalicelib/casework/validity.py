"""Whether a paper stands (文书效力): what its case says today of one that somebody holds."""

import re
from typing import Literal

from chalicelib.domain.status import Status
from chalicelib.records.casefile import CaseFile
from chalicelib.records.issued import Issued
from chalicelib.trust import consent

State = Literal["valid", "superseded", "void"]
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
            return "void" if case.contract.voided_at or case.contract.declined or _has_no_loan(case) else "valid"
    held = next((one for one in case.results if one.sha256 == paper.sha256), None)
    if held is None:
        return None
    if held.replaced:
        return "superseded"
    if paper.kind == "ending":
        return "valid" if re.split(r"[-.]", paper.name)[0] == case.status.lower() else "void"
    return "void" if paper.kind in OF_THE_LOAN and _has_no_loan(case) else "valid"


def is_same(case: CaseFile, paper: Issued, sha256: str) -> bool:
    """Whether a file is that paper, as it was issued: a contract also as the seals stand on it."""
    sealed = {one.sha256 for one in case.results if one.name == paper.name} if paper.kind == "contract" else set()
    return sha256 in {paper.sha256, *sealed}


def _has_no_loan(case: CaseFile) -> bool:
    ended_otherwise = bool(case.ended) and case.status is not Status.DISBURSED
    return ended_otherwise or bool(case.payment and case.payment.has_failed)
