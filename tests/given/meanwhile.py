"""What happens between an act's reading and its writing."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib import aws

WRITES = ("PutItem", "UpdateItem", "TransactWriteItems")
RECORD = ("anju-cases", "anju-tasks")


@contextmanager
def overtaken(number: int, other: Callable[[], Any]) -> Iterator[None]:
    """Lets `other` happen whole before the n-th write of the record that is made meanwhile; once."""
    left = [number]

    def before(params: Any, model: Any, **_: Any) -> None:
        if model.name in WRITES and any(table in json.dumps(params["body"], default=str) for table in RECORD):
            left[0] -= 1
            if left[0] == 0:
                other()

    events = aws.client("dynamodb").meta.events
    events.register("before-call.dynamodb", before, unique_id="overtaken")
    try:
        yield
    finally:
        events.unregister("before-call.dynamodb", unique_id="overtaken")
        if left[0] > 0:
            other()
