"""A crowd (众多办件): one case with its number and its open task, so many times over, put into the store as cheaply as can be.

Of the case there is what lists and indexes know of it; the rest is ballast of the same weight.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any

from chalicelib import aws, clock
from chalicelib.records import agenda
from chalicelib.settings import setting

_AT_ONCE = 25  # items of one BatchWriteItem
NOT_YET, OVERDUE = "2099-01-01T00:00:00.000Z", "2026-01-05T18:00:00+08:00"
_KNOWN = ("centre", "status", "submitted_at", "schema")
Item = dict[str, Any]


def crowd(case: str, task: str, cases: int) -> None:
    """Puts copies of a case and of its task under other ids, other numbers and other people, of the same centre and the same queue.

    They have come minute by minute before now. None is due to be looked at, and every task is overdue.
    """
    _write((table, {"PutRequest": {"Item": item}}) for table, item in _items(case, task, cases))


def disperse(case: str, task: str, cases: int) -> None:
    """Takes them all away again."""
    keys = {"TABLE_REGISTERS": "key"}
    _write(
        (table, {"DeleteRequest": {"Key": {key: item[key]}}})
        for table, item in _items(case, task, cases)
        for key in [keys.get(table, "id")]
    )


def _write(requests: Iterator[tuple[str, Any]]) -> None:
    while some := list(islice(requests, _AT_ONCE)):
        asked: dict[str, list[Any]] = {}
        for table, request in some:
            asked.setdefault(setting(table), []).append(request)
        assert aws.client("dynamodb").batch_write_item(RequestItems=asked)["UnprocessedItems"] == {}


def _items(case: str, task: str, cases: int) -> Iterator[tuple[str, Item]]:
    models = (
        aws.client("dynamodb").get_item(TableName=setting(table), Key={"id": {"S": id}})["Item"]
        for table, id in (("TABLE_CASES", case), ("TABLE_TASKS", task))
    )
    return _copies(*models, cases)


def _copies(case: Mapping[str, Any], task: Mapping[str, Any], cases: int) -> Iterator[tuple[str, Item]]:
    ballast = "x" * len(json.dumps([value for name, value in case.items() if name not in _KNOWN], default=_as_long))
    known = {name: case[name] for name in _KNOWN if name in case}
    for n in range(cases):
        id, number, came = f"{n:032x}", f"{n:043d}", clock.stamp(clock.now() - timedelta(minutes=n))
        values = {
            "id": id,
            "number": number,
            "applicant": f"person_of_{n}",
            "opened_at": came,
            "due_at": NOT_YET,
            "due_shard": str(n % agenda.SHARDS),
            "ballast": ballast,
        }
        wait = {"id": f"{id}.{task['kind']['S']}.1", "case": id, "opened_at": came, "due_at": OVERDUE}
        yield "TABLE_CASES", {**known, **_texts(values)}
        yield "TABLE_TASKS", {**task, **_texts(wait)}
        yield "TABLE_REGISTERS", _texts({"key": f"number#{number}", "case": id})


def _as_long(dense: bytes) -> str:
    return "x" * len(dense)


def _texts(values: Mapping[str, str]) -> Item:
    return {name: {"S": value} for name, value in values.items()}
