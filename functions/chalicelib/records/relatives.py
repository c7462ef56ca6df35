"""Relatives (亲属): who has applied for a loan together counts as related, in every other case too. References only."""

from collections.abc import Collection

from chalicelib import aws
from chalicelib.records import schema
from chalicelib.settings import setting


def note(together: Collection[str]) -> None:
    """Notes that these natural persons belong together. Safe to repeat."""
    for person in together if len(together) > 1 else ():
        aws.client("dynamodb").update_item(
            TableName=setting("TABLE_REGISTERS"),
            Key={"key": {"S": _key(person)}},
            UpdateExpression=f"SET {schema.SET} ADD persons :others",
            ConditionExpression=schema.UNLESS_LATER,
            ExpressionAttributeNames=schema.NAMES,
            ExpressionAttributeValues={":others": {"SS": sorted({*together} - {person})}, **schema.VALUES},
        )


def of(person: str) -> frozenset[str]:
    """Everybody they belong together with."""
    found = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_REGISTERS"), Key={"key": {"S": _key(person)}}, ConsistentRead=True
    )
    return frozenset(schema.known(found.get("Item", {})).get("persons", {}).get("SS", ()))


def _key(person: str) -> str:
    return f"relatives#{person}"
