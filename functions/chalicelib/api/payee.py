"""Whom the loan is to be paid to (收款人), in clear: to whoever has taken a task in which that is decided, and to nobody else."""

from typing import Any

from chalicelib.casework.answers import known
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import circumstances
from chalicelib.domain.work import STAFF
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

_ABOUT_IT = {
    ("property", "PAYEE_HOLDER_DIFFERS")
}  # looks in which the payee is the question; of the old lender all are


def shown(case: CaseFile, task: Task, who: str) -> dict[str, Any] | None:
    """The account the form states, and beside it what the filing or the old lender tells of it. None to who has not taken the task, or
    takes no decision on that."""
    if task.claimed_by != who or not _decides(task) or not case.is_submitted:
        return None
    whom, account = (
        policy_of(case).kinds[case.application.kind].payee,
        circumstances.payee(case.application, policy_of(case)),
    )
    told = {found.check: found.facts for found in known(case)}
    number = {
        "seller": told.get("property", {}).get("regulated_account"),
        "old_loan": told.get("old_loan", {}).get("account"),
    }
    return {
        "whom": whom,
        "holder": account.holder,
        "number": account.number,
        "bank": account.bank,
        "number_told": number.get(whom) or None,
        "holder_told": told.get("old_loan", {}).get("holder") if whom == "old_loan" else None,
    }


def _decides(task: Task) -> bool:
    looks = task.details.get("looks", ())
    return STAFF[task.kind].about == "decision" or any(
        look["check"] == "old_loan" or (look["check"], look["code"]) in _ABOUT_IT for look in looks
    )
