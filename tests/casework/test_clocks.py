"""When what a case waits for is due: Lanzhou, accepted on Thursday 2026-11-12, the law's last day is Sunday the 22nd."""

from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import clock, policy
from chalicelib.casework import clocks
from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar, Due
from chalicelib.domain.policy import NoPolicy, Policy
from chalicelib.domain.work import WAITS
from chalicelib.records import casefile
from chalicelib.records.contents import Event
from chalicelib.records.statements import Procedure
from tests.given.case import CONTRACT, held, put


@pytest.fixture
def due_at(submitted):
    def at(moment: str, kind: str = "first_review") -> str:
        with time_machine.travel(f"{moment}:00+08:00", tick=False):
            return clocks.due(casefile.load("c1"), kind).due_at[:16]

    submitted(accepted_on="2026-11-12")
    return at


def test_what_the_centre_owes_before_the_decision_is_due_on_the_last_working_day_the_law_leaves(due_at):
    assert due_at("2026-11-19T10:00") == "2026-11-20T17:30"


def test_nothing_is_born_overdue_when_the_last_working_day_is_over(due_at):
    assert due_at("2026-11-20T17:29") == "2026-11-20T17:30"
    assert due_at("2026-11-20T17:30") == "2026-11-22T17:30"


def test_the_law_s_own_day_lasts_until_midnight(due_at):
    assert due_at("2026-11-22T18:30") == "2026-11-22T23:59"
    assert due_at("2026-11-22T10:00") == "2026-11-22T17:30", "for what begins once the office is closed"


def test_a_case_of_a_centre_without_a_policy_still_gets_somebody_a_due_time(due_at, monkeypatch):
    def none(case):
        raise NoPolicy(case.centre)

    monkeypatch.setattr(clocks, "policy_of", none)
    assert due_at("2026-11-19T10:00", "attend") == "2026-11-20T17:30"
    assert due_at("2026-11-20T10:00", "attend") == "2026-11-23T17:30", "not on a day off"


def test_once_the_law_s_days_are_over_a_task_has_its_own_limit(due_at):
    assert due_at("2026-11-23T09:00") > "2026-11-23T17:30"
    assert due_at("2026-11-23T18:30") > "2026-11-24T17:30", "after office hours too"


def test_what_the_parties_are_asked_after_acceptance_is_due_within_the_law_and_what_comes_after_the_decision_is_not(
    due_at,
):
    assert due_at("2026-11-19T10:00", "correction") == "2026-11-20T17:30"
    assert due_at("2026-11-17T10:00", "correction") == "2026-11-19T17:30", "the last is left to whoever decides"
    assert due_at("2026-11-19T10:00", "sign") > "2026-11-22T17:30"


def test_what_the_parties_are_asked_once_the_law_s_days_are_over_is_due_within_two_working_days(due_at):
    assert due_at("2026-11-23T09:00", "correction") == "2026-11-25T17:30"


def test_before_acceptance_a_correction_has_its_own_limit_and_the_centre_s_work_is_due_while_it_can_still_be_told(
    due_at,
):
    """Received on Wednesday 2026-11-25: what is lacking has to be told by Wednesday 2026-12-02."""
    put("c1", accepted_on=None, received_on="2026-11-25")
    assert due_at("2026-11-30T10:00", "verify") == "2026-12-02T17:30"
    assert due_at("2026-11-26T10:00", "correction") == "2026-12-17T17:30"


def test_once_decided_the_law_s_days_bound_nothing_more(due_at):
    put("c1", contract={"number": "JK1", "bank": "B01"})
    assert due_at("2026-11-20T17:30", "attend") > "2026-11-22T17:30"


def test_holidays_arranged_after_a_case_was_accepted_move_what_it_waits_for(due_at, monkeypatch):
    in_force, accepted = policy.in_force, date(2026, 11, 12)
    later = {"years": [], "days": {"2026-11-20": False}}

    def arranged_later(centre: str, on: date) -> Policy:
        return in_force(centre, on) if on == accepted else replace(in_force(centre, on), arranged=later)

    monkeypatch.setattr(policy, "in_force", arranged_later)
    assert due_at("2026-11-18T10:00") == "2026-11-19T17:30"


def test_what_is_due_on_the_laws_last_day_is_not_beyond_it(due_at):
    case = casefile.load("c1")
    days = ("2026-11-22T23:59:59+08:00", "2026-11-23T17:30:00+08:00")
    assert [clocks.is_beyond_law(case, "first_review", day) for day in days] == [False, True]


