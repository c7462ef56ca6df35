"""Absence and assigning many tasks as staff ask for them, each rule by itself: on built absences and tasks. Over HTTP: test_absences."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.api.desk import absent
from chalicelib.casework import notes
from chalicelib.casework.actor import Actor
from chalicelib.errors import CaseNotFound, Contended
from chalicelib.records.absences import Absence
from chalicelib.records.tasks import TaskNotFound
from chalicelib.trust.members import Member
from tests.given.refusals import refused

FIRST, LAST = "2026-12-10", "2026-12-20"
AWAY = Absence(
    "620100", "reviewer", "r1", "person r1", FIRST, LAST, "r2", "person r2", "r1", "person r1", "2026-11-30T00:00:00.000Z"
)  # fmt: skip
KNOWN = {
    login: Member(login, audience, centre, person)
    for login, audience, centre, person in [
        ("r1", "reviewer", "620100", "person r1"),
        ("r1 again", "reviewer", "620100", "person r1"),
        ("r2", "reviewer", "620100", "person r2"),
        ("s1", "supervisor", "620100", "person s1"),
        ("c1", "clerk", "620100", "person c1"),
        ("far", "reviewer", "620200", "person far"),
    ]
}


def asks(audience="reviewer", login="r1", **body):
    usual = {"who": None, "deputy": "r2", "first": FIRST, "last": LAST, "preview": False}
    who = SimpleNamespace(audience=audience, subject=login, person=KNOWN[login].person, centre="620100")
    return SimpleNamespace(who=who, body=SimpleNamespace(**{**usual, **body}))


@pytest.fixture(autouse=True)
def known(monkeypatch):
    """Who works where, and which absences there are."""
    there = []

    def find(audience, login):
        member = KNOWN.get(login)
        return member if member and member.audience == audience else None

    monkeypatch.setattr(absent.roster, "find", find)
    monkeypatch.setattr(absent.absences, "of_centre", lambda centre: [one for one in there if one.centre == centre])
    monkeypatch.setattr(absent, "_wrong_days", lambda first, last: None if first <= last else "ABSENCE_DAYS")
    monkeypatch.setattr(absent.reading, "line", lambda task: task.id)
    monkeypatch.setattr(absent, "text", lambda code: code)
    return there


@pytest.mark.parametrize(
    ("login", "centre_of"), [("r1", True), ("s1", True), ("c1", True), ("far", False), ("nobody", False)]
)
def test_a_colleague_is_of_ones_own_centre_whatever_they_do_there(login, centre_of):
    assert absent.member(asks(), login) == (KNOWN[login] if centre_of else None)


@pytest.mark.parametrize(
    ("by", "body", "wrong"),
    [
        ("r1", {}, None),
        ("s1", {"who": "r1"}, None),
        ("r1", {"who": "r2", "deputy": "r1"}, {"NOT_A_CHOICE"}),
        ("s1", {"who": "far"}, {"NOT_A_CHOICE"}),
        ("r1", {"deputy": "r1"}, {"DEPUTY_NOT_FIT"}),
        ("r1", {"deputy": "r1 again"}, {"DEPUTY_NOT_FIT"}),
        ("r1", {"deputy": "far"}, {"DEPUTY_NOT_FIT"}),
        ("r1", {"deputy": "s1"}, {"DEPUTY_NOT_FIT"}),
        ("r1", {"deputy": "nobody"}, {"DEPUTY_NOT_FIT"}),
        ("r1", {"last": "2026-12-09"}, {"ABSENCE_DAYS"}),
        ("r1", {"deputy": "s1", "last": "2026-12-09"}, {"DEPUTY_NOT_FIT", "ABSENCE_DAYS"}),
    ],
)
def test_whoever_is_away_or_a_supervisor_names_a_deputy_of_the_same_centre_and_work_who_is_another_person(
    by, body, wrong
):
    found = refused(absent._asked, asks(KNOWN[by].audience, by, **body))
    if wrong:
        assert found[0] == "INVALID_REQUEST" and {*found[1:]} == wrong
    else:
        assert (found.login, found.person, found.deputy, found.deputy_person) == ("r1", "person r1", "r2", "person r2")
        assert (found.centre, found.first, found.last, found.by, found.by_person) == (
            "620100", FIRST, LAST, by, f"person {by}",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("login", "first", "last", "is_refused"),
    [
        ("r2", "2026-12-01", "2026-12-09", False),
        ("r2", "2026-12-01", FIRST, True),
        ("r2", "2026-12-12", "2026-12-13", True),
        ("r2", LAST, "2026-12-31", True),
        ("r2", "2026-12-21", "2026-12-31", False),
        ("r3", "2026-12-12", "2026-12-13", False),
    ],
)
def test_a_deputy_is_there_on_every_day_of_the_absence(known, login, first, last, is_refused):
    known[:] = [replace(AWAY, login=login, first=first, last=last)]
    assert (refused(absent._asked, asks()) == ("INVALID_REQUEST", "DEPUTY_AWAY")) is is_refused


@pytest.fixture
def enter(monkeypatch, known):
    """Enters that absence: what is answered, and what was done, in order."""

    def entered(before=None, now=False, **body):
        done = []
        known[:] = [before] if before else []
        monkeypatch.setattr(absent, "_moves", lambda one: {"moves": ["t1"], "stays": []})
        monkeypatch.setattr(absent.absences, "write", lambda one, as_read: done.append(("written", as_read)) or one)
        monkeypatch.setattr(absent.standing_in, "is_now", lambda one: now)
        monkeypatch.setattr(absent.standing_in, "begin", lambda one: done.append(("begun",)) or one)
        return refused(absent.enter, asks(**body)), done

    return entered


BEFORE = replace(AWAY, deputy="s1")


@pytest.mark.parametrize(
    ("more", "done"),
    [
        ({}, [("written", None)]),
        ({"now": True}, [("written", None), ("begun",)]),
        ({"before": BEFORE}, [("written", BEFORE)]),
        ({"before": replace(BEFORE, login="r3")}, [("written", None)]),
        ({"preview": True, "now": True}, []),
    ],
)
def test_an_absence_is_written_in_place_of_the_one_before_and_begins_at_once_where_it_is_today(enter, more, done):
    found, made = enter(**more)
    assert made == done and found.body["moves"] == ["t1"] and found.is_act is not more.get("preview", False)


@pytest.mark.parametrize("begun_at", ["", "2026-11-30T00:00:00.000Z"])
def test_what_has_moved_for_an_absence_comes_back_before_there_is_another(enter, begun_at):
    assert enter(replace(BEFORE, moved=("t1",), begun_at=begun_at)) == (("ALREADY_AWAY",), [])


def test_of_what_would_move_it_is_told_what_goes_back_to_its_queue_and_why_and_nothing_of_what_one_stands_apart_from(
    monkeypatch,
):
    def move(id, code=None, is_left=False):
        return SimpleNamespace(task=SimpleNamespace(id=id), code=code, is_left=is_left)

    moves = [move("goes"), move("stays", "FOUR_EYES"), move("of kin", "RELATIVE", is_left=True)]
    monkeypatch.setattr(absent.standing_in, "preview", lambda one: moves)
    stays = {"task": "stays", "code": "FOUR_EYES", "text": "FOUR_EYES"}
    assert absent._moves(AWAY) == {"moves": ["goes"], "stays": [stays]}


@pytest.mark.parametrize(
    ("by", "who", "ended"),
    [
        ("r1", None, True),
        ("r1", "r1", True),
        ("s1", "r1", True),
        ("r2", "r1", False),
        ("s1", "r2", False),
        ("s1", "far", False),
    ],
)
def test_who_was_away_or_a_supervisor_of_their_centre_says_that_they_are_back(monkeypatch, known, by, who, ended):
    done = []
    known[:] = [AWAY, replace(AWAY, centre="620200", login="far")]
    monkeypatch.setattr(absent.standing_in, "end", lambda one, by: done.append((one.login, by)))
    found = refused(absent.end, asks(KNOWN[by].audience, by, who=who))
    assert done == ([("r1", Actor(by, KNOWN[by].person))] if ended else [])
    assert ended or found == ("INVALID_REQUEST", "NOT_A_CHOICE")


# Many at once


@pytest.fixture
def assign(monkeypatch):
    """Keeps one task for r2, asked by a supervisor: the code (None where it is done or would be), and what was written."""

    def assigned(preview=False, works=True, apart=None, unfit=None, given=False, lost=None, **task):
        done = []
        usual = {"id": "t1", "case": "c1", "centre": "620100", "kind": "verify", "kept_for": "", "claimed_by": None}
        found = SimpleNamespace(**{**usual, **task})
        now = SimpleNamespace(claimed_by="another" if lost == "taken" else found.claimed_by)

        def get(id):
            if lost == "no task":
                raise TaskNotFound(id)
            return now if done else found

        def load(id):
            if lost == "no case":
                raise CaseNotFound(id)
            return id

        def pass_on(task, to, by, reason):
            done.append((to, by, reason))
            if lost in ("taken", "changed"):
                raise Contended("c1")
            if lost == "full":
                raise notes.Full("c1")
            return task

        def room(*said):
            if lost == "full":
                raise notes.Full("c1")

        for place, name, answer in [
            (absent.tasks, "get", get),
            (absent.casefile, "load", load),
            (absent.reaches, "is_work_of", lambda audience, kind: works and audience == "supervisor"),
            (absent.claims, "may_not_place", lambda case, task, who: apart if who == Actor("s1", "person s1") else ""),
            (absent.assigning, "why_not", lambda task, case, to, audience, centre: unfit if to.login == "r2" else ""),
            (absent.assigning, "pass_on", pass_on),
            (absent.notes, "is_last", lambda *said: given),
            (absent.notes, "with_it", room),
        ]:
            monkeypatch.setattr(place, name, answer)
        call = asks("supervisor", "s1", reason="why", preview=preview)
        return absent._assigned(call, "t1", KNOWN["r2"]), done

    return assigned


PASSED = [(Actor("r2", "person r2"), Actor("s1", "person s1"), "why")]


@pytest.mark.parametrize(
    ("more", "code", "done"),
    [
        ({}, None, PASSED),
        ({"centre": "620200"}, "NOT_FOUND", []),
        ({"works": False}, "NOT_FOUND", []),
        ({"lost": "no task"}, "NOT_FOUND", []),
        ({"lost": "no case"}, "NOT_FOUND", []),
        # Nobody chooses who decides their own, nor learns that it is there.
        ({"apart": "OWN_CASE"}, "NOT_FOUND", []),
        ({"apart": "RELATIVE"}, "NOT_FOUND", []),
        ({"apart": "RECUSED"}, "RECUSED", []),
        ({"unfit": "FOUR_EYES"}, "FOUR_EYES", []),
        ({"given": True}, None, PASSED),  # said before, and given to another since
        ({"given": True, "kept_for": "r2"}, None, []),
        ({"given": True, "claimed_by": "r2"}, None, []),
        ({"kept_for": "r2"}, None, PASSED),
        ({"lost": "taken"}, "TASK_TAKEN", PASSED),
        ({"lost": "changed"}, "CHANGED_MEANWHILE", PASSED),
        ({"lost": "full"}, "NOTES_FULL", PASSED),
    ],
)
@pytest.mark.parametrize("preview", [False, True])
def test_a_task_is_assigned_by_who_may_choose_to_who_may_do_it_and_a_preview_says_the_same_and_does_nothing(
    assign, more, code, done, preview
):
    found, made = assign(preview, **more)
    assert made == ([] if preview else done)
    if not preview or more.get("lost") not in ("taken", "changed"):
        assert (found["code"], found["done"]) == (code, code is None and not preview)
    assert (found["task"] == "t1") is (found["code"] is None)


@pytest.mark.parametrize(
    ("to", "away", "wrong"), [("r2", False, None), ("r2", True, "DEPUTY_AWAY"), ("far", False, "NOT_A_CHOICE")]
)
def test_many_tasks_are_kept_for_a_colleague_who_is_there_each_once_and_again_until_all_are(
    monkeypatch, to, away, wrong
):
    seen = []
    monkeypatch.setattr(absent.standing_in, "standing_in", lambda centre, login: away or None)
    monkeypatch.setattr(absent, "_assigned", lambda call, id, to: seen.append((id, to.login)) or {"done": id == "t1"})
    found = refused(absent.assign, asks("supervisor", "s1", to=to, tasks=["t1", "t2", "t1"]))
    if wrong:
        assert (found, seen) == (("INVALID_REQUEST", wrong), [])
    else:
        assert seen == [("t1", "r2"), ("t2", "r2")] and found.is_final is False
        assert absent.assign(asks("supervisor", "s1", to=to, tasks=["t1"])).is_final
