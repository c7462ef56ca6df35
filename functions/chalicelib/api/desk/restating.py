"""What a bank without a line to us has written anew (书面结清证明), said with the word to try a stopped pay-out again."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib import clock
from chalicelib.domain.work import STAFF, Decision
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

if TYPE_CHECKING:
    from chalicelib.api.desk.bodies import Look

_STOPPED_BY = "OLD_LOAN_NOT_CONFIRMED"


def looks(case: CaseFile, task: Task) -> list[Mapping[str, Any]]:
    """The look that may be answered beside the word; none where nothing can be said again."""
    if STAFF[task.kind].about != "stuck" or _STOPPED_BY not in task.details.get("codes", ()):
        return []
    from chalicelib.casework import old_loan  # few loans repay another

    look = old_loan.to_restate(case)
    return [look] if look else []


def is_offered(case: CaseFile, task: Task, decision: Decision | None, items: Sequence["Look"]) -> bool:
    """Whether that decision may come with what was written anew: what settles the loan today. That there is nothing to pay is no retry."""
    today = clock.today().isoformat()
    is_of_today = all(item.outcome == "confirmed" and item.facts.get("on", today) == today for item in items)
    return decision == "retry" and is_of_today and bool(looks(case, task))
