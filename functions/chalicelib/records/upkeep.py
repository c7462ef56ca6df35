"""The upkeep of waits (待办维护): what becomes of an open one without anybody's answer, and without telling the road."""

from contextlib import suppress

from chalicelib import clock
from chalicelib.errors import Contended
from chalicelib.records.task_items import IS_OPEN, Task, change


def escalate(task: Task) -> None:
    """Marks an open wait as overdue, once. Raises `Contended` when it is over."""
    _while_open(task, "escalated_at = if_not_exists(escalated_at, :now)", now=clock.stamp())


def postpone(task: Task, due_at: str, *, provisional: bool) -> None:
    """Gives an open wait another due time. Raises `Contended` when it is over."""
    _while_open(task, "due_at = :due, provisional = :provisional", due=due_at, provisional="1" if provisional else "")


def retire(task: Task) -> None:
    """Takes a wait out of its queue whose road has died: the new road opens its own. Safe to repeat."""
    with suppress(Contended):
        _while_open(task, "#state = :interrupted REMOVE queue", interrupted="interrupted")


def _while_open(task: Task, changes: str, **values: str) -> None:
    change(task.id, changes, IS_OPEN, {f":{name}": value for name, value in values.items()})
