"""What partners call us with, signed as they sign."""

import json
from collections.abc import Callable
from typing import Any

from standardwebhooks import Webhook

from chalicelib import clock
from chalicelib.agencies import signers
from tests.given.platform import BANKS, EXCHANGE


def bank(api: Callable[..., Any]) -> Callable[..., Any]:
    """A bank that says something, or sends other bytes, with its own secret or another's."""

    def send(
        type: str, data: Any, id: str = "event-1", bank: str = "B01", secret: str | None = None, raw: str | None = None, **named: str,
    ) -> Any:  # fmt: skip
        body = raw or json.dumps({"type": type, "timestamp": "2026-11-23T10:00:00Z", "data": data})
        now = clock.now()
        signed = {
            "webhook_id": id, "webhook_timestamp": str(int(now.timestamp())),
            "webhook_signature": Webhook(secret or BANKS[bank]["callback_secret"]).sign(id, now, body), **named,
        }  # fmt: skip
        return api("POST", "/v1/bank/callbacks", raw=body.encode(), **signed)

    return send


def registry(api: Callable[..., Any]) -> Callable[..., Any]:
    """The registry that says something, or sends other bytes than it signed."""

    def send(body: Any, key: str = EXCHANGE["callback_key"], sent: bytes | None = None) -> Any:
        raw = json.dumps(body).encode()
        signed = signers.headers("hmac-sha256", key, "s", "r", raw)
        return api("POST", "/v1/registry/callbacks", raw=sent or raw, **signed)

    return send
