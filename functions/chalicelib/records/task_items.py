"""How a wait is stored: its item in the tasks table, read, listed and changed. Nobody but `tasks` and `upkeep` needs to know."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.domain.frozen import frozen
from chalicelib.errors import Contended
from chalicelib.records import conditional, schema
from chalicelib.settings import setting

# What an earlier release recorded, and what is recorded for the same today: its road has no way on from that word.
TODAY = {'{"next": "more_material"}': '{"error": "MoreMaterial"}'}

PAGE = 100  # of the waits of a case, or in somebody's hands, in one call: hardly any case or person has more
RETRYING = "retrying"  # the state of a task whose step the system is having tried again
IS_OPEN = "#state IN (:open, :claimed)"  # as a condition of `change`


@frozen
class Task:
    """One wait. `state` is open, claimed, retrying, answered or interrupted; `details` hold codes only, never personal data."""

    id: str
    case: str
    kind: str
    centre: str
    state: str
    opened_at: str
    due_at: str
    details: Mapping[str, Any]
    provisional: bool = False  # its due time may move: nobody has arranged the holidays of that year yet
    first_due: str = ""  # what it was due by before its limit stood still for the first time; empty before that
    turn: str = ""  # which run of the road opened it last; a later one compares as greater
    claimed_by: str | None = None
    claimed_at: str | None = None  # earlier releases did not write it down: not before it was opened
    # The reference of the natural person behind that login; of an open task, behind `kept_for`. Earlier releases kept none.
    claimant: str = ""
    answered_by: str | None = None
    outcome: Mapping[str, Any] | None = None
    on_the_road: bool = True  # the road waits for it
    urgent_by: str = ""  # what it is put in its queue by; empty while it stands where an earlier release put it
    escalated_at: str | None = None  # when a supervisor was told that it is overdue
    held_until: str = ""  # 挂起: the day on which it comes back to be worked on, and why (domain/work.py HOLDS)
    held_why: str = ""
    held_by: str = ""  # the login that put it aside; earlier releases kept none
    kept_for: str = ""  # the login it was handed to, since `kept_at`
    kept_at: str = ""
    nobody_since: str = ""  # since when nobody of the centre of its case may do it any more (casework/remaining.py)
    lent_by: str = ""  # the centre of its case, where it was offered to another, whose task it is then

    @property
    def is_open(self) -> bool:
        """Somebody may still answer it."""
        return self.state in ("open", "claimed")

    @property
    def is_listed(self) -> bool:
        """It stands in its queue: it is open, or the system has answered it and people may see how that goes."""
        return self.is_open or self.state == RETRYING


class TaskNotFound(Exception):
    """There is no such task."""


def read(id: str) -> dict[str, Any]:
    """The item of one task, strongly consistent. Raises `TaskNotFound`."""
    found = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_TASKS"), Key={"id": {"S": id}}, ConsistentRead=True
    )
    if "Item" not in found:
        raise TaskNotFound(id)
    item = dict(schema.known(found["Item"]))
    if "outcome" in item:
        item["outcome"] = {"S": TODAY.get(item["outcome"]["S"], item["outcome"]["S"])}
    return item


def change(
    id: str,
    changes: str,
    condition: str,
    values: Mapping[str, str],
    names: Mapping[str, str] = MappingProxyType({}),
    *,
    beside: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Changes one task in one conditional write and gives its item as it is then; both may name the states `:open` and `:claimed`.

    `beside`: another `Update` that happens with it or not at all. Raises `Contended` when a condition does not hold.
    """
    update = {
        "TableName": setting("TABLE_TASKS"),
        "Key": {"id": {"S": id}},
        "UpdateExpression": f"SET #schema = :schema, {changes}",
        "ConditionExpression": condition,
        "ExpressionAttributeNames": {"#state": "state", "#schema": "schema", **names},
        "ExpressionAttributeValues": {
            ":schema": schema.STAMP["schema"],
            ":open": {"S": "open"},
            ":claimed": {"S": "claimed"},
            **{name: {"S": value} for name, value in values.items()},
        },
    }
    try:
        if beside:
            aws.client("dynamodb").transact_write_items(TransactItems=[{"Update": beside}, {"Update": update}])
            return read(id)
        changed: dict[str, Any] = aws.client("dynamodb").update_item(**update, ReturnValues="ALL_NEW")["Attributes"]
        return changed
    except ClientError as error:
        if conditional.lost(error) or conditional.lost_of(error, ["case", "task"]):
            raise Contended(id) from None
        raise


def listed(index: str, key: str, value: str, cursor: str | None, limit: int) -> tuple[list[Task], str | None]:
    """One page of the tasks an index has under a key, and the cursor of the next page."""
    asked: dict[str, Any] = {
        "TableName": setting("TABLE_TASKS"),
        "IndexName": index,
        "KeyConditionExpression": "#k = :k",
        "ExpressionAttributeNames": {"#k": key},
        "ExpressionAttributeValues": {":k": {"S": value}},
        "Limit": limit,
    }
    if cursor:
        asked["ExclusiveStartKey"] = json.loads(cursor)
    page = aws.client("dynamodb").query(**asked)
    return [task_of(item) for item in page["Items"]], (
        json.dumps(page["LastEvaluatedKey"]) if "LastEvaluatedKey" in page else None
    )


def every(index: str, key: str, value: str) -> list[Task]:
    """All tasks an index has under a key, however many."""
    found, cursor = listed(index, key, value, None, PAGE)
    while cursor:
        more, cursor = listed(index, key, value, cursor, PAGE)
        found += more
    return found


def task_of(item: Mapping[str, Any]) -> Task:
    """A stored task."""

    def text(name: str) -> str | None:
        return item[name]["S"] if name in item else None

    return Task(
        id=item["id"]["S"], case=item["case"]["S"], kind=item["kind"]["S"], centre=item["centre"]["S"],
        state=item["state"]["S"], opened_at=item["opened_at"]["S"], due_at=item["due_at"]["S"],
        details=json.loads(item["details"]["S"]), provisional=bool(text("provisional")), first_due=text("first_due") or "", turn=text("turn") or "",
        claimed_by=text("claimed_by"), claimed_at=text("claimed_at"), claimant=text("claimant") or "", answered_by=text("answered_by"),
        outcome=json.loads(item["outcome"]["S"]) if "outcome" in item else None, on_the_road=bool(text("token")),
        urgent_by=text("urgent_by") or "", escalated_at=text("escalated_at"),
        held_until=text("held_until") or "", held_why=text("held_why") or "", held_by=text("held_by") or "", kept_for=text("kept_for") or "", kept_at=text("kept_at") or "",
        nobody_since=text("nobody_since") or "", lent_by=text("lent_by") or "",
    )  # fmt: skip
