"""A reviewer asks the parties once, of coded places and in words they read; they answer, and it is looked at anew."""

from dataclasses import replace

import pytest
import time_machine

from chalicelib.agencies import filed
from chalicelib.api.applicant import correcting
from chalicelib.casework import asking, holds, starting
from chalicelib.errors import PlatformUnavailable
from chalicelib.messages import text
from chalicelib.records import casefile, tasks
from chalicelib.steps import correction, intake, review
from tests.given.answers import findings
from tests.given.case import TRACE, happened, put
from tests.given.form import BORROWER, CO_OWNER

ASKED = {"decision": "ask", "reason": "借款人月收入与缴存基数不符，请说明", "asks": ["borrower", "B03"]}
SAID = "上半年停薪留职，七月起恢复"


@pytest.fixture(autouse=True)
def told(monkeypatch):
    said = []
    monkeypatch.setattr("chalicelib.agencies.province.notify", lambda *_: None)
    monkeypatch.setattr(tasks.road, "tell", lambda item: said.append(item.get("outcome", {}).get("S")))
    with time_machine.travel("2026-11-30T01:00:00Z", tick=True):
        yield said


@pytest.fixture
def first(submitted, waiting):
    decision = {"approved": True, "route": "B", "why": [], "amount": "400000.00", "months": 240, "reasons": []}
    put(submitted, findings=findings(casefile.load(submitted).application, credit=True), accepted_on="2026-11-30")
    return waiting("first_review", "REVIEWING", decision=decision)


def decided(api, task, who, **otherwise):
    api("POST", f"/v1/tasks/{task}/claim", {}, who)
    return api("POST", f"/v1/tasks/{task}/decision", {**ASKED, **otherwise}, who)


def asked(id):
    """The road has come to tell the parties."""
    event = {"case": id, "trace": TRACE, "step": "Correction", "attempt": 0, "last": "x", "token": "t"}
    correction.handle({**event, "visit": "2026-11-30T01:00:02.000Z"})


def test_the_parties_are_asked_in_the_reviewers_words_answer_each_item_and_nothing_decided_before_counts(
    api, login, borrower, submitted, first, told, waiting
):
    reviewer = login("reviewer", "r1")
    places = {one["where"] for one in api("GET", f"/v1/tasks/{first}", who=reviewer).body["asking"]["places"]}
    assert {"home", "borrower", "spouse", "B03"} <= places
    assert decided(api, first, reviewer).status == 200 and told[-1] == '{"error": "PartiesAsked"}'
    case = casefile.load(submitted)
    assert (case.standing, case.decision, case.grounds) == ([], None, None)
    assert starting.step_of(case) == "Correction", "a road begun anew asks them too"
    assert ASKED["reason"] not in str(case.notices), "sealed"
    asked(submitted)
    track = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body
    assert (track["status"], track["notice"]["words"]) == ("CORRECTION", ASKED["reason"])
    assert [(one["code"], one["where"], one["replies"]) for one in track["notice"]["defects"]] == [
        ("ASKED_STATED", "borrower", ["explained"]), ("ASKED_PAPER", "B03", ["explained"]),
    ]  # fmt: skip
    assert [one["about"] for one in track["notice"]["defects"]] == ["借款人", None], (
        "whom or what it is about, in words"
    )
    to_do = {one["code"]: one["text"] for one in track["next"]}
    assert to_do["CAN_CORRECT"] == text("CAN_ANSWER_REVIEWER"), "a question is no correction"
    assert any(paper.name == "hold-1.pdf" for paper in casefile.load(submitted).results)
    sent = api("POST", f"/v1/applications/{submitted}/corrections", {}, borrower)
    assert sent.codes == {("ITEM_UNANSWERED", "/notice/1"), ("ITEM_UNANSWERED", "/notice/2")}
    for item in (1, 2):
        path = f"/v1/applications/{submitted}/notice/{item}"
        assert api("POST", path, {"answer": "explained"}, borrower).codes == {("MISSING", "/reason")}
        assert api("POST", path, {"answer": "explained", "reason": SAID}, borrower).status == 200
    assert api("POST", f"/v1/applications/{submitted}/corrections", {}, borrower).status == 202
    assert starting.step_of(casefile.load(submitted)) == "Intake", "and all is checked and assessed anew"
    decision = {"approved": True, "route": "B", "why": [], "amount": "400000.00", "months": 240, "reasons": []}
    again = waiting("first_review", "REVIEWING", number=2, decision=decision)
    (one,) = api("GET", f"/v1/tasks/{again}", who=reviewer).body["asking"]["asked"]
    assert (one["words"], [item["reply"] for item in one["items"]]) == (ASKED["reason"], [SAID, SAID])


