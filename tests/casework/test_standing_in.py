"""Whoever is away: what of theirs moves, to whom, and what comes back, by who they are, where they work and which day it is."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib import clock
from chalicelib.casework import absences as standing_in
from chalicelib.casework import assigning
from chalicelib.casework.actor import Actor
from chalicelib.records import absences, lanes, tasks

CENTRE, OTHER = "620100", "620200"
AWAY = absences.Absence(
    CENTRE, "reviewer", "r1", "person_r1", "2027-03-01", "2027-03-05", "r2", "person_r2", "s1", "person_s1", "2027-02-26T01:00:00+00:00"
)  # fmt: skip
DURING, AFTER = "2027-03-03T02:00:00+00:00", "2027-03-08T02:00:00+00:00"


@pytest.fixture
def on(monkeypatch):
    """As if it were that moment."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: clock.parsed(moment))


@pytest.fixture
def away(monkeypatch):
    """These are away, or will be."""
    return lambda *those: monkeypatch.setattr(
        absences, "of_centre", lambda centre: [one for one in those if one.centre == centre]
    )


def of(login, deputy, **other):
    return replace(
        AWAY, login=login, person=f"person_{login}", deputy=deputy, deputy_person=f"person_{deputy}", **other
    )


@pytest.mark.parametrize(
    ("moment", "who"), [("2027-02-28T15:59:00+00:00", None), (DURING, Actor("r2", "person_r2")), (AFTER, None)]
)
def test_somebody_stands_in_from_the_first_day_to_the_last_and_on_no_other(on, away, moment, who):
    on(moment)
    away(AWAY)
    assert standing_in.standing_in(CENTRE, "r1") == who and standing_in.standing_in(CENTRE, "r9") is None


@pytest.mark.parametrize(
    ("others", "who"),
    [
        ([of("r2", "r3")], "r3"),
        ([of("r2", "r3", first="2027-03-04")], "r2"),
        ([of("r2", "r3"), of("r3", "r4")], "r4"),
        ([of("r2", "r3"), of("r3", "r2")], "r3"),
        ([of("r2", "r3"), of("r3", "r1")], "r3"),
    ],
    ids=["theirs", "not away yet", "theirs in turn", "round and round", "round to whom it began with"],
)
def test_of_a_deputy_who_is_away_today_their_deputy_stands_in_and_nobody_twice(on, away, others, who):
    on(DURING)
    away(AWAY, *others)
    assert standing_in.standing_in(CENTRE, "r1") == Actor(who, f"person_{who}")


def taken(login, centre=CENTRE, kept_for=""):
    return SimpleNamespace(id=f"{login}{centre}{kept_for}", centre=centre, claimed_by=login, kept_for=kept_for)


def test_what_moves_is_what_that_login_has_in_that_centre_and_not_what_its_person_has_otherwise(on, away, monkeypatch):
    on(DURING)
    away(AWAY)
    mine = [taken("r1"), taken(None, kept_for="r1"), taken("r1", kept_for="r8")]
    others = [taken("r1", OTHER), taken("r8"), taken("r8", kept_for="r1")]
    monkeypatch.setattr(lanes, "in_hands_of", lambda person: [*mine, *others] if person == AWAY.person else [])
    monkeypatch.setattr(standing_in, "_move", lambda task, one, deputy: task)
    assert standing_in.preview(AWAY) == mine


@pytest.fixture
def written(monkeypatch):
    """What is written down of absences."""
    kept = []
    monkeypatch.setattr(absences, "write", lambda one, as_read: kept.append(one) or one)
    return kept


def test_what_moved_before_an_absence_was_gone_on_with_comes_back_with_what_moves_now(written, on, away, monkeypatch):
    on(DURING)
    away(AWAY)
    monkeypatch.setattr(standing_in, "preview", lambda one: [standing_in.Move(taken("r1"), None)])
    monkeypatch.setattr(standing_in, "_moved", lambda *moved: None)
    noted, begun = standing_in.begin(replace(AWAY, moved=("before",))), written
    assert [one.moved for one in begun] == [("before", taken("r1").id)] * 2 and noted.begun_at and not begun[0].begun_at


@pytest.mark.parametrize(("is_open", "login"), [(False, "r1"), (True, "r8")], ids=["decided", "another's by now"])
def test_what_is_decided_or_another_s_by_now_is_left_as_it_is(monkeypatch, is_open, login):
    task = SimpleNamespace(id="t", is_open=is_open, claimed_by=login, kept_for="")
    monkeypatch.setattr(tasks, "get", lambda id: task)
    monkeypatch.setattr(assigning, "pass_on", lambda *passed, **how: pytest.fail("it was passed on"))
    standing_in._moved("t", lambda one: one.claimed_by == "r1", None, Actor("s1", "person_s1"), "ABSENCE_BEGUN")


