"""What runs out is told to operations in time."""

from datetime import timedelta

from chalicelib import clock, policy
from chalicelib.casework import horizon
from chalicelib.trust import secrets
from tests.given.certificates import one_ending, seals_ending


def test_operations_see_which_centres_seal_runs_out_and_when(api, login, monkeypatch):
    seals_ending(monkeypatch, 20)
    told = api("GET", "/v1/ops/seals", who=login("ops")).body
    assert told["warning"] and (told["warn_below"], told["urgent_below"]) == (90, 30)
    assert {row["days_left"] for row in told["items"]} <= {19, 20} and len(told["items"]) == len(policy.centres())


def test_a_seal_of_a_profile_that_is_to_come_runs_out_too(monkeypatch):
    soon, late = (one_ending(monkeypatch, clock.now() + timedelta(days=one, hours=1)) for one in (20, 400))
    both = {"key": "k", "certificates": [late], "SM2DSA": {"key": "l", "certificates": [soon]}}
    monkeypatch.setattr(secrets, "seals", lambda: {"620100": both})
    assert horizon.seal_days(["620100"], clock.today()) in (19, 20)


def test_a_profile_that_is_emptied_and_not_taken_out_ends_nothing(monkeypatch):
    (late,) = [one_ending(monkeypatch, clock.now() + timedelta(days=20, hours=1))]
    monkeypatch.setattr(secrets, "seals", lambda: {"620100": {"key": "k", "certificates": [late], "SM2DSA": {}}})
    assert horizon.seal_days(["620100"], clock.today()) in (19, 20)
    assert horizon.seal_days(["620100", "620200"], clock.today()) == 0, "the other centre has no seal at all"
    monkeypatch.setattr(secrets, "seals", lambda: {"620100": {"SM2DSA": {"key": "l", "certificates": []}}})
    assert horizon.seal_days(["620100"], clock.today()) == 0
