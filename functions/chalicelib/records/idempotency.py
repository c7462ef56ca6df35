"""Idempotency keys (幂等): the same request sent again gets the answer of the one that was done. Keys are kept hashed with who sent them.

A request takes the key with a lease before it works; a lease that ran out belongs to a request that died, and its
successor may take over. Answers are kept for a day, which outlives every retry a client makes.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import aws, clock
from chalicelib.domain.frozen import frozen
from chalicelib.records import conditional
from chalicelib.settings import setting

LEASE = timedelta(seconds=35)  # longer than API Gateway waits for an answer (29 s)
KEEP = timedelta(hours=24)


class KeyReused(Exception):
    """The key was used for a request with another content."""


class StillRunning(Exception):
    """The first request with this key has not ended."""


@frozen
class Claim:
    """A key taken for one request. `id` is the same for every repetition while the key is kept, and for no request after that: use it
    to name what the request makes. `key`: under which it is kept."""

    id: str
    owner: str
    key: str


def claim(subject: str, key: str, request: str) -> Claim | dict[str, Any]:
    """Takes a key for a request (its method, path and body as one text), or returns the answer it got before.

    Raises `KeyReused` and `StillRunning`.
    """
    kept = hashlib.sha256(f"{subject}/{key}".encode()).hexdigest()[:32]
    digest, now = hashlib.sha256(request.encode()).hexdigest(), clock.now()
    moment, lease = (str(int(at.timestamp() * 1000)) for at in (now, now + LEASE))
    item = {
        "key": {"S": f"request#{kept}"},
        "digest": {"S": digest},
        "lease": {"N": lease},
        "begun": {"N": moment},
        "expires": {"N": str(int((now + KEEP).timestamp()))},
    }
    if _put(item, "attribute_not_exists(digest) OR expires < :now", {":now": {"N": str(int(now.timestamp()))}}):
        return _claim(item)
    found = _found(kept)
    if found and found["digest"]["S"] != digest:
        raise KeyReused(kept)
    if found and "answer" in found:
        answer: dict[str, Any] = json.loads(found["answer"]["S"])
        return answer
    if not found or int(found["lease"]["N"]) >= int(moment):
        raise StillRunning(kept)
    # It died: what it may have made has the name its first moment gave; an earlier release kept no moment.
    item = {name: value for name, value in {**item, "begun": found.get("begun")}.items() if value}
    if _put(item, "attribute_not_exists(answer) AND lease = :dead", {":dead": found["lease"]}):
        return _claim(item)
    raise StillRunning(kept)


def keep(claim: Claim, answer: Mapping[str, Any]) -> None:
    """Keeps the answer (JSON, without personal data) for those who ask again.

    The work is done, so the client gets its answer even if it cannot be kept; whoever asks again works again.
    """
    try:
        _change(claim, "SET answer = :answer", {":answer": {"S": json.dumps(answer, ensure_ascii=False)}})
    except (ClientError, BotoCoreError):
        free(claim)


def free(claim: Claim) -> None:
    """Lets the key be used again at once: the request was refused or failed. If that fails too, the lease runs out."""
    with suppress(ClientError, BotoCoreError):
        _change(claim, "SET lease = :zero", {":zero": {"N": "0"}})


def forget(claim: Claim) -> None:
    """Lets the key be used again at once, for any request: nothing was done under it. If that fails, as when it is `free`d."""
    with suppress(ClientError, BotoCoreError):
        _change(claim, "SET lease = :zero, expires = :zero", {":zero": {"N": "0"}})


def _claim(item: Mapping[str, Any]) -> Claim:
    key = item["key"]["S"].removeprefix("request#")
    named = hashlib.sha256(f"{key}/{item['begun']['N']}".encode()).hexdigest()[:32] if "begun" in item else key
    return Claim(named, item["lease"]["N"], key)


def _put(item: Mapping[str, Any], condition: str, values: Mapping[str, Any]) -> bool:
    """Whether the key was taken. Where that is unknown it is let go, for nobody would ever end this request."""
    try:
        aws.client("dynamodb").put_item(
            TableName=setting("TABLE_EPHEMERAL"),
            Item=item,
            ConditionExpression=condition,
            ExpressionAttributeValues=values,
        )
        return True
    except (ClientError, BotoCoreError) as error:
        if not conditional.lost(error):
            free(_claim(item))
            raise
        return False


def _found(key: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (
        aws.client("dynamodb")
        .get_item(TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": f"request#{key}"}}, ConsistentRead=True)
        .get("Item")
    )
    return found


def _change(claim: Claim, expression: str, values: dict[str, Any]) -> None:
    try:
        aws.client("dynamodb").update_item(
            TableName=setting("TABLE_EPHEMERAL"),
            Key={"key": {"S": f"request#{claim.key}"}},
            UpdateExpression=expression,
            ConditionExpression="lease = :mine",
            ExpressionAttributeValues={":mine": {"N": claim.owner}, **values},
        )
    except ClientError as error:
        # A successor took over an expired lease: its answer counts.
        if not conditional.lost(error):
            raise
