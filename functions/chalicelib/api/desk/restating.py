"""What a bank without a line to us has written anew (书面结清证明), said with the word to try a stopped pay-out again."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.work import STAFF, Decision
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

_STOPPED_BY = "OLD_LOAN_NOT_CONFIRMED"


def looks(case: CaseFile, task: Task) -> list[Mapping[str, Any]]:
    """The look that may be answered beside the word; none where nothing can be said again."""
    if STAFF[task.kind].about != "stuck" or _STOPPED_BY not in task.details.get("codes", ()):
        return []
    from chalicelib.casework import old_loan  # few loans repay another

    look = old_loan.to_restate(case)
    return [look] if look else []


def is_offered(case: CaseFile, task: Task, decision: Decision | None) -> bool:
    """Whether that decision may come with what was written anew."""
    return decision == "retry" and bool(looks(case, task))
