"""Notes, drafts, scans and what else lies beside a task: whose it is, and until when it is theirs."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from chalicelib import clock
from chalicelib.casework import notes, putting_aside, restarting, second_looks, words
from chalicelib.casework.actor import Actor
from chalicelib.records import casefile
from chalicelib.records.casefile import Expect
from chalicelib.records.presences import DENIED, SIGNED_FORM, Presence
from chalicelib.records.reviews import Review
from chalicelib.records.statements import Note
from chalicelib.records.tasks import Task
from tests.given.case import CONTRACT, held

NOW, BEFORE = "2026-11-25T02:00:00.000Z", "2026-11-25T01:59:59.999Z"
WHO = Actor("r1", "person_r1")


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def written(monkeypatch) -> list[Any]:
    kept: list[Any] = []
    monkeypatch.setattr(casefile, "amend", lambda case, *told, **values: kept.append(values))
    return kept


def note(kind: str, task: str = "t", person: str = "person_r1") -> Note:
    return Note(task, kind, "r1", person, NOW, "sealed")


@pytest.mark.parametrize(
    ("there", "kind", "stays"),
    [
        (note(notes.DRAFT), notes.DRAFT, False),
        (note(notes.LOST), notes.DRAFT, False),
        (note(notes.COMMENT), notes.DRAFT, True),  # what was said to others is nobody's to take away
        (note(notes.RETURNED), notes.DRAFT, True),
        (note(notes.DRAFT, "another task"), notes.DRAFT, True),
        (note(notes.DRAFT, person="person_r2"), notes.DRAFT, True),
        (note(notes.LOST, person="person_r2"), notes.DRAFT, True),
        (note(notes.DRAFT), notes.COMMENT, True),
        (note(notes.DRAFT), notes.LOST, True),
    ],
)
def test_an_empty_draft_takes_away_what_its_author_had_there_of_their_own_and_nothing_else(there, kind, stays):
    case = held(notes=[there])
    assert [*notes.with_it(case, "t", kind, WHO, " ")] == [there] * stays


@pytest.mark.parametrize(
    ("there", "stays"),
    [
        (note(notes.DRAFT), False),
        (note(notes.LOST), True),  # what they were sending is no draft of theirs
        (note(notes.DRAFT, "another task"), True),
        (note(notes.DRAFT, person="person_r2"), True),
    ],
)
def test_a_draft_takes_the_place_of_its_authors_last_one_there_and_of_nothing_else(monkeypatch, there, stays):
    new = note(notes.DRAFT)
    monkeypatch.setattr(casefile.CaseFile, "note", lambda *_: new)
    assert [*notes.with_it(held(notes=[there]), "t", notes.DRAFT, WHO, "text")] == [*([there] * stays), new]


@pytest.mark.parametrize(
    ("until", "law", "decided", "procedures", "wrong"),
    [
        ("2026-11-26", "2026-11-26", False, 0, None),
        ("2026-11-25", "2026-12-20", False, 0, "HOLD_DAY_PAST"),
        ("2026-11-27", "2026-11-26", False, 0, "HOLD_AFTER_LAW"),
        ("2026-11-27", "2026-11-26", False, 1, "HOLD_AFTER_LAW"),  # no procedure stops the law's days
        ("2026-11-27", "2026-11-26", True, 0, None),
        ("2026-11-27", None, False, 0, None),
        ("2027-11-27", None, False, 0, "HOLD_TOO_LONG"),
    ],
)
def test_a_task_is_put_aside_for_days_to_come_and_never_beyond_the_laws_last_while_nothing_is_decided(
    monkeypatch, until, law, decided, procedures, wrong
):
    monkeypatch.setattr(putting_aside, "legal_by", lambda case: law and date.fromisoformat(law))
    case = SimpleNamespace(is_decided=decided, open_procedures=["appraisal.1"] * procedures)
    assert putting_aside.wrong_day(case, date.fromisoformat(until)) == wrong


@pytest.mark.parametrize(
    ("there", "is_last"),
    [
        ([note(notes.RETURNED)], True),
        ([], False),
        ([note(notes.RETURNED, person="person_r2")], False),  # who writes the same has said it too
        ([note(notes.COMMENT)], False),
        ([note(notes.RETURNED, "another task")], False),
        ([note(notes.RETURNED), note(notes.RESUMED)], False),
        ([note(notes.RETURNED), note(notes.DRAFT, person="person_r2")], True),
        ([replace(note(notes.RETURNED), text="other")], False),
    ],
)
def test_a_note_is_repeated_by_whoever_wrote_that_very_one_there_last(monkeypatch, there, is_last):
    monkeypatch.setattr(casefile.CaseFile, "text_of", lambda case, one: one.text)
    assert notes.is_last(held(notes=there), "t", notes.RETURNED, WHO, "sealed") is is_last


@pytest.mark.parametrize(
    ("kept_for", "kept_at", "anothers"),
    [
        ("", NOW, False),
        ("r1", NOW, False),
        ("r2", NOW, True),
        ("r2", "2026-11-24T22:00:00.001Z", True),
        ("r2", "2026-11-24T22:00:00.000Z", False),  # who has let it lie for so long
    ],
)
def test_what_was_handed_to_another_is_theirs_for_a_while(kept_for, kept_at, anothers):
    assert putting_aside.is_anothers(SimpleNamespace(kept_for=kept_for, kept_at=kept_at), WHO) is anothers


@pytest.mark.parametrize(("until", "is_held"), [("", False), ("2026-11-25", False), ("2026-11-26", True)])
def test_what_was_put_aside_lies_there_until_its_day_has_come(until, is_held):
    assert putting_aside.is_held(SimpleNamespace(held_until=until)) is is_held


def wait(**values: Any) -> Task:
    return Task("c1.restart.1", "c1", "restart", "620100", values.pop("state", "open"), NOW, NOW, {}, **values)


@pytest.mark.parametrize(
    ("task", "at", "counts"),
    [("c1.restart.1", NOW, True), ("c1.restart.1", BEFORE, False), ("c1.restart.1.confirmed", NOW, False)],
)
def test_who_wants_a_case_restarted_has_said_so_of_this_death_of_its_road(task, at, counts):
    said = Review(task, "restart", "s1", "restart", at, "")
    assert restarting.asked(held(reviews=[said]), wait()) == (said if counts else None)


def test_what_either_person_says_of_a_restart_is_written_beside_all_that_was_said_before(monkeypatch, written):
    monkeypatch.setattr(restarting, "_said", lambda *said: said[1])
    monkeypatch.setattr(restarting.starting, "start", lambda case: None)
    monkeypatch.setattr(restarting.tasks, "answer", lambda *_: None)
    monkeypatch.setattr(casefile, "load", lambda id: None)
    case = held(reviews=["before"], restarts=1)
    restarting.ask(case, WHO, "why", {})
    restarting.confirm(case, WHO, "why", {})
    assert [one["reviews"] for one in written] == [["before", "c1.restart.2"], ["before", "c1.restart.2.confirmed"]]
    assert [one["expect"] for one in written] == [Expect(unchanged=("reviews",))] * 2 and written[1]["restarts"] == 2


FORM = {
    "id": "s1", "person": "spouse", "party": "p2", "method": SIGNED_FORM, "terminal": "T1", "at": NOW, "by": "c1",
    "evidence": "e", "act": "signatures", "about": CONTRACT["sha256"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("otherwise", "values", "waits"),
    [
        ({}, {}, True),
        ({"second": {"by": "c2"}}, {}, False),
        ({"void": {"at": NOW}}, {}, False),
        ({"method": "id_card_and_face"}, {}, False),
        ({"about": "another contract"}, {}, False),
        ({}, {"status": "REFUSED"}, False),
        ({"act": "submit", "about": "3"}, {"revision": 3}, True),
        ({"act": "corrections", "about": "3"}, {"revision": 4}, False),
        ({"act": "consents.data", "about": "v"}, {}, False),  # nobody may consent any more
        ({"act": "consents.data", "about": "v"}, {"status": "CORRECTION"}, True),
        ({"act": "consents.data", "about": "v"}, {"status": "ATTENDING"}, False),
        ({"act": "consents.data", "about": "v"}, {"status": "ATTENDING", "notices": [{}]}, True),
        ({"acts": ["results"], "act": "agent", "about": "results"}, {"status": "DISBURSED"}, False),
        ({"acts": ["results"], "act": "agent", "about": "results"}, {"status": "DISBURSED", "results": [{}]}, True),
        ({"acts": ["submit"], "act": "agent", "about": "agent"}, {"status": "DISBURSED", "results": [{}]}, False),
    ],
)
def test_a_scan_waits_for_a_second_look_while_anything_could_rest_on_it(otherwise, values, waits):
    form = Presence(**{**FORM, **otherwise})
    case = held(**{"status": "SIGNING", "contract": CONTRACT, "presences": [form], **values})
    assert second_looks.unlisted(case, []) == [form] * waits
    of_it = SimpleNamespace(kind=second_looks.KIND, is_open=True, details={"scan": "s1"})
    assert second_looks.unlisted(case, [of_it]) == []


def test_a_scan_its_clerk_has_brought_another_in_place_of_waits_no_more():
    same, later, of_another = (Presence(**{**FORM, **one}) for one in ({}, {"id": "s2"}, {"id": "s3", "by": "c9"}))
    case = held(status="SIGNING", contract=CONTRACT, presences=[same, later, of_another])
    assert [one.id for one in second_looks.unlisted(case, [])] == ["s2", "s3"]


@pytest.mark.parametrize(
    ("by", "hand", "took"),
    [("r1", "person_x", True), ("r9", "person_r1", True), ("r9", "person_x", False), ("r9", None, True)],
)
def test_who_took_a_scan_is_its_login_or_the_person_behind_another_and_maybe_anybody_where_nobody_wrote_it_down(
    by, hand, took
):
    assert second_looks.took(Presence(**{**FORM, "by": by, "hand": hand}), WHO) is took


@pytest.mark.parametrize(
    ("otherwise", "counts"),
    [({}, True), ({"void": {"why": "FORGED"}}, False), ({"act": "submit"}, False), ({"party": "p9"}, False)],
)
def test_what_was_denied_before_is_the_same_act_of_the_same_person(otherwise, counts):
    denied = Presence(**{**FORM, "void": {"why": DENIED}, **otherwise})
    assert second_looks.denied_before(held(presences=[denied]), Presence(**FORM)) == [denied] * counts


@pytest.mark.parametrize(
    ("text", "signed_at", "is_news"),
    [("same", None, False), (" same ", NOW, False), ("other", NOW, True), ("same", BEFORE, True), ("", None, False)],
)
def test_what_a_partner_adds_to_its_word_is_kept_where_it_adds_anything_new(written, text, signed_at, is_news):
    case = held(words={"B01.declined": "sealed"})
    vars(case).update(said={"B01.declined": {"text": "same", "signed_at": NOW}}, seal_word=lambda key, word: word)
    words.keep(case, "B01", "declined", text, signed_at)
    assert bool(written) is is_news


@pytest.mark.parametrize(
    ("payment", "step", "state", "listening", "stranded"),
    [
        *(("paid", step, "open", None, True) for step in ("Discharge", "Void", "Close")),
        ("paid", "Issue", "open", None, False),
        ("paid", "Void", "answered", None, False),
        ("failed", "Void", "open", None, False),
        ("failed", "Void", "answered", 16, True),
        ("failed", "Void", "answered", 15, False),  # telling it is given a while
        ("failed", "Void", "answered", None, False),
        ("failed", "Void", "open", 16, False),
    ],
)
def test_a_case_is_stranded_that_nobody_can_answer_or_that_is_being_undone_though_its_loan_was_paid(
    monkeypatch, payment, step, state, listening, stranded
):
    since = None if listening is None else clock.now() - timedelta(minutes=listening)
    monkeypatch.setattr(restarting.starting, "listening_since", lambda case: since)
    waits = [Task("c1.attend.1", "c1", "attend", "620100", state, NOW, NOW, {"step": step})]
    assert restarting.is_stranded(held(payment={"status": payment}), waits) is stranded
