"""What writing costs (写入容量): DynamoDB bills every write by the whole item, before or after it, whichever is larger; moto does not."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import ceil
from typing import Any
from unittest.mock import patch

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.responses import DynamoHandler

UNIT = 1024
"""Bytes of a write unit, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html"""

_TYPES = {"S", "N", "B", "M", "L", "BOOL", "NULL", "SS", "NS", "BS"}
_TRANSACTED = 2  # what a write in a transaction costs, in writes


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Write units by table while the block lasts; indexes are not counted."""
    used: Counter[str] = Counter()
    call = DynamoHandler.call_action

    def counted(handler: Any) -> Any:
        writes = list(_writes(handler._get_action(), getattr(handler, "params", {})))
        before = [_size(handler, table, key) for table, key, _ in writes]
        answer = call(handler)
        for (table, key, times), size in zip(writes, before, strict=True):
            used[table] += times * max(1, ceil(max(size, _size(handler, table, key)) / UNIT))
        return answer

    with patch.object(DynamoHandler, "call_action", counted):
        yield used


def _writes(action: str, body: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], int]]:
    if action in ("PutItem", "UpdateItem", "DeleteItem"):
        yield body["TableName"], body.get("Key") or body["Item"], 1
    for item in body.get("TransactItems", ()) if action == "TransactWriteItems" else ():
        for asked in item.values():
            yield asked["TableName"], asked.get("Key") or asked["Item"], _TRANSACTED


def _size(handler: Any, name: str, key: Mapping[str, Any]) -> int:
    table = dynamodb_backends[handler.current_account][handler.region].tables[name]
    found: Any = table.items.get(DynamoType(key[table.hash_key_attr]))
    if found and table.range_key_attr:
        found = found.get(DynamoType(key[table.range_key_attr]))
    return _bytes(found.to_json()["Attributes"]) if found else 0


def _bytes(value: Any) -> int:
    """What names and values weigh; the few bytes that lists and maps cost besides are left out."""
    if isinstance(value, Mapping):
        return sum((0 if name in _TYPES else len(name.encode())) + _bytes(part) for name, part in value.items())
    if isinstance(value, list):
        return sum(map(_bytes, value))
    return len(value) if isinstance(value, bytes) else len(str(value).encode())
