import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import time_machine
from standardwebhooks import Webhook

from chalicelib.banks import partners, webhooks
from chalicelib.errors import BankUnavailable, PreconditionFailed
from chalicelib.trust import secrets
from tests.given.platform import BANKS, webhook_key


class Endpoint(HTTPServer):
    status = 204
    heard: list[tuple[dict[str, str], bytes]]


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.server.status)
        self.send_header("location", "/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def bank(monkeypatch) -> Iterator[Endpoint]:
    endpoint = Endpoint(("127.0.0.1", 0), Handler)
    endpoint.heard = []
    Thread(target=endpoint.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    known = {"B01": {**BANKS["B01"], "url": f"http://127.0.0.1:{endpoint.server_address[1]}"}}
    monkeypatch.setattr(secrets, "banks", lambda: known)
    partners._pool.cache_clear()
    yield endpoint
    endpoint.shutdown()
    endpoint.server_close()


def send(data=None):
    webhooks.send(
        "B01", "loan.contract.ready", data or {"contract_number": "JK1"}, "JK1.ready", "2026-11-23T02:00:00.000Z"
    )


def test_the_standard_package_verifies_what_we_send(bank):
    send({"contract_number": "JK1", "note": "合同"})
    ((headers, body),) = bank.heard
    event = Webhook(BANKS["B01"]["webhook_secret"]).verify(body, headers)
    assert (event["type"], event["data"]["note"]) == ("loan.contract.ready", "合同")
    assert set(event) == {"type", "timestamp", "data"}


def test_the_id_names_the_event_and_is_the_same_at_every_attempt_as_is_the_body(bank):
    for moment in ("2026-11-23T02:00:00Z", "2026-11-23T02:00:07Z"):
        with time_machine.travel(moment):
            send()
    assert {headers["webhook-id"] for headers, _ in bank.heard} == {"JK1.ready"}
    assert (
        len({body for _, body in bank.heard}) == 1 and len({tuple(headers.items()) for headers, _ in bank.heard}) == 2
    )


@pytest.mark.parametrize("status", [301, 302, 307, 408, 418, 429, 451, 500, 503])
def test_what_may_get_better_is_worth_another_try_and_redirects_are_not_followed(bank, status):
    bank.status = status
    with pytest.raises(BankUnavailable):
        send()
    assert len(bank.heard) == 1


@pytest.mark.parametrize("status", [400, 401, 404, 410])
def test_what_will_not_get_better_needs_a_person(bank, status):
    bank.status = status
    with pytest.raises(PreconditionFailed):
        send()


def test_during_a_rotation_a_bank_may_verify_with_either_secret(bank, monkeypatch):
    coming = webhook_key("the-next-one")
    (known,) = secrets.banks().values()
    both = {**known, "webhook_secret": coming, "webhook_secret_previous": known["webhook_secret"]}
    monkeypatch.setattr(secrets, "banks", lambda: {"B01": both})
    send()
    ((headers, body),) = bank.heard
    for secret in (coming, known["webhook_secret"]):
        assert Webhook(secret).verify(body, headers)["type"] == "loan.contract.ready"


def test_a_bank_that_does_not_know_our_signature_is_asked_once_more_with_a_secret_read_anew(bank, monkeypatch):
    bank.status, forgotten = 401, []

    def rotated():
        forgotten.append(True)
        bank.status = 204

    monkeypatch.setattr(secrets, "forget", rotated)
    send()
    assert len(forgotten) == 1 and len(bank.heard) == 2


def test_a_bank_that_is_not_there_is_unavailable(bank, monkeypatch):
    monkeypatch.setattr(secrets, "banks", lambda: {"B01": {**BANKS["B01"], "url": "http://127.0.0.1:9"}})
    with pytest.raises(BankUnavailable):
        send()


def test_an_event_is_thin(bank):
    send()
    assert len(bank.heard[0][1]) < 300
    assert json.loads(bank.heard[0][1])["data"] == {"contract_number": "JK1"}


def test_only_known_events_are_sent(bank):
    with pytest.raises(ValueError):
        webhooks.send("B01", "loan.unheard.of", {}, "x", "")
