"""The ledger of data use (数据使用留痕): append-only, hash-chained per case. Nothing is read from an agency without an entry."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.records import conditional, schema
from chalicelib.settings import setting


def append(case: str, entry: Mapping[str, Any]) -> None:
    """Adds one use of data: who asked whom, about which party, on which consent, replacing which material.

    Entries hold keys, codes and hashes, never values. Concurrent writers of one case take the next free place.
    """
    written = ""
    while True:
        last = _last(case)
        if last and last["hash"] == written:
            return  # our own entry: only the answer to writing it was lost
        number, previous = (last["number"] + 1, last["hash"]) if last else (1, "")
        body = json.dumps({**entry, "at": clock.stamp(), "previous": previous}, ensure_ascii=False, sort_keys=True)
        written = _hash(body)
        item = {
            "case": {"S": case},
            "number": {"N": str(number)},
            "body": {"S": body},
            "hash": {"S": written},
            **schema.STAMP,
        }
        try:
            aws.client("dynamodb").put_item(
                TableName=setting("TABLE_LEDGER"), Item=item, ConditionExpression="attribute_not_exists(#c)",
                ExpressionAttributeNames={"#c": "case"},
            )  # fmt: skip
            return
        except ClientError as error:
            if not conditional.lost(error):
                raise


def entries(case: str) -> list[dict[str, Any]]:
    """Every use of data in a case, in order, each with its `number`, and the `hash` of its very `body`."""
    found: list[dict[str, Any]] = []
    for page in aws.client("dynamodb").get_paginator("query").paginate(**_query(case)):
        found += [_entry(item) for item in page["Items"]]
    return found


def _last(case: str) -> dict[str, Any] | None:
    items = aws.client("dynamodb").query(**_query(case), ScanIndexForward=False, Limit=1, ConsistentRead=True)["Items"]
    return _entry(items[0]) if items else None


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
