"""Whoever is away has somebody who stands in: their tasks move after a look at what would, four eyes kept, and come back. Many are assigned at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from chalicelib import clock
from chalicelib.api.desk import absent
from chalicelib.casework import absences as standing_in
from chalicelib.casework import notes
from chalicelib.errors import Contended
from chalicelib.records import absences, casefile, tasks, upkeep
from chalicelib.sweep import queues
from chalicelib.trust.index import reference
from tests.given import case as given
from tests.given.form import BORROWER

TODAY = date(2026, 11, 25)
LATER = TODAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(f"{TODAY}T10:00:00+08:00"):
        yield


@pytest.fixture
def staff(login):
    return {name: login("supervisor" if name == "s1" else "reviewer", name) for name in ("r1", "r2", "r3", "s1")}


@pytest.fixture
def two(api, staff, submitted, form, waiting):
    """Two tasks that r1 has taken; of the second's case r2 has ruled on what no agency answered, and must not review it."""
    mine = waiting("first_review", "REVIEWING")
    given.submitted(form, "f" * 32, status="REVIEWING", hands={"person_r2": "verify"})
    other = given.waiting("f" * 32, "first_review", "REVIEWING")
    for task in (mine, other):
        assert api("POST", f"/v1/tasks/{task}/claim", {}, staff["r1"]).status == 200
    return mine, other


def away(api, by, *, first=TODAY, last=LATER, deputy="r2", **more):
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return api("POST", "/v1/absences", {**days, "deputy": deputy, **more}, by)


def whose(*ids):
    found = [tasks.get(id) for id in ids]
    return [one.claimed_by or one.kept_for or None for one in found]


def moves(reply):
    return [one["id"] for one in reply.body["moves"]], [(one["task"]["id"], one["code"]) for one in reply.body["stays"]]


def test_a_preview_tells_what_would_move_and_what_four_eyes_keep_and_changes_nothing(api, staff, two):
    told = away(api, staff["r1"], preview=True)
    assert told.status == 200 and moves(told) == ([two[0]], [(two[1], "FOUR_EYES")])
    assert whose(*two) == ["r1", "r1"] and api("GET", "/v1/absences", who=staff["s1"]).body["items"] == []


def test_what_was_taken_is_kept_for_the_deputy_and_what_four_eyes_forbid_them_is_anybody_s(api, staff, two):
    entered = away(api, staff["s1"], who="r1")
    assert entered.status == 200 and moves(entered) == ([two[0]], [(two[1], "FOUR_EYES")])
    assert whose(*two) == ["r2", None]
    assert [(one["who"], one["deputy"]) for one in api("GET", "/v1/absences", who=staff["r3"]).body["items"]] == [
        ("r1", "r2")
    ]
    assert api("POST", f"/v1/tasks/{two[0]}/claim", {}, staff["r3"]).body["code"] == "TASK_TAKEN"
    assert api("POST", f"/v1/tasks/{two[0]}/claim", {}, staff["r2"]).status == 200
    assert away(api, staff["r1"]).body["code"] == "ALREADY_AWAY"


def test_who_is_handed_something_while_away_has_it_kept_for_whoever_stands_in(api, staff, waiting):
    task = waiting("first_review", "REVIEWING")
    assert away(api, staff["r1"]).status == 200
    assert api("POST", f"/v1/tasks/{task}/claim", {}, staff["r3"]).status == 200
    assert api("POST", f"/v1/tasks/{task}/return", {"reason": "会议", "to": "r1"}, staff["r3"]).body["kept_for"] == "r2"


def test_what_is_still_undecided_comes_back_after_the_last_day_and_a_decision_stands(api, staff, two, monkeypatch):
    away(api, staff["r1"])
    assert api("POST", f"/v1/tasks/{two[0]}/claim", {}, staff["r2"]).status == 200
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(days=4))
    assert list(queues.stood_in()) == ["absence_over"]
    assert whose(two[0]) == ["r1"] and absences.of_centre("620100") == []
    assert list(queues.stood_in()) == []


