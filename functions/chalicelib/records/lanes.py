"""Queues (待办队列) of waits: of one kind in one centre, page by page; and what one person has in their hands."""

import json

from chalicelib.records import task_items
from chalicelib.records.task_items import Task


def queue(centre: str, kind: str, cursor: str | None = None, limit: int = 50) -> tuple[list[Task], str | None]:
    """One page of the open tasks of one kind in one centre, what there is least time left for first, and the cursor of the next page.

    Those of earlier releases come behind them all, until the sweep has put them in order (`upkeep.put_in_order`).
    """
    lane, page, following = f"{centre}#{kind}", list[Task](), None
    if cursor is None or "lane" in json.loads(cursor):
        page, following = task_items.listed("by_law", "lane", lane, cursor, limit)
        cursor = None
    if following is None:
        earlier, following = task_items.listed("by_queue", "queue", lane, cursor, limit)
        page += earlier
    return page, following


def held_by(person: str) -> list[Task]:
    """Every task in a queue that this natural person has taken, under whatever login; a claim that has lapsed among them."""
    return [task for task in in_hands_of(person) if task.state == "claimed"]


def in_hands_of(person: str) -> list[Task]:
    """The same, and every open task that was handed to them and that nobody has taken since."""
    return [task for task in task_items.every("by_holder", "claimant", person) if task.is_open]


def cursors(lane: str | None = None) -> tuple[dict[str, str | None], ...]:
    """What a cursor of a queue may hold, of that one or of any: of tasks in order, and of an earlier release's behind them."""
    return {"id": None, "urgent_by": None, "lane": lane}, {"id": None, "opened_at": None, "queue": lane}


def after(task: Task) -> str:
    """The cursor of a page that would begin behind a task."""
    place = {"urgent_by": task.urgent_by, "lane": f"{task.centre}#{task.kind}"}
    earlier = {"opened_at": task.opened_at, "queue": f"{task.centre}#{task.kind}"}
    key = {"id": task.id, **(place if task.urgent_by else earlier)}
    return json.dumps({name: {"S": value} for name, value in key.items()})
