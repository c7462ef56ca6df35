"""Callbacks from banks: signed by the bank, of now, of a known kind. They may repeat and come out of order."""

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from chalicelib import clock
from chalicelib.banks import partners
from chalicelib.errors import PreconditionFailed
from chalicelib.trust import secrets

WINDOW = timedelta(minutes=5)
# Every event there is, and what each has to say in its `data`.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "contract.signed": ("contract_number", "sha256"),
    "contract.declined": ("contract_number",),
    "payment.settled": ("serial",),
    "payment.failed": ("serial",),
}


class CallbackRejected(Exception):
    """A message that is not that bank's, is not of now, or cannot be read. The message says which, nothing else."""


def sender(headers: Mapping[str, str], body: bytes, named: str = "") -> str:
    """The code of the bank whose signature a message bears, whatever its body says: nothing else has to tell whose it is.

    Partners of earlier releases name themselves in a header: then `named` is the only one it may be.
    Raises `CallbackRejected`: nobody's signature, time outside ±5 minutes.
    """
    for bank in [named] if named else secrets.banks():
        with suppress(CallbackRejected):
            _check(bank, headers, body)
            return bank
    raise CallbackRejected("signature")


def verify(bank: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """The event `{type, timestamp, data, id}` a bank calls us back with; `id` is the same over its retries.

    Raises `CallbackRejected`: unknown bank, missing or wrong signature, time outside ±5 minutes, unreadable body.
    """
    id = _check(bank, headers, body)
    return {**_event(body), "id": id}


def _check(bank: str, headers: Mapping[str, str], body: bytes) -> str:
    """The id of a message that this bank has signed just now."""
    try:
        keys = partners.partner(bank).callback_secrets
    except PreconditionFailed:
        raise CallbackRejected("bank") from None
    got = {name.lower(): value for name, value in headers.items()}
    id, timestamp = got.get("webhook-id", ""), got.get("webhook-timestamp", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise CallbackRejected("timestamp")
    if abs(clock.now().timestamp() - int(timestamp)) > WINDOW.total_seconds():
        raise CallbackRejected("timestamp")
    content, signatures = f"{id}.{timestamp}.".encode() + body, got.get("webhook-signature", "")
    if not id or not any(_signed(key, content, signatures) for key in keys):
        raise CallbackRejected("signature")
    return id


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
    if type not in NEEDS or not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise CallbackRejected("body")
    return {"type": type, "timestamp": str(event.get("timestamp", "")), "data": data}