def test_an_absence_begins_on_its_day_and_whoever_is_back_early_has_theirs_again(api, staff, two, monkeypatch):
    tomorrow = TODAY + timedelta(days=1)
    away(api, staff["r1"], first=tomorrow)
    assert list(queues.stood_in()) == [] and whose(*two) == ["r1", "r1"]
    with monkeypatch.context() as patch:
        now = clock.now
        patch.setattr(clock, "now", lambda: now() + timedelta(days=1))
        assert list(queues.stood_in()) == ["absence_begun"]
        assert list(queues.stood_in()) == []
        assert whose(*two) == ["r2", None]
    assert api("POST", "/v1/absences/end", {}, staff["r1"]).body["items"] == []
    assert whose(*two) == ["r1", None]


def test_an_absence_that_dies_between_two_tasks_is_gone_on_with(api, staff, two, monkeypatch):
    handed, alive = upkeep.hand_over, iter([True])

    def dies(*handing):
        if next(alive, False):
            return handed(*handing)
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "hand_over", dies)
        assert away(api, staff["s1"], who="r1", deputy="r3").status >= 500
    assert sorted(whose(*two)) == ["r1", "r3"]
    assert list(queues.stood_in()) == ["absence_begun"]
    assert whose(*two) == ["r3", "r3"] and absences.of_centre("620100")[0].begun_at


def test_where_a_case_has_no_room_for_notes_its_task_goes_to_the_deputy_and_back_without_one(
    api, staff, two, monkeypatch
):
    monkeypatch.setattr(notes, "ROOM_FOR_DEEDS", 0)
    assert away(api, staff["r1"]).status == 200 and whose(*two) == ["r2", None]
    assert absences.of_centre("620100")[0].begun_at and list(queues.stood_in()) == []
    assert api("POST", "/v1/absences/end", {}, staff["r1"]).status == 200 and whose(two[0]) == ["r1"]
    for preview in (True, False):
        wanted = {"tasks": [two[0]], "to": "r3", "reason": "调整", "preview": preview}
        (told,) = api("POST", "/v1/tasks/assign", wanted, staff["s1"]).body["items"]
        assert told["code"] == "NOTES_FULL", "a reason that somebody gives is not lost, and a preview foresees that"


def test_of_two_who_end_an_absence_at_once_one_does_and_the_other_is_told(api, staff, two):
    away(api, staff["r1"])
    (one,) = absences.of_centre("620100")
    standing_in.end(one)
    with pytest.raises(Contended):
        standing_in.end(one)
    assert whose(two[0]) == ["r1"]


@pytest.mark.parametrize(
    ("who", "asked", "defects"),
    [
        ("r1", {"deputy": "r1"}, {("DEPUTY_NOT_FIT", "/deputy")}),
        ("r1", {"deputy": "s1"}, {("DEPUTY_NOT_FIT", "/deputy")}),
        ("r1", {"deputy": "nobody"}, {("DEPUTY_NOT_FIT", "/deputy")}),
        ("r1", {"deputy": "far"}, {("DEPUTY_NOT_FIT", "/deputy")}),
        ("r1", {"deputy": "r1b"}, {("DEPUTY_NOT_FIT", "/deputy")}),
        ("r1", {"who": "r3"}, {("NOT_A_CHOICE", "/who")}),
        ("s1", {"who": "far"}, {("NOT_A_CHOICE", "/who")}),
        ("r1", {"last": TODAY - timedelta(days=1), "first": LATER, "deputy": "r1"}, {("DEPUTY_NOT_FIT", "/deputy"), ("ABSENCE_DAYS", "/last")}),
    ],
)  # fmt: skip
def test_whoever_stands_in_is_another_person_of_the_same_centre_and_work(api, login, staff, who, asked, defects):
    login("reviewer", "far", centre="620200"), login("reviewer", "r1b", person="person_r1")
    assert away(api, staff[who], **asked).codes == defects


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (0, 0, None), (-3, 0, None), (0, 366, None), (5, 5, None),
        (-1, -1, "ABSENCE_DAYS"), (3, 2, "ABSENCE_DAYS"), (0, 367, "ABSENCE_DAYS"),
    ],
)  # fmt: skip
def test_an_absence_is_not_over_ends_as_it_begins_or_later_and_lasts_a_year_at_the_most(first, last, wrong):
    assert absent._wrong_days(*((TODAY + timedelta(days)).isoformat() for days in (first, last))) == wrong
    assert absent._wrong_days("2026-02-28", "2026-02-30") == "DAY_INVALID"


