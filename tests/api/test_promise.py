"""The working days of the promise, as the tracking page shows them. Lanzhou promises a decision within ten."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from chalicelib import clock
from chalicelib.casework import promise
from chalicelib.domain.calendar import Calendar
from chalicelib.records import casefile
from tests.given.case import put


@pytest.fixture
def track(api, borrower, submitted):
    """The promise shown after these things happened: code to (moment in UTC)."""

    def shown(
        status: str = "VERIFYING",
        accepted_on: str = "2026-03-02",
        received_on: str | None = "2026-02-27",
        **events: str,
    ):
        happened = {
            f"events.{name.replace('__', '.')}": {"at": at, "code": name.partition("__")[0], "values": {}}
            for name, at in events.items()
        }
        put(submitted, **{f"events.{name}": None for name in casefile.load(submitted).events})
        put(submitted, status=status, accepted_on=accepted_on, received_on=received_on, **happened)
        return api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["promise"]

    return shown


@pytest.fixture
def now(monkeypatch):
    """Sets the time for the promise alone: sessions and signatures go on living today."""

    def is_(moment: str) -> None:
        frozen = SimpleNamespace(now=lambda: datetime.fromisoformat(moment), in_china=clock.in_china, CHINA=clock.CHINA)
        monkeypatch.setattr(promise, "clock", frozen)

    return is_


MONDAY = "2026-03-02T02:00:00.000Z"  # ten in the morning in Gansu


def test_days_are_used_from_the_day_after_the_case_was_accepted_whenever_it_was_received(track, now):
    now("2026-03-04T02:00:00Z")
    shown = track(SUBMITTED=MONDAY)
    assert (shown["code"], shown["days"], shown["used"], shown["left"]) == ("PROMISE_RUNNING", 10, 2, 8)
    assert (shown["due_on"], shown["verified"]) == ("2026-03-16", False)
    assert "已用 2 个" in shown["text"]


def test_a_case_that_an_earlier_release_accepted_as_it_was_sent_counts_from_the_hour_it_was_sent(track, now):
    now("2026-03-04T02:00:00Z")
    assert track(SUBMITTED="2026-03-02T09:30:00.000Z", received_on=None)["used"] == 1


def test_a_question_after_acceptance_stops_the_promise_up_to_the_law_s_last_day_and_an_open_one_has_no_due_day(
    track, now
):
    now("2026-03-11T02:00:00Z")
    asked = {"SUBMITTED": MONDAY, "CORRECTION_ASKED__1": "2026-03-04T02:00:00.000Z"}
    waiting = track("CORRECTION", **asked)
    assert (waiting["code"], waiting["used"], waiting["due_on"]) == ("PROMISE_PAUSED", 2, None)
    corrected = track("VERIFYING", **asked, CORRECTED__1="2026-03-09T02:00:00.000Z")
    assert (corrected["code"], corrected["used"], corrected["due_on"]) == ("PROMISE_RUNNING", 4, "2026-03-17")


def test_the_clock_stops_with_the_decision_and_not_with_the_signatures(track, now):
    now("2026-03-20T02:00:00Z")
    shown = track("SIGNING", SUBMITTED=MONDAY, CONTRACT_READY="2026-03-06T02:00:00.000Z")
    assert (shown["code"], shown["used"], shown["due_on"]) == ("PROMISE_DECIDED", 4, None)


def test_a_case_that_ends_after_its_contract_was_decided_when_there_was_one_to_sign(track, now, submitted):
    now("2026-03-20T02:00:00Z")
    put(submitted, ended_at="2026-03-19T02:00:00.000Z")
    assert track("WITHDRAWN", SUBMITTED=MONDAY, CONTRACT_READY="2026-03-06T02:00:00.000Z")["used"] == 4
    assert track("WITHDRAWN", SUBMITTED=MONDAY)["used"] == 13


@pytest.mark.parametrize(
    ("moment", "code", "left"),
    [
        ("2026-03-16T01:00:00Z", "PROMISE_RUNNING", 0),  # all of the last promised day
        ("2026-03-16T15:59:00Z", "PROMISE_RUNNING", 0),
        ("2026-03-16T16:01:00Z", "PROMISE_OVERDUE", -1),  # the next one has begun in Gansu
    ],
)
def test_the_last_promised_day_is_kept_to_its_end_and_the_next_working_day_is_late(track, now, moment, code, left):
    now(moment)
    shown = track("REVIEWING", SUBMITTED=MONDAY)
    assert (shown["code"], shown["left"], shown["due_on"]) == (code, left, "2026-03-16")


def test_a_broken_promise_is_said_to_be_one(track, now):
    now("2026-03-17T02:00:00Z")
    shown = track("REVIEWING", SUBMITTED=MONDAY)
    assert (shown["code"], shown["left"], shown["due_on"]) == ("PROMISE_OVERDUE", -1, "2026-03-16")


def test_a_due_day_in_a_year_nobody_has_arranged_is_shown_as_provisional(track, now):
    now("2026-12-29T02:00:00Z")
    shown = track(SUBMITTED="2026-12-28T02:00:00.000Z", accepted_on="2026-12-28")
    assert (shown["used"], shown["due_on"], shown["provisional"]) == (1, "2027-01-06", True)
    assert "暂定" in shown["text"]


@pytest.mark.parametrize(("decided", "provisional"), [("2026-12-31", False), ("2027-01-05", True)])
def test_days_used_are_provisional_after_the_decision_too_where_nobody_had_arranged_them(
    track, now, decided, provisional
):
    now("2027-01-08T02:00:00Z")
    ready = f"{decided}T02:00:00.000Z"
    shown = track("SIGNING", SUBMITTED="2026-12-28T02:00:00.000Z", accepted_on="2026-12-28", CONTRACT_READY=ready)
    assert (shown["code"], shown["provisional"], "暂定" in shown["text"]) == (
        "PROMISE_DECIDED",
        provisional,
        provisional,
    )


def test_no_promise_outlives_the_law_s_days_whichever_law_was_in_force_on_acceptance(track, now):
    """条例第二十六条: fifteen days for a case accepted on 2026-09-19, ten from 2026-09-20 on."""
    now("2026-09-21T02:00:00Z")
    before = track(SUBMITTED="2026-09-18T02:00:00.000Z", accepted_on="2026-09-19")
    since = track(SUBMITTED="2026-09-20T02:00:00.000Z", accepted_on="2026-09-20")
    assert (before["legal_by"], before["due_on"]) == ("2026-10-04", "2026-09-30")
    assert (since["legal_by"], since["due_on"]) == ("2026-09-30", "2026-09-29")
    assert (before["days"], since["days"]) == (7, 6)


@pytest.mark.parametrize(
    ("sent", "days", "due_on"),
    [("2026-09-25T02:00:00.000Z", 2, "2026-09-30"), ("2026-09-28T12:00:00.000Z", 2, "2026-10-08")],
)
def test_what_an_earlier_release_took_in_on_a_day_off_or_after_hours_is_promised_no_day_the_law_s_last_does_not_hold(
    track, now, sent, days, due_on
):
    now("2026-09-28T13:00:00Z")
    shown = track(SUBMITTED=sent, accepted_on=sent[:10], received_on=None)
    assert (shown["days"], shown["used"], shown["due_on"]) == (days, 0, due_on)


def test_what_a_long_holiday_leaves_of_the_law_s_days_is_all_that_is_promised(track, now):
    now("2026-10-09T02:00:00Z")
    shown = track(SUBMITTED="2026-09-28T02:00:00.000Z", accepted_on="2026-09-28")
    assert (shown["days"], shown["due_on"], shown["legal_by"]) == (3, "2026-10-08", "2026-10-08")
    assert (shown["code"], shown["left"]) == ("PROMISE_OVERDUE", -1)


def test_where_the_law_s_days_hold_days_off_alone_its_last_day_is_promised_and_no_number_of_days(
    track, now, monkeypatch
):
    festival = Calendar({"years": [2027], "days": {f"2027-02-{day:02}": False for day in range(5, 15)}})
    monkeypatch.setattr(promise, "calendar_of", lambda case: festival)
    now("2027-02-06T02:00:00Z")
    shown = track(SUBMITTED="2027-02-04T12:00:00.000Z", accepted_on="2027-02-04")
    assert (shown["days"], shown["due_on"], shown["legal_by"]) == (0, "2027-02-14", "2027-02-14")
    assert "至迟于 2027年2月14日" in shown["text"] and "0 个工作日内" not in shown["text"]


@pytest.mark.parametrize(("day", "code"), [("2026-09-30", "PROMISE_RUNNING"), ("2026-10-01", "PROMISE_OVERDUE")])
def test_the_last_promised_day_is_kept_to_its_end_and_the_next_is_late_on_a_holiday_too(track, now, day, code):
    now(f"{day}T02:00:00Z")
    shown = track(SUBMITTED="2026-09-21T02:00:00.000Z", accepted_on="2026-09-21")
    assert (shown["due_on"], shown["left"], shown["code"]) == ("2026-09-30", 0, code)


def test_nothing_stops_the_law_s_days_not_even_a_question_to_the_parties(track, now):
    now("2026-10-09T02:00:00Z")
    asked = {"SUBMITTED": "2026-09-21T02:00:00.000Z", "CORRECTION_ASKED__1": "2026-09-22T02:00:00.000Z"}
    shown = track("CORRECTION", accepted_on="2026-09-21", **asked)
    assert (shown["code"], shown["due_on"], shown["legal_by"]) == ("PROMISE_OVERDUE", None, "2026-10-01")
    assert (shown["days"], shown["used"]) == (6, 1), "what was promised stays promised"


def test_nothing_is_promised_before_acceptance(api, borrower, submitted):
    assert api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["promise"] is None
