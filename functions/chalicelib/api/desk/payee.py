"""Whom the loan is to be paid to (收款人), in clear: to whoever has taken a task in which that is decided, and to nobody else."""

from collections.abc import Mapping
from typing import Any

from chalicelib.api import reaches
from chalicelib.api.desk import restating
from chalicelib.api.http.route import Call
from chalicelib.casework.ordinary_stops import of_the_payee
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import circumstances
from chalicelib.domain.work import STAFF
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

# Checks that tell of an account: whoever rules on one says where the money goes.
_ABOUT_IT = frozenset({"property", "old_loan"})
# Who tells of the account of each payee, and in which facts: the agency itself, whatever is contested or was ruled since.
_TOLD = {
    "seller": ("property", "regulated_account", "account_holder"),
    "old_loan": ("old_loan", "account", "holder"),
}


def shown(call: Call, task: Task) -> dict[str, Any] | None:
    """The account the form states, and beside it what the filing or the old lender has told of it, but where a pay-out has stopped since they tell otherwise.
    None to who does not have the task in hand, or takes no decision on that."""
    case = call.case
    if not reaches.has_taken(call, task) or not _decides(case, task) or not case.is_submitted:
        return None
    whom, account = (
        policy_of(case).kinds[case.application.kind].payee,
        circumstances.payee(case.application, policy_of(case)),
    )
    check, number, holder = _TOLD.get(whom, ("", "", ""))
    # What an agency told at the check is not shown as its word of today.
    known = () if of_the_payee(task.details.get("codes", ())) else case.findings
    told: Mapping[str, Any] = next((found.facts for found in known if found.check == check), {})
    return {
        "whom": whom,
        "holder": account.holder,
        "number": account.number,
        "bank": account.bank,
        "number_told": told.get(number) or None,
        "holder_told": told.get(holder) or None,
    }


def _decides(case: CaseFile, task: Task) -> bool:
    looks = (*task.details.get("looks", ()), *restating.looks(case, task))
    return STAFF[task.kind].about == "decision" or any(look["check"] in _ABOUT_IT for look in looks)
