"""A partner bank and the signed way to it: Standard Webhooks headers on every message, one id over all its retries."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import urllib3

from chalicelib import clock, tracing
from chalicelib.domain.frozen import frozen
from chalicelib.errors import BankUnavailable, PreconditionFailed
from chalicelib.trust import patience, secrets

# The HTTP statuses by which a bank will not take a message, ever; every other one that is no success may get better by itself.
REFUSALS = frozenset({400, 401, 403, 404, 405, 409, 410, 413, 415, 422})
_TIMEOUT = urllib3.Timeout(connect=2, read=8)


@frozen
class Partner:
    """One entrusted bank (受托银行)."""

    code: str
    url: str
    webhook_secrets: tuple[str, ...]  # we sign with each
    callback_secrets: tuple[str, ...]  # they sign with any of them
    payer_accounts: Mapping[str, str]  # of each centre, as the bank has told it
    seal_certificates: tuple[str, ...] = ()  # PEM: whose seals on contracts are the bank's


class Refused(PreconditionFailed):
    """The bank will not take a message: its status and what it said. The road knows no such error: no step lets it out."""

    def __init__(self, bank: str, path: str, status: int, body: bytes) -> None:
        super().__init__(f"{bank} refuses {path}: HTTP {status}", "BANK_REFUSED")
        self.status, self.body = status, body


def partner(code: str) -> Partner:
    """The bank with that code. Raises `PreconditionFailed` for one we have no agreement with."""
    known = secrets.banks().get(code)
    if known is None:
        raise PreconditionFailed("bank unknown", "BANK_UNKNOWN")
    return Partner(
        code,
        known["url"],
        secrets.both(known, "webhook_secret"),
        secrets.both(known, "callback_secret"),
        known.get("payer_accounts", {}),
        tuple(known.get("seal_certificates", ())),
    )


@cache
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(maxsize=4, timeout=_TIMEOUT, retries=False)


def post(bank: str, path: str, message_id: str, body: Mapping[str, Any]) -> bytes:
    """Sends one signed message and returns the body of its 2xx answer.

    Raises `BankUnavailable` when there was no answer, or one that is no refusal: what became of the message is then unknown.
    Raises `PreconditionFailed` when the bank will not take it (`REFUSALS`): a person has to look.
    """
    try:
        return offer(bank, path, message_id, body)
    except Refused as refusal:
        raise PreconditionFailed(str(refusal), *refusal.codes) from None


def offer(bank: str, path: str, message_id: str, body: Mapping[str, Any]) -> bytes:
    """As `post`, for who wants to know why: raises `Refused` when the bank will not take it.

    It is sent once more only where the bank has not taken it: under a secret read anew, or when asked to come back in a moment; and
    nothing is sent to where the bank has asked us to come back later (`BankUnavailable`).
    """
    if patience.is_early(f"{bank}{path}"):
        raise BankUnavailable(f"{bank}: not asked before it wants to be")
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    with tracing.call("bank", bank=bank):
        response = _send(partner(bank), path, message_id, text)
        if response.status == 401:  # the secret may have been rotated since it was read
            secrets.forget()
            response = _send(partner(bank), path, message_id, text)
        if response.status == 429 and patience.waited(response.headers):
            response = _send(partner(bank), path, message_id, text)
        if response.status in (429, 503):
            patience.keep(f"{bank}{path}", response.headers)
        tracing.note(outcome=response.status)
        if 200 <= response.status < 300:
            return response.data
        if response.status in REFUSALS:
            raise Refused(bank, path, response.status, response.data)
        raise BankUnavailable(f"{bank}: HTTP {response.status}")


def _send(to: Partner, path: str, message_id: str, text: str) -> urllib3.BaseHTTPResponse:
    try:
        return _pool().request(
            "POST", to.url + path, body=text.encode(), headers=_headers(to, message_id, text), redirect=False
        )
    except urllib3.exceptions.HTTPError as error:
        raise BankUnavailable(f"{to.code}: {type(error).__name__}") from None


def _headers(to: Partner, message_id: str, text: str) -> dict[str, str]:
    from standardwebhooks import Webhook

    now = clock.now()
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(message_id, now, text) for secret in to.webhook_secrets),
    }
