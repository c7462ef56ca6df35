"""The policy a decision was made by is found, and no other is worked out on the way."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine

from chalicelib import clock, policy
from chalicelib.casework import laws, papers, promise, receipt_letter
from chalicelib.casework.rules import accepted_at_latest, accepted_on, is_past_law, judged_by, law_of, legal_by
from chalicelib.records import casefile
from chalicelib.records.contents import Notice
from chalicelib.steps import results
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


def test_what_was_decided_by_a_release_that_did_not_know_yet_is_found_too(case):
    unknown = policy.in_force(case.centre, ON, ON).version
    assert judged_by(case, unknown, ON + timedelta(5)).version == unknown


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


def test_no_letter_of_a_case_that_is_not_accepted_yet_names_more_than_the_law_of_the_day_it_will_be(
    submitted, monkeypatch
):
    drawn: list[Any] = []
    monkeypatch.setattr(papers, "made", lambda case, name, value, *_: drawn.append(value))
    case = replace(submitted(number="N1"), accepted_on=None, received_on=None)
    for received in (date(2026, 9, day) for day in (10, 11, 14, 18, 21)):
        with time_machine.travel(datetime.combine(received, time(10), clock.CHINA), tick=False):
            receipt_letter._of(case, received)
            results.of_notice(case, Notice(1, clock.stamp(), "2026-10-15T09:30:00.000Z", []))
        latest = accepted_at_latest(case, received)
        days = 15 if latest < date(2026, 9, 20) else 10
        last = latest + timedelta(days)
        notice, receipt = drawn.pop(), drawn.pop()
        assert f"自受理之日起 {days} 日内" in receipt.law and f"{last.month}月{last.day}日" in receipt.law, received
        assert "法定期限 10 日" in notice.ways[-1], "it may be accepted on the day its corrections are due"


def test_a_case_that_goes_on_after_an_end_has_the_days_the_law_gives_on_that_day(platform):
    draft("c1")
    days = {"received_on": "2026-09-15", "accepted_on": "2026-09-15", "reopened_on": "2026-11-10"}
    case = put("c1", status="VERIFYING", number="N1", **days)
    law = law_of(case)
    assert law and (law.days, law.by, "2026年修订" in law.article.words) == (10, date(2026, 11, 20), True)
    assert laws.law_by({"centre": case.centre, "status": "VERIFYING", **days}) == "2026-11-20"
    with time_machine.travel("2026-11-10T10:00:00+08:00", tick=False):
        shown = promise.promise(case)
    assert shown and shown["due_on"] <= shown["legal_by"] == "2026-11-20"
