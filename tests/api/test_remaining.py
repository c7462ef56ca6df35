"""Who is left for a case: said before the last is used up, refused where another may do it, and where nobody is left another centre is asked."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import clock, policy
from chalicelib.api.begun import begun
from chalicelib.casework import remaining
from chalicelib.domain.work import DESK, STAFF
from chalicelib.records import absences, casefile, staffed, task_items, tasks, upkeep
from chalicelib.records.absences import Absence
from chalicelib.records.statements import Procedure
from chalicelib.steps import review
from chalicelib.sweep import nobody
from chalicelib.sweep.gauges import Seen
from chalicelib.trust.members import Member
from chalicelib.trust.sessions import Session, device_of
from tests.given.case import TRACE, put
from tests.given.form import form

FINAL = {
    "approved": True, "route": "C", "why": ["ROUTE_FINAL_AMOUNT"], "amount": "900000.00", "months": 240, "reasons": [],
}  # fmt: skip
COURT = Procedure("court_papers", "2026-11-30T01:00:00.000Z", "r1", "person_r1", "2026-12-14", "k")
HELD_AT_DESKS = [kind for kind, work in STAFF.items() if {*work.by} <= {*DESK}]


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-11-30T01:00:00Z", tick=True):
        yield


def works(*logins, centre="620100"):
    for login in logins:
        audience = "supervisor" if login[0] in "sp" else "reviewer"
        staffed.note(Member(login, audience, centre, f"person_{login}"))


def has_acted(id, **roles):
    put(id, hands={f"person_{login}": role for login, role in roles.items()})


def found(id):
    seen = Seen()
    return [*nobody.looked(casefile.load(id), tasks.of_case(id), seen)], seen.nobodys


@pytest.mark.parametrize("kind", ["first_review", "complaint"])
def test_that_another_centre_answers_what_a_party_said_of_us_is_told_to_no_other_party(submitted, monkeypatch, kind):
    monkeypatch.setattr(nobody.upkeep, "offer", lambda wait, to: wait)
    wait = SimpleNamespace(id=f"{submitted}.{kind}.1", kind=kind, lent_by="")
    nobody._moved(casefile.load(submitted), wait, "620200", is_nobodys=False)
    told = "OFFERED_ELSEWHERE" in {one.code for one in casefile.load(submitted).events.values()}
    assert told is (kind == "first_review")


@pytest.mark.parametrize("kind", HELD_AT_DESKS)
@pytest.mark.parametrize("supervisors", [1, 2])
def test_work_nobody_of_a_small_centre_may_do_any_more_is_done_by_a_centre_that_stands_in(
    api, login, submitted, waiting, kind, supervisors
):
    own = (
        ["s1", "s2", "r1"][:supervisors] if STAFF[kind].by == ("supervisor",) else ["r1", "s1", "s2"][: supervisors + 1]
    )
    works(*own)
    task = waiting(kind, "REVIEWING", {"looks": []}, decision=FINAL)
    has_acted(submitted, **dict.fromkeys(own[:-1], "window"))
    assert found(submitted) == ([], 0), "one is left"
    has_acted(submitted, **dict.fromkeys(own, "window"))
    assert found(submitted) == (["nobody_left"], 1) and tasks.get(task).nobody_since, "nobody stands in yet"
    elsewhere, theirs = login("supervisor", "p1", centre="620000"), f"/v1/tasks/{task}"
    works("p1", centre="620000")
    assert api("GET", theirs, who=elsewhere).status == 404, "of another centre nobody sees it before it was asked"
    assert found(submitted) == (["offered_elsewhere"], 0)
    assert found(submitted) == ([], 0), "and once"
    listed = api("GET", f"/v1/tasks?kind={kind}", who=elsewhere).body["items"]
    assert [(one["id"], one["lent_by"]) for one in listed] == [(task, "620100")]
    if kind != "complaint":  # what it tells of stands in a voice
        assert api("GET", theirs, who=elsewhere).status == 200
    assert api("POST", f"{theirs}/claim", {}, elsewhere).status == 200
    assert api("GET", f"/v1/tasks?kind={kind}", who=login("supervisor", "s1")).body["items"] == []
    if kind != "complaint":
        assert any(event.code == "OFFERED_ELSEWHERE" for event in casefile.load(submitted).events.values())


def test_a_centre_that_stands_in_reads_the_case_no_longer_than_it_has_work_in_it_and_four_eyes_count_there_too(
    api, login, submitted, waiting
):
    works("s1"), works("p1", "p2", centre="620000")
    task = waiting("final_review", "REVIEWING", decision=FINAL)
    has_acted(submitted, s1="follow", p1="verify")
    assert found(submitted) == (["offered_elsewhere"], 0)
    had_a_part, may = login("supervisor", "p1", centre="620000"), login("supervisor", "p2", centre="620000")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, had_a_part).body["code"] == "FOUR_EYES"
    decision = f"/v1/applications/{submitted}/decision"
    assert api("GET", decision, who=login("reviewer", "r7", centre="620000")).status == 404, (
        "no work of theirs was lent"
    )
    note = {"text": "已核对"}
    assert api("POST", f"/v1/tasks/{task}/notes", note, may).body["code"] == "CLAIM_FIRST", "they act on what they took"
    assert api("GET", decision, who=may).body["code"] == "NOT_DECIDED", "it is there"
    assert api("GET", decision, who=login("supervisor", "p3", centre="620500")).body["code"] == "NOT_FOUND"
    assert api("POST", f"/v1/tasks/{task}/claim", {}, may).status == 200
    assert api("GET", f"/v1/tasks/{task}", who=may).body["payee"]
    assert api("POST", f"/v1/tasks/{task}/notes", note, may, idempotency_key="n").status == 201
    tasks.answer(task, {"next": "approved"}, "p2")
    put(submitted, hands={"person_p2": "final_review"}, procedures={"court_papers.1": COURT})
    left = {"result": "obtained", "note": "已听证", "files": []}
    for who in (may, login("supervisor", "p3", centre="620000")):
        assert api("GET", decision, who=who).body["code"] == "NOT_FOUND"
        assert api("GET", f"/v1/tasks/{task}", who=who).status == 404
        assert api("POST", f"/v1/tasks/{task}/notes", note, who, idempotency_key="n").status == 404, "nor what is kept"
        assert api("POST", f"/v1/tasks/{task}/procedures/court_papers.1", left, who).status == 404
    assert casefile.load(submitted).open_procedures


def test_what_a_centre_that_stands_in_has_in_hand_stays_its_own_when_the_road_asks_for_it_once_more(
    api, login, submitted
):
    put(submitted, status="REVIEWING", decision=FINAL, number="N" * 39 + "0001", accepted_on="2026-11-27")
    asking = {
        "case": submitted, "trace": TRACE, "step": "FinalReview", "ask": "final_review", "attempt": 0, "last": "approved",
        "visit": "2026-11-30T00:00:00.000Z",
    }  # fmt: skip
    review.handle({**asking, "token": "first"})
    works("s1"), works("p1", centre="620000")
    has_acted(submitted, s1="follow")
    assert found(submitted) == (["offered_elsewhere"], 0)
    may, (before,) = login("supervisor", "p1", centre="620000"), tasks.of_case(submitted)
    task = before.id  # by the time it is put in order it may have been claimed there
    assert api("POST", f"/v1/tasks/{task}/claim", {}, may).status == 200
    review.handle({**asking, "token": "second"})
    upkeep.put_in_order(replace(before, centre="620100"), before.urgent_by)
    listed = api("GET", "/v1/tasks?kind=final_review", who=may).body["items"]
    assert [(one["id"], one["lent_by"], one["claimed_by"]) for one in listed] == [(task, "620100", "p1")]
    assert api("GET", f"/v1/tasks/{task}", who=may).status == 200
    assert api("GET", "/v1/tasks?kind=final_review", who=login("supervisor", "s1")).body["items"] == []
    assert task_items.read(task)["token"] == {"S": "second"}, "and its answer is told to whoever waits now"


def test_somebody_who_may_do_it_after_all_takes_the_mark_off(api, login, submitted, waiting):
    works("s1")
    task = waiting("attend", "ATTENDING", {"step": "Sign", "error": "x", "codes": []}, decision=FINAL)
    has_acted(submitted, s1="final_review")
    assert found(submitted)[0] == ["nobody_left"]
    works("s2")
    assert found(submitted) == ([], 0) and not tasks.get(task).nobody_since


def test_what_nobody_may_do_where_it_was_lent_comes_home_once_somebody_there_may(api, login, submitted, waiting):
    works("s1"), works("p1", centre="620000")
    task = waiting("appeal", "REFUSED", decision=FINAL)
    has_acted(submitted, s1="final_review")
    assert found(submitted) == (["offered_elsewhere"], 0)
    assert api("POST", f"/v1/tasks/{task}/claim", {}, login("supervisor", "p1", centre="620000")).status == 200
    has_acted(submitted, s1="final_review", p1="follow")
    works("s2")
    s2 = login("supervisor", "s2")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, s2).status == 200 and found(submitted) == ([], 0), (
        "in hand at home"
    )
    tasks.release(task, "s2"), tasks.claim(task, "p1", "person_p1")
    assert found(submitted) == (["brought_home"], 0), "though who may not decide it has it in hand"
    home = tasks.get(task)
    assert (home.centre, home.lent_by, home.nobody_since, home.claimed_by) == ("620100", "", "", None)
    assert found(submitted) == ([], 0)
    listed = api("GET", "/v1/tasks?kind=appeal", who=s2).body["items"]
    assert [(one["id"], one["lent_by"], one["nobody_since"]) for one in listed] == [(task, None, None)]
    assert api("GET", f"/v1/tasks/{task}", who=login("supervisor", "p1", centre="620000")).status == 404
    told = [event.code for event in casefile.load(submitted).events.values()]
    assert told.count("OFFERED_ELSEWHERE") == told.count("BROUGHT_HOME") == 1


def test_what_nobody_may_do_anywhere_waits_at_home_where_its_figures_tell_of_it_and_goes_on_with_whoever_comes(
    submitted, waiting
):
    works("s1"), works("p1", centre="620000")
    task = waiting("appeal", "REFUSED", decision=FINAL)
    has_acted(submitted, s1="final_review")
    assert found(submitted) == (["offered_elsewhere"], 0)
    has_acted(submitted, s1="final_review", p1="follow")
    assert found(submitted) == (["nobody_left", "brought_home"], 1)
    home = tasks.get(task)
    assert (home.centre, home.lent_by) == ("620100", "") and home.nobody_since
    assert found(submitted) == (["nobody_left"], 1), "and rings on"
    staffed.note(Member("q1", "supervisor", "620500", "person_q1"))
    assert found(submitted) == (["offered_elsewhere"], 0) and tasks.get(task).centre == "620500"
    lines = sorted(casefile.load(submitted).events.values(), key=lambda event: event.at)
    told = [
        (event.code, event.values["centre"]) for event in lines if event.code in ("OFFERED_ELSEWHERE", "BROUGHT_HOME")
    ]
    there, home, second = (policy.centres()[one] for one in ("620000", "620100", "620500"))
    assert told == [("OFFERED_ELSEWHERE", there), ("BROUGHT_HOME", home), ("OFFERED_ELSEWHERE", second)], "each move"


def test_what_was_lent_stays_where_another_may_do_it_though_who_has_it_in_hand_may_no_more(submitted, waiting):
    works("s1"), works("p1", "p2", centre="620000")
    task = waiting("appeal", "REFUSED", decision=FINAL)
    has_acted(submitted, s1="final_review")
    assert found(submitted) == (["offered_elsewhere"], 0)
    tasks.claim(task, "p1", "person_p1")
    has_acted(submitted, s1="final_review", p1="follow")
    assert found(submitted) == ([], 0), "nobody is rung for"
    assert (tasks.get(task).centre, tasks.get(task).claimed_by) == ("620000", "p1"), "until their claim lapses"


def test_a_centre_that_has_forgotten_whom_a_task_was_lent_for_has_it_no_more(submitted, waiting):
    works("s1", "s2"), works("p1", centre="620000")
    task = waiting("attend", "ATTENDING", {"step": "Sign", "error": "", "codes": []}, decision=FINAL)
    has_acted(submitted, s1="final_review", s2="final_review")
    assert found(submitted) == (["offered_elsewhere"], 0)
    staffed.forget(Member("p1", "supervisor", "620000", "person_p1"))
    works("s3")
    assert found(submitted) == (["brought_home"], 0) and tasks.get(task).centre == "620100"


def test_an_objection_to_an_end_on_an_untrue_word_is_decided_by_a_second_centre_where_the_first_had_a_part(
    api, login, submitted, waiting
):
    works("s1"), works("p1", centre="620000")
    said = {"at": "2026-11-30T00:00:00.000Z", "by": "b", "party": "x", "version": "1", "words": "未婚"}
    doubted = {**said, "untrue_at": "2026-11-30T00:30:00.000Z", "found_by": "s1", "finder": "person_s1"}
    task = waiting("appeal", "REFUSED", {"codes": []}, decision=FINAL)
    put(submitted, application=form(commitments=["SINGLE_STATUS"]), commitments={"SINGLE_STATUS": doubted})
    has_acted(submitted, p1="follow")
    staffed.note(Member("q1", "supervisor", "620500", "person_q1"))
    assert found(submitted) == (["offered_elsewhere"], 0)
    second, first = login("supervisor", "q1", centre="620500"), login("supervisor", "p1", centre="620000")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, first).status == 404
    assert api("POST", f"/v1/tasks/{task}/claim", {}, second).status == 200


def test_every_centre_has_two_others_that_stand_in_for_it():
    for centre in policy.centres():
        others = {*policy.in_force(centre, date(2026, 11, 29)).stand_in["desk"]["centres"]} - {centre}
        assert len(others) == 2 and others <= policy.centres().keys()


def test_of_a_competence_nobody_is_known_to_have_nothing_is_said(submitted, waiting):
    works("r1")
    waiting("final_review", "REVIEWING", decision=FINAL)
    assert found(submitted) == ([], 0)


@pytest.mark.parametrize(
    ("kind", "staff", "acted", "who", "code"),
    [
        ("first_review", ["r1", "r2", "s1"], {}, "s1", "LEAVES_NOBODY"),
        ("first_review", ["r1", "r2", "s1"], {}, "r1", None),
        ("first_review", ["r1", "r2", "s1", "s2"], {}, "s1", None),
        ("first_review", ["r1", "s1"], {}, "r1", None),
        ("second_review", ["r2", "s1"], {"r1": "first_review"}, "s1", "LEAVES_NOBODY"),
        ("final_review", ["s1"], {}, "s1", None),
        ("attend", ["r1", "r2", "s1"], {}, "s1", None),
        ("attend", ["r1", "r2", "s1", "s2"], {"s1": "follow"}, "s2", "LEAVES_NOBODY"),
        ("verify", ["r1", "r2", "r3", "s1"], {}, "s1", "LEAVES_NOBODY"),
    ],
)
def test_the_last_for_a_later_review_leaves_a_task_to_another_who_may_do_it(
    api, login, submitted, waiting, kind, staff, acted, who, code
):
    works(*staff)
    task = waiting(kind, "REVIEWING", {"looks": [], "codes": []}, decision=FINAL)
    has_acted(submitted, **acted)
    asked = login("supervisor" if who[0] == "s" else "reviewer", who)
    got = api("POST", f"/v1/tasks/{task}/claim", {}, asked)
    assert (got.status, got.body.get("code")) == ((409, code) if code else (200, None))
    if code and kind in ("first_review", "second_review"):
        assert api("POST", "/v1/tasks/next", {"kind": kind}, asked).body["task"] is None


def test_whoever_has_to_use_up_the_last_is_told_before_and_where_the_others_are_away_may(
    api, login, submitted, waiting
):
    works("s1", "r1", "r2")
    attend = waiting("attend", "ATTENDING", {"step": "Sign", "error": "x", "codes": []}, decision=FINAL)
    supervisor = login("supervisor", "s1")
    told = api("GET", f"/v1/tasks/{attend}", who=supervisor).body["leaves_nobody"]
    assert [one["code"] for one in told] == ["TASK_FINAL_REVIEW", "TASK_APPEAL"]
    review = waiting("first_review", "REVIEWING", decision=FINAL)
    assert api("POST", f"/v1/tasks/{review}/claim", {}, supervisor).status == 409
    for one in ("r1", "r2"):
        absences.write(
            Absence("620100", "reviewer", one, f"person_{one}", "2026-11-30", "2026-12-20", "r9", "p", "s1", "p", clock.stamp()), None
        )  # fmt: skip
    assert api("POST", f"/v1/tasks/{review}/claim", {}, supervisor).status == 200


def test_what_may_come_and_nobody_is_left_for_is_said_before_there_is_a_decision_too(api, login, submitted, waiting):
    works("s1", "r1")

    def said(kind, who):
        task = waiting(kind, "REVIEWING", {"looks": []})
        told = api("GET", f"/v1/tasks/{task}", who=who).body["leaves_nobody"]
        return [one["code"].removeprefix("TASK_").lower() for one in told]

    assert said("verify", login("reviewer", "r1")) == ["second_review", "final_review"]
    supervisor = login("supervisor", "s1")
    assert said("verify", supervisor) == ["second_review", "final_review", "attend", "appeal"]
    put(submitted, decision={**FINAL, "why": []})
    has_acted(submitted, r1="first_review")
    assert said("second_review", supervisor) == ["verify", "attend", "appeal"], "no review, and all the same nobody"


def test_whoever_logs_in_for_another_centre_counts_as_staff_of_that_one_alone(platform):
    for centre in ("620100", "620100", "620500"):
        begun(Session("reviewer", "r2", centre, "test", "person_r2", device=device_of("d")))
    begun(Session("reviewer", "r3", "620100", "test", "person_r3", device=device_of("d")))
    assert {centre: [one.login for one in staffed.of_centre(centre)] for centre in ("620100", "620500")} == {
        "620100": ["r3"], "620500": ["r2"],
    }  # fmt: skip


def test_a_task_is_handed_to_nobody_it_could_not_be_assigned_to(api, login, submitted, waiting):
    r2 = [login("supervisor" if one[0] == "s" else "reviewer", one) for one in ("r1", "r3", "s1", "r2")][-1]
    works("r1", "r2", "r3", "s1")
    task = waiting("second_review", "REVIEWING", decision=FINAL)
    has_acted(submitted, r1="first_review")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, r2).status == 200
    for barred_last_and_unknown in ("r1", "s1", "nobody"):
        handed = {"reason": "请你办理", "to": barred_last_and_unknown}
        assert api("POST", f"/v1/tasks/{task}/return", handed, r2).codes == {("RECEIVER_NOT_FIT", "/to")}
    assert api("POST", f"/v1/tasks/{task}/return", {"reason": "请你办理", "to": "r3"}, r2).body["kept_for"] == "r3"


def test_what_a_centre_that_stands_in_has_taken_home_takes_out_of_nobodys_hands(api, login, submitted, waiting):
    works("s1"), works("p2", centre="620000")
    task = waiting("final_review", "REVIEWING", decision=FINAL)
    has_acted(submitted, s1="follow")
    assert found(submitted) == (["offered_elsewhere"], 0)
    theirs, home = login("supervisor", "p2", centre="620000"), login("supervisor", "s2")
    assert api("POST", f"/v1/tasks/{task}/return", {"reason": "收回"}, home).body["code"] == "CLAIM_FIRST"
    assert api("POST", f"/v1/tasks/{task}/claim", {}, theirs).status == 200
    later = (clock.today() + timedelta(days=2)).isoformat()
    for deed in ({"reason": "收回"}, {"reason": "收回", "to": "s2"}):
        assert api("POST", f"/v1/tasks/{task}/return", deed, home).body["code"] == "TASK_TAKEN"
    assert api("POST", f"/v1/tasks/{task}/hold", {"why": "other", "until": later}, home).body["code"] == "TASK_TAKEN"
    assert tasks.get(task).claimed_by == "p2"


@pytest.mark.parametrize("kind", ["attend", "first_review", "supplement", "appeal"])
def test_whoever_found_a_word_untrue_is_not_who_is_left_to_decide_on_it(api, login, submitted, waiting, kind):
    works("s1", "r1"), works("p1", centre="620000")
    said = {"at": "2026-11-30T00:00:00.000Z", "by": "b", "party": "x", "version": "1", "words": "未婚"}
    doubted = {**said, "untrue_at": "2026-11-30T00:30:00.000Z", "found_by": "s1", "finder": "person_s1"}
    stuck = {"step": "Sign", "error": "", "codes": ["COMMITMENT_UNTRUE"] if kind == "attend" else []}
    task = waiting(kind, "ATTENDING", stuck, decision=FINAL)
    put(submitted, application=form(commitments=["SINGLE_STATUS"]), commitments={"SINGLE_STATUS": doubted})
    has_acted(submitted, r1="window")
    finder, other = login("supervisor", "s1"), login("supervisor", "p1", centre="620000")
    tasks.claim(task, "s1", "person_s1")  # before they found it
    refuse = {"decision": "refuse", "reason": "承诺不实"}
    assert api("POST", f"/v1/tasks/{task}/decision", refuse, finder).body["code"] == "FOUR_EYES"
    until = {"why": "other", "until": (clock.today() + timedelta(days=2)).isoformat()}
    assert api("POST", f"/v1/tasks/{task}/hold", until, finder).body["code"] == "FOUR_EYES"
    assert api("GET", f"/v1/tasks/{task}", who=finder).body["offered"] == []
    entered = {"kind": "investigation", "reason": "实地调查"}
    assert api("POST", f"/v1/tasks/{task}/procedures", entered, finder).body["code"] == "FOUR_EYES"
    chosen = {"tasks": [task], "to": "s2", "reason": "改由他人办理"}
    login("supervisor", "s2")
    (assigned,) = api("POST", "/v1/tasks/assign", chosen, finder).body["items"]
    assert (assigned["done"], assigned["code"]) == (False, "FOUR_EYES"), "nor do they choose who decides"
    handed = {"to": "s2", "reason": "改由他人办理"}
    assert api("POST", f"/v1/tasks/{task}/return", handed, finder).body["code"] == "FOUR_EYES"
    assert found(submitted) == (["offered_elsewhere"], 0)
    assert api("POST", f"/v1/tasks/{task}/claim", {}, other).status == 200
    if kind != "attend":
        return
    clear = {"untrue": False, "reason": "登记的另有其人"}
    where = f"/v1/applications/{submitted}/commitments/SINGLE_STATUS/findings"
    cleared = api("POST", where, clear, other)
    assert [one["state"] for one in cleared.body.get("made", [])] == ["cleared"], cleared.body
    assert tasks.get(task).outcome == {"next": "retry"}


def test_who_claims_at_home_what_was_offered_elsewhere_finds_the_word_true(api, login, submitted, waiting):
    works("s1"), works("p1", centre="620000")
    said = {"at": "2026-11-30T00:00:00.000Z", "by": "b", "party": "x", "version": "1", "words": "未婚"}
    doubted = {**said, "untrue_at": "2026-11-30T00:30:00.000Z", "found_by": "s1", "finder": "person_s1"}
    task = waiting("attend", "ATTENDING", {"step": "Sign", "error": "", "codes": ["COMMITMENT_UNTRUE"]})
    put(submitted, application=form(commitments=["SINGLE_STATUS"]), commitments={"SINGLE_STATUS": doubted})
    assert found(submitted) == (["offered_elsewhere"], 0)
    home, clear = login("supervisor", "s2"), {"untrue": False, "reason": "登记的另有其人"}
    where = f"/v1/applications/{submitted}/commitments/SINGLE_STATUS/findings"
    assert api("POST", where, clear, home).body["code"] == "CLAIM_FIRST"
    assert api("POST", f"/v1/tasks/{task}/claim", {}, home).status == 200
    assert [one["state"] for one in api("POST", where, clear, home).body.get("made", [])] == ["cleared"]
    assert tasks.get(task).outcome == {"next": "retry"}


def test_whoever_found_a_word_untrue_is_not_who_is_left_for_the_dispute_about_it(api, login, submitted, waiting):
    works("s1", "r1"), works("p1", centre="620000")
    said = {"at": "2026-11-30T00:00:00.000Z", "by": "b", "party": "x", "version": "1", "words": "未婚"}
    doubted = {**said, "untrue_at": "2026-11-30T00:30:00.000Z", "found_by": "s1", "finder": "person_s1"}
    put(submitted, application=form(commitments=["SINGLE_STATUS"]), commitments={"SINGLE_STATUS": doubted})
    task = waiting(
        "dispute", "DISBURSED", {"codes": ["DISPUTE_WORD_UNTRUE"], "partner": "desk", "said": "SINGLE_STATUS"}
    )
    assert found(submitted) == (["offered_elsewhere"], 0)
    assert api("POST", f"/v1/tasks/{task}/claim", {}, login("supervisor", "p1", centre="620000")).status == 200


def test_a_centre_that_stands_in_finds_its_case_by_the_number(api, login, submitted, waiting):
    works("s1"), works("p1", centre="620000")
    waiting("final_review", "REVIEWING", decision=FINAL)
    has_acted(submitted, s1="follow")
    theirs = login("supervisor", "p1", centre="620000")
    assert api("GET", f"/v1/cases/{submitted}", who=theirs).status == 404
    assert found(submitted)[0] == ["offered_elsewhere"]
    assert api("GET", f"/v1/cases/{submitted}", who=theirs).status == 200
    assert api("GET", f"/v1/cases/{submitted}", who=login("reviewer", "r8", centre="620000")).status == 404


@pytest.mark.parametrize(
    ("home", "there", "told", "code"),
    [
        (["s1", "s2"], ["p1", "q2"], [], None),
        (["s1"], ["p1", "p2"], [], None),
        (["s1"], ["p1", "q2"], ["FINAL_REVIEW", "APPEAL"], "LEAVES_NOBODY"),
    ],
)
def test_of_a_task_that_was_lent_who_is_left_is_counted_where_later_work_opens_and_where_nobody_is_there_where_it_is_lent(
    api, login, submitted, waiting, home, there, told, code
):
    works(*home), works(*there, centre="620000")
    task = waiting("second_review", "REVIEWING", decision=FINAL)
    has_acted(submitted, s1="follow")
    upkeep.offer(tasks.get(task), "620000")
    theirs = login("supervisor", "p1", centre="620000")
    seen = api("GET", f"/v1/tasks/{task}", who=theirs).body["leaves_nobody"]
    assert [one["code"].removeprefix("TASK_") for one in seen] == told
    assert api("POST", f"/v1/tasks/{task}/claim", {}, theirs).body.get("code") == code


def test_who_is_away_on_the_very_day_it_is_due_is_not_back_by_then(monkeypatch):
    away = SimpleNamespace(login="r1", last="2026-11-25", covers=lambda day: True)
    monkeypatch.setattr(remaining.absences, "of_centre", lambda centre: [away])
    with time_machine.travel("2026-11-23T10:00:00+08:00", tick=False):
        due = ("2026-11-25T17:30:00+08:00", "2026-11-26T17:30:00+08:00")
        there = [remaining._back_by([SimpleNamespace(login="r1")], "620100", until) for until in due]
    assert [len(members) for members in there] == [0, 1]
