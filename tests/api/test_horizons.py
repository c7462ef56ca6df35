"""What runs out is told to operations in time."""

from chalicelib import policy
from tests.given.certificates import seals_ending


def test_operations_see_which_centres_seal_runs_out_and_when(api, login, monkeypatch):
    seals_ending(monkeypatch, 20)
    told = api("GET", "/v1/ops/seals", who=login("ops")).body
    assert told["warning"] and (told["warn_below"], told["urgent_below"]) == (90, 30)
    assert {row["days_left"] for row in told["items"]} <= {19, 20} and len(told["items"]) == len(policy.centres())
