"""Which law bounds a case as lists show it, by the days in its line: on built lines. In the lists themselves: tests/api/test_law_in_lists.py."""

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.casework import laws
from tests.given.case import CONTRACT


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ({"received_on": "2026-11-18"}, "2026-11-25"),  # what is lacking has to be told by then
        ({"received_on": "2026-11-17"}, "2026-12-05"),  # accepted by silence on the 25th, though nobody wrote it down
        ({"received_on": "2026-11-18", "accepted_on": "2026-11-20"}, "2026-11-30"),
        ({"accepted_on": "2026-09-19"}, "2026-10-04"),
        ({"accepted_on": "2026-09-20", "contract": CONTRACT}, None),  # decided
        ({"received_on": "2026-11-18", "accepted_on": "2026-11-20", "status": "CORRECTION"}, "2026-11-30"),  # runs on
        ({"received_on": "2026-11-18", "status": "CORRECTION"}, None),  # told what is lacking, and not accepted yet
        ({}, None),
        ({"centre": "999999", "accepted_on": "2026-09-20"}, None),
    ],
)
def test_the_law_s_last_day_follows_from_the_line_of_a_case(line, last):
    with time_machine.travel("2026-11-25T10:00:00+08:00", tick=False):
        assert laws.law_by({"centre": "620100", **line}) == last


@pytest.mark.parametrize(
    ("line", "silent_on", "last"),
    [
        ({}, None, None),
        ({"received_on": "2026-11-18"}, "2026-11-26", "told by the law of 2026-11-18"),
        ({"received_on": "2026-11-18"}, "2026-11-25", "decided by the law of 2026-11-25"),  # accepted by silence today
        ({"received_on": "2026-11-18"}, "2026-11-24", "decided by the law of 2026-11-24"),
        ({"received_on": "2026-11-18", "accepted_on": "2026-11-20"}, None, "decided by the law of 2026-11-20"),
        ({"accepted_on": "2026-11-20", "reopened_on": "2026-11-23"}, None, "decided by the law of 2026-11-23"),
        ({"accepted_on": "2026-11-20", "reopened_on": "2026-11-19"}, None, "decided by the law of 2026-11-20"),
        ({"accepted_on": "2026-11-20", "status": "CORRECTION"}, None, "decided by the law of 2026-11-20"),
        ({"received_on": "2026-11-18", "status": "CORRECTION"}, "2026-11-26", None),
        ({"received_on": "2026-11-18", "status": "NOT_ACCEPTED"}, "2026-11-26", None),
        ({"accepted_on": "2026-11-20", "status": "REFUSED"}, None, None),
        ({"accepted_on": "2026-11-20", "contract": {}}, None, "decided by the law of 2026-11-20"),
        ({"accepted_on": "2026-11-20", "contract": {"number": "JK1"}}, None, None),
    ],
)
def test_a_line_is_bound_by_the_law_of_the_day_it_counts_from_and_its_working_days_as_arranged_by_now(
    monkeypatch, line, silent_on, last
):
    def silent(rules, received_on, calendar):
        assert (rules.on, received_on, calendar) == (date(2026, 11, 18), rules.on, "days as of 2026-11-25")
        return date.fromisoformat(silent_on)

    def said(what):
        return SimpleNamespace(isoformat=lambda: what)

    monkeypatch.setattr(laws.policy, "in_force", lambda centre, on: SimpleNamespace(on=on, arranged=f"days as of {on}"))
    monkeypatch.setattr(laws, "Calendar", lambda arranged: arranged)
    monkeypatch.setattr(laws.limits, "accepted_in_silence", silent)
    monkeypatch.setattr(
        laws.limits, "told_by", lambda rules, *_: SimpleNamespace(on=said(f"told by the law of {rules.on}"))
    )
    monkeypatch.setattr(laws.limits, "law", lambda rules: SimpleNamespace(by=said(f"decided by the law of {rules.on}")))
    with time_machine.travel("2026-11-25T10:00:00+08:00", tick=False):
        assert laws.law_by({"centre": "620100", **line}) == last


@pytest.mark.parametrize(
    ("law", "due_at", "light"),
    [
        (None, "2026-12-02T17:30:00+08:00", "green"),
        (None, "2026-12-01T17:30:00+08:00", "yellow"),
        (None, "2026-11-30T08:30:00+08:00", "red"),
        ("2026-12-02", "2026-12-02T17:30:00+08:00", "green"),
        ("2026-12-02", "2026-12-01T17:30:00+08:00", "yellow"),  # whichever comes first
        ("2026-12-01", "2026-12-02T17:30:00+08:00", "yellow"),
        ("2026-12-02", "2026-11-29T17:30:00+08:00", "red"),
        ("2026-11-29", "2026-12-02T17:30:00+08:00", "red"),
    ],
)
def test_what_is_late_by_the_law_or_by_what_was_promised_is_red_and_yellow_the_day_before(law, due_at, light):
    with time_machine.travel("2026-11-30T09:00:00+08:00", tick=False):
        assert laws.light(law, due_at) == light
