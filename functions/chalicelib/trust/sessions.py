"""Sessions (会话): an opaque 256-bit token is given out, only its SHA-256 is kept, with an end. No personal data in them."""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta

from chalicelib import aws, clock
from chalicelib.settings import setting

AUDIENCES = ("depositor", "clerk", "reviewer", "supervisor", "ops", "bank", "hotline")
_LIFE = {"depositor": timedelta(hours=2), "bank": timedelta(hours=1)}
_STAFF_LIFE = timedelta(hours=8)


@dataclass(frozen=True)
class Session:
    """Who is asking. `subject`: a depositor's person reference, a staff id, or a bank's code; `centre` of staff only.

    `person`: the reference of the natural person behind it, whatever logins they have; a bank has none.
    """

    audience: str
    subject: str
    centre: str
    channel: str
    person: str = ""


def open_session(session: Session) -> tuple[str, str]:
    """Starts a session. Returns the token and the moment it ends."""
    token = secrets.token_urlsafe(32)
    ends = clock.now() + _LIFE.get(session.audience, _STAFF_LIFE)
    aws.client("dynamodb").put_item(
        TableName=setting("TABLE_EPHEMERAL"),
        Item={
            "key": {"S": _key(token)},
            "session": {"S": json.dumps(asdict(session))},
            "expires": {"N": str(int(ends.timestamp()))},
        },
    )
    return token, clock.stamp(ends)


def find(token: str) -> Session | None:
    """The session of a token, None when there is none or it has ended (DynamoDB deletes late, so the time is checked)."""
    found = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": _key(token)}}, ConsistentRead=True
    )
    item = found.get("Item")
    if item is None or int(item["expires"]["N"]) <= clock.now().timestamp():
        return None
    session = Session(**json.loads(item["session"]["S"]))
    # One without its person is of an earlier release: who cannot be told from others logs in again.
    return session if session.person or session.audience == "bank" else None


def close(token: str) -> None:
    """Ends a session; ending it again changes nothing."""
    aws.client("dynamodb").delete_item(TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": _key(token)}})


def _key(token: str) -> str:
    return f"session#{hashlib.sha256(token.encode()).hexdigest()}"