def test_what_was_said_once_makes_nothing_due_sooner_than_its_limit(submitted):
    case, since = submitted(accepted_on="2026-11-12"), datetime(2026, 11, 12, 10, tzinfo=clock.CHINA)
    soon = "2026-11-13T17:30:00+08:00"
    assert clocks.due(case, "sign", since, told=soon) == clocks.due(case, "sign", since)


@pytest.mark.parametrize("kind", WAITS)
def test_whatever_is_waited_for_is_due_on_some_later_day(due_at, kind):
    assert due_at("2026-11-12T10:00", kind) > "2026-11-12T17:30"


BEGAN, UNTIL = "2026-11-23T02:00:00.000Z", "2026-12-01T17:30:00+08:00"
OPEN = Procedure("appraisal", BEGAN, "r1", "person_r1", UNTIL, "")


def china(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=clock.CHINA)


@pytest.mark.parametrize(
    ("left_at", "ended", "pauses_until"),
    [
        ("", "2026-12-01T17:29:59", None),
        ("2026-11-25T02:00:00.000Z", "2026-11-25T10:00:00", "2026-11-25T10:00:00"),
        ("2026-12-03T02:00:00.000Z", "2026-12-01T17:29:59", "2026-12-01T17:29:59"),  # its limit was over before
    ],
)
def test_a_procedure_stops_our_promise_until_it_is_left_or_its_limit_is_over(left_at, ended, pauses_until):
    one = replace(OPEN, left_at=left_at)
    assert clocks.stopped(one) == (china("2026-11-23T10:00:00"), china(ended))
    assert clocks.pause(one, china("2026-11-24T10:00:00"))[1] == (pauses_until and china(pauses_until))
    assert clocks.pause(one, china("2026-12-01T17:29:59"))[1] == china(ended), "then it lasts no more"


@pytest.mark.parametrize(
    ("kind", "by_procedures", "by_words"),
    [
        ("first_review", True, False),
        ("verify", True, False),
        ("attend", True, False),
        ("sign", True, True),
        ("correction", False, False),  # what the parties are asked is answered all the same
        ("dispute", False, False),
        ("appeal", False, False),
        ("mortgage", False, False),
    ],
)
def test_a_procedure_stops_the_road_to_the_decision_and_signing_and_a_word_found_untrue_stops_signing_alone(
    kind, by_procedures, by_words
):
    line = Event("2026-11-26T02:00:00.000Z", "COMMITMENT_CLEARED", {})
    untrue = {"COMMITMENT_CLEARED.SINGLE_STATUS.2026-11-25T02:00:00.000Z": line}
    other = {"COMMITMENT_DOUBTED.SINGLE_STATUS.2026-11-24T02:00:00.000Z": replace(line, code="COMMITMENT_DOUBTED")}
    again = {"COMMITMENT_CLEARED.SINGLE_STATUS.2026-11-27T02:00:00.000Z": replace(line, at="2026-11-28T02:00:00.000Z")}
    case = held(procedures={"appraisal.1": OPEN}, events={**untrue, **other, **again})
    days = [("2026-11-25", "2026-11-26"), ("2026-11-27", "2026-11-28")] if by_words else []
    of_words = [(china(f"{since}T10:00:00"), china(f"{until}T10:00:00")) for since, until in days]
    assert clocks.stretches(case, kind) == [*([clocks.stopped(OPEN)] if by_procedures else []), *of_words]


@pytest.mark.parametrize(
    ("law", "decided", "by"),
    [
        (date(2026, 11, 20), False, "2026-11-20"),  # what the law leaves for what the case needs next
        (None, False, "2026-11-25"),
        (date(2026, 11, 20), True, "2026-11-25"),
    ],
)
def test_what_waits_is_put_in_order_by_the_laws_last_day_until_it_is_decided(monkeypatch, law, decided, by):
    monkeypatch.setattr(clocks, "_law", lambda case, limit: law)
    case = held(status="REFUSED" if decided else "REVIEWING")
    due = "2026-11-25T17:30:00+08:00"
    assert clocks.urgent_by(case, due) == f"{by} {due}"