def test_nobody_stands_in_who_is_away_themselves(api, staff):
    assert away(api, staff["r2"], deputy="r3").status == 200
    assert away(api, staff["r1"], first=LATER, last=LATER).codes == {("DEPUTY_AWAY", "/deputy")}
    assert away(api, staff["r1"], first=LATER + timedelta(days=1), last=LATER + timedelta(days=2)).status == 200


def test_nobody_but_a_supervisor_says_of_a_colleague_that_they_are_back(api, staff):
    away(api, staff["r1"])
    said = {"who": "r1"}
    refused = api("POST", "/v1/absences/end", said, staff["r3"])
    assert refused.codes == {("NOT_A_CHOICE", "/who")} and len(absences.of_centre("620100")) == 1
    assert api("POST", "/v1/absences/end", said, staff["s1"]).status == 200


def test_who_comes_back_takes_nothing_from_the_deputy_in_mid_work(api, staff, two):
    away(api, staff["r1"])
    lent = given.waiting("f" * 32, "attend", "REVIEWING")
    one = absences.of_centre("620100")[0]
    absences.write(replace(one, moved=(*one.moved, lent)), one)
    upkeep.offer(tasks.get(lent), "620000")
    assert api("POST", f"/v1/tasks/{two[0]}/claim", {}, staff["r2"]).status == 200
    assert api("POST", "/v1/absences/end", {}, staff["r1"]).status == 200
    assert whose(lent) == [None], "nor what another centre was asked to do meanwhile"
    assert whose(two[0]) == ["r2"] and tasks.get(two[0]).claimed_by == "r2"
    decided = {"decision": "approve", "reason": "符合条件，同意"}
    assert api("POST", f"/v1/tasks/{two[0]}/decision", decided, staff["r2"]).status == 200


def test_a_deputy_who_goes_away_later_has_what_was_kept_for_them_kept_for_their_deputy_and_all_of_it_comes_back(
    api, staff, two
):
    free = given.waiting("f" * 32, "second_review", "REVIEWING")
    away(api, staff["r1"])
    assert moves(away(api, staff["r2"], deputy="r3")) == ([two[0]], []) and whose(two[0]) == ["r3"]
    assert api("POST", f"/v1/tasks/{free}/claim", {}, staff["r3"]).status == 200
    handed = api("POST", f"/v1/tasks/{free}/return", {"reason": "转交", "to": "r1"}, staff["r3"])
    assert handed.body["kept_for"] == "r3", "who would have it is away, and so is their deputy"
    api("POST", "/v1/absences/end", {}, staff["r1"])
    assert whose(two[0]) == ["r1"]
    api("POST", "/v1/absences/end", {}, staff["r2"])
    assert whose(two[0]) == ["r1"], "what came back once is nobody else's"


def test_an_absence_that_begins_while_its_deputy_is_away_goes_to_whoever_stands_in_for_them(
    api, staff, two, monkeypatch
):
    tomorrow = TODAY + timedelta(days=1)
    away(api, staff["r1"], first=tomorrow)
    away(api, staff["r2"], first=tomorrow, deputy="r3")
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(days=1))
    assert list(queues.stood_in()) == ["absence_begun"] * 2 and whose(*two) == ["r3", "r3"]


