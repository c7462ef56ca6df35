"""A partner bank and the signed way to it: Standard Webhooks headers on every message, one id over all its retries."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import urllib3

from chalicelib import clock, tracing
from chalicelib.errors import BankUnavailable, PreconditionFailed
from chalicelib.trust import secrets

_TIMEOUT = urllib3.Timeout(connect=2, read=8)


@dataclass(frozen=True)
class Partner:
    """One entrusted bank (受托银行)."""

    code: str
    url: str
    webhook_secret: str  # we sign with it
    callback_secret: str  # they sign with it


def partner(code: str) -> Partner:
    """The bank with that code. Raises `PreconditionFailed` for one we have no agreement with."""
    known = secrets.banks().get(code)
    if known is None:
        raise PreconditionFailed("bank unknown")
    return Partner(code, known["url"], known["webhook_secret"], known["callback_secret"])


@cache
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(maxsize=4, timeout=_TIMEOUT, retries=False)


def post(bank: str, path: str, message_id: str, body: Mapping[str, Any]) -> bytes:
    """Sends one signed message and returns the body of its 2xx answer.

    Raises `BankUnavailable` when there was no answer or a server's error: what became of the message is then unknown.
    Raises `PreconditionFailed` when the bank will not take it (4xx, 410 included): a person has to look.
    """
    to = partner(bank)
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    with tracing.call("bank", bank=bank):
        try:
            response = _pool().request(
                "POST", to.url + path, body=text.encode(), headers=_headers(to, message_id, text), redirect=False
            )
        except urllib3.exceptions.HTTPError as error:
            raise BankUnavailable(f"{bank}: {type(error).__name__}") from None
        tracing.note(outcome=response.status)
        if 200 <= response.status < 300:
            return response.data
        if response.status >= 500 or response.status in (408, 425, 429) or response.status < 400:
            raise BankUnavailable(f"{bank}: HTTP {response.status}")
        raise PreconditionFailed(f"{bank} refuses {path}: HTTP {response.status}")


def _headers(to: Partner, message_id: str, text: str) -> dict[str, str]:
    from standardwebhooks import Webhook

    now = clock.now()
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(to.webhook_secret).sign(message_id, now, text),
    }
