"""Sessions (会话): an opaque 256-bit token is given out, only its SHA-256 is kept, with an end. No personal data in them.

A session ends at its absolute limit, when nothing was asked for as long as its idle limit, and when whoever it belongs to, or an
administrator, ends it. Beside the sessions stands one list per login of those it has open, so that they can be seen and ended.
"""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib import aws, clock
from chalicelib.settings import setting

AUDIENCES = ("depositor", "clerk", "reviewer", "supervisor", "ops", "bank", "hotline")
MOST = 10  # open at once by one login; a new one ends the oldest


class Life(NamedTuple):
    """How long a session lasts altogether, and how long unused [general practice; unverified]."""

    whole: timedelta
    idle: timedelta


_STAFF = Life(timedelta(hours=8), timedelta(minutes=30))
LIVES = {
    "depositor": Life(timedelta(hours=2), timedelta(minutes=30)),
    "bank": Life(timedelta(hours=1), timedelta(hours=1)),
}
_NOTED = timedelta(minutes=1)  # a use is written down once in that time, not with every request


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


class Open(NamedTuple):
    """One open session of a login. `id` opens nothing: it only says which one to end."""

    id: str
    channel: str
    opened_at: str
    expires_at: str


def open_session(session: Session) -> tuple[str, str]:
    """Starts a session. Returns the token and the moment it ends."""
    token, now = secrets.token_urlsafe(32), clock.now()
    ends = now + LIVES.get(session.audience, _STAFF).whole
    opened = Open(id_of(token), session.channel, clock.stamp(now), clock.stamp(ends))
    _db().put_item(
        TableName=setting("TABLE_EPHEMERAL"),
        Item={
            "key": {"S": f"session#{opened.id}"},
            "session": {"S": json.dumps(asdict(session))},
            "seen": {"N": str(int(now.timestamp()))},
            "expires": {"N": str(int(ends.timestamp()))},
        },
    )
    listed = _in_list(
        session,
        "SET #id = :one, expires = :ends",
        {":one": {"S": json.dumps(opened)}, ":ends": {"N": str(int(ends.timestamp()))}},
        opened.id,
    )
    for one in _alive(listed)[:-MOST]:
        end(session, one.id)
    return token, opened.expires_at


def find(token: str) -> Session | None:
    """The session of a token, None when there is none or it has ended (DynamoDB deletes late, so the times are checked)."""
    key = {"key": {"S": f"session#{id_of(token)}"}}
    item = _db().get_item(TableName=setting("TABLE_EPHEMERAL"), Key=key, ConsistentRead=True).get("Item")
    now = clock.now().timestamp()
    if item is None or int(item["expires"]["N"]) <= now:
        return None
    session = Session(**json.loads(item["session"]["S"]))
    if not (session.person or session.audience == "bank"):
        return None  # of an earlier release: who cannot be told from others logs in again
    unused = now - int(item.get("seen", item["expires"])["N"])
    if unused > LIVES.get(session.audience, _STAFF).idle.total_seconds():
        return None
    return session if unused < _NOTED.total_seconds() or _noted(key, now) else None


def opened(session: Session) -> list[Open]:
    """What a login has open, oldest first."""
    key = {"key": {"S": _list_of(session)}}
    found = _db().get_item(TableName=setting("TABLE_EPHEMERAL"), Key=key, ConsistentRead=True)
    return _alive(found.get("Item", {}))


def end(session: Session, id: str) -> bool:
    """Ends one session of that login, and says whether it had it open. Ending it again changes nothing."""
    if id not in {one.id for one in opened(session)}:
        return False
    _db().delete_item(TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": f"session#{id}"}})
    _in_list(session, "REMOVE #id", {}, id)
    return True


def end_all(session: Session) -> int:
    """Ends every session of that login, and says how many there were."""
    return sum(end(session, one.id) for one in opened(session))


def id_of(token: str) -> str:
    """Which session a token opens."""
    return hashlib.sha256(token.encode()).hexdigest()


def _noted(key: dict[str, Any], now: float) -> bool:
    try:
        _db().update_item(
            TableName=setting("TABLE_EPHEMERAL"), Key=key, UpdateExpression="SET seen = :now",
            ConditionExpression="attribute_exists(#key)", ExpressionAttributeNames={"#key": "key"},
            ExpressionAttributeValues={":now": {"N": str(int(now))}},
        )  # fmt: skip
        return True
    except _db().exceptions.ConditionalCheckFailedException:
        return False  # it was ended this very moment


def _in_list(session: Session, expression: str, values: dict[str, Any], id: str) -> dict[str, Any]:
    how = {"ExpressionAttributeValues": values} if values else {}
    changed: dict[str, Any] = _db().update_item(
        TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": _list_of(session)}}, UpdateExpression=expression,
        ExpressionAttributeNames={"#id": id}, ReturnValues="ALL_NEW", **how,
    )["Attributes"]  # fmt: skip
    return changed


def _alive(item: dict[str, Any]) -> list[Open]:
    kept = [Open(*json.loads(value["S"])) for name, value in item.items() if name not in ("key", "expires")]
    return sorted((one for one in kept if one.expires_at > clock.stamp()), key=lambda one: one.opened_at)


def _list_of(session: Session) -> str:
    return f"sessions#{session.audience}/{session.subject}"


def _db() -> Any:
    return aws.client("dynamodb")
