"""What is denied (否认签字) of what was signed by hand, and what was done on it: the money waits until a person knows whether it was."""

from dataclasses import replace

from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import Presence

DENIED = "DENIED"
_LOAN_RESTS_ON = ("signatures", "submit", "corrections")


def is_denied(form: Presence) -> bool:
    """Whether who is said to have signed it says that they have not."""
    return form.void.get("why") == DENIED


def is_used(case: CaseFile, form: Presence) -> bool:
    """Whether something was done on it."""
    return form.id in case.spent or any(document.brought == form.id for document in case.documents.values())


def holds_money_up(case: CaseFile) -> bool:
    """Whether a contract was signed, or an application handed in, on what is denied, and no person has found out that it is theirs."""
    return any(
        is_denied(one) and "resolved_by" not in one.void and one.act in _LOAN_RESTS_ON and is_used(case, one)
        for one in case.presences
    )


def resolved(case: CaseFile, id: str, who: str) -> list[Presence]:
    """The proofs of the case, of which nothing waits any more for who signed that one: it stays void."""
    return [replace(one, void={**one.void, "resolved_by": who}) if one.id == id else one for one in case.presences]
