"""What a supervisor has to know of a centre's queues (主管数据): counted over every task, and not over the first pages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib import clock
from chalicelib.casework import laws, putting_aside
from chalicelib.records import tasks
from chalicelib.records.tasks import Task

AGES = (1, 3, 7)  # days; of each kind: younger than the first, then up to each next, then older than all


def counted(every: Iterable[Task]) -> dict[str, Any]:
    """Of each kind and of each holder, how many, how urgent, how old; a task in one kind and with one holder, or with nobody."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    people: dict[str, Counter[str]] = defaultdict(Counter)
    ages: dict[str, list[int]] = defaultdict(lambda: [0] * (len(AGES) + 1))
    oldest: dict[tuple[str, str], str] = {}
    for task in every:
        holder = task.claimed_by or "" if tasks.free_at(task) > clock.stamp() else ""
        said = ("open", _light(task), *_standing(task, holder))
        kinds[task.kind].update(said)
        people[holder].update(said)
        ages[task.kind][_age(task)] += 1
        for key in (("kind", task.kind), ("who", holder)):
            oldest[key] = min(task.opened_at, oldest.get(key, task.opened_at))
    return {
        "kinds": [{"kind": kind, **_line(said, oldest["kind", kind]), "ages": ages[kind]} for kind, said in sorted(kinds.items())],
        "people": [{"who": who or None, **_line(said, oldest["who", who])} for who, said in sorted(people.items())],
    }  # fmt: skip


def _line(said: Mapping[str, int], oldest: str) -> dict[str, Any]:
    names = ("open", "red", "yellow", "green", "free", "claimed", "held", "overdue", "unstaffed")
    return {**{name: said.get(name, 0) for name in names}, "oldest": oldest}


def _standing(task: Task, holder: str) -> Iterable[str]:
    yield "held" if putting_aside.is_held(task) else "claimed" if holder else "free"
    if task.escalated_at:
        yield "overdue"
    if task.nobody_since and not task.lent_by:
        yield "unstaffed"


def _light(task: Task) -> str:
    """By the law's day as the sweep last put it in order (casework/clocks.py): no case is read."""
    return laws.light(task.urgent_by.partition(" ")[0] or None, task.due_at)


def _age(task: Task) -> int:
    days = (clock.now() - clock.parsed(task.opened_at)).total_seconds() / 86_400
    return sum(days >= limit for limit in AGES)
