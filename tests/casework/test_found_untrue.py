"""A word found untrue, or true after all: what is kept of it and what goes on, on built objects. The steps: tests/steps/test_commitments.py."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from chalicelib.casework import commitments
from chalicelib.casework.actor import Actor
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.changes import OF_MONEY
from chalicelib.records.commitments import Commitment
from chalicelib.records.tasks import Task
from tests.given.application import of_sample
from tests.given.case import held

SINGLE, S1 = "SINGLE_STATUS", Actor("s1", "person_s1")
EARLIER, LATER = "2026-11-23T01:00:00.000Z", "2026-11-23T02:00:00.000Z"
TASK = Task("t", "c1", "attend", "620100", "open", EARLIER, LATER, {})
GIVEN = Commitment(EARLIER, "b", "p", "1", "未婚")
FOUND = replace(GIVEN, untrue_at=LATER, found_by="r1", finder="person_r1", note="x")
UNTOLD = replace(FOUND, found_by="register", finder="", on="what they told", unclear=True, untold=True)
MADE = replace(of_sample(1), commitments=(SINGLE,))


@pytest.fixture
def written(monkeypatch):
    """What is written of a case: lines, what it rests on, changes."""
    kept = []

    def amend(case, *told, expect=None, **changes):
        kept.append(([line.event.code for line in told], expect, changes))

    monkeypatch.setattr(casefile, "amend", amend)
    monkeypatch.setattr(casefile, "load", lambda id: held(MADE))
    monkeypatch.setattr(CaseFile, "seal_commitment", lambda case, *said: said)
    return kept


@pytest.fixture
def done(monkeypatch):
    """What becomes of the waits of a case."""
    acts = []
    monkeypatch.setattr(tasks, "answer", lambda id, said, by, held: acts.append(("answered", id, said, by, held)))
    monkeypatch.setattr(tasks, "try_again", lambda wait, by: acts.append(("tried", wait.id, by)))
    monkeypatch.setattr(commitments.special, "keep_time", lambda case, waits: acts.append(("kept", len(waits))))
    return acts


@pytest.mark.parametrize(
    ("values", "then"),
    [
        ({"details": {"codes": ["COMMITMENT_UNTRUE"]}}, [("tried", "t", "s1")]),
        ({"details": {"codes": ["COMMITMENT_UNCLEAR"]}}, [("tried", "t", "s1")]),
        ({"details": {"codes": ["COMMITMENT_UNTRUE"]}, "claimed_by": "a9"}, [("tried", "t", "s1")]),
        (
            {"details": {"codes": ["COMMITMENT_UNTRUE"]}, "claimed_by": "s1"},
            [("answered", "t", {"next": "retry"}, "s1", True)],
        ),
        ({"details": {"codes": ["COMMITMENT_UNTRUE"]}, "state": "answered"}, []),
        ({"details": {"codes": ["COMMITMENT_UNTRUE", "FILING_CHANGED"]}}, []),  # something else holds it up too
        ({"details": {"codes": ["FILING_CHANGED"]}, "claimed_by": "s1"}, []),
        ({}, []),
    ],
)
def test_what_stood_still_for_a_word_alone_goes_on_once_it_is_found_true_also_where_who_says_so_has_it_in_hand(
    written, done, monkeypatch, values, then
):
    monkeypatch.setattr(tasks, "of_case", lambda id: [replace(TASK, **values)])
    other = replace(GIVEN, words="另一承诺")
    case = held(MADE, commitments={SINGLE: FOUND, "OTHER": other})
    commitments.clear(case, SINGLE, "并非本人", S1, {"hands": {"person_s1": "attend"}})
    assert done == [("kept", 1), *then]
    ((told, expect, changes),) = written
    one = changes["commitments"][SINGLE]
    assert told == ["COMMITMENT_CLEARED"] and changes["hands"] == {"person_s1": "attend"}
    assert (one.cleared_by, one.why, one.is_doubted) == ("s1", (SINGLE, "why", "并非本人"), False)
    assert (one.found_by, one.finder, one.note) == ("r1", "person_r1", "x"), "what was found stays beside it"
    assert changes["commitments"]["OTHER"] is other
    assert expect.unchanged == ("commitments", *OF_MONEY) and "CANCELLED" not in expect.status


@pytest.mark.parametrize("one", [GIVEN, UNTOLD, replace(FOUND, cleared_at="2026-11-23T03:00:00.000Z")])
def test_what_staff_find_untrue_is_theirs_whatever_was_told_or_found_before_and_stops_the_signing(written, one):
    case = held(MADE, commitments={SINGLE: one}, status="SIGNING")
    commitments.find_untrue(case, SINGLE, "户口簿载明已婚", Actor("r2", "person_r2"))
    ((told, expect, changes),) = written
    now = changes["commitments"][SINGLE]
    assert (now.found_by, now.finder, now.note) == ("r2", "person_r2", (SINGLE, "note", "户口簿载明已婚"))
    assert (now.on, now.unclear, now.untold, now.is_doubted) == ("", False, False, True)
    assert (now.words, now.party, now.at) == ("未婚", "p", EARLIER), "beside what they gave their word for"
    assert told == ["COMMITMENT_FOUND_UNTRUE"] and expect.unchanged == ("commitments", *OF_MONEY)
    assert (changes["stopped"].step, changes["stopped"].codes) == ("Sign", ("COMMITMENT_UNTRUE",))


def test_a_word_found_untrue_before_anybody_signs_stops_no_signing(written):
    case = held(MADE, commitments={SINGLE: GIVEN}, status="REVIEWING")
    commitments.find_untrue(case, SINGLE, "户口簿载明已婚", Actor("r2", "person_r2"))
    ((_, expect, changes),) = written
    assert "stopped" not in changes and {"SIGNING", "REGISTERING"} <= {*expect.status}, (
        "and stands wherever it has come"
    )


@pytest.mark.parametrize(
    ("made", "known", "relies"),
    [
        ((SINGLE,), [("marriage", "MARRIAGE_SINGLE_COMMITTED", "agency")], True),
        ((SINGLE,), [("marriage", "MARRIAGE_NO_RECORD", "agency"), ("tax", "TAX_PAID", "agency")], True),
        ((), [("marriage", "MARRIAGE_SINGLE_COMMITTED", "agency")], False),  # nobody gave their word
        ((SINGLE,), [("marriage", "MARRIAGE_SINGLE", "agency")], False),  # the register tells it
        ((SINGLE,), [("marriage", "MARRIAGE_SINGLE_COMMITTED", "staff:r1")], False),  # a person has ruled
        ((SINGLE,), [], False),
    ],
)
def test_a_case_rests_on_a_word_where_it_was_given_and_the_register_and_staff_are_silent(
    monkeypatch, made, known, relies
):
    found = [Finding(check, "borrower", Outcome.CONFIRMED, code, {}, by) for check, code, by in known]
    monkeypatch.setattr(commitments, "known", lambda case: found)
    assert commitments.relied_on(held(replace(MADE, commitments=made))) == ([SINGLE] if relies else [])


@pytest.mark.parametrize(("one", "stops"), [(GIVEN, False), (FOUND, True), (UNTOLD, False)])
def test_what_staff_have_found_untrue_holds_what_rests_on_it(one, stops):
    with pytest.raises(PreconditionFailed) if stops else nullcontext():
        commitments.holds(held(MADE, commitments={SINGLE: one}))


def test_a_word_found_untrue_once_it_was_paid_moves_nothing_but_who_follows_up(written, monkeypatch):
    from chalicelib.casework import disputes

    opened = []
    monkeypatch.setattr(disputes, "open_task", lambda case, *said: opened.append(said))
    case = held(MADE, commitments={SINGLE: GIVEN}, status="DISBURSED", payment={"status": "paid"})
    commitments.find_untrue(case, SINGLE, "户口簿载明已婚", Actor("r2", "person_r2"))
    ((code, _, about, at, beside),) = opened
    (line,) = beside.told
    assert written == [] and (code, about, line.event.code) == (
        "DISPUTE_WORD_UNTRUE",
        SINGLE,
        "COMMITMENT_UNTRUE_PAID",
    )
    assert beside.changes["commitments"][SINGLE].untrue_at == at and "stopped" not in beside.changes
    assert beside.expect.status == {"DISBURSED"}


def test_what_is_found_of_a_word_keeps_nothing_up_while_nothing_is_handed_in():
    case = held(commitments={SINGLE: FOUND}, form={"commitments": [SINGLE]})
    assert not commitments.is_untrue(case) and commitments.is_made(case, SINGLE)


def test_who_found_a_word_untrue_is_a_person_and_nobody_where_an_earlier_release_kept_none():
    case = held(MADE, commitments={SINGLE: replace(FOUND, finder="")})
    assert commitments.is_untrue(case) and not commitments.has_found(case, Actor("r9", ""))


@pytest.mark.parametrize("code", ["MARRIAGE_MARRIED", "MARRIAGE_ORDER_UNTOLD"])
def test_what_shared_data_say_against_a_word_or_leave_open_stops_the_signing_too(written, monkeypatch, code):
    outcome = Outcome.CONTRADICTED if code == "MARRIAGE_MARRIED" else Outcome.NOT_FOUND
    found = Finding("marriage", "borrower", outcome, code, {}, "agency")
    monkeypatch.setattr(commitments, "relied_on", lambda case: [SINGLE])
    monkeypatch.setattr(commitments.civil_affairs, "marriage", lambda *_: found)
    commitments.lacking(held(MADE, commitments={SINGLE: GIVEN}, status="SIGNING"), None)
    ((_, expect, changes),) = written
    assert (changes["stopped"].step, changes["stopped"].codes) == ("Sign", ("COMMITMENT_UNTRUE",))
    assert expect.unchanged == ("commitments", *OF_MONEY)


@pytest.mark.parametrize(("submitted_at", "at"), [(LATER, LATER), (None, EARLIER)])
def test_a_word_of_which_an_earlier_release_kept_nothing_was_given_by_who_applied_as_they_handed_in(submitted_at, at):
    case = held(MADE, opened_at=EARLIER, submitted_at=submitted_at)
    assert commitments.kept(case, SINGLE) == Commitment(at, "person_1", "person_1", "", "")
    assert commitments.kept(replace(case, commitments={SINGLE: GIVEN}), SINGLE) is GIVEN