def test_what_the_road_has_found_of_a_figure_stands_beside_what_is_stated_of_it(
    api, login, borrower, spouse, submitted, first
):
    told = findings(casefile.load(submitted).application)
    more = [{**one.facts, "down_payment_received": "1.00"} if one.check == "property" else one.facts for one in told]
    put(submitted, findings=[replace(one, facts=facts) for one, facts in zip(told, more, strict=True)])
    lines = api("GET", f"/v1/tasks/{first}", who=login("reviewer", "r1")).body["origins"]
    found = [api("GET", f"/v1/applications/{submitted}", who=who).body["found"] for who in (borrower, spouse)]
    assert found[0] and not found[1], "of the parties the applicant reads it, whose form it is"
    (paid,) = [one for one in lines if one["field"] == "/home/down_payment"]
    assert (paid["known"], paid["same"], paid["source"]) == ("1.00", False, "property")
    assert paid["source_text"] == text("FOUND_DOWN_PAYMENT_RECEIVED") and paid["stated"] != "1.00"
    assert [one["same"] for one in lines if one["field"] == "/home/price"] == [True]
    none = {"filed_price": filed.facts(casefile.load(submitted).application, None)["filed_price"]}
    put(
        submitted,
        findings=[replace(one, facts={**one.facts, **none}) if one.check == "property" else one for one in told],
    )
    lines = api("GET", f"/v1/tasks/{first}", who=login("reviewer", "r1")).body["origins"]
    assert [one for one in lines if one["field"] == "/home/price"] == [], (
        "a home of one's own has no filing to differ from"
    )


@pytest.mark.parametrize(
    ("otherwise", "wrong"),
    [
        ({"asks": None}, ("MISSING", "/asks")),
        ({"asks": ["B03", "moon"]}, ("CHOICE_NOT_OFFERED", "/asks/1")),
        ({"decision": "refuse"}, ("CHOICE_NOT_OFFERED", "/asks")),
        ({"reason": "请13900000001的机主说明"}, ("NAMES_SOMEBODY", "/reason")),
        ({"reason": "请说明账户6222 0212 3456 7890 123的流水"}, ("NAMES_SOMEBODY", "/reason")),
        ({"reason": "620102660101001是谁，请电0931-8888888"}, ("NAMES_SOMEBODY", "/reason")),
    ],
)
def test_what_nobody_may_be_asked_is_not(api, login, submitted, first, otherwise, wrong):
    body = {name: value for name, value in {**ASKED, **otherwise}.items() if value is not None}
    reviewer = login("reviewer", "r1")
    api("POST", f"/v1/tasks/{first}/claim", {}, reviewer)
    assert api("POST", f"/v1/tasks/{first}/decision", body, reviewer).codes == {wrong}
    assert casefile.load(submitted).notices == []


def test_what_an_earlier_notice_could_have_named_is_a_supervisors_to_ask(api, login, submitted, first):
    case = casefile.load(submitted)
    sent = [{"form": "same", "files": "same"}] * 2
    put(submitted, application={**case._sealed("application"), "sent": sent})
    earlier = {"round": 1, "issued_at": "2026-12-30T00:00:00.000Z", "due_at": "2026-12-31T00:00:00.000Z", "defects": []}
    put(submitted, notices=[earlier])
    happened(submitted, "CORRECTED", "1")
    late = decided(api, first, login("reviewer", "r1"), asks=["B03"])
    assert late.codes == {("ASKED_LATE", "/asks/0")}
    api("POST", f"/v1/tasks/{first}/return", {"reason": "由主管决定"}, login("reviewer", "r1"))
    assert decided(api, first, login("supervisor", "s1"), asks=["B03"]).status == 200
    notice = casefile.load(submitted).notices[-1]
    assert (notice.round, notice.defects[0]["why"]) == (2, "NAMED_LATE")
    assert asking.words(casefile.load(submitted), notice) == ASKED["reason"]


