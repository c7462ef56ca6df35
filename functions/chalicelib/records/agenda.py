"""When each open case is looked at next (巡检日程): a sparse index over all of them, written with every change of status.

A case that has ended is not in it. It is spread over a few shards, so that no one of them grows hot.
"""

from zlib import crc32

from chalicelib import aws, clock
from chalicelib.domain.status import STATES, Status
from chalicelib.settings import setting

NAMES = ("due_at", "due_shard")
SHARDS = 8


def due_of(case_id: str, status: Status) -> dict[str, str]:
    """What stands in the item of a case that comes into a state now."""
    return {"due_at": clock.stamp(clock.now() + STATES[status].looked_at), "due_shard": _shard(case_id)}


def due(shard: int, limit: int) -> list[str]:
    """The ids of cases of one shard that are due by now, the longest due first."""
    page = aws.client("dynamodb").query(
        TableName=setting("TABLE_CASES"), IndexName="by_due",
        KeyConditionExpression="due_shard = :shard AND due_at <= :now", Limit=limit,
        ExpressionAttributeValues={":shard": {"S": str(shard)}, ":now": {"S": clock.stamp()}},
    )  # fmt: skip
    return [item["id"]["S"] for item in page["Items"]]


def _shard(case_id: str) -> str:
    return str(crc32(case_id.encode()) % SHARDS)
