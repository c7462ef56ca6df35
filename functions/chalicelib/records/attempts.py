"""Refused attempts (被拒绝的尝试): who asked for what they may not, in the ledger, one chain a day. Codes and opaque references only.

Nobody can fill the ledger with them: of one login no more than `MOST` a minute are written, and the last of those says so.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib import aws, clock
from chalicelib.records import ledger
from chalicelib.settings import setting

MOST = 10  # of one login in a minute
_MINUTE = 60


def note(login: str, attempt: Mapping[str, Any]) -> bool:
    """Writes an attempt down, unless this login has had its share of the minute; says whether it is written."""
    number = _counted(login)
    if number > MOST:
        return False
    ledger.append(_chain(clock.today().isoformat()), {**attempt, "more": number == MOST})
    return True


def of_day(day: str, before: int | None = None, limit: int = 50) -> list[dict[str, Any]]:
    """Attempts of a day in China (`2026-11-26`), the latest first, each with its `number`; those before that number."""
    return ledger.latest(_chain(day), before, limit)


def _chain(day: str) -> str:
    return f"refused#{day}"


def _counted(login: str) -> int:
    now = int(clock.now().timestamp())
    counted = aws.client("dynamodb").update_item(
        TableName=setting("TABLE_EPHEMERAL"),
        Key={"key": {"S": f"refused#{login}#{now // _MINUTE}"}},
        UpdateExpression="ADD #number :one SET expires = :ends",
        ExpressionAttributeNames={"#number": "number"},
        ExpressionAttributeValues={":one": {"N": "1"}, ":ends": {"N": str(now + 2 * _MINUTE)}},
        ReturnValues="UPDATED_NEW",
    )
    return int(counted["Attributes"]["number"]["N"])
