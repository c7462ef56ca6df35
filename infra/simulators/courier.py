"""Carries the partners' callbacks to Anju, in the background, signed anew at every attempt, until it says 2xx."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import urllib3
from standardwebhooks import Webhook

from chalicelib.agencies import signers

ATTEMPTS = 20
LONGEST_WAIT = 1.0  # seconds
CALLBACK_SID = "s_11620000MB0000011M_0001"  # the platform's own service of being called back


class Courier:
    """One for all partners. `delay` is how long a partner takes to act."""

    def __init__(self, api_url: str, secrets: Mapping[str, Any], delay: float) -> None:
        self._api, self._secrets, self._delay = api_url.rstrip("/"), secrets, delay
        self._http = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=20), retries=False)
        self._stopped = Event()

    def stop(self) -> None:
        """No attempt is begun any more."""
        self._stopped.set()

    def later(self, act: Callable[[], None]) -> None:
        """Lets a partner act once its time has come, in a thread of its own."""
        Thread(target=self._act, args=(act,), daemon=True).start()

    def _act(self, act: Callable[[], None]) -> None:
        if not self._stopped.wait(self._delay):
            act()

    def from_registry(self, body: Mapping[str, Any]) -> int:
        """Delivers a registry callback. Returns the last HTTP status, 0 without any."""
        text, secret = json.dumps(body, ensure_ascii=False).encode(), self._secrets["exchange"]

        def headers() -> dict[str, str]:
            return signers.headers(secret["profile"], secret["callback_key"], CALLBACK_SID, "registry", text)

        return self._deliver("/v1/registry/callbacks", text, headers)

    def from_bank(self, bank: str, id: str, body: Mapping[str, Any]) -> int:
        """Delivers a bank callback under a stable id. Returns the last HTTP status, 0 without any."""
        text = json.dumps(body, ensure_ascii=False)
        return self._deliver("/v1/bank/callbacks", text.encode(), lambda: self._signed(bank, id, text))

    def fetch_contract(self, bank: str, number: str) -> dict[str, Any] | None:
        """Opens a bank session and reads a contract, as often as it takes; None when Anju will not give it."""
        for wait in _waits():
            try:
                opened = self._log_in(bank)
                bearer = {"authorization": f"Bearer {json.loads(opened.data)['token']}"}
                answer = self._http.request("GET", f"{self._api}/v1/bank/contracts/{number}", headers=bearer)
                if answer.status == 200:
                    found: dict[str, Any] = json.loads(answer.data)
                    return found
            except (urllib3.exceptions.HTTPError, LookupError, ValueError):
                pass
            if self._stopped.wait(wait):
                break
        return None

    def _log_in(self, bank: str) -> urllib3.BaseHTTPResponse:
        """A bank's client credentials are its signature, under a new id each time."""
        text = json.dumps({"grant_type": "client_credentials"})
        headers = {"content-type": "application/json", **self._signed(bank, f"login_{uuid4().hex}", text)}
        return self._http.request("POST", f"{self._api}/v1/bank/sessions", body=text.encode(), headers=headers)

    def _signed(self, bank: str, id: str, text: str) -> dict[str, str]:
        now = datetime.now(UTC)
        signature = Webhook(self._secrets["banks"][bank]["callback_secret"]).sign(id, now, text)
        return {"webhook-id": id, "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}

    def _deliver(self, path: str, body: bytes, headers: Callable[[], dict[str, str]]) -> int:
        status = 0
        for wait in _waits():
            try:
                sent = {"content-type": "application/json", **headers()}
                status = self._http.request("POST", self._api + path, body=body, headers=sent).status
            except urllib3.exceptions.HTTPError:
                status = 0
            if 200 <= status < 300 or self._stopped.wait(wait):
                break
        return status


def _waits() -> list[float]:
    return [min(0.1 * 2**attempt, LONGEST_WAIT) for attempt in range(ATTEMPTS)]
