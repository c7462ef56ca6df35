"""The policy a decision was made by is found, and no other is worked out on the way."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine

from chalicelib import clock, policy
from chalicelib.casework.rules import accepted_on, is_past_law, judged_by, legal_by
from chalicelib.records import casefile
from tests.given.case import draft, put

SILENT = "2026-11-10"  # when what was received on 2 November is accepted unless something is asked for
ON = date(2026, 11, 25)  # a day later a term of the commercial mortgage was learnt of


@pytest.fixture
def case(platform):
    draft("c1")
    put("c1", status="SIGNING", number="N1", accepted_on=ON.isoformat())
    return casefile.load("c1")


@pytest.fixture
def asked(monkeypatch):
    known, in_force = [], policy.in_force
    monkeypatch.setattr(
        policy, "in_force", lambda centre, on, then=None: known.append(then) or in_force(centre, on, then)
    )
    return known


def test_what_was_known_on_the_day_is_looked_at_first_and_alone(case, asked):
    version = policy.shipped().in_force(case.centre, ON, ON).version
    assert judged_by(case, version, ON).version == version and asked == [ON]


def test_a_decision_by_what_was_learnt_later_is_found_all_the_same(case):
    now, then = (policy.in_force(case.centre, ON, known).version for known in (None, ON))
    assert now != then and judged_by(case, now, ON).version == now


def test_of_a_version_that_is_gone_there_is_what_was_known_on_the_day(case):
    assert judged_by(case, "gone", ON).version == policy.in_force(case.centre, ON, ON).version


@pytest.mark.parametrize(
    ("left", "accepted"),
    [
        ({}, True),
        ({"leaving": "REFUSED"}, False),
        ({"withdrawal": {"at": "2026-11-09T15:59:59.000Z"}}, False),
        ({"withdrawal": {"at": "2026-11-03T10:00:00.000Z"}, "leaving": "WITHDRAWN"}, False),
        ({"withdrawal": {"at": f"{SILENT}T10:00:00.000Z"}, "leaving": "WITHDRAWN"}, True),
    ],
)
def test_what_had_left_its_road_or_was_taken_back_before_the_day_is_not_accepted_by_silence(platform, left, accepted):
    draft("c1")
    case = put("c1", status="ATTENDING", number="N1", received_on="2026-11-02", **left)
    assert accepted_on(case) == (date.fromisoformat(SILENT) if accepted else None)


@pytest.mark.parametrize(("days", "past"), [(0, False), (1, True)])
def test_the_law_s_last_day_is_still_within_the_law(case, days, past):
    with time_machine.travel(datetime.combine(legal_by(case) + timedelta(days), time(12), clock.CHINA), tick=False):
        assert is_past_law(case) == past
