"""A bank's session: begun by what the bank signs, once a message, and good for its own contracts alone."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from standardwebhooks import Webhook

from chalicelib.domain.assurance import Level
from chalicelib.records import idempotency
from chalicelib.trust import sessions
from tests.given.platform import BANKS, webhook_key

GRANT = {"grant_type": "client_credentials"}


@pytest.fixture
def log_in(api):
    def send(bank="B01", id="login_1", body=GRANT, secret=None, ago=0):
        text, now = json.dumps(body), datetime.now(UTC) - timedelta(seconds=ago)
        signature = Webhook(secret or BANKS[bank]["callback_secret"]).sign(id, now, text)
        headers = {
            "webhook_id": id,
            "webhook_timestamp": str(int(now.timestamp())),
            "webhook_signature": signature,
        }
        return api("POST", "/v1/bank/sessions", raw=text.encode(), **headers)

    return send


@pytest.mark.parametrize("bank", BANKS)
def test_a_bank_comes_in_as_whose_signature_it_is(log_in, bank):
    opened = log_in(bank)
    assert (opened.status, opened.body["audience"], opened.body["channel"]) == (201, "bank", "bank")
    assert sessions.find(opened.body["token"]) == sessions.Session(
        "bank", bank, "", "bank", level=Level.STRONG, method="signature"
    )


def test_a_message_that_was_overheard_opens_nothing_more(log_in, platform):
    opened = log_in()
    assert [log_in().body["code"] for _ in range(2)] == ["LOGIN_FAILED"] * 2
    assert log_in(id="login_2").status == log_in(bank="B02").status == 201
    assert opened.body["token"] not in str(platform.items("ephemeral"))


def test_nor_does_it_once_nobody_waits_for_the_first_answer_any_more(log_in):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        assert log_in().status == 201
        time.shift(idempotency.LEASE.total_seconds() + 1)
        assert log_in(ago=idempotency.LEASE.total_seconds() + 1).body["code"] == "LOGIN_FAILED"


def test_who_cannot_sign_of_now_as_a_bank_is_not_let_in(log_in):
    assert log_in(secret=webhook_key("nobody")).body["code"] == "BAD_SIGNATURE"
    assert log_in(ago=301).body["code"] == "BAD_SIGNATURE"


def test_a_bank_asks_for_a_session_and_for_nothing_else(log_in):
    assert log_in(body={"grant_type": "password"}).codes == {("NOT_A_CHOICE", "/grant_type")}
    assert log_in(body={}).codes == {("MISSING", "/grant_type")}
