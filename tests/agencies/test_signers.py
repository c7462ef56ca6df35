import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import clock
from chalicelib.agencies import signers

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_the_national_profile_is_base64_hmac_sha256_over_sid_rid_and_time():
    # printf s_1anju1764000000000 | openssl dgst -sha256 -hmac key -binary | base64
    signed = signers.PROFILES["hmac-sha256"]("key", "s_1", "anju", "1764000000000")
    assert signed == "g6Qy9c7gExVNtvyLpzwdCx+JucROagN+cu3IDhRyUJE="


def test_the_legacy_profile_is_lower_case_md5_over_lower_cased_key_secret_and_time():
    expected = hashlib.md5(b"anjusecret1764000000000").hexdigest()
    assert signers.PROFILES["md5-legacy"]("SECRET", "s_1", "ANJU", "1764000000000") == expected


def test_the_sm3_profile_hashes_with_sm3_as_its_standard_says():
    from cryptography.hazmat.primitives.hashes import SM3, Hash

    digest = Hash(SM3())
    digest.update(b"abc")
    assert digest.finalize().hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert len(signers.PROFILES["hmac-sm3"]("key", "s_1", "anju", "1")) == 44


@pytest.mark.parametrize("profile", signers.PROFILES)
def test_what_is_signed_is_genuine_under_its_key_only(profile):
    headers = signers.headers(profile, "key", "s_1", "anju", b"{}")
    assert signers.genuine(profile, "key", headers, b"{}")
    assert signers.genuine(profile, "key", {name.title(): value for name, value in headers.items()}, b"{}")
    assert not signers.genuine(profile, "other", headers, b"{}")
    assert not signers.genuine(profile, "key", headers, b"{ }")


@pytest.mark.parametrize(("age", "valid"), [(300, True), (301, False), (-300, True), (-301, False)])
def test_a_signature_is_good_for_five_minutes_either_way(monkeypatch, age, valid):
    headers = signers.headers("hmac-sha256", "key", "s_1", "anju")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=age))
    assert signers.genuine("hmac-sha256", "key", headers) is valid


@pytest.mark.parametrize("rtime", ["", "x", "-1", "١٢٣", "1e5", "9" * 400])
def test_a_time_that_is_none_is_not_genuine(rtime):
    assert not signers.genuine("hmac-sha256", "key", {"gjgxjhpt_rtime": rtime, "gjgxjhpt_sign": "é"})
