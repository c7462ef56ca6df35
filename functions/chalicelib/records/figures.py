"""Figures of a centre (主管数据) as they are kept, so that one reading tells them however many cases there are: what stands in its queues, as the sweep
last counted it; and whose time its ended cases have used, month by month."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.records import conditional, schema
from chalicelib.settings import setting


def put(centre: str, counted: Mapping[str, Any]) -> None:
    """Keeps what was just counted of a centre's queues."""
    values = {":told": {"S": json.dumps(counted)}, ":now": {"S": clock.stamp()}, **schema.VALUES}
    _change(_queues(centre), "told = :told, counted_at = :now", values)


def counted_at(centres: Sequence[str]) -> dict[str, str]:
    """When each centre's queues were counted last; without those that never were."""
    found = _read([_queues(centre) for centre in centres])
    return {key.partition("#")[2]: item["counted_at"]["S"] for key, item in found.items()}


def add(case: str, centre: str, month: str, used: Mapping[str, int], reopened: int = 0) -> bool:
    """Adds the time an ended case has used, seconds by holder, to its centre's month, once however often it is said; says whether it was the first time.
    `reopened`: how often it had gone on after an end; each end counts, with the time since the one before."""
    mark = {
        "TableName": setting("TABLE_REGISTERS"),
        "Key": {"key": {"S": f"time_counted#{case}{f'#{reopened}' if reopened else ''}"}},
        "UpdateExpression": f"SET {schema.SET}",
        "ConditionExpression": "attribute_not_exists(#key)",
        "ExpressionAttributeNames": {"#key": "key", **schema.NAMES},
        "ExpressionAttributeValues": schema.VALUES,
    }
    holders = [*used]
    sums = ", ".join(f"#h{place} :h{place}" for place, _ in enumerate(holders))
    added = {
        "TableName": setting("TABLE_REGISTERS"),
        "Key": {"key": {"S": _month(centre, month)}},
        "UpdateExpression": f"SET {schema.SET} ADD cases :one, {sums}",
        "ConditionExpression": schema.UNLESS_LATER,
        "ExpressionAttributeNames": {**{f"#h{place}": holder for place, holder in enumerate(holders)}, **schema.NAMES},
        "ExpressionAttributeValues": {
            ":one": {"N": "1"}, **{f":h{place}": {"N": str(used[holder])} for place, holder in enumerate(holders)}, **schema.VALUES,
        },
    }  # fmt: skip
    try:
        aws.client("dynamodb").transact_write_items(TransactItems=[{"Update": mark}, {"Update": added}])
    except ClientError as error:
        if conditional.lost_of(error, ["mark"]):
            return False
        raise
    return True


def of_centre(centre: str, months: Sequence[str], holders: Sequence[str]) -> dict[str, Any]:
    """`queues`: what was counted, None before; `counted_at`; `months`: of each that has any, its cases and their seconds by holder."""
    found = _read([_queues(centre), *(_month(centre, month) for month in months)])
    queues = found.get(_queues(centre))
    used = {month: found[_month(centre, month)] for month in months if _month(centre, month) in found}
    return {
        "queues": json.loads(queues["told"]["S"]) if queues else None,
        "counted_at": queues["counted_at"]["S"] if queues else None,
        "months": {
            month: {name: int(item[name]["N"]) if name in item else 0 for name in ("cases", *holders)}
            for month, item in used.items()
        },
    }


def _read(keys: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    table = setting("TABLE_REGISTERS")
    request = {"Keys": [{"key": {"S": key}} for key in keys]}
    answer = aws.client("dynamodb").batch_get_item(RequestItems={table: request})
    if answer.get("UnprocessedKeys"):
        raise OSError("the figures were not read whole")
    return {item["key"]["S"]: item for item in map(schema.known, answer["Responses"][table])}


def _change(key: str, changes: str, values: Mapping[str, Any]) -> None:
    aws.client("dynamodb").update_item(
        TableName=setting("TABLE_REGISTERS"),
        Key={"key": {"S": key}},
        UpdateExpression=f"SET {schema.SET}, {changes}",
        ConditionExpression=schema.UNLESS_LATER,
        ExpressionAttributeNames=schema.NAMES,
        ExpressionAttributeValues=values,
    )


def _queues(centre: str) -> str:
    return f"figures#{centre}"


def _month(centre: str, month: str) -> str:
    return f"time_used#{centre}#{month}"
