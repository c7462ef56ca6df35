"""Callbacks from banks: signed by the bank, of now, of a known kind. They may repeat and come out of order."""

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from chalicelib import clock
from chalicelib.banks import partners
from chalicelib.errors import PreconditionFailed

WINDOW = timedelta(minutes=5)
TYPES = {"contract.signed", "contract.declined", "payment.settled", "payment.failed"}


class CallbackRejected(Exception):
    """A message that is not that bank's, is not of now, or cannot be read. The message says which, nothing else."""


def verify(bank: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """The event `{type, timestamp, data, id}` a bank calls us back with; `id` is the same over its retries.

    Raises `CallbackRejected`: unknown bank, missing or wrong signature, time outside ±5 minutes, unreadable body.
    """
    try:
        secret = partners.partner(bank).callback_secret
    except PreconditionFailed:
        raise CallbackRejected("bank") from None
    got = {name.lower(): value for name, value in headers.items()}
    id, timestamp = got.get("webhook-id", ""), got.get("webhook-timestamp", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise CallbackRejected("timestamp")
    if abs(clock.now().timestamp() - int(timestamp)) > WINDOW.total_seconds():
        raise CallbackRejected("timestamp")
    if not id or not _signed(secret, f"{id}.{timestamp}.".encode() + body, got.get("webhook-signature", "")):
        raise CallbackRejected("signature")
    return {**_event(body), "id": id}


def _signed(secret: str, content: bytes, signatures: str) -> bool:
    # The package's own verify raises foreign errors on malformed headers and takes no clock.
    expected = b64encode(hmac.digest(b64decode(secret.removeprefix("whsec_")), content, "sha256"))
    given = (signature.removeprefix("v1,") for signature in signatures.split(" ") if signature.startswith("v1,"))
    return any(hmac.compare_digest(expected, one.encode()) for one in given)


def _event(body: bytes) -> dict[str, Any]:
    try:
        event = json.loads(body)
        type, data = str(event["type"]), event["data"]
    except (LookupError, TypeError, ValueError, RecursionError):
        raise CallbackRejected("body") from None
    if type not in TYPES or not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise CallbackRejected("body")
    return {"type": type, "timestamp": str(event.get("timestamp", "")), "data": data}
