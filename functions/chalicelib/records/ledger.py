"""The ledger of data use (数据使用留痕): append-only, hash-chained per case. Nothing is read from an agency without an entry.

A place of the chain holds what one question took: one use of data, or several that were made for it together.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from time import monotonic
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.records import conditional, schema
from chalicelib.settings import setting


class Tail(NamedTuple):
    """The end of a case's chain; number 0 where it is empty."""

    number: int
    hash: str


Use = Mapping[str, Any]
HELD = 5.0  # seconds: so much of what it has asked an agency may be lost with a function that is killed


@cache
def _tails() -> dict[str, Tail]:
    """Where this process wrote last: the next entry of the same case goes there, unless another has been faster."""
    return {}


def append(case: str, *uses: Use) -> None:
    """Adds a place with uses of data: who asked whom, about which party, on which consent, replacing which material.

    Uses hold keys, codes and hashes, never values. Concurrent writers of one case take the next free place.
    """
    written: str | None = None
    tail, dated = _tails().pop(case, None) or _tail(case), [{"at": clock.stamp(), **use} for use in uses]
    while tail.hash != written:  # else our own entry stands there: only the answer to writing it was lost
        body = json.dumps({"uses": dated, "previous": tail.hash}, ensure_ascii=False, sort_keys=True)
        written = _hash(body)
        try:
            _put(case, tail.number + 1, body, written)
        except ClientError as error:
            if not conditional.lost(error):
                raise
            tail = _standing(error) or _tail(case)
        else:
            _tails().clear()
            _tails()[case] = Tail(tail.number + 1, written)
            return


@contextmanager
def together(case: str) -> Iterator[Callable[[Use], None]]:
    """Yields what records one use; all of a block are written in one place when it ends, however it ends.

    So a block ends before anything that was learnt in it is written elsewhere. Once it lasts long, every use is written at once.
    """
    held, began = list[Use](), monotonic()

    def write() -> None:
        if held:
            append(case, *held)
            held.clear()

    def record(use: Use) -> None:
        held.append({"at": clock.stamp(), **use})
        if monotonic() - began > HELD:
            write()

    try:
        yield record
    finally:
        write()


def _put(case: str, number: int, body: str, hash: str) -> None:
    aws.client("dynamodb").put_item(
        TableName=setting("TABLE_LEDGER"), ConditionExpression="attribute_not_exists(#c)", ExpressionAttributeNames={"#c": "case"},
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
        Item={"case": {"S": case}, "number": {"N": str(number)}, "body": {"S": body}, "hash": {"S": hash}, **schema.STAMP},
    )  # fmt: skip


def entries(case: str) -> list[dict[str, Any]]:
    """Every use of data in a case, in order, each with the `number` of its place, and the `hash` of the very `body` there."""
    uses: list[dict[str, Any]] = []
    for page in aws.client("dynamodb").get_paginator("query").paginate(**_query(case)):
        uses += [use for item in page["Items"] for use in _uses(schema.known(item))]
    return uses


def places(case: str) -> list[dict[str, Any]]:
    """The chain itself, in order: number, body and hash of every place, as they are stored."""
    pages = aws.client("dynamodb").get_paginator("query").paginate(**_query(case), ConsistentRead=True)
    return [
        {"number": int(item["number"]["N"]), "body": item["body"]["S"], "hash": item["hash"]["S"]}
        for page in pages
        for item in page["Items"]
        if schema.known(item)
    ]


def latest(case: str, before: int | None, limit: int) -> list[dict[str, Any]]:
    """The uses of the last so many places, the last one first; of those before a number, if one is given."""
    query = _query(case)
    if before is not None:
        query["KeyConditionExpression"] += " AND #n < :n"
        query["ExpressionAttributeNames"] |= {"#n": "number"}
        query["ExpressionAttributeValues"] |= {":n": {"N": str(before)}}
    page = aws.client("dynamodb").query(**query, ScanIndexForward=False, Limit=limit)
    return [use for item in page["Items"] for use in reversed(_uses(schema.known(item)))]


def _tail(case: str) -> Tail:
    items = aws.client("dynamodb").query(**_query(case), ScanIndexForward=False, Limit=1, ConsistentRead=True)["Items"]
    return _place(items[0]) if items else Tail(0, "")


def _standing(error: ClientError) -> Tail | None:
    """What stood in the place already: as a rule the new end, and if not, the next try finds what comes after."""
    item = error.response.get("Item")
    return _place(item) if item else None


def _place(item: Mapping[str, Any]) -> Tail:
    return Tail(int(schema.known(item)["number"]["N"]), item["hash"]["S"])


def _query(case: str) -> dict[str, Any]:
    return {
        "TableName": setting("TABLE_LEDGER"),
        "KeyConditionExpression": "#c = :c",
        "ExpressionAttributeNames": {"#c": "case"},
        "ExpressionAttributeValues": {":c": {"S": case}},
    }


def _uses(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    body = item["body"]["S"]
    told = json.loads(body)
    place = {
        "previous": told["previous"],
        "body": body,
        "number": int(item["number"]["N"]),
        "hash": item["hash"]["S"],
    }
    return [{**use, **place} for use in told.get("uses", [told])]  # an earlier release wrote one use a place


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
