"""Absences (请假) as they are kept: one entry of the register for each centre, a field of it for each login that is away or will be."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.domain.frozen import frozen
from chalicelib.errors import Contended
from chalicelib.records import conditional, schema
from chalicelib.settings import setting

_OF = "of:"  # before the login, in an entry


@frozen
class Absence:
    """Who is away from the day `first` to the day `last` (ISO, both among them), and who stands in (代理人): logins of one audience, with
    the natural persons behind them. `moved`: ids of the tasks that went to whoever stands in; `begun_at`: when all of them had."""

    centre: str
    audience: str
    login: str
    person: str
    first: str
    last: str
    deputy: str
    deputy_person: str
    by: str
    by_person: str
    at: str
    moved: tuple[str, ...] = ()
    begun_at: str = ""

    def covers(self, day: str) -> bool:
        """Whether they are away on that ISO day."""
        return self.first <= day <= self.last

    def is_due(self, day: str) -> bool:
        """Whether there is something to do about it on that day: it has come and not begun, or is over."""
        return self.last < day or (self.covers(day) and not self.begun_at)


def of_centre(centre: str) -> list[Absence]:
    """Those of one centre, whoever is away first."""
    return of_centres([centre])


def of_centres(centres: Collection[str]) -> list[Absence]:
    """Those of several, in one reading."""
    table = setting("TABLE_REGISTERS")
    request = {"Keys": [{"key": {"S": _key(centre)}} for centre in sorted({*centres})], "ConsistentRead": True}
    answer = aws.client("dynamodb").batch_get_item(RequestItems={table: request})
    if answer.get("UnprocessedKeys"):
        raise OSError("the absences were not read whole")
    found = [_read(value) for entry in map(schema.known, answer["Responses"][table]) for value in _told(entry)]
    return sorted(found, key=lambda one: (one.first, one.login))


def write(one: Absence, as_read: Absence | None) -> Absence:
    """Writes an absence down, in place of what was read of that login. Raises `Contended` where that has changed."""
    _change(one, f"SET {schema.SET}, #of = :told", as_read, {":told": _written(one)})
    return one


def remove(one: Absence) -> None:
    """Takes an absence out that is as it was read. Raises `Contended`."""
    _change(one, f"SET {schema.SET} REMOVE #of", one, {})


def _change(one: Absence, update: str, as_read: Absence | None, values: Mapping[str, Any]) -> None:
    still = "#of = :read" if as_read else "attribute_not_exists(#of)"
    read = {":read": _written(as_read)} if as_read else {}
    try:
        aws.client("dynamodb").update_item(
            TableName=setting("TABLE_REGISTERS"),
            Key={"key": {"S": _key(one.centre)}},
            UpdateExpression=update,
            ConditionExpression=f"{schema.UNLESS_LATER} AND {still}",
            ExpressionAttributeNames={"#of": f"{_OF}{one.login}", **schema.NAMES},
            ExpressionAttributeValues={**values, **read, **schema.VALUES},
        )
    except ClientError as error:
        if conditional.lost(error):
            raise Contended(one.login) from None
        raise


def _told(entry: Mapping[str, Any]) -> list[str]:
    return [value["S"] for name, value in entry.items() if name.startswith(_OF)]


def _written(one: Absence) -> dict[str, str]:
    return {"S": json.dumps(asdict(one), sort_keys=True)}


def _read(told: str) -> Absence:
    said = json.loads(told)
    return Absence(**{**said, "moved": tuple(said["moved"])})


def _key(centre: str) -> str:
    return f"absences#{centre}"
