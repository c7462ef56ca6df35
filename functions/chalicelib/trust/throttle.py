"""Throttling (限流): how often one may do a thing, counted atomically in fixed windows that DynamoDB forgets by itself.

Whoever is at the limit waits for the window to end, and nobody longer: at most twice as much passes across the border of two.
"""

import hashlib
from math import ceil
from typing import Any, NamedTuple

from chalicelib import aws, clock
from chalicelib.settings import setting


class Limit(NamedTuple):
    """So many in so many seconds."""

    most: int
    seconds: int


class Turn(NamedTuple):
    """What was counted. `wait`: seconds until there is room again, 0 if there was."""

    key: str
    wait: int


def take(what: str, who: str, limit: Limit) -> Turn:
    """Counts one more of `what` for `who`, unless there is no room: then nothing is counted. Who it is is kept hashed."""
    now = clock.now().timestamp()
    window = int(now // limit.seconds)
    ends = (window + 1) * limit.seconds
    whose = hashlib.sha256(who.encode()).hexdigest()[:32]
    key = f"limit#{what}#{whose}#{window}"
    room = _changed(
        key,
        "ADD used :one SET expires = :ends",
        "attribute_not_exists(used) OR used < :most",
        {":one": {"N": "1"}, ":ends": {"N": str(ends)}, ":most": {"N": str(limit.most)}},
    )
    return Turn(key, 0 if room else max(1, ceil(ends - now)))


def give_back(turn: Turn) -> None:
    """Takes back what was counted: it turned out not to count."""
    _changed(turn.key, "ADD used :less", "used > :none", {":less": {"N": "-1"}, ":none": {"N": "0"}})


def _changed(key: str, expression: str, condition: str, values: dict[str, Any]) -> bool:
    db = aws.client("dynamodb")
    try:
        db.update_item(
            TableName=setting("TABLE_EPHEMERAL"),
            Key={"key": {"S": key}},
            UpdateExpression=expression,
            ConditionExpression=condition,
            ExpressionAttributeValues=values,
        )
        return True
    except db.exceptions.ConditionalCheckFailedException:
        return False
