import json

import time_machine

from chalicelib.trust import secrets
from tests.given.platform import BANKS, EXCHANGE


def rotated(platform, **changes):
    platform.client("secretsmanager").put_secret_value(
        SecretId=platform.env["ANJU_SECRET_EXCHANGE"], SecretString=json.dumps({**EXCHANGE, **changes})
    )


def test_a_secret_is_known_for_five_minutes_at_most(platform):
    try:
        with time_machine.travel("2026-11-23T02:00:00Z", tick=False) as time:
            assert secrets.exchange()["key"] == EXCHANGE["key"]
            rotated(platform, key="next")
            time.shift(299)
            assert secrets.exchange()["key"] == EXCHANGE["key"]
            time.shift(1)
            assert secrets.exchange()["key"] == "next"
    finally:
        rotated(platform)


def test_a_secret_that_does_not_hold_any_more_is_read_anew_at_once(platform):
    try:
        secrets.exchange()
        rotated(platform, key="next")
        secrets.forget()
        assert secrets.exchange()["key"] == "next"
    finally:
        rotated(platform)


def test_every_bank_has_its_own_secrets(platform):
    assert secrets.banks() == BANKS


def test_of_two_keys_both_are_good_while_both_are_there():
    assert secrets.both({"k": "new", "k_previous": "old"}, "k") == ("new", "old")
    assert secrets.both({"k": "new", "k_previous": ""}, "k") == ("new",)