def test_what_is_kept_for_somebody_and_not_taken_moves_with_their_absence(api, staff, submitted, form, waiting):
    given.submitted(form, "f" * 32, status="REVIEWING")
    assigned, handed = waiting("first_review", "REVIEWING"), given.waiting("f" * 32, "first_review", "REVIEWING")
    api("POST", "/v1/tasks/assign", {"tasks": [assigned], "to": "r1", "reason": "分派"}, staff["s1"])
    api("POST", f"/v1/tasks/{handed}/return", {"reason": "转交", "to": "r1"}, staff["s1"])
    assert whose(assigned, handed) == ["r1", "r1"]
    assert sorted(moves(away(api, staff["r1"]))[0]) == sorted([assigned, handed]) and whose(assigned, handed) == [
        "r2",
        "r2",
    ]
    assert api("POST", f"/v1/tasks/{assigned}/claim", {}, staff["r2"]).status == 200


def test_a_supervisor_assigns_many_tasks_at_once_and_is_answered_for_each(api, staff, two, waiting, login):
    free, nothing = given.waiting("f" * 32, "second_review", "REVIEWING"), f"{'0' * 32}.first_review.1"
    wanted = {"tasks": [two[0], two[1], free, nothing, two[0]], "to": "r2", "reason": "本周工作量调整"}
    assert api("POST", "/v1/tasks/assign", wanted, staff["r3"]).body["code"] == "NOT_YOUR_ROUTE"
    before = [tasks.get(one).kept_for for one in wanted["tasks"][:2]]
    preview = {**wanted, "preview": True}
    would = api("POST", "/v1/tasks/assign", preview, staff["s1"], idempotency_key="k").body["items"]
    assert [tasks.get(one).kept_for for one in wanted["tasks"][:2]] == before, "a preview changes nothing"
    told = api("POST", "/v1/tasks/assign", wanted, staff["s1"], idempotency_key="k").body["items"]
    assert [one["code"] for one in would] == [one["code"] for one in told] and not any(one["done"] for one in would)
    assert [(one["id"], one["done"], one["code"]) for one in told] == [
        (two[0], True, None), (two[1], False, "FOUR_EYES"), (free, False, "FOUR_EYES"), (nothing, False, "NOT_FOUND"),
    ]  # fmt: skip
    assert whose(*two) == ["r2", "r1"] and all(one["text"] for one in told if not one["done"])
    notes = api("GET", f"/v1/tasks/{two[0]}", who=staff["r2"]).body["notes"]
    assert [(one["kind"], one["by"], one["text"]) for one in notes] == [("returned", "s1", wanted["reason"])]
    elsewhere = login("supervisor", "s9", centre="620200")
    login("reviewer", "r9", centre="620200")
    assert [
        one["code"] for one in api("POST", "/v1/tasks/assign", {**wanted, "to": "r9"}, elsewhere).body["items"]
    ] == ["NOT_FOUND"] * 4
    assert api("POST", "/v1/tasks/assign", {**wanted, "to": "r9"}, staff["s1"]).codes == {("NOT_A_CHOICE", "/to")}
    away(api, staff["r2"], deputy="r1")
    assert api("POST", "/v1/tasks/assign", preview, staff["s1"]).codes == {("DEPUTY_AWAY", "/to")}


def test_a_supervisor_who_is_a_party_neither_chooses_who_decides_their_case_nor_takes_it_from_who_does(
    api, login, staff, two
):
    party = login("supervisor", "s7", person=reference("person", BORROWER))
    put_right = {"reason": "本周工作量调整"}
    (told,) = api("POST", "/v1/tasks/assign", {"tasks": [two[0]], "to": "r3", **put_right}, party).body["items"]
    assert (told["done"], told["code"], whose(two[0])) == (False, "NOT_FOUND", ["r1"])
    for to in ({"to": "r3"}, {}):
        refused = api("POST", f"/v1/tasks/{two[0]}/return", {**put_right, **to}, party)
        assert (refused.status, refused.body["code"], whose(two[0])) == (404, "NOT_FOUND", ["r1"])


