"""From which day a case counts, by whose law, and what stops its clock: on built objects. With the calendar: tests/casework/test_special.py."""

from dataclasses import replace
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
    special,
    special_letter,
    taking_back,
    turns,
    waits,
)
from chalicelib.records import tasks
from chalicelib.records.contents import Event, Paper
from chalicelib.records.statements import Procedure
from tests.given.application import application
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


def procedure(kind="appraisal", provisional=False, left_at=""):
    at, until = "2026-11-20T02:00:00.000Z", "2026-12-20T17:30:00+08:00"
    return Procedure(kind, at, "r1", "person_r1", until, "", provisional, left_at=left_at)


@pytest.mark.parametrize("provisional", [True, False])
def test_a_limit_that_may_still_move_is_shown_to_everybody_as_one_that_may(provisional):
    case = held(procedures={"appraisal.1": procedure(provisional=provisional)})
    vars(case)["said_of_procedure"] = lambda *_: ""
    (shown,), (to_staff,) = special.shown(case), special.shown_to_staff(case)
    assert shown["provisional"] is to_staff["provisional"] is provisional


@pytest.mark.parametrize(
    ("kind", "waits_for"), [("credit_objection", "HELD_OF_ONE"), ("court_papers", "HELD_COURT_PAPERS")]
)
def test_its_letter_is_of_the_day_it_was_entered_and_names_to_nobody_whose_credit_it_is_about(
    monkeypatch, kind, waits_for
):
    said = []
    monkeypatch.setattr("chalicelib.documents.procedure.procedure", lambda *given, **_: said.append(given))
    monkeypatch.setattr("chalicelib.casework.papers.made", lambda case, name, drawn: name)
    for name in ("policy_of", "law_of", "is_past_law"):
        monkeypatch.setattr(special_letter, name, lambda case: None)
    monkeypatch.setattr(special_letter, "law_ahead", lambda *_: None)
    case = held(application(), number="N1", procedures={f"{kind}.1": procedure(kind)})
    special_letter._letter(case, f"{kind}.1", "procedure-1.pdf")
    ((head, _, _, told_as, until, _),) = said
    assert (head.on, told_as, until) == (date(2026, 11, 20), waits_for, date(2026, 12, 20))


@pytest.mark.parametrize(
    ("codes", "is_open", "goes_on"),
    [
        ([special.STOP], False, True),
        ([special.STOP], True, False),
        ([special.STOP, "OWED"], False, False),  # a person has something else to see to
        (["OWED"], False, False),
        ([], False, False),
    ],
)
def test_a_step_goes_on_by_itself_once_no_procedure_is_open_if_it_stood_still_for_that_alone(
    monkeypatch, codes, is_open, goes_on
):
    tried = []
    monkeypatch.setattr(tasks, "try_again", lambda wait, who: not tried.append(wait.id))
    case = held(procedures={"appraisal.1": procedure(left_at="" if is_open else "2026-11-24T02:00:00.000Z")})
    wait = SimpleNamespace(id="c1.attend.1", is_open=True, details={"codes": codes, "step": "Sign"})
    assert len([*special._gone_on(case, [wait])]) == len(tried) == goes_on


@pytest.mark.parametrize(
    ("procedures", "commitments", "untrue", "is_held_up"),
    [
        (0, {}, False, False),
        (0, {"C1": "kept"}, False, False),
        (0, {"C1": "kept"}, True, True),
        (1, {}, False, True),
        (1, {"C1": "kept"}, False, True),
    ],
)
def test_nobody_signs_while_a_procedure_is_open_or_what_was_committed_to_is_untrue(
    monkeypatch, procedures, commitments, untrue, is_held_up
):
    monkeypatch.setattr("chalicelib.casework.commitments.is_untrue", lambda case: untrue)
    case = SimpleNamespace(open_procedures=["appraisal.1"] * procedures, commitments=commitments)
    assert waits.is_held_up(case) is is_held_up


@pytest.mark.parametrize(
    ("told_of", "over"),
    [
        ((), ["appraisal.1", "court_papers.1"]),
        (("appraisal.1",), ["court_papers.1"]),
        (("appraisal.1", "court_papers.1"), []),
    ],
)
def test_each_limit_that_has_passed_is_given_to_a_supervisor_once(monkeypatch, told_of, over):
    given = []
    monkeypatch.setattr(special, "_given_to_supervisor", lambda case, key: given.append(key))
    past = replace(procedure(), until="2026-11-25T09:59:59+08:00")
    kept = {
        "appraisal.1": past,
        "court_papers.1": replace(past, kind="court_papers"),
        "credit_objection.1": procedure(),
    }
    kept["appraisal.2"] = replace(past, left_at="2026-11-24T02:00:00.000Z")  # which is over
    events = {f"TASK_PROCEDURE.{key}": Event("", "TASK_PROCEDURE") for key in told_of}
    found = [*special.looked(held(procedures=kept, events=events), [])]
    assert given == over and found == ["procedure_over"] * len(over)


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
    ("untils", "law", "held_until", "why"),
    [
        (["2026-12-01"], None, "2026-12-01", "appraisal"),
        (["2026-12-01", "2026-12-05"], None, "2026-12-05", "court_papers"),  # the last of them
        (["2026-12-05", "2026-12-01"], None, "2026-12-05", "appraisal"),
        (["2026-12-05", "2026-12-01"], "2026-12-03", "2026-12-03", "appraisal"),  # no later than the law's last day
        (["2026-11-25"], None, "", "appraisal"),
        ([], None, "", "appraisal"),
    ],
)
def test_a_task_lies_aside_until_the_last_limit_that_is_open_or_the_laws_day(monkeypatch, untils, law, held_until, why):
    done = []
    monkeypatch.setattr(special, "legal_by", lambda case: law and date.fromisoformat(law))
    monkeypatch.setattr(special, "_hold", lambda case, task, until, why, who: done.append((until, why)))
    kinds = ("appraisal", "court_papers")
    kept = {f"{kind}.1": replace(procedure(kind), until=f"{day}T17:30:00+08:00") for kind, day in zip(kinds, untils, strict=False)}  # fmt: skip
    special._put_aside(held(procedures=kept), SimpleNamespace(held_why="appraisal"), "appraisal", None)
    assert done == [(held_until, why)]


def test_each_letter_of_a_procedure_has_a_name_of_its_own_that_does_not_tell_its_kind():
    kept = {key: procedure(key.partition(".")[0]) for key in ("appraisal.1", "court_papers.1", "appraisal.2")}
    names = [special_letter._name(held(procedures=kept), key) for key in kept]
    assert names == ["procedure-1.pdf", "procedure-2.pdf", "procedure-3.pdf"]


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
