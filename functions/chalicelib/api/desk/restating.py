"""What a person says anew of a home or its old loan, with the word to try a stopped pay-out again: see casework/said_anew.py."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib import clock
from chalicelib.casework.ordinary_stops import asked_anew
from chalicelib.domain.work import STAFF, Decision
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

if TYPE_CHECKING:
    from chalicelib.api.desk.deciding_bodies import Look


def looks(case: CaseFile, task: Task) -> list[Mapping[str, Any]]:
    """The look that may be answered beside the word; none where nothing can be said again."""
    if STAFF[task.kind].about != "stuck" or not asked_anew(codes := task.details.get("codes", ())):
        return []
    from chalicelib.casework import said_anew  # few pay-outs stop so

    return [*said_anew.looks(case, codes)]


def is_offered(case: CaseFile, task: Task, decision: Decision | None, items: Sequence["Look"]) -> bool:
    """Whether that decision may come with what is said anew, of a written payoff for today alone. That it is otherwise is no retry."""
    if task.outcome is not None:  # whether it is the same again is asked of what is kept
        return decision == "retry"
    today = clock.today().isoformat()
    is_of_today = all(item.outcome == "confirmed" and item.facts.get("on", today) == today for item in items)
    return decision == "retry" and is_of_today and bool(looks(case, task))