def test_the_same_question_again_is_one_question_and_another_is_refused_whatever_the_first_has_left_to_ask(
    api, login, submitted, first, told, monkeypatch
):
    reviewer = login("reviewer", "r1")
    sealed = casefile.load(submitted)._sealed("application")
    put(submitted, application={**sealed, "sent": [{"form": "same", "files": "same"}] * 2})

    def out(*_):
        raise PlatformUnavailable("states out")

    with monkeypatch.context() as lost:
        lost.setattr(tasks.road, "tell", out)
        decided(api, first, reviewer)
    again = api("POST", f"/v1/tasks/{first}/decision", ASKED, reviewer)
    assert (again.status, told[-1]) == (200, '{"error": "PartiesAsked"}'), "nothing is late of what this very one asks"
    for other in ({"asks": ["home"]}, {"reason": "另外一个问题，请说明"}):
        assert api("POST", f"/v1/tasks/{first}/decision", {**ASKED, **other}, reviewer).body["code"] == "TASK_TAKEN"
    assert len(casefile.load(submitted).notices) == 1


def test_nobody_is_asked_while_a_special_procedure_is_open(api, login, submitted, first):
    reviewer = login("reviewer", "r1")
    entered = {"kind": "court_papers", "reason": "离婚判决书需向法院核实"}
    api("POST", f"/v1/tasks/{first}/claim", {}, reviewer)
    assert api("POST", f"/v1/tasks/{first}/procedures", entered, reviewer).status in (200, 201)
    assert api("GET", f"/v1/tasks/{first}", who=reviewer).body["asking"]["places"] == []
    assert decided(api, first, reviewer).body["code"] == "IN_PROCEDURE"


def test_who_only_owns_the_home_is_asked_nothing_since_no_notice_is_told_to_them(submitted):
    sealed = casefile.load(submitted)._sealed("application")
    owned = {**sealed, "people": [*sealed["people"], CO_OWNER], "documents": {"D01.co_owner_1": ["d1"]}}
    put(submitted, application=owned)
    case = casefile.load(submitted)
    assert case.application.co_owners and not [where for where in asking.places(case) if "co_owner" in where]


def test_what_is_asked_of_one_party_is_told_to_them_alone_and_they_answer_it(
    api, login, borrower, spouse, submitted, first, monkeypatch
):
    heard, together, chosen = [], [], []
    monkeypatch.setattr("chalicelib.agencies.province.notify", lambda party, *_: heard.append(party))
    words = "配偶征信显示有未结清贷款，请说明"
    reviewer = login("reviewer", "r1")
    both = decided(api, first, reviewer, reason=words, asks=["spouse", "home"])
    assert both.codes == {("ASKED_OF_TWO", "/asks/1")}
    assert decided(api, first, reviewer, reason=words, asks=["spouse"]).status == 200
    asked(submitted)
    assert heard == ["spouse"]
    here = f"/v1/applications/{submitted}"
    tracks = {who: api("GET", f"{here}/track", who=who).body for who in (borrower, spouse, login("clerk"))}
    assert [track["notice"] and track["notice"]["words"] for track in tracks.values()] == [None, words, None]
    may_correct = ["CAN_CORRECT" in {one["code"] for one in track["next"]} for track in tracks.values()]
    assert may_correct == [False, True, False]
    assert [track["status_text"] for track in tracks.values()] == [
        "等配偶补充核实",
        "有内容要您补充核实",
        "等配偶补充核实",
    ]
    letter = next(one for one in casefile.load(submitted).results if one.name == "hold-1.pdf")
    assert letter.party == "spouse"
    said = {"answer": "explained", "reason": SAID}
    assert api("POST", f"{here}/notice/1", said, borrower).body["code"] == "NOT_YOUR_ROUTE"
    assert api("POST", f"{here}/notice/1", said, login("clerk")).body["code"] == "PRESENCE_REQUIRED"
    assert api("POST", f"{here}/corrections", {}, borrower).body["code"] == "NOT_YOUR_ROUTE"
    assert api("POST", f"{here}/notice/1", said, spouse).status == 200
    monkeypatch.setattr(correcting.relatives, "note", lambda people: together.append({*people}))
    monkeypatch.setattr(correcting.delivering, "note", lambda case, changes: chosen.append(changes["form"]))
    assert api("POST", f"{here}/corrections", {}, spouse).status == 202
    sent = casefile.load(submitted)
    assert sent.sent[-1]["by"].startswith("depositor:")
    assert together == [{*sent.parties.values()}], "whom the corrections name belong together from then on"
    assert chosen == [sent.form], "and how papers come to them is in the ledger as their act"


