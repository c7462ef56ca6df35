"""From which day a case counts, by whose law, and what stops its clock: on built objects. With the calendar: tests/casework/test_rules.py, test_clocks.py."""

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import policy
from chalicelib.casework import (
    promise,
    receipt,
    receipt_letter,
    rules,
    taking_back,
    turns,
)
from chalicelib.records.contents import Event, Paper
from tests.given.case import held

TODAY, BEFORE, AFTER = date(2026, 11, 25), date(2026, 11, 24), date(2026, 11, 26)
RECEIVED = date(2026, 11, 18)
ASKED, CORRECTED = "CORRECTION_ASKED", "CORRECTED"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel("2026-11-25T02:00:00.000Z", tick=False):
        yield


def told(*codes: str) -> dict[str, Event]:
    """Lines of the timeline, a day apart."""
    events = {}
    for day, code in enumerate(codes, start=19):
        key = f"{code}.{1 + sum(one.code == code for one in events.values())}"
        events[key] = Event(f"2026-11-{day}T02:00:00.000Z", code)
    return events


@pytest.mark.parametrize(
    ("values", "silent", "accepted"),
    [
        ({}, TODAY, TODAY),  # from the first moment of that day, though nobody has written it down
        ({}, BEFORE, BEFORE),
        ({}, AFTER, None),
        ({"received_on": None}, BEFORE, None),
        ({"accepted_on": RECEIVED}, BEFORE, RECEIVED),
        ({"events": told(ASKED)}, BEFORE, None),
        ({"events": told(ASKED, CORRECTED)}, BEFORE, BEFORE),
        ({"events": told(ASKED, CORRECTED, ASKED)}, BEFORE, None),  # asked once more
        ({"leaving": "REFUSED"}, BEFORE, None),
        ({"reasons": [{"code": "LIVE_CASE_HOME"}]}, BEFORE, None),
        ({"status": "CANCELLED"}, BEFORE, None),
    ],
)
def test_a_case_nobody_told_of_anything_lacking_is_accepted_on_the_day_and_judged_by_the_policy_of_that_day(
    monkeypatch, values, silent, accepted
):
    monkeypatch.setattr(rules, "accepted_at_latest", lambda case, received: silent)
    monkeypatch.setattr(policy, "in_force", lambda centre, on: on)
    case = held(**{"received_on": RECEIVED, **values})
    assert rules.accepted_on(case) == accepted
    assert rules.policy_of(case) == (accepted or TODAY)


@pytest.mark.parametrize("accepted", [None, RECEIVED])
def test_days_off_are_those_arranged_by_now_whenever_it_was_accepted(monkeypatch, accepted):
    monkeypatch.setattr(policy, "in_force", lambda centre, on: SimpleNamespace(arranged=on))
    monkeypatch.setattr(rules, "Calendar", lambda arranged: arranged)
    assert rules.calendar_of(held(accepted_on=accepted)) == TODAY


@pytest.mark.parametrize(
    ("lines", "pauses"),
    [
        ((), []),
        ((ASKED,), [(19, None)]),
        ((ASKED, CORRECTED), [(19, 20)]),
        ((ASKED, CORRECTED, ASKED), [(19, 20), (21, None)]),
        ((ASKED, CORRECTED, ASKED, CORRECTED), [(19, 20), (21, 22)]),
    ],
)
@pytest.mark.parametrize("procedures", [0, 1, 2])
def test_the_promise_stands_still_from_each_notice_until_its_own_correction_and_while_procedures_last(
    monkeypatch, lines, pauses, procedures
):
    monkeypatch.setattr(promise, "pause", lambda one, now: one)
    kept = {f"appraisal.{number}": number for number in range(procedures)}
    found = promise._pauses(held(events=told(*lines), procedures=kept))
    days = [tuple(end and end.day for end in one) if isinstance(one, tuple) else one for one in found]
    assert days == [*pauses, *range(procedures)]


RECEIPT, REPLACED = Paper("receipt.pdf", "k", "s"), Paper("receipt.pdf", "k0", "s0", replaced=True)
TAKEN_IN = {"number": "N1", "received_on": RECEIVED, "events": {"RECEIVED": Event("", "RECEIVED")}}


@pytest.mark.parametrize(
    ("values", "drawn", "at_last"),
    [
        ({}, "new", ["new"]),
        ({"results": [RECEIPT]}, "new", [RECEIPT]),  # what is received anew before acceptance has its own
        ({"results": [REPLACED]}, "new", ["new"]),
        ({"results": [REPLACED, RECEIPT]}, "new", [RECEIPT]),
        ({"events": {}}, "new", []),  # nobody has told them yet that it is received
        ({"number": None}, "new", []),
        ({"received_on": None}, None, []),
        ({"accepted_on": TODAY, "results": [RECEIPT]}, None, [RECEIPT]),
    ],
)
def test_a_receipt_is_drawn_of_what_is_received_before_acceptance_and_is_owed_once_they_are_told_of_it(
    monkeypatch, values, drawn, at_last
):
    monkeypatch.setattr(receipt_letter, "_of", lambda case, received: "new")
    case = held(**{**TAKEN_IN, **values})
    assert receipt_letter.drawn(case) == drawn and receipt_letter.at_last(case) == at_last
    assert receipt_letter.owed(case) is (at_last == ["new"])


