"""Sessions (会话): an opaque 256-bit token is given out, only its SHA-256 is kept, with an end. No personal data in them.

A session ends at its absolute limit, when nothing was asked for as long as its idle limit, and when whoever it belongs to, or an
administrator, ends it. Beside the sessions stands one list per login of those it has open, so that they can be seen and ended.
It has the level it was begun with, and for ten minutes after a proof a higher one. A member of staff's is good on one device alone.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from chalicelib import aws, clock
from chalicelib.domain.assurance import Level
from chalicelib.domain.frozen import frozen
from chalicelib.settings import setting
from chalicelib.trust import roster
from chalicelib.trust.members import Member

AUDIENCES = ("depositor", "clerk", "reviewer", "supervisor", "ops", "bank", "hotline")
STAFF = ("clerk", "reviewer", "supervisor", "ops", "hotline")  # whose sessions are bound to a device
ENDED = "sessions_ended"  # what the ledger calls it where an administrator has
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
LIFTED = timedelta(minutes=10)  # how long a proof lifts a session's level [assumption: no source says how long]
_AT_ONCE = 100  # lines forgotten in one write: an expression has a size
_NOTED = timedelta(minutes=1)  # a use is written down once in that time, not with every request


class OtherDevice(Exception):
    """A session's token came from another device than the one it was begun on. `whose`: the session."""

    def __init__(self, whose: "Session") -> None:
        super().__init__("another device")
        self.whose = whose


@frozen
class Session:
    """Who is asking. `subject`: a depositor's person reference, a staff id, or a bank's code; `centre` of staff only.

    `person`: the reference of the natural person behind it, whatever logins they have; a bank has none. `level` and `method`: how
    surely that is known now, and by what. `device`: the digest of the only device it is good on, empty if on any.
    `ticket`: with which the identity platform tells us, and nobody else, of this login what its owner lets us know.
    """

    audience: str
    subject: str
    centre: str
    channel: str
    person: str = ""
    level: Level = Level.LOGGED_IN
    method: str = ""
    device: str = ""
    ticket: str = ""


class Open(NamedTuple):
    """One open session of a login. `id` opens nothing: it only says which one to end."""

    id: str
    channel: str
    opened_at: str
    expires_at: str


def open_session(session: Session) -> tuple[str, str]:
    """Starts a session, in one write with its line in the list: what is not listed is never open. Returns the token and its end."""
    token, now = secrets.token_urlsafe(32), clock.now()
    ends = now + LIVES.get(session.audience, _STAFF).whole
    new, until = Open(id_of(token), session.channel, clock.stamp(now), clock.stamp(ends)), {"N": _seconds(ends)}
    item = {
        "key": {"S": f"session#{new.id}"},
        "session": {"S": json.dumps(asdict(session))},
        "seen": {"N": _seconds(now)},
        "expires": until,
    }
    line = {
        **_list_of(session),
        "UpdateExpression": "SET #id = :one, expires = :ends",
        "ExpressionAttributeNames": {"#id": new.id},
        "ExpressionAttributeValues": {":one": {"S": json.dumps(new)}, ":ends": until},
    }
    staff = Member(session.subject, session.audience, session.centre, session.person)
    known = [{"Update": roster.line(staff)}] if session.audience in STAFF else []
    session_itself = {"Put": {"TableName": setting("TABLE_EPHEMERAL"), "Item": item}}
    _db().transact_write_items(TransactItems=[{"Update": line}, session_itself, *known])
    listed = _listed(session)
    _forget(session, _lines(listed) - {one.id for one in _alive(listed)})
    for one in _alive(listed)[:-MOST]:
        end(session, one.id)
    return token, new.expires_at


def find(token: str, device: str = "") -> Session | None:
    """The session of a token, None when there is none or it has ended (DynamoDB deletes late, so the times are checked).

    `device`: the secret of the device it came from. Raises `OtherDevice` where the session is another device's.
    """
    key = {"key": {"S": f"session#{id_of(token)}"}}
    item = _db().get_item(TableName=setting("TABLE_EPHEMERAL"), Key=key, ConsistentRead=True).get("Item")
    now = clock.now().timestamp()
    if item is None or int(item["expires"]["N"]) <= now:
        return None
    session = _kept(item, now)
    # Of an earlier release: who cannot be told from others, or is on any device, logs in again.
    if not (session.person or session.audience == "bank") or (session.audience in STAFF and not session.device):
        return None
    unused = now - int(item.get("seen", item["expires"])["N"])
    if unused > LIVES.get(session.audience, _STAFF).idle.total_seconds():
        return None
    if session.device and not hmac.compare_digest(session.device, device_of(device)):
        raise OtherDevice(session)
    return session if unused < _NOTED.total_seconds() or _noted(key, now) else None


