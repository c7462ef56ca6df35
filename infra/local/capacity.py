"""What reading and writing cost (读写容量): DynamoDB bills whole items, whatever is returned or changed of them; moto does not."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

WRITTEN, READ = 1024, 4096
"""Bytes of a unit, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html"""

_TYPES = {"S", "N", "B", "M", "L", "BOOL", "NULL", "SS", "NS", "BS"}
_TRANSACTED = 2  # what a write in a transaction costs, in writes
_EVENTUAL = 0.5  # what a read that need not be consistent costs, in reads


@dataclass
class Spent:
    """Calls of DynamoDB by operation; units written and read, by table. What indexes cost to write is not counted."""

    calls: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    read: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def reads(self, table: str, size: int, consistent: bool) -> None:
        """Bytes read of one table at once."""
        self.read[table] += max(1, ceil(size / READ)) * (1 if consistent else _EVENTUAL)


@contextmanager
def counting() -> Iterator[Spent]:
    """Counts while the block lasts."""
    spent = Spent()
    call, query = BaseClient._make_api_call, Table.query

    def counted(client: Any, action: str, body: Mapping[str, Any]) -> Any:
        if client.meta.service_model.service_name != "dynamodb":
            return call(client, action, body)
        tables = dynamodb_backends[DEFAULT_ACCOUNT_ID][client.meta.region_name].tables
        spent.calls[action] += 1
        writes = list(_writes(action, body))
        before = [_size(tables[table], key) for table, key, _ in writes]
        for table, key, consistent in _reads(action, body):
            spent.reads(table, _size(tables[table], key), consistent)
        try:
            return call(client, action, body)
        finally:  # what was refused costs as well
            for (table, key, times), size in zip(writes, before, strict=True):
                spent.written[table] += times * max(1, ceil(max(size, _size(tables[table], key)) / WRITTEN))

    def queried(table: Any, *asked: Any, **conditions: Any) -> Any:
        # Whole items are read, and those too that a filter keeps back.
        everything = [*asked[:6], None, *asked[7:9], None]
        found, _, _ = query(table, *everything, **conditions)
        spent.reads(table.name, sum(_bytes(item.to_json()["Attributes"]) for item in found), bool(asked[8]))
        return query(table, *asked, **conditions)

    with patch.object(BaseClient, "_make_api_call", counted), patch.object(Table, "query", queried):
        yield spent


def _writes(action: str, body: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], int]]:
    if action in ("PutItem", "UpdateItem", "DeleteItem"):
        yield body["TableName"], body.get("Key") or body["Item"], 1
    for item in body.get("TransactItems", ()) if action == "TransactWriteItems" else ():
        for asked in item.values():
            yield asked["TableName"], asked.get("Key") or asked["Item"], _TRANSACTED


def _reads(action: str, body: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    if action == "GetItem":
        yield body["TableName"], body["Key"], body.get("ConsistentRead", False)
    for table, asked in body.get("RequestItems", {}).items() if action == "BatchGetItem" else ():
        yield from ((table, key, asked.get("ConsistentRead", False)) for key in asked["Keys"])


def _size(table: Any, key: Mapping[str, Any]) -> int:
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
