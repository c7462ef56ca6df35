"""The large parts of a case (案卷部件): immutable items named by their own hash, so that no update of the case bills them again.

The case points to them by name; a part is written before the case points to it. One whose place another has taken is retired:
whoever read the case before still finds it, and DynamoDB removes it. One that a death left without ever being pointed to is
removed by the sweep after the end of the case, once nobody can still be about to point to it. Parts that hold personal data are sealed.
"""

import hashlib
import json
import os
import re
import zlib
from collections.abc import Collection
from datetime import timedelta
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.errors import PreconditionFailed
from chalicelib.records import conditional, schema
from chalicelib.settings import setting

READ_ON = timedelta(days=1)  # longer than any step or request that has read the case may last
_AT_ONCE = 100  # keys of one BatchGetItem


class Pointer(NamedTuple):
    """The name of a part."""

    name: str


def put(case: str, content: bytes) -> str:
    """Writes one part and gives its name. Safe to repeat: the same bytes have one name."""
    name = _name(content)
    item = {
        "case": {"S": case},
        "part": {"S": name},
        "body": {"B": content},
        "at": {"S": clock.stamp()},
        **schema.STAMP,
    }
    aws.client("dynamodb").put_item(TableName=setting("TABLE_PARTS"), Item=item)
    return name


def get(case: str, names: Collection[str]) -> dict[str, bytes]:
    """The content of parts by name, strongly consistent. Raises `KeyError` for one that is not there,
    `PreconditionFailed` for one that was exchanged.
    """
    table, bodies = setting("TABLE_PARTS"), dict[str, bytes]()
    keys = [{"case": {"S": case}, "part": {"S": name}} for name in dict.fromkeys(names)]
    while keys:
        batch, keys = keys[:_AT_ONCE], keys[_AT_ONCE:]
        page = aws.client("dynamodb").batch_get_item(RequestItems={table: {"Keys": batch, "ConsistentRead": True}})
        bodies |= {item["part"]["S"]: schema.known(item)["body"]["B"] for item in page["Responses"][table]}
        keys += page.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
    if any(_name(content) != name for name, content in bodies.items()):
        raise PreconditionFailed("a part is not what its name says", "PART_DAMAGED")
    return {name: bodies[name] for name in names}


def every(case: str) -> dict[str, bytes]:
    """The content of all parts of a case by name, those that nothing points to any more too."""
    pages = aws.client("dynamodb").get_paginator("query").paginate(
        TableName=setting("TABLE_PARTS"), KeyConditionExpression="#case = :case", ConsistentRead=True,
        ExpressionAttributeNames={"#case": "case"}, ExpressionAttributeValues={":case": {"S": case}},
    )  # fmt: skip
    return {item["part"]["S"]: schema.known(item)["body"]["B"] for page in pages for item in page["Items"]}


def retire(case: str, names: Collection[str]) -> None:
    """Lets parts that no case points to any more expire. Safe to repeat."""
    expires = str(int((clock.now() + READ_ON).timestamp()))
    for name in names:
        try:
            aws.client("dynamodb").update_item(
                TableName=setting("TABLE_PARTS"),
                Key={"case": {"S": case}, "part": {"S": name}},
                UpdateExpression="SET expires = :expires",
                ConditionExpression="attribute_exists(part)",
                ExpressionAttributeValues={":expires": {"N": expires}},
            )
        except ClientError as error:
            if not conditional.lost(error):
                raise


def prune(case: str, pointed: Collection[str]) -> None:
    """Lets the parts expire that a case does not point to, but for those somebody may be about to point it to. Safe to repeat."""
    pages = aws.client("dynamodb").get_paginator("query").paginate(
        TableName=setting("TABLE_PARTS"), KeyConditionExpression="#case = :case", ProjectionExpression="part, #at",
        ExpressionAttributeNames={"#case": "case", "#at": "at"}, ExpressionAttributeValues={":case": {"S": case}},
    )  # fmt: skip
    before, none = clock.stamp(clock.now() - READ_ON), {"S": ""}  # earlier releases kept no moment
    kept = [item for page in pages for item in page["Items"]]
    old = {item["part"]["S"] for item in kept if item.get("at", none)["S"] < before}
    retire(case, old - set(pointed))


def names_in(text: str) -> set[str]:
    """Whatever may be the name of a part in a text."""
    return set(re.findall(r"\b[0-9a-f]{32}\b", text))


def packed(value: Any) -> bytes:
    """A JSON value as the bytes of a part, before it is sealed if it has to be."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def alone(content: bytes) -> bytes:
    """The bytes of a part in the clear with a nonce behind them, so that no other has its name, as none has of what is sealed: what
    one writer retires, another who wrote the same a moment later still points to."""
    return content + os.urandom(12)


def unpacked(content: bytes) -> Any:
    """The value of a part, once it is open; a nonce behind it is none of it."""
    return json.loads(zlib.decompressobj().decompress(content))


def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
