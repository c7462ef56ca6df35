"""The notice is answered item by item, as a draft, and sent once; what cannot be provided is a person's to look for elsewhere, and not asked for again."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import clock
from chalicelib.api.applicant import correcting, replying, revisions
from chalicelib.casework import presence, refusing, replies, turns
from chalicelib.casework.corrections import may_be_corrected
from chalicelib.casework.rules import policy_of
from chalicelib.domain.checks.papers import CANNOT
from chalicelib.domain.judging import decision
from chalicelib.records import casefile, decisions, tasks
from chalicelib.steps import checking, collate, review
from statemachine import policies
from tests.given import case as given
from tests.given.answers import finding, findings
from tests.given.application import accepted
from tests.given.case import TRACE, held, put
from tests.given.form import form as complete

WHY = "开发商已注销，收据遗失，无法补开"
FOUND = "已向监管银行电话核实到账，见回函"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)
    with time_machine.travel("2026-11-30T01:00:00Z", tick=True):
        yield


@pytest.fixture
def noticed(submitted):
    """A case whose notice asks for the proof of the down payment alone."""
    application = accepted(complete(), documents={})
    put(
        submitted,
        findings=findings(casefile.load(submitted).application, credit=True),
        application=application,
        status="VERIFYING",
    )
    assert collated(submitted) == "correct"
    notices = casefile.load(submitted).notices
    assert [(one["code"], one["where"]) for one in notices[0].defects] == [("MATERIAL_MISSING", "B03")]
    given.waiting(submitted, "correction", "CORRECTION", notices=notices)
    return submitted


def collated(id):
    return collate.handle({"case": id, "trace": TRACE, "step": "Collate", "attempt": 0, "last": "check"})["next"]


def replied(api, id, who, item=1, **said):
    return api("POST", f"/v1/applications/{id}/notice/{item}", {"answer": "cannot", "reason": WHY, **said}, who)


def sent(api, id, who):
    return api("POST", f"/v1/applications/{id}/corrections", {}, who)


def looked_at(api, id, login, outcome, who="r1", comment=FOUND, facts=None):
    """The road asks a person, who rules on it."""
    put(id, status="VERIFYING")
    assert collated(id) == "verify"
    event = {"case": id, "trace": TRACE, "step": "Verify", "attempt": 0, "last": "check", "ask": "verify", "token": "t"}
    review.handle({**event, "visit": "2026-11-30T01:00:01.000Z"})
    task, reviewer = next(one for one in tasks.of_case(id) if one.kind == "verify"), login("reviewer", who)
    assert api("POST", f"/v1/tasks/{task.id}/claim", {}, reviewer).status == 200
    item = {"check": "paper", "subject": "b03", "outcome": outcome, "comment": comment, "facts": facts or {}}
    ruled = api("POST", f"/v1/tasks/{task.id}/decision", {"items": [item]}, reviewer)
    put(id, status="VERIFYING")
    return ruled, api("GET", f"/v1/tasks/{task.id}", who=reviewer).body


PAID = {"amount": "400000.00", "paid_on": "2026-11-01", "payer": "borrower"}


def test_the_notice_numbers_its_items_and_says_what_may_be_answered_to_each(api, borrower, noticed):
    (item,) = api("GET", f"/v1/applications/{noticed}/track", who=borrower).body["notice"]["defects"]
    assert (item["item"], item["replies"], item["answer"]) == (1, ["cannot"], None)
    assert replied(api, noticed, borrower).body["reason"] == WHY
    (item,) = api("GET", f"/v1/applications/{noticed}/track", who=borrower).body["notice"]["defects"]
    assert (item["answer"], item["reason"], item["said_by"]) == ("cannot", WHY, "applicant")
    assert item["said_by_text"] and item["said_at"]


def test_why_is_for_those_alone_who_may_say_it(api, borrower, spouse, login, noticed):
    replied(api, noticed, borrower)
    for who, seen in ((borrower, 1), (login("clerk"), 1), (spouse, 0), (login("hotline"), 0)):
        (item,) = api("GET", f"/v1/applications/{noticed}/track", who=who).body["notice"]["defects"]
        assert (item["answer"], WHY in str(item)) == ("cannot", bool(seen))
    whole, masked = (api("GET", f"/v1/applications/{noticed}", who=who).body["replies"] for who in (borrower, spouse))
    assert [(one["item"], one["answer"], one["reason"], one["said_by"]) for one in whole] == [
        (1, "cannot", WHY, "applicant")
    ]
    assert masked == []


def test_a_reply_moves_the_revision_so_that_nobody_sends_what_they_have_not_read(api, borrower, login, noticed):
    read = api("GET", f"/v1/applications/{noticed}", who=borrower).headers["ETag"]
    put(noticed, **{"documents.d1": {"state": "verified", "kept": "a" * 64}})
    typed = replied(api, noticed, login("clerk", "clerk-7"))
    assert typed.status == 200 and typed.headers["ETag"] != read
    refused = api("POST", f"/v1/applications/{noticed}/corrections", {}, borrower, if_match=read)
    assert (refused.status, refused.codes) == (409, {("CHANGED_SINCE_SHOWN", "/notice/1")})
    again = api("GET", f"/v1/applications/{noticed}", who=borrower)
    assert [(one["answer"], one["reason"], one["said_by"]) for one in again.body["replies"]] == [
        ("cannot", WHY, "window")
    ]
    assert again.headers["ETag"] == typed.headers["ETag"] == f'"{typed.body["revision"]}"'


def test_what_the_window_typed_counts_for_whoever_sends_from_their_phone_once_they_say_it_themselves(
    api, borrower, login, noticed
):
    put(noticed, **{"documents.d1": {"state": "verified", "kept": "a" * 64}})
    replied(api, noticed, login("clerk", "clerk-7"))
    refused = sent(api, noticed, borrower)
    assert refused.codes == {("REPLY_NOT_CONFIRMED", "/notice/1")} and not casefile.load(noticed).sent[1:]
    assert replied(api, noticed, borrower).body["said_by"] == "applicant"
    assert sent(api, noticed, borrower).status == 202
    assert replies.unprovided(casefile.load(noticed)) == {"B03": False}


def test_or_once_they_take_it_back(api, borrower, login, noticed):
    put(noticed, **{"documents.d1": {"state": "verified", "kept": "a" * 64}})
    replied(api, noticed, login("clerk", "clerk-7"))
    assert replied(api, noticed, borrower, answer="none", reason=None).body["answer"] is None
    assert sent(api, noticed, borrower).status == 202
    assert replies.unprovided(casefile.load(noticed)) == {}


def test_what_the_window_typed_is_sent_there_before_the_applicant_alone(api, login, noticed):
    clerk = login("clerk", "clerk-7")
    replied(api, noticed, clerk)
    assert sent(api, noticed, clerk).body["code"] == "PRESENCE_REQUIRED"
    given.present(noticed, "borrower", "clerk-7")
    assert sent(api, noticed, clerk).status == 202
    assert replies.unprovided(casefile.load(noticed)) == {"B03": False}


def test_a_form_signed_by_hand_is_for_the_replies_that_stood_when_it_was_signed(api, login, borrower, noticed):
    before = presence.about(casefile.load(noticed), "corrections", "borrower")
    replied(api, noticed, borrower)
    signed = presence.about(casefile.load(noticed), "corrections", "borrower")
    assert signed != before
    replied(api, noticed, borrower)
    assert presence.about(casefile.load(noticed), "corrections", "borrower") == signed, "the same once more"
    replied(api, noticed, borrower, reason="另一个理由")
    assert presence.about(casefile.load(noticed), "corrections", "borrower") != signed


def test_what_was_sent_proves_which_replies_it_was_sent_with(api, borrower, login, noticed):
    digests = set()
    for reason in (WHY, "另一个理由"):
        replied(api, noticed, borrower, reason=reason)
        digests.add(revisions.digest_of_replies(casefile.load(noticed)))
    assert sent(api, noticed, borrower).status == 202
    case = casefile.load(noticed)
    assert len(digests) == 2 and case.sent[-1]["replies"] == revisions.digest_of_replies(case) in digests


def test_a_reply_is_to_the_revision_that_was_read(api, borrower, noticed):
    path, said = f"/v1/applications/{noticed}/notice/1", {"answer": "cannot", "reason": WHY}
    assert api("POST", path, said, borrower, if_match='"0"').status == 412
    assert not casefile.load(noticed).replies


def test_no_reply_lands_after_the_corrections_were_sent(api, borrower, noticed, monkeypatch):
    put(noticed, **{"documents.d1": {"state": "verified", "kept": "a" * 64}})
    amend, once = casefile.amend, iter([1])

    def late(case, *args, **more):
        if "replies" in more and next(once, None):
            assert sent(api, noticed, borrower).status == 202
            put(noticed, status="CORRECTION")  # the road has not gone on yet
        return amend(case, *args, **more)

    monkeypatch.setattr(replying.casefile, "amend", late)
    assert replied(api, noticed, borrower).body["code"] == "WRONG_STATUS"
    assert casefile.load(noticed).replies == {}


def test_after_a_restart_corrections_are_taken_as_long_as_the_new_road_waits(api, borrower, login, noticed):
    (wait,) = [one for one in tasks.of_case(noticed) if one.kind == "correction"]
    restarted = clock.now() + timedelta(days=50)
    with time_machine.travel(restarted, tick=False):
        turn = turns.turn({"visit": clock.stamp()})
        tasks.open_task(noticed, "correction", 1, "t2", turn=turn, centre="620100", due_at=wait.due_at, details={})
    for late, is_taken in ((timedelta(days=11), True), (policies.CORRECTION_WAIT * timedelta(seconds=1), False)):
        with time_machine.travel(restarted + late, tick=False):
            assert may_be_corrected(casefile.load(noticed)) is is_taken


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"wish": {"months": 240}}, 422),
        ({"home": {"down_payment": "600000.00"}, "wish": {"amount": "300000.00"}}, 202),
    ],
)
def test_an_item_of_an_agency_is_answered_only_by_what_that_agency_is_asked_with(
    api, borrower, submitted, changed, status
):
    case = casefile.load(submitted)
    against = finding("property", "home", "contradicted", "FILING_NOT_FILED", defects=["FILING_NOT_FILED"])
    put(submitted, findings=findings(case.application, against, credit=True), status="VERIFYING")
    defect = {
        "code": "FILING_NOT_FILED", "where": "home", "remedy": "", "check": "property", "field": "", "values": {},
    }  # fmt: skip
    given.waiting(
        submitted, "correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": [defect]}
    )
    answer = api("POST", f"/v1/applications/{submitted}/corrections", changed, borrower)
    assert answer.status == status, answer.body
    if status == 422:
        assert answer.codes == {("ITEM_UNANSWERED", "/notice/1")}


def test_what_we_ask_of_the_home_is_answered_by_another_sum_that_is_wished_for_it_and_by_no_other_term(submitted):
    item = {"code": "LOAN_TOO_HIGH", "where": "home", "remedy": "", "check": "rules", "field": "", "values": {}}
    case = put(submitted, notices=[{"round": 1, "issued_at": "", "due_at": "", "defects": [item]}])
    wish = case.application.wish
    less, longer = replace(wish, amount=wish.amount - 10000), replace(wish, months=wish.months - 12)
    left = [[*replies.still_open(case, replace(case.application, wish=one))] for one in (less, longer)]
    assert left == [[], [(1, item)]]


def test_a_reply_is_a_draft_that_may_be_taken_back_until_the_corrections_are_sent(api, borrower, noticed):
    assert replied(api, noticed, borrower).status == 200
    assert replied(api, noticed, borrower, answer="none", reason=None).body["answer"] is None
    assert sent(api, noticed, borrower).codes == {("MATERIAL_MISSING", "/documents/B03")}
    assert not replies.unprovided(casefile.load(noticed))
    replied(api, noticed, borrower)
    assert not replies.unprovided(casefile.load(noticed)), "it says nothing before it is sent"
    assert sent(api, noticed, borrower).status == 202
    assert replies.unprovided(casefile.load(noticed)) == {"B03": False}
    assert replied(api, noticed, borrower, answer="none", reason=None).body["code"] == "WRONG_STATUS"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"answer": "settled"}, {("NOT_A_CHOICE", "/answer")}),
        ({"reason": None}, {("MISSING", "/reason")}),
        ({"item": 2}, {("NOT_A_CHOICE", "/item")}),
    ],
)
def test_a_reply_that_the_item_does_not_take_is_refused_and_changes_nothing(api, borrower, noticed, said, wrong):
    before = casefile.load(noticed)
    assert replied(api, noticed, borrower, **said).codes == wrong
    assert casefile.load(noticed) == before


def test_why_it_cannot_be_provided_is_sealed(api, borrower, noticed, platform):
    replied(api, noticed, borrower)
    assert WHY not in str(platform.items("cases"))


def test_what_cannot_be_provided_comes_to_a_person_with_the_reason_and_what_they_find_takes_its_place(
    api, borrower, login, noticed
):
    replied(api, noticed, borrower)
    sent(api, noticed, borrower)
    ruled, shown = looked_at(api, noticed, login, "confirmed", facts=PAID)
    assert ruled.status == 200
    assert [(one["subject"], one["reason"]) for one in shown["unprovided"]] == [("b03", WHY)]
    assert shown["looks"][0]["code"] == CANNOT
    assert collated(noticed) == "assess"
    case = casefile.load(noticed)
    judged = decision.decide(case.application, replies.known(case), policy_of(case), case.accepted_on)
    assert (judged.route, judged.why[0]) == ("C", "ROUTE_SUPPLIED"), "it rests on a person's word alone"


def test_where_less_is_found_than_was_stated_the_sum_is_theirs_to_correct_and_no_paper_is_asked_for_again(
    api, borrower, login, noticed
):
    replied(api, noticed, borrower)
    sent(api, noticed, borrower)
    looked_at(api, noticed, login, "confirmed", facts={**PAID, "amount": "300000.00"})
    assert collated(noticed) == "correct"
    notices = casefile.load(noticed).notices
    (item,) = notices[-1].defects
    assert (item["code"], item["where"], item["field"]) == ("SHOWN_LESS", "home", "home.down_payment")
    given.waiting(noticed, "correction", "CORRECTION", 2, notices=notices)
    unchanged = api("POST", f"/v1/applications/{noticed}/corrections", {}, borrower)
    assert unchanged.codes == {("SHOWN_LESS", "/home/down_payment")}
    less = {"home": {"down_payment": "300000.00"}}
    assert api("POST", f"/v1/applications/{noticed}/corrections", less, borrower).status == 202
    put(noticed, status="VERIFYING")
    collated(noticed)  # the home is asked about anew
    assert "paper" not in {one["check"] for one in casefile.load(noticed).looks}


def test_a_paper_brought_beside_a_cannot_is_read_before_anything_else_is_looked_for(api, borrower, noticed):
    replied(api, noticed, borrower)
    assert sent(api, noticed, borrower).status == 202
    application = accepted(complete(), documents={"B03": ["d1"]}, papers={"B03": ["a" * 64]})
    put(noticed, status="VERIFYING", application=application)
    assert collated(noticed) == "verify"
    (look,) = [one for one in casefile.load(noticed).looks if one["check"] == "paper"]
    assert (look["code"], [*look["files"]]) == ("PAPER_TO_READ", ["a" * 64])


def test_what_is_said_to_be_put_right_at_an_agency_is_asked_there_again_once(api, borrower, submitted):
    case = casefile.load(submitted)
    against = finding(
        "property",
        "home",
        "contradicted",
        "FILING_NOT_FILED",
        defects=["FILING_NOT_FILED"],
        down_payment_received="400000.00",
    )
    put(
        submitted,
        findings=findings(case.application, against, credit=True),
        application=case.application,
        status="VERIFYING",
    )
    assert collated(submitted) == "correct"
    given.waiting(submitted, "correction", "CORRECTION", notices=casefile.load(submitted).notices)
    asked: list[str] = []

    def ask(purpose):
        asked.append("housing")
        return finding("property", "home")

    checking.ask_once(casefile.load(submitted), "property", "home", ask)
    assert asked == [], "nothing has been said of it yet"
    assert replied(api, submitted, borrower, answer="settled", reason=None).status == 200
    assert sent(api, submitted, borrower).status == 202
    put(submitted, status="VERIFYING")
    for _ in range(2):
        checking.ask_once(casefile.load(submitted), "property", "home", ask)
    assert asked == ["housing"]
    case = casefile.load(submitted)
    moment = case.events["CORRECTED.1"].at
    assert not replies.is_put_right_since(case, "property", "home", moment), "an answer of that moment is of after it"


def test_where_nothing_else_shows_it_the_case_is_refused_with_what_that_person_wrote(api, borrower, login, noticed):
    replied(api, noticed, borrower)
    sent(api, noticed, borrower)
    looked_at(api, noticed, login, "contradicted", comment="监管账户没有到账记录")
    assert collated(noticed) == "refuse"
    reasons = refusing.reasons_in_words(casefile.load(noticed))
    (reason,) = [one for one in reasons if one["code"] == "NOTHING_SHOWS_IT"]
    assert reason["subject"] == "home" and reason["text"] == "首付款凭证：监管账户没有到账记录"


def test_whoever_finds_that_nothing_shows_it_says_so_in_words(api, borrower, login, noticed):
    replied(api, noticed, borrower)
    sent(api, noticed, borrower)
    ruled, _ = looked_at(api, noticed, login, "contradicted", comment=None)
    assert ruled.codes == {("MISSING", "/items/0/comment")}


@pytest.mark.parametrize(
    ("before_the_road_gives_up", "status"), [(timedelta(hours=2), 202), (timedelta(minutes=59), 409)]
)
def test_corrections_are_taken_only_while_the_road_will_surely_hear_of_them(
    api, borrower, login, noticed, before_the_road_gives_up, status
):
    """Else they could be taken in the very second in which the road leaves for the end: two outcomes of one case."""
    replied(api, noticed, borrower)
    (wait,) = [one for one in tasks.of_case(noticed) if one.kind == "correction"]
    last = clock.parsed(wait.opened_at) + timedelta(seconds=policies.CORRECTION_WAIT)
    with time_machine.travel(last - before_the_road_gives_up, tick=False):
        again = login("depositor")
        can = [one["code"] for one in api("GET", f"/v1/applications/{noticed}/track", who=again).body["next"]]
        assert sent(api, noticed, again).status == status
    assert ("CAN_CORRECT" in can) == (status == 202) == (not tasks.get(wait.id).is_open)


def test_what_is_on_its_way_out_takes_no_corrections(api, borrower, noticed):
    replied(api, noticed, borrower)
    put(noticed, leaving="EXPIRED")
    assert sent(api, noticed, borrower).body["code"] == "WRONG_STATUS"
    assert "CORRECTED.1" not in casefile.load(noticed).events


def test_a_reply_to_what_the_notice_named_before_is_none_to_what_it_names_now(api, borrower, noticed):
    replied(api, noticed, borrower)
    case = casefile.load(noticed)
    other = {**case.notices[0].defects[0], "where": "B06"}
    assert replies.reply(case, 1, 1, case.notices[0].defects[0]) and replies.reply(case, 1, 1, other) is None


def test_a_reply_that_comes_between_reading_and_sending_is_not_sent_unread(api, borrower, noticed, monkeypatch):
    replied(api, noticed, borrower)
    decide, once = decisions.decide, iter([1])

    def late(*args, **more):
        if next(once, None):
            replied(api, noticed, borrower, reason="另一个理由，刚刚改的")
        return decide(*args, **more)

    monkeypatch.setattr(correcting.decisions, "decide", late)
    with_it = sent(api, noticed, borrower)
    assert with_it.body["code"] == "CHANGED_MEANWHILE"


def test_before_it_is_submitted_a_draft_is_told_what_the_notice_would_name(api, borrower, draft):
    told = api("GET", f"/v1/applications/{draft}/track", who=borrower).body["foreseen"]
    assert {(one["code"], one["where"]) for one in told} == {("MATERIAL_MISSING", "B03")}
    assert all("{" not in one["text"] and one["text"] != one["code"] for one in told)


def test_of_somebody_single_it_tells_that_the_commitment_is_wanted_until_it_is_made(api, borrower, draft, form):
    def foreseen(**marital):
        people = [{**form["people"][0], "marital": "10"}]
        revision = f'"{casefile.load(draft).revision}"'
        assert (
            api("PATCH", f"/v1/applications/{draft}", {"people": people, **marital}, borrower, if_match=revision).status
            == 200
        )
        return {one["code"] for one in api("GET", f"/v1/applications/{draft}/track", who=borrower).body["foreseen"]}

    assert "MARRIAGE_NO_RECORD" in foreseen()
    assert "MARRIAGE_NO_RECORD" not in foreseen(commitments=["SINGLE_STATUS"])


AS_IT_IS = {"incomplete": True}


def handed_in(api, draft, borrower, said):
    return api("POST", f"/v1/applications/{draft}/submit", said, borrower)


def test_what_is_known_to_be_lacking_is_told_to_whoever_hands_it_in_and_it_is_taken_so_on_their_word(
    api, borrower, draft
):
    before = casefile.load(draft)
    refused = handed_in(api, draft, borrower, {"incomplete": False})
    assert (refused.status, refused.body["code"]) == (422, "STILL_LACKING")
    assert refused.codes == {("MATERIAL_MISSING", "/documents/B03")}
    assert casefile.load(draft) == before
    assert handed_in(api, draft, borrower, AS_IT_IS).status == 202
    assert casefile.load(draft).sent[-1]["lacking"] == [["MATERIAL_MISSING", "/documents/B03"]], "on their word"


def test_a_down_payment_too_low_for_a_first_home_is_told_with_the_paper_whatever_is_counted_later(api, borrower, draft):
    revision = f'"{casefile.load(draft).revision}"'
    home = {**casefile.load(draft).form["home"], "down_payment": "179999.99"}  # of 900000.00
    api("PATCH", f"/v1/applications/{draft}", {"home": home}, borrower, if_match=revision)
    known = {("MATERIAL_MISSING", "/documents/B03"), ("DOWN_PAYMENT_LOW", "/home/down_payment")}
    assert handed_in(api, draft, borrower, {"incomplete": False}).codes == known
    revision = f'"{casefile.load(draft).revision}"'
    api("PATCH", f"/v1/applications/{draft}", {"home": {"down_payment": "180000.00"}}, borrower, if_match=revision)
    assert handed_in(api, draft, borrower, {"incomplete": False}).codes == known - {
        ("DOWN_PAYMENT_LOW", "/home/down_payment")
    }


def test_what_a_correction_brings_on_is_told_before_it_is_taken_and_it_is_taken_so_on_their_word(
    api, borrower, noticed
):
    def corrected(home, **said):
        return api("POST", f"/v1/applications/{noticed}/corrections", {"home": home, **said}, borrower)

    filed = finding("property", "home", homes_owned=1, down_payment_received="100000.00")
    put(noticed, findings=findings(casefile.load(noticed).application, filed, credit=True))
    too_little = {("DOWN_PAYMENT_LOW", "/home/down_payment")}
    above = corrected({"down_payment": "180000.00"})  # of 900000.00
    assert above.codes == {("MATERIAL_MISSING", "/documents/B03")}, "more than the account has"
    before = casefile.load(noticed)
    assert corrected({"down_payment": "100000.00"}).codes == too_little and casefile.load(noticed) == before
    assert corrected({"down_payment": "100000.00"}, incomplete=True).status == 202
    case = casefile.load(noticed)
    assert case.sent[-1]["lacking"] == [["DOWN_PAYMENT_LOW", "/home/down_payment"]] and "incomplete" not in case.form


def test_a_paper_that_lacks_of_another_party_is_told_by_the_key_it_is_uploaded_under(api, borrower, draft, form):
    abroad = {"id_type": "03", "id_number": "E12345678", "born": "1990-01-01", "sex": "2"}
    revision = f'"{casefile.load(draft).revision}"'
    people = [form["people"][0], {**form["people"][1], **abroad}]
    assert api("PATCH", f"/v1/applications/{draft}", {"people": people}, borrower, if_match=revision).status == 200
    keys = {one["upload_as"] for one in api("GET", f"/v1/applications/{draft}/materials", who=borrower).body["items"]}
    told = handed_in(api, draft, borrower, {"incomplete": False}).codes
    assert {place for code, place in told if code == "MATERIAL_MISSING"} == {"/documents/B03", "/documents/A02.spouse"}
    assert {"B03", "A02.spouse"} <= keys


def test_it_is_told_at_once_with_what_is_wrong_with_the_form_and_of_somebody_single_too(api, borrower, draft, form):
    people = [{**form["people"][0], "marital": "10"}, form["people"][1]]
    revision = f'"{casefile.load(draft).revision}"'
    api("PATCH", f"/v1/applications/{draft}", {"people": people}, borrower, if_match=revision)
    refused = handed_in(api, draft, borrower, {"incomplete": False})
    known = {("MATERIAL_MISSING", "/documents/B03"), ("MARRIAGE_NO_RECORD", "/people/0/marital")}
    assert refused.body["code"] == "FORM_INCOMPLETE"
    assert refused.codes == {*known, ("SPOUSE_UNEXPECTED", "/people/0/marital")}
    assert handed_in(api, draft, borrower, AS_IT_IS).codes == refused.codes - known


def test_nothing_is_foreseen_once_it_is_submitted(api, borrower, submitted):
    assert api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["foreseen"] == []


@pytest.mark.parametrize(
    ("outcome", "at", "unprovided"),
    [
        # What was found before they said that they cannot is no answer to it.
        ("contradicted", "2026-11-23", {"B03": False}),
        ("contradicted", "2026-11-26", {"B03": True}),
        ("confirmed", "2026-11-23", {"B03": False}),
        ("confirmed", "2026-11-26", {}),
    ],
)
def test_only_what_a_person_finds_once_they_have_said_so_answers_that_they_cannot(outcome, at, unprovided):
    case = held(
        replies={"1.1": SimpleNamespace(answer=replies.CANNOT, where="B03", at="2026-11-24")},
        events={"CORRECTED.1": SimpleNamespace(values={}, at="2026-11-25")},
        rulings={"paper.b03": SimpleNamespace(outcome=outcome, at=at)},
    )
    assert replies.unprovided(case) == unprovided
