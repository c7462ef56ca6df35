"""What the sweep measures: said by every run, so that silence means that it does not run."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from chalicelib import clock, policy
from chalicelib.casework import horizon
from chalicelib.sweep import run
from chalicelib.trust import secrets
from tests.given import case as given
from tests.given.certificates import seals_ending
from tests.sweep.conftest import due_in

LEVELS = (
    "oldest_wait",
    "paid_not_issued",
    "past_law",
    "submitted_without_execution",
    "sweep_lag",
    "calendar_horizon",
    "seal_horizon",
)


@pytest.fixture
def measured(capsys):
    def of(name: str, **by: str) -> list[float]:
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return [line[name] for line in lines if name in line and by.items() <= line.items()]

    return of


@pytest.mark.parametrize("name", LEVELS)
def test_every_level_is_said_though_there_is_no_case(platform, measured, name):
    run.handle({})
    assert measured(name)


def test_the_oldest_wait_of_each_queue_is_measured(submitted, road, later, measured):
    submitted()
    road.runs("c1")
    given.waiting("c1", "first_review", "REVIEWING")
    later(hours=30)
    run.handle({"execution": "c1"})
    assert 29 * 3600 < measured("oldest_wait", queue="first_review")[0] < 31 * 3600


def test_a_loan_paid_a_quarter_of_an_hour_ago_and_not_issued_is_counted(submitted, road, later, measured):
    submitted(payment={"status": "paid", "settled_at": clock.stamp()}, contract={"number": "JK1"})
    road.runs("c1")
    run.handle({"execution": "c1"})
    assert measured("paid_not_issued") == [0]
    later(minutes=16)
    run.handle({"execution": "c1"})
    assert measured("paid_not_issued") == [1]


def test_how_late_a_look_is_is_measured(submitted, road, later, measured):
    case = submitted()
    road.runs("c1")
    later(minutes=5)
    run.handle({})
    assert measured("sweep_lag")[0] < 60
    later(hours=2)
    late = -due_in(case).total_seconds()
    run.handle({})
    assert abs(measured("sweep_lag")[0] - late) < 60


def test_a_case_without_an_execution_is_counted_in_the_run_that_starts_it(submitted, later, measured):
    submitted()
    later(minutes=6)
    run.handle({})
    assert measured("submitted_without_execution") == [1]


@pytest.mark.parametrize(
    ("today", "days"), [("2026-10-02", 90), ("2026-11-26", 35), ("2026-12-31", 0), ("2027-01-05", 0)]
)
def test_the_known_working_days_end_with_the_last_arranged_year(today, days):
    assert horizon.days_known(policy.shipped(), date.fromisoformat(today)) == days


def test_the_working_days_are_known_as_far_as_the_centre_knows_them_that_knows_least():
    arranged = {"620100": range(2026, 2031), "620200": range(2026, 2029)}
    book = SimpleNamespace(
        centres=lambda: arranged, in_force=lambda centre, on: SimpleNamespace(arranged={"years": arranged[centre]})
    )
    today = date(2026, 11, 26)
    assert horizon.days_known(book, today) == (date(2028, 12, 31) - today).days
    assert horizon.first_unarranged(book, today) == 2029


@pytest.mark.parametrize(("days", "left"), [((400,), 399), ((400, 89), 88), ((-1,), 0)])
def test_for_how_long_every_centre_can_seal_is_measured_by_the_certificate_that_ends_first(
    platform, measured, monkeypatch, days, left
):
    seals_ending(monkeypatch, *days)
    run.handle({})
    assert abs(measured("seal_horizon")[0] - left) <= 1


def test_a_seal_counts_until_the_last_day_on_which_the_whole_day_is_in_its_certificates(monkeypatch):
    ends = {"seal": datetime(2027, 1, 10, 4, tzinfo=UTC), "root": datetime(2030, 1, 1, tzinfo=UTC)}
    monkeypatch.setattr(secrets, "seals", lambda: {"620100": {"certificates": [*ends]}})
    monkeypatch.setattr(horizon, "der", lambda one: one)
    monkeypatch.setattr(horizon, "validity", lambda one: (None, ends[one]))
    assert horizon.seal_ends("620100") == date(2027, 1, 9)
    assert horizon.seal_ends("620200") is None


def test_a_seal_counts_where_what_was_in_use_before_its_profile_is_taken_out(monkeypatch):
    monkeypatch.setattr(secrets, "seals", lambda: {"620100": {"SM2DSA": {"key": "k", "certificates": ["new"]}}})
    monkeypatch.setattr(horizon, "der", lambda one: one)
    monkeypatch.setattr(horizon, "validity", lambda one: (None, datetime(2027, 1, 10, 4, tzinfo=UTC)))
    assert horizon.seal_ends("620100") == date(2027, 1, 9)


def test_seals_that_nobody_can_read_or_that_a_centre_lacks_are_measured_as_over(platform, measured, monkeypatch):
    seals_ending(monkeypatch, 400)
    but_one = dict([*secrets.seals().items()][1:])
    monkeypatch.setattr(secrets, "seals", lambda: but_one)
    run.handle({})
    monkeypatch.setattr(secrets, "seals", lambda: {}["no secret"])
    run.handle({})
    assert measured("seal_horizon") == [0, 0]