@pytest.mark.parametrize(
    ("accepted", "chosen", "law", "tolerated", "by"),
    [
        ("2026-11-12", "2026-11-11", "2026-11-30", True, "2026-11-17"),
        ("2026-11-12", "2026-11-16", "2026-11-30", True, "2026-11-19"),  # from the day it was chosen on
        ("2026-11-12", "2026-11-11", "2026-11-17", True, "2026-11-16"),  # the last day is left to whoever decides
        (None, "2026-11-11", "2026-11-30", True, None),
        ("2026-11-12", "2026-11-11", None, True, None),
        ("2026-11-12", "2026-11-11", "2026-11-30", False, None),
    ],
)
def test_what_is_owed_is_due_from_acceptance_or_from_when_it_was_chosen_and_within_the_law(
    monkeypatch, accepted, chosen, law, tolerated, by
):
    rules = SimpleNamespace(tolerance={"B03": {"office_days": 3}} if tolerated else {})
    monkeypatch.setattr(clocks, "counted_from", lambda case: accepted and date.fromisoformat(accepted))
    monkeypatch.setattr(clocks, "legal_by", lambda case: law and date.fromisoformat(law))
    monkeypatch.setattr(clocks, "policy_of", lambda case: rules)
    monkeypatch.setattr(clocks, "calendar_of", lambda case: Calendar())
    due = clocks.of_tolerated(held(), "B03", date.fromisoformat(chosen))
    assert (due and due.due_at[:10]) == by


@pytest.mark.parametrize(
    ("told", "due_at"),
    [("", "2026-11-20T17:30"), ("2026-11-19T17:30:00+08:00", "2026-11-20T17:30"), ("2026-11-27T17:30:00+08:00", "2026-11-27T17:30")],
)  # fmt: skip
def test_who_was_told_a_later_day_has_it_where_there_is_no_policy(monkeypatch, told, due_at):
    def none(*_):
        raise NoPolicy("620100")

    monkeypatch.setattr(clocks, "_by_policy", none)
    due = clocks.due(held(), "correction", china("2026-11-19T10:00"), told=told)
    assert (due.due_at[:16], due.provisional) == (due_at, True)


@pytest.mark.parametrize(
    ("limit", "values", "law"),
    [
        (limits.OF_THE_PARTIES, {}, "2026-11-22"),
        (limits.OF_THE_PARTIES, {"contract": CONTRACT}, None),  # it was decided
        (limits.OF_THE_PARTIES, {"status": "REFUSED"}, None),
        ("attend", {}, "2026-11-22"),
        ("attend", {"contract": CONTRACT}, None),
        ("sign", {}, None),
    ],
)
def test_the_laws_last_day_bounds_what_runs_until_the_decision_and_nothing_after_it(monkeypatch, limit, values, law):
    monkeypatch.setattr(clocks, "legal_by", lambda case: date(2026, 11, 22))
    bound = clocks._law(held(accepted_on="2026-11-12", **values), WAITS.get(limit, limit))
    assert bound == (law and date.fromisoformat(law))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-23T15:59:59.999Z", "2026-11-23"),
        ("2026-11-23T16:00:00.000Z", "2026-11-24"),  # midnight there
        ("2026-11-23T23:59:00.000Z", "2026-11-24"),  # before eight in the morning
        ("2026-11-24T00:30:00+08:00", "2026-11-24"),
    ],
)
def test_what_happens_is_of_the_day_on_the_clocks_of_gansu(moment, day):
    with time_machine.travel(moment, tick=False):
        assert clock.day(moment).isoformat() == clock.day(clock.stamp()).isoformat() == clock.today().isoformat() == day


def test_what_names_no_zone_is_told_by_the_clocks_of_gansu_already():
    assert clock.day("2026-11-23T23:59:00").isoformat() == "2026-11-23"


@pytest.mark.parametrize(
    ("kind", "since", "until"),
    [
        ("appraisal", None, "2026-11-23 and 5"),
        ("appraisal", date(2026, 11, 16), "2026-11-16 and 5"),  # of one that was entered then
        ("investigation", None, None),  # the policy has no limit for it, so that there is none
    ],
)
def test_the_limit_of_a_procedure_counts_from_the_day_it_was_entered_whenever_that_is_asked(
    monkeypatch, kind, since, until
):
    counted = list[str]()

    def due(day, days):
        counted.append(f"{day} and {days}")
        return Due(day, provisional=True)

    monkeypatch.setattr(clocks, "policy_of", lambda case: SimpleNamespace(special={"appraisal": {"office_days": 5}}))
    monkeypatch.setattr(clocks, "calendar_of", lambda case: SimpleNamespace(due=due))
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 23))
    limit = clocks.limit_of(held(), kind, since)
    assert counted == ([until] if until else []) and (limit is None) is (until is None)
    assert limit is None or (limit.due_at[:16], limit.provisional) == (f"{since or '2026-11-23'}T17:30", True)


def test_a_moment_is_recorded_as_the_same_moment_whatever_clocks_it_was_read_from():
    there = datetime(2026, 11, 24, 7, 30, tzinfo=clock.CHINA)
    assert clock.stamp(there) == clock.stamp(clock.in_china(there)) == "2026-11-23T23:30:00.000Z"
    assert clock.parsed(clock.stamp(there)) == there
