"""Throttling (限流): how often one may do a thing, counted atomically in fixed windows that DynamoDB forgets by itself.

Whoever is at the limit waits for the window to end, and nobody longer: at most twice as much passes across the border of two. Where
many who know nothing of each other share a limit, turns past it are drawn by lot instead.
"""

import hashlib
from collections.abc import Mapping
from math import ceil
from random import SystemRandom
from types import MappingProxyType
from typing import Any, NamedTuple

from chalicelib import aws, clock
from chalicelib.settings import setting


class Limit(NamedTuple):
    """So many in so many seconds."""

    most: int
    seconds: int


_LOT = SystemRandom()


class Turn(NamedTuple):
    """What was counted. `wait`: seconds until there is room again, 0 if there was."""

    key: str
    wait: int


def take(what: str, who: str, limit: Limit) -> Turn:
    """Counts one more of `what` for `who`, unless there is no room: then nothing is counted. Who it is is kept hashed."""
    key, ends, wait = _window(what, who, limit)
    most = {":most": {"N": str(limit.most)}}
    return Turn(key, 0 if _counted(key, ends, "attribute_not_exists(used) OR used < :most", most) else wait)


def draw(what: str, who: str, limit: Limit) -> Turn:
    """Counts one more, and draws whether it has a turn: the n-th of a window has one with a chance of `limit.most` in n.

    So nobody can take every turn by coming first or often. Of n who come, about most × (1 + ln(n / most)) have a turn.
    """
    key, ends, wait = _window(what, who, limit)
    nth = _counted(key, ends)
    return Turn(key, 0 if _LOT.random() * nth < limit.most else wait)


def give_back(turn: Turn) -> None:
    """Takes back what was counted: it turned out not to count."""
    _changed(turn.key, "ADD used :less", {":less": {"N": "-1"}, ":none": {"N": "0"}}, "used > :none")


def _window(what: str, who: str, limit: Limit) -> tuple[str, int, int]:
    """Where it is counted now, until when (seconds of the epoch), and in how many seconds that is."""
    now = clock.now().timestamp()
    window = int(now // limit.seconds)
    ends = (window + 1) * limit.seconds
    whose = hashlib.sha256(who.encode()).hexdigest()[:32]
    return f"limit#{what}#{whose}#{window}", ends, max(1, ceil(ends - now))


def _counted(key: str, ends: int, condition: str = "", values: Mapping[str, Any] = MappingProxyType({})) -> int:
    """How many there are with this one; 0 where there was no room."""
    counted = {":one": {"N": "1"}, ":ends": {"N": str(ends)}, **values}
    return _changed(key, "ADD used :one SET expires = :ends", counted, condition)


def _changed(key: str, expression: str, values: Mapping[str, Any], condition: str) -> int:
    db = aws.client("dynamodb")
    try:
        changed = db.update_item(
            TableName=setting("TABLE_EPHEMERAL"),
            Key={"key": {"S": key}},
            UpdateExpression=expression,
            ExpressionAttributeValues=values,
            ReturnValues="UPDATED_NEW",
            **({"ConditionExpression": condition} if condition else {}),
        )
        return int(changed["Attributes"]["used"]["N"])
    except db.exceptions.ConditionalCheckFailedException:
        return 0
