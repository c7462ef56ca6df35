"""Invitations (邀请): a code of one use that lets one natural person into one case. Only its hash is kept, for seven days."""

import hashlib
import secrets
from datetime import timedelta
from typing import NamedTuple

from chalicelib import aws, clock
from chalicelib.records import schema
from chalicelib.settings import setting

KEEP = timedelta(days=7)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another when read from a phone
_LENGTH = 12


class Invited(NamedTuple):
    """Whom a code lets in: into which case, as which party, and only this natural person. `spent`: by which request it has let them in."""

    case: str
    person: str
    party: str
    spent: str | None = None


def issue(invited: Invited) -> tuple[str, str]:
    """A new code, in groups of four, and the moment it ends."""
    code, ends = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)), clock.now() + KEEP
    aws.client("dynamodb").put_item(
        TableName=setting("TABLE_EPHEMERAL"),
        Item={
            "key": {"S": _key(code)},
            "expires": {"N": str(int(ends.timestamp()))},
            "case": {"S": invited.case},
            "person": {"S": invited.person},
            "party": {"S": invited.party},
            **schema.STAMP,
        },
    )
    return "-".join(code[place : place + 4] for place in range(0, _LENGTH, 4)), clock.stamp(ends)


def find(code: str, party: str) -> Invited | None:
    """What a code is good for in the hands of this natural person; None for one unknown, expired or somebody else's."""
    item = (
        aws.client("dynamodb")
        .get_item(TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": _key(code)}}, ConsistentRead=True)
        .get("Item")
    )
    if (
        item is None
        or schema.known(item)["party"]["S"] != party
        or int(item["expires"]["N"]) <= clock.now().timestamp()
    ):
        return None
    return Invited(item["case"]["S"], item["person"]["S"], party, item.get("spent", {}).get("S"))


def spend(code: str, request: str) -> None:
    """Uses a code up, by that request and no other: whoever sends it again is told again, for the answer may have been lost."""
    aws.client("dynamodb").update_item(
        TableName=setting("TABLE_EPHEMERAL"),
        Key={"key": {"S": _key(code)}},
        UpdateExpression="SET spent = :request",
        ExpressionAttributeValues={":request": {"S": request}},
    )


def _key(code: str) -> str:
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return f"invitation#{hashlib.sha256(typed.encode()).hexdigest()}"