@pytest.mark.parametrize(
    ("task", "barred", "apart", "then"),
    [
        ({"claimed_by": "r2"}, None, None, None),  # nobody loses in mid-work what they have taken
        ({"claimed_by": "r2", "free_at": DURING}, None, None, "r1"),  # it was let lie
        ({"kept_for": "r2"}, None, None, "r1"),
        ({"kept_for": "r3"}, None, None, "r1"),  # who stood in for them in turn
        ({}, None, None, "r1"),  # back in its queue
        ({"kept_for": "r9"}, None, None, None),
        ({"claimed_by": "r9", "free_at": DURING}, None, None, None),
        ({"kept_for": "r2", "is_open": False}, None, None, None),
        ({"kept_for": "r2", "centre": OTHER}, None, None, None),  # what another centre was asked to do meanwhile
        ({"kept_for": "r2"}, "FOUR_EYES", None, ""),  # they have found meanwhile what it is about
        ({"kept_for": "r2"}, None, "RELATIVE", None),  # nothing to do with whoever ends it
    ],
)
def test_what_comes_back_is_what_nobody_else_has_and_they_may_decide(monkeypatch, on, away, task, barred, apart, then):
    on(AFTER)
    away(AWAY, of("r2", "r3", moved=("x",)), of("r4", "r9", moved=("x",)))
    usual = {
        "id": "t",
        "case": "c1",
        "centre": CENTRE,
        "is_open": True,
        "claimed_by": None,
        "kept_for": "",
        "free_at": "9999",
    }
    kept, passed, removed = SimpleNamespace(**{**usual, **task}), [], []
    monkeypatch.setattr(tasks, "get", lambda id: kept)
    monkeypatch.setattr(tasks, "free_at", lambda task: task.free_at)
    monkeypatch.setattr(standing_in.casefile, "load", lambda id: id)
    monkeypatch.setattr(standing_in.hands, "apart", lambda case, person: apart if person == "person_s1" else None)
    monkeypatch.setattr(standing_in.claims, "may_not", lambda case, task, who: barred if who.login == "r1" else None)
    monkeypatch.setattr(absences, "remove", removed.append)
    monkeypatch.setattr(
        assigning, "pass_on", lambda task, to, by, why, unsaid: passed.append((to and to.login, by.login, unsaid))
    )
    ended = replace(AWAY, moved=("t",))
    standing_in.end(ended)
    assert passed == ([] if then is None else [(then or None, "s1", True)]) and removed == [ended]
    passed.clear()
    if apart:  # of whoever is back themself it is asked of them
        standing_in.end(ended, Actor("r1", "person_r1"))
        assert passed == [("r1", "r1", True)]


@pytest.mark.parametrize(
    ("placed", "why", "to", "is_noted"),
    [(None, None, "r2", True), (None, "FOUR_EYES", None, False), ("OWN_CASE", None, "stays", False)],
)
def test_what_begins_to_be_kept_for_a_deputy_goes_to_them_to_its_queue_or_stays(
    monkeypatch, on, away, written, placed, why, to, is_noted
):
    on(DURING)
    away(AWAY)
    passed, asked = [], []
    kept = SimpleNamespace(id="t", case="c1", centre=CENTRE, is_open=True, claimed_by="r1", kept_for="")
    monkeypatch.setattr(lanes, "in_hands_of", lambda person: [kept])
    monkeypatch.setattr(tasks, "get", lambda id: kept)
    monkeypatch.setattr(standing_in.casefile, "load", lambda id: id)
    monkeypatch.setattr(
        standing_in.claims, "may_not_place", lambda case, task, who: placed if who.login == "s1" else None
    )
    monkeypatch.setattr(assigning, "why_not", lambda *said: asked.append(said[2:]) or why)
    monkeypatch.setattr(assigning, "pass_on", lambda task, to, by, why, unsaid: passed.append(to and to.login))
    begun = standing_in.begin(AWAY)
    assert passed == ([] if to == "stays" else [to]) and begun.moved == (("t",) if is_noted else ())
    assert asked == ([] if placed else [(Actor("r2", "person_r2"), "reviewer", CENTRE)])
    assert standing_in.brought_up_to_date(AWAY) == "absence_begun"
    on(AFTER)
    monkeypatch.setattr(absences, "remove", lambda one: None)
    assert standing_in.brought_up_to_date(AWAY) == "absence_over"
