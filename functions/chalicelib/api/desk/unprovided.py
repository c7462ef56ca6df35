"""What the parties say they cannot provide (不能提供的材料), as whoever looks for something else to show it reads it."""

from typing import Any

from chalicelib.casework import replies
from chalicelib.domain.checks.papers import CANNOT
from chalicelib.messages import worded
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task


def of_task(case: CaseFile, task: Task) -> list[dict[str, Any]]:
    """Every such paper among the looks of a task, with the reason they gave."""
    looks = [look["subject"] for look in task.details.get("looks", ()) if look.get("code") == CANNOT]
    said = [(subject, *found) for subject in looks if (found := replies.why_without(case, subject))]
    return [
        {
            "subject": subject,
            "code": one.code,
            "text": worded(CANNOT),
            "at": one.at,
            "reason": case.reason_for(key, one),
        }
        for subject, key, one in said
    ]
