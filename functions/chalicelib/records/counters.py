"""Counters (流水): the next number of a series, whoever else takes one at the same moment; one that is not used after all leaves a gap."""

from chalicelib import aws
from chalicelib.records import schema
from chalicelib.settings import setting


def next_of(series: str) -> int:
    """The next number of a series, from 1."""
    counted = aws.client("dynamodb").update_item(
        TableName=setting("TABLE_REGISTERS"),
        Key={"key": {"S": f"counter#{series}"}},
        UpdateExpression=f"SET {schema.SET} ADD used :one",
        ConditionExpression=schema.UNLESS_LATER,
        ReturnValues="UPDATED_NEW",
        ExpressionAttributeNames=schema.NAMES,
        ExpressionAttributeValues={":one": {"N": "1"}, **schema.VALUES},
    )
    return int(counted["Attributes"]["used"]["N"])
