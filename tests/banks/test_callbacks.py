import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from chalicelib import clock
from chalicelib.banks import callbacks
from chalicelib.trust import secrets
from tests.given.platform import BANKS, webhook_key

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
EVENT = {"type": "contract.signed", "timestamp": "2026-11-23T02:00:00Z", "data": {"contract_number": "JK1"}}


@pytest.fixture(autouse=True)
def partner(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(secrets, "banks", lambda: {code: {**secret, "url": ""} for code, secret in BANKS.items()})


def signed(body, at=NOW, secret=BANKS["B01"]["callback_secret"], id="e1"):
    signature = Webhook(secret).sign(id, at, body)
    return {"Webhook-Id": id, "Webhook-Timestamp": str(int(at.timestamp())), "Webhook-Signature": signature}


def test_what_the_standard_package_signs_is_taken_as_the_banks():
    body = json.dumps(EVENT)
    assert callbacks.sender(signed(body), body.encode()) == "B01"


def test_one_good_signature_of_several_is_enough_so_that_secrets_can_be_rotated():
    body = json.dumps(EVENT)
    headers = signed(body)
    headers["Webhook-Signature"] = f"v1,AAAA v1a,BBBB {headers['Webhook-Signature']}"
    assert callbacks.sender(headers, body.encode()) == "B01"


@pytest.mark.parametrize(("age", "taken"), [(300, True), (-300, True), (301, False), (-301, False)])
def test_a_callback_is_good_for_five_minutes_either_way(age, taken):
    body = json.dumps(EVENT)
    headers = signed(body, at=NOW - timedelta(seconds=age))
    if taken:
        callbacks.sender(headers, body.encode())
    else:
        with pytest.raises(callbacks.CallbackRejected, match="timestamp"):
            callbacks.sender(headers, body.encode())


@pytest.mark.parametrize(
    "change",
    [
        {"Webhook-Id": "e2"},
        {"Webhook-Id": ""},
        {"Webhook-Timestamp": str(int(NOW.timestamp()) + 1)},
        {"Webhook-Timestamp": "soon"},
        {"Webhook-Timestamp": "9" * 400},
        {"Webhook-Signature": ""},
        {"Webhook-Signature": "v1"},
        {"Webhook-Signature": "v1,,v1 ,v1,é"},
        {"Webhook-Signature": "v1,"},
    ],
)
def test_altered_or_malformed_headers_are_rejected(change):
    body = json.dumps(EVENT)
    with pytest.raises(callbacks.CallbackRejected):
        callbacks.sender({**signed(body), **change}, body.encode())


@pytest.mark.parametrize("left", [0, 1, 10, 43])
def test_the_beginning_of_a_good_signature_is_none(left):
    body = json.dumps(EVENT)
    headers = signed(body)
    cut = headers["Webhook-Signature"].removeprefix("v1,")[:left]
    with pytest.raises(callbacks.CallbackRejected, match="signature"):
        callbacks.sender({**headers, "Webhook-Signature": f"v1,{cut}"}, body.encode())


@pytest.mark.parametrize("header", ["Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"])
def test_whoever_leaves_a_header_out_is_told_which(header):
    body = json.dumps(EVENT)
    without = {name: value for name, value in signed(body).items() if name != header}
    with pytest.raises(callbacks.CallbackRejected, match=header.lower()):
        callbacks.sender(without, body.encode())


def test_another_body_or_another_secret_is_rejected():
    body = json.dumps(EVENT)
    for headers, sent in [
        (signed(body), body + " "),
        (signed(body, secret=BANKS["B01"]["webhook_secret"]), body),
        ({}, body),
    ]:
        with pytest.raises(callbacks.CallbackRejected):
            callbacks.sender(headers, sent.encode())


def test_an_event_without_an_id_is_rejected_even_if_the_bank_signed_it():
    body = json.dumps(EVENT)
    with pytest.raises(callbacks.CallbackRejected, match="webhook-id"):
        callbacks.sender(signed(body, id=""), body.encode())


def test_the_signature_alone_tells_which_bank_it_is():
    body = json.dumps(EVENT)
    for bank in ("B01", "B02"):
        assert callbacks.sender(signed(body, secret=BANKS[bank]["callback_secret"]), body.encode()) == bank
    with pytest.raises(callbacks.CallbackRejected):
        callbacks.sender(signed(body, secret=BANKS["B01"]["webhook_secret"]), body.encode())


def test_a_key_newer_than_our_copy_is_read_once_and_nobodys_signature_makes_us_read_no_more_often(monkeypatch):
    body, coming, reads = json.dumps(EVENT), webhook_key("the-next-one"), []
    known = {"B01": {**BANKS["B01"]}}
    monkeypatch.setattr(secrets, "banks", lambda: known)
    monkeypatch.setattr(secrets, "forget", lambda: (reads.append(1), known["B01"].update(callback_secret=coming)))
    secrets._renewed.cache_clear()
    assert callbacks.sender(signed(body, secret=coming), body.encode()) == "B01"
    for _ in range(5):
        with pytest.raises(callbacks.CallbackRejected, match="webhook-signature"):
            callbacks.sender(signed(body), body.encode())
    assert reads == [1]
    secrets._renewed.cache_clear()


def test_while_a_secret_is_rotated_the_one_before_it_is_good_too_and_not_after(monkeypatch):
    body, coming = json.dumps(EVENT), webhook_key("the-next-one")
    before = BANKS["B01"]["callback_secret"]
    overlapping = {**BANKS["B01"], "callback_secret": coming, "callback_secret_previous": before}
    monkeypatch.setattr(secrets, "banks", lambda: {"B01": overlapping})
    for secret in (before, coming):
        assert callbacks.sender(signed(body, secret=secret), body.encode()) == "B01"
    monkeypatch.setattr(secrets, "banks", lambda: {"B01": {**BANKS["B01"], "callback_secret": coming}})
    with pytest.raises(callbacks.CallbackRejected):
        callbacks.sender(signed(body), body.encode())
