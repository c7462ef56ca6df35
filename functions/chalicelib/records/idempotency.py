"""Idempotency keys (幂等): the same request sent again gets the answer of the one that was done. Keys are kept hashed with who sent them.

A request takes the key with a lease before it works; a lease that ran out belongs to a request that died, and its
successor may take over. Answers are kept for a day, which outlives every retry a client makes.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import aws, clock
from chalicelib.records import conditional
from chalicelib.settings import setting

LEASE = timedelta(seconds=35)  # longer than API Gateway waits for an answer (29 s)
KEEP = timedelta(hours=24)


class KeyReused(Exception):
    """The key was used for a request with another content."""


class StillRunning(Exception):
    """The first request with this key has not ended."""


@dataclass(frozen=True)
class Claim:
    """A key taken for one request. `id` is the same for every repetition: use it to name what the request makes."""

    id: str
    owner: str


def claim(subject: str, key: str, request: str) -> Claim | dict[str, Any]:
    """Takes a key for a request (its method, path and body as one text), or returns the answer it got before.

    Raises `KeyReused` and `StillRunning`.
    """
    id = hashlib.sha256(f"{subject}/{key}".encode()).hexdigest()[:32]
    digest, now = hashlib.sha256(request.encode()).hexdigest(), clock.now()
    lease = str(int((now + LEASE).timestamp() * 1000))
    try:
        aws.client("dynamodb").put_item(
            TableName=setting("TABLE_EPHEMERAL"),
            Item={
                "key": {"S": f"request#{id}"}, "digest": {"S": digest}, "lease": {"N": lease},
                "expires": {"N": str(int((now + KEEP).timestamp()))},
            },
            ConditionExpression="attribute_not_exists(#key) OR expires < :now"
            " OR (attribute_not_exists(answer) AND lease < :moment AND digest = :digest)",
            ExpressionAttributeNames={"#key": "key"},
            ExpressionAttributeValues={
                ":now": {"N": str(int(now.timestamp()))}, ":moment": {"N": str(int(now.timestamp() * 1000))},
                ":digest": {"S": digest},
            },
        )  # fmt: skip
        return Claim(id, lease)
    except (ClientError, BotoCoreError) as error:
        if not conditional.lost(error):
            free(Claim(id, lease))  # whether we took the key is unknown, and nobody would ever end this request
            raise
    return _first_answer(id, digest)


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


def _first_answer(id: str, digest: str) -> dict[str, Any]:
    item = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": f"request#{id}"}}, ConsistentRead=True
    ).get("Item")  # fmt: skip
    if item and item["digest"]["S"] != digest:
        raise KeyReused(id)
    if not item or "answer" not in item:
        raise StillRunning(id)
    answer: dict[str, Any] = json.loads(item["answer"]["S"])
    return answer


def _change(claim: Claim, expression: str, values: dict[str, Any]) -> None:
    try:
        aws.client("dynamodb").update_item(
            TableName=setting("TABLE_EPHEMERAL"),
            Key={"key": {"S": f"request#{claim.id}"}},
            UpdateExpression=expression,
            ConditionExpression="lease = :mine",
            ExpressionAttributeValues={":mine": {"N": claim.owner}, **values},
        )
    except ClientError as error:
        # A successor took over an expired lease: its answer counts.
        if not conditional.lost(error):
            raise
