"""Outages that lasted longer than the road waits (久断), and what else passes by itself: one, however often the step is tried again while it lasts.

Every try that fails opens another task. To whoever waits they are one: it is as old, and due, as the first of them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.casework.stops import heals
from chalicelib.records.tasks import Task

SYSTEM = "sweep"  # who tries again by itself
KIND = "attend"


def tries(waits: Sequence[Task], details: Mapping[str, Any], id: str = "") -> list[Task]:
    """The tasks of the tries of the same step that the system has had made in a row before the task `id` with those details, out of all
    waits of a case, the last one first. A person's answer breaks the row, and so does whatever else the road has begun to wait for since.
    """
    found: list[Task] = []
    if not heals(details):
        return found
    of_road = [wait for wait in waits if wait.on_the_road]
    ids = [wait.id for wait in of_road]
    before = of_road[: ids.index(id)] if id in ids else of_road
    for wait in reversed(before):
        same = wait.kind == KIND and wait.details.get("step") == details.get("step") and heals(wait.details)
        if not same or wait.answered_by != SYSTEM:
            break
        found.append(wait)
    return found


def tried(task: Task, waits: Sequence[Task]) -> int:
    """How often the system has had the step of a task tried again since a person last had it."""
    return len(_tries_before(task, waits))


def first(task: Task, waits: Sequence[Task]) -> Task:
    """The task an outage began with; any other is one of its own."""
    return [task, *_tries_before(task, waits)][-1]


def _tries_before(task: Task, waits: Sequence[Task]) -> list[Task]:
    if task.kind != KIND:
        return []
    return tries(waits, task.details, task.id)