@pytest.mark.parametrize(
    ("ready", "ended", "decided"),
    [(None, None, None), ("20", None, 20), (None, "22", 22), ("20", "22", 20)],
)
def test_the_promise_is_kept_with_the_contract_whatever_comes_after_it(ready, ended, decided):
    events = {"CONTRACT_READY": Event(f"2026-11-{ready}T02:00:00.000Z", "CONTRACT_READY")} if ready else {}
    found = promise._decided(held(events=events, ended_at=ended and f"2026-11-{ended}T02:00:00.000Z"))
    assert (found and found.day) == decided


@pytest.mark.parametrize(
    ("lines", "reopened", "day"),
    [
        ((), "", 18),
        (("SUBMITTED",), "", 19),
        (("SUBMITTED", CORRECTED, ASKED), "", 20),  # what came last
        (("SUBMITTED", CORRECTED), "2026-11-24T02:00:00.000Z", 24),
    ],
)
def test_a_receipt_names_the_day_of_what_was_handed_in_last_or_of_going_on(monkeypatch, lines, reopened, day):
    monkeypatch.setattr(receipt_letter, "reopened_at", lambda case: reopened)
    assert receipt_letter._handed_in(held(events=told(*lines)), RECEIVED).day == day


def test_of_a_roads_waits_those_of_the_last_visit_count():
    moments = ("20261120#1", "20261121#1", "20261121#2", "20261122#1")
    waits = [SimpleNamespace(turn=turn, on_the_road=turn != moments[-1]) for turn in moments]
    assert [wait.turn for wait in turns.latest(waits)] == ["20261121#1", "20261121#2"]


@pytest.mark.parametrize(
    ("accepted", "reopened", "counted"),
    [(None, None, None), (BEFORE, None, BEFORE), (BEFORE, TODAY, TODAY), (TODAY, BEFORE, TODAY), (None, TODAY, None)],
)
def test_the_law_counts_from_acceptance_or_from_going_on_after_an_end_whichever_came_later(accepted, reopened, counted):
    assert rules.counted_from(held(accepted_on=accepted, reopened_on=reopened)) == counted


@pytest.mark.parametrize(
    ("values", "leaves"),
    [
        ({"withdrawal": {}}, True),
        ({}, False),
        ({"withdrawal": {}, "leaving": "WITHDRAWN"}, False),  # supervisors work on its way out
        ({"withdrawal": {}, "status": "DISBURSED"}, False),
    ],
)
def test_what_was_taken_back_has_its_waits_ended_until_it_is_on_its_way_out(values, leaves):
    assert taking_back.is_to_leave(held(**values)) is leaves


@pytest.mark.parametrize(
    ("values", "world", "code", "latest"),
    [
        ({"received_on": None}, {}, None, None),
        ({}, {}, "RECEIPT_CHECKED", "2026-11-26"),
        ({"received_on": TODAY}, {}, "RECEIPT_CHECKED", "2026-11-26"),
        ({"received_on": AFTER}, {}, "RECEIPT_SENT", "2026-11-26"),  # outside office hours
        ({"received_on": AFTER}, {"reopened_at": "x"}, "RECEIPT_REOPENED", "2026-11-26"),
        ({}, {"is_asked": True}, "RECEIPT_CORRECTED", None),
        ({}, {"is_declined": True}, "RECEIPT_ENDED", None),
        ({"status": "CANCELLED"}, {}, "RECEIPT_ENDED", None),
        ({}, {"accepted_on": BEFORE}, "RECEIPT_ACCEPTED", None),
        ({"status": "DISBURSED"}, {"accepted_on": BEFORE}, "RECEIPT_ACCEPTED", None),
    ],
)
def test_a_day_of_acceptance_is_told_in_advance_while_the_case_is_looked_at_and_not_while_its_parties_are_asked(
    monkeypatch, values, world, code, latest
):
    usual = {"accepted_on": None, "is_asked": False, "is_declined": False, "reopened_at": ""}
    for name, value in {**usual, **world}.items():
        monkeypatch.setattr(receipt, name, lambda case, value=value: value)
    monkeypatch.setattr(receipt, "accepted_at_latest", lambda case, received: AFTER)
    monkeypatch.setattr(receipt, "text", lambda code, **said: code)
    told = receipt.receipt(held(**{"received_on": RECEIVED, **values}))
    assert (told and (told["code"], told["accepted_at_latest"])) == (code and (code, latest))
