"""Second looks: a scan waits in the centre's queue for another person, and leaves it with the look or with its use."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from chalicelib import aws, clock
from chalicelib.api.desk import reading
from chalicelib.casework import claims, phones, presence, second_looks, wanted
from chalicelib.casework.actor import Actor
from chalicelib.messages import text
from chalicelib.records import casefile, tasks
from chalicelib.settings import setting
from chalicelib.sweep import queues
from chalicelib.sweep.gauges import Seen
from tests.given.case import put
from tests.given.form import OTHER
from tests.given.papers import pdf


@pytest.fixture
def queue(api, login):
    return lambda: [
        one["id"] for one in api("GET", "/v1/tasks?kind=second_look", who=login("clerk", "C9")).body["items"]
    ]


def swept():
    return list(queues.at(Seen(), lambda: True))


def test_a_scan_waits_in_the_queue_of_its_centre_until_somebody_else_has_looked_at_it(
    taken, queue, look, api, login, draft, monkeypatch
):
    scan = taken()
    put(draft, decision={"amount": "600000.00", "months": 360, "approved": True})
    monkeypatch.setattr(reading.agency_answers, "in_words", lambda _: {"tax.home": "somebody knows"})
    monkeypatch.setattr(reading.origins, "stated_and_known", lambda _: ["somebody knows"])
    (task,) = queue()
    assert api("GET", "/v1/tasks?kind=second_look", who=login("clerk", "C8", "620000")).body["items"] == []
    other = login("clerk", "clerk-2")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, other).body["claimed_by"] == "clerk-2"
    (form,) = casefile.load(draft).presences
    put(draft, presences=[form, replace(form, id="f" * 32, person="spouse", second={"by": "clerk-3", "at": form.at})])
    shown = api("GET", f"/v1/tasks/{task}", who=other).body
    assert shown["details"] == {"scan": scan, "person": "borrower", "act": "submit"}
    assert [one["id"] for one in shown["by_hand"]] == [scan], "and no other party's"
    assert (shown["answers"], shown["decision"], shown["origins"], shown["timeline"]) == ({}, None, [], []), (
        "whatever is known of the case by then"
    )
    phoned = [api("POST", f"/v1/tasks/{task}/phone", {"person": one}, other).status for one in ("borrower", "spouse")]
    assert phoned == [200, 422], "whom it is about, and nobody else"
    assert look(scan, other).status == 201
    assert queue() == [] and tasks.get(task).outcome == {"next": "accepted"}


def test_whoever_looks_is_warned_where_nobody_but_others_has_told_the_phone_that_word_goes_to(
    taken, queue, api, login, monkeypatch
):
    taken()
    (task,) = queue()
    other = login("clerk", "clerk-2")
    api("POST", f"/v1/tasks/{task}/claim", {}, other)
    (typed,) = api("GET", f"/v1/tasks/{task}", who=other).body["by_hand"]
    assert typed["warning"] == text("BY_HAND_PHONE_TYPED")
    monkeypatch.setattr(phones, "own", lambda *_: "13911110009")
    (own,) = api("GET", f"/v1/tasks/{task}", who=other).body["by_hand"]
    assert own["warning"] is None


def test_what_one_party_has_denied_is_no_denial_of_anothers_form_nor_of_another_act_of_theirs():
    def form(party="p1", act="consents.data", **void):
        return SimpleNamespace(party=party, act=act, void=void)

    denied = form(why="DENIED")
    case = SimpleNamespace(
        presences=[denied, form(why="LOOK"), form("p2", why="DENIED"), form(act="submit", why="DENIED")]
    )
    assert second_looks.denied_before(case, form()) == [denied]


def test_what_is_not_accepted_is_looked_at_no_more_either(taken, queue, look, login):
    look(taken(), login("clerk", "clerk-2"), accepted=False)
    assert queue() == []


def test_who_took_the_scan_claims_no_look_at_it_and_nobody_looks_at_what_another_has_claimed(
    taken, queue, look, api, login
):
    scan = taken()
    (task,) = queue()
    for own in (login("clerk"), login("clerk", "C77", person="person_clerk-1")):
        assert api("POST", f"/v1/tasks/{task}/claim", {}, own).body["code"] == "OWN_SCAN"
    assert api("POST", f"/v1/tasks/{task}/claim", {}, login("clerk", "clerk-2")).status == 200
    assert api("POST", f"/v1/tasks/{task}/claim", {}, login("clerk", "clerk-3")).body["code"] == "TASK_TAKEN"
    assert look(scan, login("clerk", "clerk-3")).body["code"] == "TASK_TAKEN"
    assert look(scan, login("clerk", "clerk-2")).status == 201


def test_nobody_holds_more_second_looks_than_a_few_and_claiming_one_again_is_no_more(
    taken, queue, look, api, login, monkeypatch
):
    monkeypatch.setattr(claims, "MOST_LOOKS", 1)
    scan = taken()
    taken("consents.data", content=pdf("of another act"))
    first, second = sorted(queue(), key=lambda one: tasks.get(one).details["scan"] != scan)
    holder = login("clerk", "clerk-2")
    claim = lambda task, who: api("POST", f"/v1/tasks/{task}/claim", {}, who)  # noqa: E731
    assert claim(first, holder).status == 200 == claim(first, holder).status
    refused = claim(second, login("clerk", "C77", person="person_clerk-2"))
    assert (refused.status, refused.body["code"]) == (409, "TOO_MANY_HELD"), "another login is the same person"
    assert claim(second, login("clerk", "clerk-3")).status == 200
    tasks.release(second, "clerk-3")
    assert look(scan, holder).status == 201 and claim(second, holder).status == 200


def test_a_look_is_the_window_s_alone(taken, queue, api, login):
    taken()
    (task,) = queue()
    for desk in ("reviewer", "supervisor"):
        assert api("GET", "/v1/tasks?kind=second_look", who=login(desk)).status == 422
        assert api("POST", f"/v1/tasks/{task}/claim", {}, login(desk)).status == 404
    assert api("GET", "/v1/tasks?kind=first_review", who=login("clerk")).status == 422
    assert (
        api("POST", f"/v1/tasks/{task}/decision", {"decision": "approve", "reason": "x"}, login("clerk")).status == 403
    )


def test_one_whose_half_hour_ran_out_is_looked_at_once_more_when_it_is_brought_again(
    taken, queue, look, login, monkeypatch
):
    scan = taken()
    look(scan, login("clerk", "clerk-2"))
    monkeypatch.setattr(presence, "LASTS", timedelta(0))
    taken(id=scan)
    assert [task.rpartition("-")[2] for task in queue()] == ["2"]
    assert look(scan, login("clerk", "clerk-2")).status == 201
    assert queue() == []


def test_the_sweep_leaves_in_the_queue_what_is_wanted_and_takes_out_what_is_replaced(taken, queue):
    taken()
    assert swept() == [] and len(queue()) == 1
    newer = taken(content=pdf("again"))
    assert swept() == ["look_over"]
    assert [tasks.get(task).details["scan"] for task in queue()] == [newer]


@pytest.mark.parametrize(
    "moved", [{"revision": 9}, {"status": "WITHDRAWN"}, {"presences": []}], ids=["edited", "ended", "gone"]
)
def test_the_sweep_takes_out_what_nothing_can_rest_on_any_more(taken, queue, draft, moved):
    taken()
    put(draft, **moved)
    assert swept() == ["look_over"] and queue() == []


@pytest.mark.parametrize(
    ("status", "notice", "over"),
    [("SUBMITTED", None, True), ("ATTENDING", None, True), ("CORRECTION", {}, False), ("ATTENDING", {}, False)],
)
def test_a_consent_paper_is_wanted_as_long_as_anybody_may_still_consent(taken, queue, draft, status, notice, over):
    taken("consents.data", "spouse")
    put(draft, status=status, **({} if notice is None else {"notice": notice}))
    assert swept() == (["look_over"] if over else [])
    assert bool(queue()) is not over


def test_a_look_that_is_over_is_claimed_by_nobody(taken, queue, draft, api, login):
    taken()
    (task,) = queue()
    put(draft, status="WITHDRAWN")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, login("clerk", "clerk-2")).body["code"] == "TASK_OVER"


def test_an_authorisation_taken_back_before_the_look_is_nobody_s_work(taken, queue, api, draft, borrower):
    until = (clock.today() + timedelta(days=1)).isoformat()
    taken("agent", agent={"id_number": OTHER, "acts": ["documents"], "until": until})
    assert len(queue()) == 1
    assert api("POST", f"/v1/applications/{draft}/agents/revocations", {}, borrower).status == 200
    assert queue() == []


def test_one_that_is_overdue_is_marked_in_a_draft_too_and_tells_for_how_long(taken, queue, draft, monkeypatch):
    taken()
    now, seen = clock.now, Seen()
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(days=12))
    assert list(queues.at(seen, lambda: True)) == ["overdue"]
    assert tasks.get(queue()[0]).escalated_at and seen.oldest[second_looks.KIND] > 11 * 86400
    assert "OVERDUE" in {one.code for one in casefile.load(draft).events.values()}
    assert swept() == []


def test_a_scan_of_an_earlier_release_comes_into_the_queue_with_its_look(taken, queue, look, login, draft):
    scan = taken()
    aws.client("dynamodb").delete_item(TableName=setting("TABLE_TASKS"), Key={"id": {"S": queue()[0]}})
    assert queue() == []
    taken(id=scan)
    assert len(queue()) == 1
    assert look(scan, login("clerk", "clerk-2")).status == 201
    assert tasks.of_case(draft)[-1].answered_by == "clerk-2"


def test_two_who_look_at_once_say_one_thing(taken, queue, look, login, draft):
    from tests.given.meanwhile import overtaken

    scan, others = taken(), []
    with overtaken(1, lambda: others.append(look(scan, login("clerk", "clerk-3"), accepted=False))):
        mine = look(scan, login("clerk", "clerk-2"))
    assert sorted([mine.status, others[0].status]) == [201, 409]
    assert swept() == [] and queue() == []
    (form,) = [one for one in casefile.load(draft).presences if one.id == scan]
    assert bool(form.second) != bool(form.void)


def test_a_scan_taken_for_one_whom_the_form_names_no_more_leaves_the_queue_with_the_save(
    taken, queue, api, borrower, draft, form
):
    taken("consents.data", "spouse")
    people = [form["people"][0], {**form["people"][1], "id_number": OTHER}]
    tag = f'"{casefile.load(draft).revision}"'
    assert len(queue()) == 1
    assert api("PATCH", f"/v1/applications/{draft}", {"people": people}, borrower, if_match=tag).status == 200
    assert queue() == []


def test_a_scan_taken_while_a_colleague_claims_another_look_keeps_its_place_in_the_queue(
    taken, queue, api, login, monkeypatch
):
    taken("consents.data")
    (task,) = queue()
    of_case, newer = tasks.of_case, []

    def overtaken(case):
        if not newer:
            newer.append(taken("consents.credit", content=pdf("of another act")))
        return of_case(case)

    monkeypatch.setattr(wanted.tasks, "of_case", overtaken)
    assert api("POST", f"/v1/tasks/{task}/claim", {}, login("clerk", "clerk-2")).status == 200
    assert newer[0] in [tasks.get(task).details["scan"] for task in queue()]


def test_a_scan_whose_signer_is_named_again_comes_back_into_the_queue(taken, queue, api, borrower, draft, form):
    scan = taken("consents.data", "spouse")
    another = [form["people"][0], {**form["people"][1], "id_number": OTHER}]
    for people, waiting in ((another, []), (form["people"], [scan])):
        tag = f'"{casefile.load(draft).revision}"'
        assert api("PATCH", f"/v1/applications/{draft}", {"people": people}, borrower, if_match=tag).status == 200
        assert [tasks.get(task).details["scan"] for task in queue()] == waiting


def test_a_scan_of_a_draft_that_moves_to_another_centre_waits_there_and_no_more_where_it_was_taken(
    taken, queue, api, login, borrower, draft
):
    scan, tag = taken("consents.data", "spouse"), f'"{casefile.load(draft).revision}"'
    assert api("PATCH", f"/v1/applications/{draft}", {"centre": "620200"}, borrower, if_match=tag).status == 200
    assert queue() == []
    there = login("clerk", "C8", "620200")
    (task,) = api("GET", "/v1/tasks?kind=second_look", who=there).body["items"]
    assert tasks.get(task["id"]).details["scan"] == scan
    assert api("POST", f"/v1/tasks/{task['id']}/claim", {}, there).status == 200


@pytest.mark.parametrize(
    ("hand", "login", "person", "has_taken"),
    [
        ("p1", "another-login", "p1", True),
        ("p1", "clerk-1", "p2", True),
        ("p1", "clerk-2", "p2", False),
        (None, "clerk-2", "p2", True),  # an earlier release kept nobody: it may have been anybody
    ],
)
def test_whoever_took_a_scan_took_it_by_any_login_and_their_login_took_it_for_anybody(hand, login, person, has_taken):
    form = SimpleNamespace(by="clerk-1", hand=hand)
    assert second_looks.took(form, Actor(login, person)) is has_taken