def test_what_nobody_answers_a_supervisor_may_have_decided_on_what_is_there(
    api, login, borrower, submitted, first, told
):
    assert decided(api, first, login("reviewer", "r1")).status == 200
    asked(submitted)
    stuck = {"case": submitted, "trace": TRACE, "attempt": 0, "last": "x", "token": "t", "step": "CorrectionStuck"}
    with time_machine.travel("2026-12-11T00:00:00Z", tick=True):
        assert [*holds.outlasted(casefile.load(submitted), tasks.of_case(submitted))] == ["hold_unanswered"]
        at = "2026-12-11T00:00:01.000Z"
        review.handle({**stuck, "visit": at, "ask": "attend", "stuck": "Correction", "error": "HoldUnanswered"})
        attend = next(one.id for one in tasks.of_case(submitted) if one.kind == "attend")
        supervisor = login("supervisor", "s1")
        assert "go_on" in api("GET", f"/v1/tasks/{attend}", who=supervisor).body["offered"]
        why = {"decision": "go_on", "reason": "现有材料足以认定", "asks": None}
        assert decided(api, attend, supervisor, **why).status == 200 and told[-1] == '{"next": "retry"}'
        event = {**stuck, "step": "Correction", "visit": "2026-12-11T00:00:09.000Z"}
        for _ in range(2):
            assert correction.handle(event)["next"] == "waiting"
            assert told[-1] == '{"next": "corrected"}', "the road goes on to be assessed and reviewed again"
        case = casefile.load(submitted)
        assert (case.status, starting.step_of(case)) == ("CORRECTION", "Intake")
        assert [*asking.answered(case)[0][1].values()] == ["", ""], "nobody has said anything"
        lines = api("GET", f"/v1/applications/{submitted}/track", who=login("depositor", BORROWER)).body["timeline"]
        assert text("NOTICE_WAIVED") in {one["text"] for one in lines}
        intake.handle({**event, "step": "Intake", "last": "corrected", "visit": "2026-12-11T00:00:10.000Z"})
        assert casefile.load(submitted).status == "VERIFYING"


@pytest.mark.parametrize(
    ("accepted", "now", "reviewer", "supervisor", "due"),
    [
        ("2026-11-20", "2026-11-30T09:28:00Z", 422, 422, None),  # the law's last day: two minutes are no time
        ("2026-11-16", "2026-11-30T01:00:00Z", 422, 200, "2026-12-02"),  # it is over
        ("2026-11-23", "2026-11-30T01:00:00Z", 200, 409, "2026-12-02"),  # one day is left to whoever decides
    ],
)
def test_a_question_leaves_time_to_answer_and_does_not_outlive_the_law_by_weeks(
    api, login, submitted, first, accepted, now, reviewer, supervisor, due
):
    put(submitted, accepted_on=accepted)
    with time_machine.travel(now, tick=True):
        one = login("reviewer", "r1")
        api("POST", f"/v1/tasks/{first}/claim", {}, one)
        assert api("POST", f"/v1/tasks/{first}/decision", ASKED, one).status == reviewer
        if reviewer == 422:
            api("POST", f"/v1/tasks/{first}/return", {"reason": "由主管决定"}, one)
        assert decided(api, first, login("supervisor", "s1")).status == supervisor
        notice = casefile.load(submitted).notice
        assert (notice and notice.due_at[:10]) == due


