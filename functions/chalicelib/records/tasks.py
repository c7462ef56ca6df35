"""Waits (待办): every time the road waits for a person, a bank or a registry there is one task here, with the token.

The order makes it safe to die anywhere: the answer is recorded first and told to the state machine second, and a step
that runs again finds the recorded answer and tells it under its new token.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.errors import Contended
from chalicelib.records import conditional, road, schema
from chalicelib.settings import setting

# What an earlier release recorded, and what is recorded for the same today: its road has no way on from that word.
_TODAY = {'{"next": "more_material"}': '{"error": "MoreMaterial"}'}


@dataclass(frozen=True)
class Task:
    """One wait. `state` is open, claimed, answered or interrupted; `details` hold codes only, never personal data."""

    id: str
    case: str
    kind: str
    centre: str
    state: str
    opened_at: str
    due_at: str
    details: Mapping[str, Any]
    provisional: bool = False  # its due time may move: nobody has arranged the holidays of that year yet
    claimed_by: str | None = None
    answered_by: str | None = None
    outcome: Mapping[str, Any] | None = None
    on_the_road: bool = True  # the road waits for it
    escalated_at: str | None = None  # when a supervisor was told that it is overdue

    @property
    def is_open(self) -> bool:
        """Somebody may still answer it."""
        return self.state in ("open", "claimed")


class TaskNotFound(Exception):
    """There is no such task."""


def task_id(case: str, kind: str, number: int | str = 1) -> str:
    """The id of the n-th wait of one kind in a case; the same wait always gets the same id."""
    return f"{case}.{kind}.{number}"


def open_task(
    case: str,
    kind: str,
    number: int | str,
    token: str,
    *,
    centre: str,
    due_at: str,
    details: Mapping[str, Any],
    provisional: bool = False,
) -> Task:
    """Registers a wait under the token the state machine gave. If it was answered meanwhile, resumes at once.

    A task without a token is a person's alone: no road waits for it.
    """
    id = task_id(case, kind, number)
    try:
        return _task(
            _move(
                id,
                "#token = :token, #case = :case, kind = :kind, centre = :centre, due_at = :due, provisional = :provisional, details = :details,"
                " #state = if_not_exists(#state, :open), opened_at = if_not_exists(opened_at, :now), queue = :queue",
                "attribute_not_exists(id) OR #state IN (:open, :claimed)",
                {
                    ":token": token, ":case": case, ":kind": kind, ":centre": centre, ":due": due_at, ":provisional": "1" if provisional else "", ":now": clock.stamp(),
                    ":details": json.dumps(details, ensure_ascii=False), ":open": "open", ":claimed": "claimed",
                    ":queue": f"{centre}#{kind}",
                },
                {"#token": "token", "#case": "case"},
            )
        )  # fmt: skip
    except Contended:
        answered = _read(id)
        road.tell({**answered, "token": {"S": token}})
        return _task(answered)


def claim(id: str, who: str) -> Task:
    """Takes an open task for one member of staff. Raises `Contended` if another has it or it is no longer open."""
    return _task(
        _move(
            id,
            "#state = :new, claimed_by = :who",
            "attribute_exists(id) AND (#state = :old OR (#state = :new AND claimed_by = :who))",
            {":new": "claimed", ":old": "open", ":who": who},
        )
    )


def answer(id: str, outcome: Mapping[str, Any], who: str) -> Task:
    """Records the outcome of a wait, once, and resumes the road. The same answer again only resumes again.

    `outcome` becomes the state's result: a routing word `next`; or it is an `error` the road has to catch. Raises `Contended` for a different second answer.
    """
    text = json.dumps(outcome, sort_keys=True)
    earlier = next((then for then, today in _TODAY.items() if today == text), text)
    moved = _move(
        id,
        "#state = :new, outcome = :outcome, answered_by = :who, answered_at = if_not_exists(answered_at, :now)"
        " REMOVE queue",
        "attribute_exists(id) AND (#state IN (:open, :claimed) OR (#state = :new AND outcome IN (:outcome, :earlier)))",
        {
            ":new": "answered", ":open": "open", ":claimed": "claimed", ":outcome": text, ":earlier": earlier,
            ":who": who, ":now": clock.stamp(),
        },
    )  # fmt: skip
    road.tell(moved)
    return _task(moved)


def tell_again(task: Task) -> None:
    """Resumes the road once more with the answer of a wait: the first telling may have been lost. Safe to repeat."""
    road.tell(_read(task.id))


def escalate(task: Task) -> None:
    """Marks an open wait as overdue, once. Raises `Contended` when it is over."""
    changes = {":now": clock.stamp(), ":open": "open", ":claimed": "claimed"}
    _move(task.id, "escalated_at = if_not_exists(escalated_at, :now)", "#state IN (:open, :claimed)", changes)


def postpone(task: Task, due_at: str, *, provisional: bool) -> None:
    """Gives an open wait another due time. Raises `Contended` when it is over."""
    changes = {":due": due_at, ":provisional": "1" if provisional else "", ":open": "open", ":claimed": "claimed"}
    _move(task.id, "due_at = :due, provisional = :provisional", "#state IN (:open, :claimed)", changes)


def interrupt(case: str) -> None:
    """Ends every open wait of the road of a case: the applicant has withdrawn, or the case has ended another way."""
    for waiting in of_case(case):
        if waiting.on_the_road and (waiting.is_open or waiting.state == "interrupted"):
            road.tell(
                _move(
                    waiting.id,
                    "#state = :new REMOVE queue",
                    "#state IN (:open, :claimed, :new)",
                    {":new": "interrupted", ":open": "open", ":claimed": "claimed"},
                )
            )


def retire(task: Task) -> None:
    """Takes a wait out of its queue whose road has died: the new road opens its own. Safe to repeat."""
    changes = {":new": "interrupted", ":open": "open", ":claimed": "claimed"}
    with suppress(Contended):
        _move(task.id, "#state = :new REMOVE queue", "#state IN (:open, :claimed)", changes)


def get(id: str) -> Task:
    """Reads one task. Raises `TaskNotFound`."""
    return _task(_read(id))


def of_case(case: str) -> list[Task]:
    """Every wait a case has had, oldest first."""
    return sorted(_query("by_case", "case", case, None, 100)[0], key=lambda task: task.opened_at)


def queue(centre: str, kind: str, cursor: str | None = None, limit: int = 50) -> tuple[list[Task], str | None]:
    """One page of the open tasks of one kind in one centre, oldest first, and the cursor of the next page."""
    return _query("by_queue", "queue", f"{centre}#{kind}", cursor, limit)


def _query(index: str, key: str, value: str, cursor: str | None, limit: int) -> tuple[list[Task], str | None]:
    asked: dict[str, Any] = {
        "TableName": setting("TABLE_TASKS"), "IndexName": index, "KeyConditionExpression": "#k = :k",
        "ExpressionAttributeNames": {"#k": key}, "ExpressionAttributeValues": {":k": {"S": value}}, "Limit": limit,
    }  # fmt: skip
    if cursor:
        asked["ExclusiveStartKey"] = json.loads(cursor)
    page = aws.client("dynamodb").query(**asked)
    return [_task(item) for item in page["Items"]], (
        json.dumps(page["LastEvaluatedKey"]) if "LastEvaluatedKey" in page else None
    )


def _read(id: str) -> dict[str, Any]:
    found = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_TASKS"), Key={"id": {"S": id}}, ConsistentRead=True
    )
    if "Item" not in found:
        raise TaskNotFound(id)
    item = dict(schema.known(found["Item"]))
    if "outcome" in item:
        item["outcome"] = {"S": _TODAY.get(item["outcome"]["S"], item["outcome"]["S"])}
    return item


def _move(
    id: str, changes: str, condition: str, values: Mapping[str, str], names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    try:
        moved: dict[str, Any] = aws.client("dynamodb").update_item(
            TableName=setting("TABLE_TASKS"),
            Key={"id": {"S": id}},
            UpdateExpression=f"SET #schema = :schema, {changes}",
            ConditionExpression=condition,
            ExpressionAttributeNames={"#state": "state", "#schema": "schema", **(names or {})},
            ExpressionAttributeValues={
                ":schema": schema.STAMP["schema"],
                **{name: {"S": value} for name, value in values.items()},
            },
            ReturnValues="ALL_NEW",
        )["Attributes"]
        return moved
    except ClientError as error:
        if conditional.lost(error):
            raise Contended(id) from None
        raise


def _task(item: Mapping[str, Any]) -> Task:
    def text(name: str) -> str | None:
        return item[name]["S"] if name in item else None

    return Task(
        id=item["id"]["S"], case=item["case"]["S"], kind=item["kind"]["S"], centre=item["centre"]["S"],
        state=item["state"]["S"], opened_at=item["opened_at"]["S"], due_at=item["due_at"]["S"],
        details=json.loads(item["details"]["S"]), provisional=bool(text("provisional")), claimed_by=text("claimed_by"), answered_by=text("answered_by"),
        outcome=json.loads(item["outcome"]["S"]) if "outcome" in item else None, on_the_road=bool(text("token")),
        escalated_at=text("escalated_at"),
    )  # fmt: skip
