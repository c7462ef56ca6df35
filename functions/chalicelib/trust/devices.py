"""Known devices (常用设备): from which somebody has logged in before, by the digest of the secret each has; whose it is is not kept."""

from datetime import timedelta

from chalicelib import aws, clock
from chalicelib.settings import setting

KNOWN = timedelta(days=90)  # since the last login [assumption]


def remember(device: str) -> None:
    """Somebody has logged in on it just now."""
    until = str(int((clock.now() + KNOWN).timestamp()))
    item = {"key": {"S": _key(device)}, "expires": {"N": until}}
    aws.client("dynamodb").put_item(TableName=setting("TABLE_EPHEMERAL"), Item=item)


def is_known(device: str) -> bool:
    """Whether somebody has logged in on it in the last ninety days."""
    found = aws.client("dynamodb").get_item(TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": _key(device)}})
    return "Item" in found and int(found["Item"]["expires"]["N"]) > clock.now().timestamp()


def _key(device: str) -> str:
    return f"device#{device}"