def test_only_the_very_place_that_was_asked_about_answers_and_only_it_may_be_changed(
    api, login, borrower, submitted, first
):
    assert decided(api, first, login("reviewer", "r1"), asks=["home"]).status == 200
    asked(submitted)
    here = f"/v1/applications/{submitted}"
    read = api("GET", here, who=borrower)
    form = read.body["form"]
    form["wish"]["amount"] = "390000.00"
    form["people"][1]["monthly_income"] = "19000.00"
    assert api("PATCH", here, form, borrower, if_match=read.headers["ETag"]).status == 200
    sent = api("POST", f"{here}/corrections", {}, borrower)
    assert sent.codes == {("ITEM_UNANSWERED", "/notice/1"), ("NOT_ASKED", "/wish"), ("NOT_ASKED", "/spouse")}


def test_what_the_form_takes_no_more_since_it_was_handed_in_may_be_put_right_whatever_was_asked(
    api, login, borrower, submitted, first
):
    was = casefile.load(submitted)
    single = [was.form["people"][0], {**was.form["people"][1], "marital": "10"}]
    put(submitted, form={**was.form, "people": single}, application={**was._sealed("application"), "people": single})
    assert decided(api, first, login("reviewer", "r1"), asks=["home"]).status == 200
    asked(submitted)
    here = f"/v1/applications/{submitted}"
    sent = api("POST", f"{here}/corrections", {}, borrower)
    assert ("SPOUSE_NOT_MARRIED", "/people/1/marital") in sent.codes
    read = api("GET", here, who=borrower)
    form = read.body["form"]
    form["people"][1]["marital"] = "20"
    assert api("PATCH", here, form, borrower, if_match=read.headers["ETag"]).status == 200
    assert api("POST", f"{here}/corrections", {}, borrower).codes == {("ITEM_UNANSWERED", "/notice/1")}


def test_what_the_parties_have_just_explained_may_be_asked_further_and_nothing_else_for_its_sake(
    api, login, borrower, submitted, first, waiting
):
    reviewer = login("reviewer", "r1")
    assert decided(api, first, reviewer).status == 200
    asked(submitted)
    for item in (1, 2):
        said = {"answer": "explained", "reason": SAID}
        assert api("POST", f"/v1/applications/{submitted}/notice/{item}", said, borrower).status == 200
    assert api("POST", f"/v1/applications/{submitted}/corrections", {}, borrower).status == 202
    sealed = casefile.load(submitted)._sealed("application")
    other_files = [*sealed["sent"][:-1], {**sealed["sent"][-1], "files": "others"}]
    put(submitted, application={**sealed, "sent": other_files})
    decision = {"approved": True, "route": "B", "why": [], "amount": "400000.00", "months": 240, "reasons": []}
    again = waiting("first_review", "REVIEWING", number=2, decision=decision)
    with time_machine.travel("2026-11-30T02:00:00Z", tick=True):
        reviewer = login("reviewer", "r1")
        late = decided(api, again, reviewer, asks=["spouse"])
        assert late.codes == {("ASKED_LATE", "/asks/0")}, "a file for another place has nothing to do with it"
        assert decided(api, again, reviewer, asks=["borrower", "B03"]).status == 200
    assert {one["why"] for one in casefile.load(submitted).notice.defects} == {"NEW_AFTER_CORRECTION"}


def test_a_road_that_cannot_ask_is_not_offered_to_be_tried_again(api, login, submitted, first, waiting):
    assert decided(api, first, login("reviewer", "r1")).status == 200
    stuck = {"step": "Review", "error": "PartiesAsked", "codes": ["PARTIES_ASKED"]}
    attend = waiting("attend", "ATTENDING", number=7, details=stuck)
    offered = api("GET", f"/v1/tasks/{attend}", who=login("supervisor", "s1")).body["offered"]
    assert {*offered} == {"refuse", "compensate"}
