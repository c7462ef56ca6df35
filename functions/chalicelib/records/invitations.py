"""Invitations (邀请): a code of one use that lets one natural person into one case. Only its hash is kept, for seven days."""

import hashlib
import secrets
from datetime import timedelta
from typing import NamedTuple

from chalicelib import aws, clock
from chalicelib.settings import setting

KEEP = timedelta(days=7)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another when read from a phone
_LENGTH = 12


class Invited(NamedTuple):
    """Whom a code lets in: into which case, as which party, and only this natural person."""

    case: str
    person: str
    party: str


def issue(invited: Invited) -> tuple[str, str]:
    """A new code, in groups of four, and the moment it ends."""
    code, ends = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)), clock.now() + KEEP
    aws.client("dynamodb").put_item(
        TableName=setting("TABLE_EPHEMERAL"),
        Item={
            "key": {"S": _key(code)}, "expires": {"N": str(int(ends.timestamp()))},
            **{name: {"S": value} for name, value in invited._asdict().items()},
        },
    )  # fmt: skip
    return "-".join(code[place : place + 4] for place in range(0, _LENGTH, 4)), clock.stamp(ends)


def find(code: str, party: str) -> Invited | None:
    """What a code is good for in the hands of this natural person; None for one unknown, used, expired or somebody else's."""
    item = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": _key(code)}}, ConsistentRead=True
    ).get("Item")  # fmt: skip
    if item is None or item["party"]["S"] != party or int(item["expires"]["N"]) <= clock.now().timestamp():
        return None
    return Invited(item["case"]["S"], item["person"]["S"], party)


def spend(code: str) -> None:
    """Uses a code up."""
    aws.client("dynamodb").delete_item(TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": _key(code)}})


def _key(code: str) -> str:
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return f"invitation#{hashlib.sha256(typed.encode()).hexdigest()}"
