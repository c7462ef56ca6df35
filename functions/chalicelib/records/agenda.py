"""When each open case is looked at next (巡检日程): a sparse index, written with every change of status, every answer and every save of a draft.

A case of an earlier release enters it with its first write, or by `make agenda`. One that has ended leaves it when nothing has
happened to it for a day and no dispute is open. It is spread over a few shards, so that no one of them grows hot.
"""

from datetime import timedelta
from typing import Any
from zlib import crc32

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.domain.status import STATES, Status
from chalicelib.records import conditional
from chalicelib.settings import setting

SHARDS = 8
UNREADABLE = timedelta(hours=1)  # until the next look at a case that nobody can read
_SET = "SET due_at = :due_at, due_shard = :due_shard"


def due_of(case_id: str, status: Status) -> dict[str, str]:
    """What stands in the item of a case that comes into a state now, or was looked at in it."""
    return _due(case_id, STATES[status].looked_at)


def due(shard: int, limit: int) -> dict[str, str]:
    """The ids of cases of one shard that are due by now, and since when, the longest due first."""
    page = aws.client("dynamodb").query(
        TableName=setting("TABLE_CASES"),
        IndexName="by_due",
        KeyConditionExpression="due_shard = :shard AND due_at <= :now",
        Limit=limit,
        ExpressionAttributeValues={":shard": {"S": str(shard)}, ":now": {"S": clock.stamp()}},
    )
    return {item["id"]["S"]: item["due_at"]["S"] for item in page["Items"]}


def enter(case_id: str, status: Status, after: timedelta | None = None, due_at: str = "") -> bool:
    """Has a case that still stands in `status` looked at next as that state says, or `after` some time; where it was due at `due_at`
    when it was read, only if it still is. False when it has moved on: who moved it wrote so."""
    due_then, still = due_of(case_id, status) if after is None else _due(case_id, after), "#status = :status"
    known = {**due_then, "status": status, **({"as_read": due_at} if due_at else {})}
    return _write(case_id, _SET, still + (" AND due_at = :as_read" if due_at else ""), known, {"#status": "status"})


def put_off(case_id: str, time: timedelta) -> None:
    """Has one that nobody can read, or that has just ended, looked at so much later, so that others get their turn."""
    _write(case_id, _SET, "attribute_exists(due_shard)", _due(case_id, time))


def leave(case_id: str, due_at: str) -> None:
    """Takes out a case that has ended, unless its due time was written anew since it was read."""
    _write(case_id, "REMOVE due_at, due_shard", "due_at = :due_at", {"due_at": due_at})


def _due(case_id: str, after: timedelta) -> dict[str, str]:
    shard = str(crc32(case_id.encode()) % SHARDS)
    return {"due_at": clock.stamp(clock.now() + after), "due_shard": shard}


def _write(
    case_id: str, changes: str, condition: str, values: dict[str, Any], names: dict[str, str] | None = None
) -> bool:
    try:
        aws.client("dynamodb").update_item(
            TableName=setting("TABLE_CASES"),
            Key={"id": {"S": case_id}},
            UpdateExpression=changes,
            ConditionExpression=condition,
            ExpressionAttributeValues={f":{name}": {"S": value} for name, value in values.items()},
            **({"ExpressionAttributeNames": names} if names else {}),
        )
    except ClientError as error:
        if not conditional.lost(error):
            raise
        return False
    return True