def test_an_absence_declared_by_a_party_leaves_their_case_with_who_has_it_and_its_end_does_not_bring_it_back(
    api, login, staff, two
):
    party = login("supervisor", "s7", person=reference("person", BORROWER))
    declared = away(api, party, who="r1", deputy="r3")
    assert declared.status == 200 and moves(declared) == ([two[1]], []), "nor is it there for them to read"
    assert whose(*two) == ["r1", "r3"] and api("POST", "/v1/absences/end", {"who": "r1"}, party).status == 200
    assert away(api, staff["s1"], who="r1").status == 200 and whose(two[0]) == ["r2"]
    assert api("POST", "/v1/absences/end", {"who": "r1"}, party).status == 200 and whose(two[0]) == ["r2"]


def test_who_found_a_word_untrue_chooses_nobody_for_what_decides_on_it(api, staff, two):
    said = {"at": "2026-11-30T00:00:00.000Z", "by": "b", "party": "x", "version": "1", "words": "未婚"}
    untrue = {**said, "untrue_at": "2026-11-30T00:30:00.000Z", "found_by": "s1", "finder": "person_s1"}
    id, single = two[0].partition(".")[0], ["SINGLE_STATUS"]
    form = {**casefile.load(id).as_sealed, "commitments": single}
    given.put(id, application=form, commitments={single[0]: untrue})
    put_right = {"reason": "本周工作量调整", "to": "r3"}
    assert away(api, staff["r1"]).status == 200
    given.put(id, commitments={single[0]: {**untrue, "found_by": "r1", "finder": "person_r1"}})
    assert api("POST", "/v1/absences/end", {}, staff["r1"]).status == 200
    assert whose(*two) == [None, None], "nor does it come back to them"
    given.put(id, commitments={single[0]: untrue})
    for task in two:
        assert api("POST", f"/v1/tasks/{task}/claim", {}, staff["r1"]).status == 200
    (told,) = api("POST", "/v1/tasks/assign", {"tasks": [two[0]], **put_right}, staff["s1"]).body["items"]
    assert (told["done"], told["code"]) == (False, "FOUR_EYES")
    assert api("POST", f"/v1/tasks/{two[0]}/return", put_right, staff["s1"]).body["code"] == "FOUR_EYES"
    assert moves(away(api, staff["s1"], who="r1", deputy="r3")) == ([two[1]], [])
    assert whose(*two) == ["r1", "r3"]


def test_whoever_has_recused_themselves_hands_the_case_to_nobody_they_choose_and_gives_it_up(api, staff, two):
    given.put(two[0].partition(".")[0], hands={"person_r1": "recused"})
    returned = {"reason": "回避"}
    assert api("POST", f"/v1/tasks/{two[0]}/return", {**returned, "to": "r3"}, staff["r1"]).body["code"] == "RECUSED"
    assert api("POST", f"/v1/tasks/{two[0]}/return", returned, staff["r1"]).status == 200 and whose(two[0]) == [None]


def test_a_task_that_changes_hands_while_it_is_assigned_is_refused_and_the_others_are_not(api, staff, two, monkeypatch):
    handed = upkeep.hand_over

    def raced(task, *handing):
        if task.id == two[0]:
            tasks.release(task.id, "r1")
        return handed(task, *handing)

    def assign():
        sent = {"tasks": [*two], "to": "r3", "reason": "调整"}
        told = api("POST", "/v1/tasks/assign", sent, staff["s1"], idempotency_key="a").body["items"]
        return [(one["done"], one["code"]) for one in told]

    with monkeypatch.context() as once:
        once.setattr(upkeep, "hand_over", raced)
        assert assign() == [(False, "TASK_TAKEN"), (True, None)]
    assert assign() == [(True, None)] * 2, (
        "what was refused is done when it is sent again, and the rest is not done twice"
    )
    (case,) = {one.partition(".")[0] for one in two[1:]}
    assert len([one for one in casefile.load(case).notes if one.task == two[1]]) == 1