def lift(token: str, level: Level, method: str) -> str | None:
    """Gives a session that level for ten minutes, by that proof. Returns when that ends; None for one that was ended."""
    until = clock.now() + LIFTED
    lifted = {"level": level, "method": method, "until": int(until.timestamp())}
    key = {"key": {"S": f"session#{id_of(token)}"}}
    kept = _if_there(key, "SET lifted = :lifted", {":lifted": {"S": json.dumps(lifted)}})
    return clock.stamp(until) if kept else None


def opened(session: Session) -> list[Open]:
    """What a login has open, oldest first."""
    return _alive(_listed(session))


def end(session: Session, id: str) -> bool:
    """Ends one session of that login, and says whether it had it open. Ending it again changes nothing."""
    if id not in {one.id for one in opened(session)}:
        return False
    _db().delete_item(TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": f"session#{id}"}})
    _db().update_item(**_list_of(session), UpdateExpression="REMOVE #id", ExpressionAttributeNames={"#id": id})
    return True


def end_all(session: Session) -> int:
    """Ends every session of that login, and says how many there were."""
    return sum(end(session, one.id) for one in opened(session))


def id_of(token: str) -> str:
    """Which session a token opens."""
    return hashlib.sha256(token.encode()).hexdigest()


def device_of(secret: str) -> str:
    """What is kept of a device: the digest of the secret it alone has; empty for none."""
    return hashlib.sha256(secret.encode()).hexdigest() if secret else ""


def _kept(item: dict[str, Any], now: float) -> Session:
    told = Session(**json.loads(item["session"]["S"]))
    lifted = json.loads(item.get("lifted", {"S": "{}"})["S"])
    if lifted and now < lifted["until"] and lifted["level"] > told.level:
        return replace(told, level=Level(lifted["level"]), method=lifted["method"])
    return replace(told, level=Level(told.level))


def _noted(key: dict[str, Any], now: float) -> bool:
    return _if_there(key, "SET seen = :now", {":now": {"N": str(int(now))}})


def _if_there(key: dict[str, Any], expression: str, values: dict[str, Any]) -> bool:
    """Whether a session was still there to be changed: nothing brings back one that was ended this very moment."""
    try:
        _db().update_item(
            TableName=setting("TABLE_EPHEMERAL"),
            Key=key,
            UpdateExpression=expression,
            ExpressionAttributeValues=values,
            ConditionExpression="attribute_exists(#key)",
            ExpressionAttributeNames={"#key": "key"},
        )
        return True
    except _db().exceptions.ConditionalCheckFailedException:
        return False


def _alive(item: dict[str, Any]) -> list[Open]:
    kept = [Open(*json.loads(item[id]["S"])) for id in _lines(item)]
    return sorted((one for one in kept if one.expires_at > clock.stamp()), key=lambda one: one.opened_at)


def _lines(item: dict[str, Any]) -> set[str]:
    return {*item} - {"key", "expires"}


def _forget(session: Session, ended: Collection[str]) -> None:
    """Takes lines of sessions that have ended out of the list, which would only grow; those past `_AT_ONCE`, the next time."""
    if names := {f"#l{n}": id for n, id in enumerate(sorted(ended)[:_AT_ONCE])}:
        _db().update_item(
            **_list_of(session), UpdateExpression=f"REMOVE {', '.join(names)}", ExpressionAttributeNames=names
        )


def _listed(session: Session) -> dict[str, Any]:
    found: dict[str, Any] = _db().get_item(**_list_of(session), ConsistentRead=True).get("Item", {})
    return found


def _list_of(session: Session) -> dict[str, Any]:
    key = {"key": {"S": f"sessions#{session.audience}/{session.subject}"}}
    return {"TableName": setting("TABLE_EPHEMERAL"), "Key": key}


def _seconds(moment: datetime) -> str:
    return str(int(moment.timestamp()))


def _db() -> Any:
    return aws.client("dynamodb")
