"""What parties say against findings (异议), as whoever has to decide it is shown it: what was found, by whom in kind, why that is not so."""

from typing import Any

from chalicelib.api.http.problem import Problem
from chalicelib.casework import contests
from chalicelib.casework.actor import Actor
from chalicelib.domain.checks.finding import key_of
from chalicelib.messages import worded
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task


def of_task(case: CaseFile, task: Task) -> list[dict[str, Any]]:
    """Every contest a task has to decide."""
    return [
        {
            "check": look["check"], "subject": look["subject"], "codes": sorted(codes), "texts": [worded(code) for code in sorted(codes)],
            "found_by": "staff" if contest.finder else "agency", "party": contest.party, "at": contest.at,
            "reason": case.reason_against(key_of(look["check"], look["subject"]), contest), "files": list(contest.files),
        }
        for look in task.details.get("looks", ())
        if (contest := contests.of_look(case, look)) and (codes := contests.to_settle(case, look))
    ]  # fmt: skip


def not_who_found_it(case: CaseFile, task: Task, who: Actor) -> None:
    """403 for whoever has found what a party contests, or the word untrue that it decides on: another person does."""
    if contests.is_barred(case, task.kind, task.details, who):
        raise Problem("FOUR_EYES")
