"""The ledger of data use (数据使用留痕): append-only, hash-chained per case. Nothing is read from an agency without an entry."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.records import conditional, schema
from chalicelib.settings import setting


class Tail(NamedTuple):
    """The end of a case's chain; number 0 where it is empty."""

    number: int
    hash: str


# Where this process wrote last: the next entry of the same case goes there, unless another has been faster.
_tails: dict[str, Tail] = {}


def append(case: str, entry: Mapping[str, Any]) -> None:
    """Adds one use of data: who asked whom, about which party, on which consent, replacing which material.

    Entries hold keys, codes and hashes, never values. Concurrent writers of one case take the next free place.
    """
    written: str | None = None
    tail = _tails.pop(case, None) or _tail(case)
    while tail.hash != written:  # else our own entry stands there: only the answer to writing it was lost
        body = json.dumps({**entry, "at": clock.stamp(), "previous": tail.hash}, ensure_ascii=False, sort_keys=True)
        written = _hash(body)
        try:
            _put(case, tail.number + 1, body, written)
        except ClientError as error:
            if not conditional.lost(error):
                raise
            tail = _tail(case)
        else:
            _tails.clear()
            _tails[case] = Tail(tail.number + 1, written)
            return


def _put(case: str, number: int, body: str, hash: str) -> None:
    aws.client("dynamodb").put_item(
        TableName=setting("TABLE_LEDGER"), ConditionExpression="attribute_not_exists(#c)", ExpressionAttributeNames={"#c": "case"},
        Item={"case": {"S": case}, "number": {"N": str(number)}, "body": {"S": body}, "hash": {"S": hash}, **schema.STAMP},
    )  # fmt: skip


def entries(case: str) -> list[dict[str, Any]]:
    """Every use of data in a case, in order, each with its `number`, and the `hash` of its very `body`."""
    found: list[dict[str, Any]] = []
    for page in aws.client("dynamodb").get_paginator("query").paginate(**_query(case)):
        found += [_entry(item) for item in page["Items"]]
    return found


def _tail(case: str) -> Tail:
    items = aws.client("dynamodb").query(**_query(case), ScanIndexForward=False, Limit=1, ConsistentRead=True)["Items"]
    return Tail(int(items[0]["number"]["N"]), items[0]["hash"]["S"]) if items else Tail(0, "")


def _query(case: str) -> dict[str, Any]:
    return {
        "TableName": setting("TABLE_LEDGER"), "KeyConditionExpression": "#c = :c",
        "ExpressionAttributeNames": {"#c": "case"}, "ExpressionAttributeValues": {":c": {"S": case}},
    }  # fmt: skip


def _entry(item: Mapping[str, Any]) -> dict[str, Any]:
    body = item["body"]["S"]
    return {**json.loads(body), "body": body, "number": int(item["number"]["N"]), "hash": item["hash"]["S"]}


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
