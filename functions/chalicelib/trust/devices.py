"""Known devices (常用设备): the few from which each login has come last, by the digest of the secret each has.

A secret costs nothing: whoever makes up a new one each time is known by no more of them than anybody else.
"""

import hashlib
from datetime import timedelta
from typing import Any

from chalicelib import aws, clock
from chalicelib.settings import setting

KNOWN = timedelta(days=90)  # since the last login [assumption]
FEW = 5  # of one login [assumption]


def remember(device: str, login: str) -> None:
    """That login has come from it just now; the one it has not come from for longest is forgotten for it."""
    whose = hashlib.sha256(login.encode()).hexdigest()[:32]
    last = [device, *(one for one in _devices(whose) if one != device)][:FEW]
    _keep(_of(whose), {"devices": {"L": [{"S": one} for one in last]}})
    _keep(_key(device), {"whose": {"S": whose}})


def is_known(device: str) -> bool:
    """Whether it is one of the few from which its login has come last, in the last ninety days."""
    whose = _found(_key(device)).get("whose", {}).get("S")
    return whose is not None and device in _devices(whose)


def _devices(whose: str) -> list[str]:
    return [one["S"] for one in _found(_of(whose)).get("devices", {"L": []})["L"]]


def _keep(key: str, told: dict[str, Any]) -> None:
    until = str(int((clock.now() + KNOWN).timestamp()))
    item = {"key": {"S": key}, "expires": {"N": until}, **told}
    aws.client("dynamodb").put_item(TableName=setting("TABLE_EPHEMERAL"), Item=item)


def _found(key: str) -> dict[str, Any]:
    found = aws.client("dynamodb").get_item(TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": key}})
    item = found.get("Item", {})
    return item if item and int(item["expires"]["N"]) > clock.now().timestamp() else {}


def _of(whose: str) -> str:
    return f"devices#{whose}"


def _key(device: str) -> str:
    return f"device#{device}"
