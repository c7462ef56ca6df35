"""Who is told how a case ended may object to it, once and in time; somebody who took no part decides; and a case that is reopened goes on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from chalicelib import clock, policy
from chalicelib.casework import (
    appealed,
    appeals,
    closing,
    endings,
    hands,
    holding,
    laws,
    papers,
    parties,
    receipt,
    receipt_letter,
    reopening,
    replies,
    rules,
    starting,
)
from chalicelib.casework.actor import Actor
from chalicelib.domain.status import Status
from chalicelib.errors import Contended
from chalicelib.messages import text
from chalicelib.records import agenda, casefile, caseload, decisions, guards, tasks
from chalicelib.records.casefile import Expect
from chalicelib.records.contents import Event, Paper
from chalicelib.records.presences import Presence
from chalicelib.records.statements import Appeal, Reply
from chalicelib.steps import close, intake
from chalicelib.sweep import looks, words
from chalicelib.sweep.gauges import Seen
from tests.given.case import CONTRACT, SIGNED, draft, put, waiting, wrote
from tests.given.marks import verified_book

WHY = {"grounds": "缴存记录已由单位补缴，核验时尚未入账"}
NUMBER = "11620000MB1234567X2622100000001202611230001"
REFUSED = {"task": "t", "level": "first_review", "by": "r1", "decision": "refuse", "at": "2026-11-20T01:00:00.000Z"}
LETTER = {"name": "refused.pdf", "key": "cases/x/refused.pdf", "sha256": "a" * 64}


@pytest.fixture
def ended(submitted):
    """Ends the case as the road does: with its letter, its reasons, and its people let go."""

    def end(status="REFUSED", **values):
        usual = {
            "number": NUMBER,
            "ended_at": clock.stamp(),
            "reasons": [{"code": "DEPOSIT_MONTHS", "outcome": "fail"}],
        }
        return put(submitted, status=status, **{**usual, "results": [LETTER], "reviews": [REFUSED], **values})

    return end


def accepted(case, on):
    """As taken in on that day, when its parties authorised it in the words of then."""
    words = policy.in_force(case.centre, date.fromisoformat(on)).authorisations
    given = [{**one, "version": words[one["use"]].version} for one in case.consents]
    put(case.id, accepted_on=on, received_on=on, consents=given)


def file(api, id, who, **said):
    return api("POST", f"/v1/applications/{id}/appeals", {**WHY, **said}, who)


def of(id):
    (task,) = [one for one in tasks.of_case(id) if one.kind == "appeal"]
    return task.id


def decide(api, login, id, decision, who="s1", reason="经复核，补缴已入账"):
    supervisor, task = login("supervisor", who), of(id)
    assert (claimed := api("POST", f"/v1/tasks/{task}/claim", {}, supervisor)).status == 200, claimed.body
    return api("POST", f"/v1/tasks/{task}/decision", {"decision": decision, "reason": reason}, supervisor)


def ending(api, id, who):
    return api("GET", f"/v1/applications/{id}/track", who=who).body["ending"]


def test_a_party_objects_and_it_is_due_and_told_to_every_party(api, borrower, spouse, submitted, ended):
    ended()
    last = (clock.today() + timedelta(60)).isoformat()
    told = ending(api, submitted, borrower)
    assert (told["appeal_until"], told["appeal_until_verified"]) == (last, False), "no centre has confirmed it yet"
    filed = file(api, submitted, spouse)
    assert filed.status == 201 and filed.body["outcome"] == "filed" and filed.body["due_at"]
    shown = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body
    assert shown["ending"]["appeal"]["party"] == "spouse" and shown["ending"]["appeal_until"] is None
    assert "APPEAL_FILED" in [one["code"] for one in shown["timeline"]]
    assert "CAN_APPEAL" not in [one["code"] for one in shown["next"]]
    assert WHY["grounds"] not in str(shown), "why is its author's and the desk's"


def test_one_end_is_objected_to_once(api, borrower, spouse, submitted, ended):
    ended()
    assert file(api, submitted, borrower).body == file(api, submitted, borrower).body, "again changes nothing"
    assert file(api, submitted, spouse).body["code"] == "APPEALED"
    assert len(casefile.load(submitted).appeals) == 1


def test_other_words_of_the_same_party_are_not_taken_for_what_they_said(api, borrower, submitted, ended):
    ended()
    file(api, submitted, borrower)
    assert file(api, submitted, borrower, grounds="另有单位出具的补缴证明").body["code"] == "APPEALED"
    assert [casefile.load(submitted).grounds_of(one) for one in casefile.load(submitted).appeals] == [WHY["grounds"]]


def test_of_two_who_read_the_case_at_once_one_objects(submitted, ended):
    case = ended()
    assert appeals.file(case, "x", "borrower", "why", (), {}).id == of(submitted)
    with pytest.raises(Contended):
        appeals.file(case, "y", "spouse", "why", (), {})
    assert [one.party for one in casefile.load(submitted).appeals] == ["borrower"]


@pytest.mark.parametrize("verified", [True, False])
@pytest.mark.parametrize("days", [60, 61])
def test_the_last_day_is_the_last_where_it_is_verified_and_else_a_person_is_told_that_it_is_over(
    api, borrower, submitted, ended, monkeypatch, days, verified
):
    ended(ended_at=clock.stamp(clock.now() - timedelta(days)))
    monkeypatch.setattr(policy, "in_force", verified_book().in_force if verified else policy.in_force)
    shown, filed = ending(api, submitted, borrower), file(api, submitted, borrower)
    assert (shown["appeal_until"] is None) == (days == 61), "nobody is invited to object late"
    if verified and days == 61:
        assert (filed.status, filed.body["code"]) == (409, "APPEAL_LATE")
    else:
        (task,) = [one for one in tasks.of_case(submitted) if one.kind == "appeal"]
        assert filed.status == 201 and ("APPEAL_AFTER_LAST_DAY" in task.details["codes"]) == (days == 61)


@pytest.mark.parametrize(
    ("status", "values"),
    [
        ("DISBURSED", {}),
        ("WITHDRAWN", {"withdrawal": {"at": "2026-11-20T01:00:00.000Z", "by": "x"}}),
        ("REVIEWING", {}),
    ],
)
def test_what_ended_as_it_was_wanted_or_has_not_is_not_objected_to(api, borrower, submitted, ended, status, values):
    ended(status, **values)
    assert file(api, submitted, borrower).body["code"] == "WRONG_STATUS"


def test_nobody_else_finds_the_case_to_object_to(api, login, submitted, ended):
    ended()
    assert file(api, submitted, login("depositor", "620102198801010011")).status == 404


def test_at_the_window_the_party_has_to_be_there(api, login, submitted, ended):
    ended()
    assert file(api, submitted, login("clerk"), person="spouse").body["code"] == "PRESENCE_REQUIRED"


def test_it_is_decided_by_somebody_who_took_no_part_in_it(api, login, borrower, submitted, ended):
    ended(hands={"person_s1": "follow", "person_s3": "first_review"})
    file(api, submitted, borrower)
    for who in ("s1", "s3"):
        refused = api("POST", f"/v1/tasks/{of(submitted)}/claim", {}, login("supervisor", who))
        assert refused.body["code"] == "FOUR_EYES"
    assert api("GET", "/v1/tasks?kind=appeal", who=login("reviewer", "r9")).status == 422, "no reviewer's work"
    assert decide(api, login, submitted, "upheld", "s2").status == 200
    assert "appeal" in casefile.load(submitted).hands["person_s2"]


def test_whoever_decides_sees_the_grounds_and_what_keeps_it_from_going_on(api, login, borrower, submitted, ended):
    ended()
    file(api, submitted, borrower)
    shown = api("GET", f"/v1/tasks/{of(submitted)}", who=login("supervisor", "s1")).body
    assert shown["appeal"]["grounds"] == WHY["grounds"] and shown["appeal"]["lacks"] == []
    assert {*shown["offered"]} == {"upheld", "reopened", "conceded"}


def test_what_is_named_with_it_has_to_be_there_and_looked_at(api, borrower, submitted, ended):
    ended(
        documents={
            "d" * 32: {"material": "B03", "state": "verified"},
            "e" * 32: {"material": "B03", "state": "rejected"},
        }
    )
    named = file(api, submitted, borrower, documents=["d" * 32, "e" * 32, "f" * 32])
    assert named.codes == {("NOT_A_CHOICE", "/documents/1"), ("NOT_A_CHOICE", "/documents/2")}
    assert file(api, submitted, borrower, documents=["d" * 32]).body["files"] == 1


def test_what_is_brought_after_it_was_filed_stands_beside_the_grounds(api, login, borrower, submitted, ended):
    ended()
    file(api, submitted, borrower)
    later = {"material": "B03", "state": "verified", "at": clock.stamp(clock.now() + timedelta(1))}
    before = {**later, "at": clock.stamp(clock.now() - timedelta(1))}
    put(submitted, documents={"c" * 32: before, "d" * 32: later, "e" * 32: {**later, "state": "rejected"}})
    shown = api("GET", f"/v1/tasks/{of(submitted)}", who=login("supervisor", "s1")).body
    assert shown["appeal"]["documents"] == ["d" * 32]


def test_an_end_that_stands_says_why_and_is_not_objected_to_again(api, login, borrower, submitted, ended):
    ended()
    file(api, submitted, borrower)
    assert decide(api, login, submitted, "upheld", reason="补缴不计入连续缴存").status == 200
    told = ending(api, submitted, borrower)
    assert told["appeal"]["outcome"] == "upheld" and told["appeal"]["reason"] == "补缴不计入连续缴存"
    assert told["appeal_until"] is None and "行政复议" in told["objections"][-1]
    assert file(api, submitted, borrower).body["outcome"] == "upheld", "the same words are read as they stand"
    assert casefile.load(submitted).status is Status.REFUSED and not casefile.load(submitted).restarts


def test_its_words_name_nobody(api, login, borrower, submitted, ended):
    ended()
    file(api, submitted, borrower)
    assert decide(api, login, submitted, "upheld", reason="林测试未到场").codes == {("NAMES_SOMEBODY", "/reason")}


def test_a_reopened_case_goes_on_under_a_new_execution_and_a_legal_clock_of_its_own(
    api, login, borrower, submitted, ended
):
    accepted(ended(), "2026-11-02")
    version = rules.policy_of(casefile.load(submitted)).version
    file(api, submitted, borrower)
    assert (decided := decide(api, login, submitted, "reopened")).status == 200, decided.body
    case = casefile.load(submitted)
    assert (case.status, case.restarts, case.ended_at, case.reasons) == (Status.SUBMITTED, 1, None, [])
    assert (starting.step_of(case), starting.state_of(case)) == ("Intake", "RUNNING")
    assert rules.legal_by(case) == case.reopened_on + timedelta(10), "counted from the day it goes on"
    assert laws.law_by(caseload.lines([submitted], *laws.LINE)[submitted]) == rules.legal_by(case).isoformat()
    assert rules.policy_of(case).version == version, "judged by the policy of its acceptance"
    assert case.received_on == case.accepted_on == date(2026, 11, 2), "received when it was"
    assert [one.replaced for one in case.results] == [True]
    assert case.decision is None and [*case.standing] == [], "its refusal counts no more"
    assert "APPEAL_REOPENED" in [
        one["code"] for one in api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["timeline"]
    ]


def test_a_reopened_case_takes_its_people_again(api, login, borrower, submitted, ended):
    accepted(case := ended(), "2026-11-23")
    file(api, submitted, borrower)
    decide(api, login, submitted, "reopened")
    event = {"case": submitted, "step": "Intake", "trace": case.trace, "last": "restart", "visit": clock.stamp()}
    assert intake.handle(event) == {"next": "check"}
    held = guards.read([guards.of_person(who) for who in case.owing.values()])
    assert {one.case for one in held.values()} == {submitted} and len(held) == 2


def test_a_reopened_case_is_signed_by_its_parties_and_can_be_taken_back(api, login, borrower, submitted, ended):
    case = ended(leaving="REFUSED")
    assert case.is_leaving
    file(api, submitted, borrower)
    decide(api, login, submitted, "reopened")
    waiting(submitted, "sign", "SIGNING", contract=CONTRACT)
    assert not casefile.load(submitted).is_leaving
    signed = api("POST", f"/v1/applications/{submitted}/signatures", SIGNED, borrower)
    assert signed.status < 300 and casefile.load(submitted).has_signed("borrower"), signed.body
    assert "leaving" not in casefile.load(submitted).as_read, "an order of the bank wants no such mark either"
    taken = api("POST", f"/v1/applications/{submitted}/withdraw", {}, borrower)
    assert taken.status == 202 and casefile.load(submitted).is_withdrawn, taken.body


@pytest.mark.parametrize("moved", ["SUBMITTED", "REVIEWING"])
def test_a_late_end_of_its_earlier_road_does_not_end_a_reopened_case_again(
    api, login, borrower, submitted, ended, monkeypatch, moved
):
    monkeypatch.setattr(closing, "end", lambda *_: "ended")
    monkeypatch.setattr("chalicelib.steps.results.of_ending", lambda *_: [])
    case, before = ended(), clock.stamp(clock.now() - timedelta(minutes=2))
    file(api, submitted, borrower)
    decide(api, login, submitted, "reopened")
    put(submitted, status=moved)
    late = {"case": submitted, "step": "Refuse", "trace": case.trace, "ending": "REFUSED", "visit": before}
    assert close.handle(late) == {"next": "late"}
    for second in (1, -2):  # two clocks are never quite the same
        assert close.handle({**late, "visit": clock.stamp(clock.now() + timedelta(seconds=second))}) == {
            "next": "ended"
        }


def test_an_end_that_was_begun_before_the_case_was_reopened_is_not_written(
    api, login, borrower, submitted, ended, monkeypatch
):
    monkeypatch.setattr("chalicelib.agencies.province.report_case", lambda *_: None)
    monkeypatch.setattr("chalicelib.agencies.province.notify", lambda *_: None)
    read = casefile.load(submitted)
    ended()
    file(api, submitted, borrower)
    decide(api, login, submitted, "reopened")
    with pytest.raises(Contended):
        closing.end(read, "close", Status.REFUSED, [])
    assert not casefile.load(submitted).ended


def test_another_application_of_the_household_keeps_it_from_going_on_and_that_is_said(
    api, login, borrower, submitted, ended
):
    case = ended()
    file(api, submitted, borrower)
    other = draft("c" * 32)
    guards.take(other, {guards.of_person(case.parties["borrower"]): True}, {}, {})
    refused = decide(api, login, submitted, "reopened")
    assert refused.body["code"] == "REOPEN_LACKS" and refused.codes == {("REOPEN_CLAIMED", "/decision")}
    assert casefile.load(submitted).ended and tasks.get(of(submitted)).is_open
    assert decide(api, login, submitted, "conceded").status == 200


def test_a_consent_that_was_taken_back_is_given_anew_before_the_case_goes_on(
    api, login, borrower, spouse, submitted, ended
):
    case = ended("WITHDRAWN", reviews=[], withdrawal={"at": "2026-11-20T01:00:00.000Z", "by": "x", "why": "consent"})
    gone = [{**one, "withdrawn_at": clock.stamp()} if one["person"] == "spouse" else one for one in case.consents]
    put(submitted, consents=gone)
    words = api("GET", f"/v1/applications/{submitted}/authorisations", who=spouse).body["items"]
    give = [{"use": one["use"], "version": one["version"]} for one in words]
    assert api("POST", f"/v1/applications/{submitted}/consents", give[0], spouse).body["code"] == "WRONG_STATUS"

    def may(who):
        return [one["code"] for one in api("GET", f"/v1/applications/{submitted}/track", who=who).body["next"]]

    assert "CAN_AUTHORISE" not in may(spouse)
    file(api, submitted, borrower)
    assert decide(api, login, submitted, "reopened").codes == {("REOPEN_CONSENT", "/decision")}
    assert "CAN_AUTHORISE" in may(spouse), "whose word it waits for is told"
    for one in give:
        said = api("POST", f"/v1/applications/{submitted}/consents", one, spouse)
        assert said.status == 201, said.body
    assert decide(api, login, submitted, "reopened").status == 200
    assert casefile.load(submitted).withdrawal is None


@pytest.mark.parametrize("status", ["CANCELLED", "EXPIRED", "WITHDRAWN"])
def test_a_void_contract_does_not_come_back(api, login, borrower, submitted, ended, status):
    back = {"withdrawal": {"at": "2026-11-20T01:00:00.000Z", "by": "x", "why": "denial"}}
    ended(status, contract={**CONTRACT, "voided_at": clock.stamp()}, **(back if status == "WITHDRAWN" else {}))
    file(api, submitted, borrower)
    shown = api("GET", f"/v1/tasks/{of(submitted)}", who=login("supervisor", "s1")).body
    assert {*shown["offered"]} == {"upheld", "conceded"} and shown["appeal"]["lacks"]
    assert decide(api, login, submitted, "reopened").codes == {("CHOICE_NOT_OFFERED", "/decision")}


def test_a_case_that_was_handed_in_on_a_forged_form_does_not_go_on_without_the_word_of_its_party(
    api, login, borrower, spouse, submitted, ended
):
    case = casefile.load(submitted)
    form = Presence(
        "scan1", "borrower", case.parties["borrower"], "signed_form", "W-1", clock.stamp(), "clerk-1", "e" * 64,
        act="submit", about="1", void={"at": clock.stamp(), "by": "x", "why": "DENIED", "upheld_by": "s9"},
    )  # fmt: skip
    gone = {"at": "2026-11-20T01:00:00.000Z", "by": "s9", "why": "denial"}
    ended("WITHDRAWN", reviews=[], withdrawal=gone, presences=[form], spent={"scan1": "req"})
    file(api, submitted, spouse)
    assert decide(api, login, submitted, "reopened").codes == {("REOPEN_DENIED", "/decision")}
    put(submitted, presences=[replace(form, void={"at": clock.stamp(), "why": "DENIED", "resolved_by": "s9"})])
    assert decide(api, login, submitted, "reopened").status == 200


@pytest.fixture
def printed(monkeypatch):
    """What would be printed, by name: what stands at its head, and its facts."""
    values = {}

    def made(case, name, value, party=None):
        values[name] = value
        return Paper(name, name, "b" * 64, party)

    monkeypatch.setattr(papers, "made", made)
    return values


@pytest.fixture
def not_accepted(submitted, ended):
    """A case that was handed in and never taken in: it has no number."""
    put(submitted, received_on="2026-11-23")
    said = {**REFUSED, "level": "attend", "by": "s9"}
    ended("NOT_ACCEPTED", number=None, reviews=[said], reasons=[{"code": "LIVE_CASE_PERSON"}])
    return submitted


@pytest.mark.parametrize("outcome", ["upheld", "reopened"])
def test_a_case_without_a_number_is_called_by_its_id_in_messages_and_letters(
    api, login, borrower, not_accepted, printed, monkeypatch, outcome
):
    sent = []
    monkeypatch.setattr("chalicelib.agencies.province.notify", lambda key, phone, id, text, purpose: sent.append(text))
    file(api, not_accepted, borrower)
    assert [*appealed.make_known(casefile.load(not_accepted))] == ["appeal_told"]
    assert decide(api, login, not_accepted, outcome).status == 200
    assert "appeal_letter" in [*appealed.make_known(casefile.load(not_accepted))]
    assert printed["appeal-1.pdf"].head.number == not_accepted and all(not_accepted in text for text in sent)


def test_who_gave_their_word_to_earlier_words_is_not_said_to_have_taken_it_back(api, login, borrower, not_accepted):
    given = casefile.load(not_accepted).consents
    put(not_accepted, consents=[{**one, "version": "1"} if one["person"] == "spouse" else one for one in given])
    file(api, not_accepted, borrower)
    assert decide(api, login, not_accepted, "reopened").codes == {("REOPEN_REWORDED", "/decision")}
    put(not_accepted, consents=[{**one, "version": "1", "withdrawn_at": clock.stamp() if one["use"] == "credit" else ""} for one in given])  # fmt: skip
    assert not parties.lacks_new_words_only(casefile.load(not_accepted), "spouse"), "one of them was taken back"
    put(not_accepted, consents=[{**one, "withdrawn_at": clock.stamp()} for one in given])
    refused = api(
        "POST",
        f"/v1/tasks/{of(not_accepted)}/decision",
        {"decision": "reopened", "reason": "经复核，补缴已入账"},
        login("supervisor", "s1"),
    )
    assert refused.codes == {("REOPEN_CONSENT", "/decision")}


# A Wednesday, a Saturday.
@pytest.mark.parametrize("moment", ["2026-11-25T10:00:00+08:00", "2026-11-28T10:00:00+08:00"])
def test_what_goes_on_after_an_end_is_not_said_to_have_been_sent_outside_office_hours(not_accepted, printed, moment):
    case = casefile.load(not_accepted)
    with time_machine.travel(moment, tick=False):
        again = reopening.changes(case)
        went_on = {name: again[name] for name in ("status", "received_on", "reopened_on", "reasons")}
        told = {"SUBMITTED": Event("2026-11-20T02:00:00.000Z", "SUBMITTED", {}), **dict(reopening.told(case, 1))}
        case = replace(case, number=NUMBER, events=told, **went_on)
        receipt_letter.drawn(case)
        told = receipt.receipt(case)
    words, said = str(printed["receipt.pdf"].facts), printed["receipt.pdf"].head.on
    assert "恢复办理" in words and "办公时间以外" not in words + told["text"] and said == moment[:10]
    assert (told["code"] == "RECEIPT_REOPENED") is (moment[8:10] == "28")


def test_what_was_not_accepted_is_taken_in_once_it_goes_on(api, login, borrower, not_accepted, printed):
    submitted = not_accepted
    file(api, submitted, borrower)
    shown = api("GET", f"/v1/tasks/{of(submitted)}", who=login("supervisor", "s1")).body
    assert "reopened" in shown["offered"] and shown["appeal"]["lacks"] == []
    assert decide(api, login, submitted, "reopened").status == 200
    case = casefile.load(submitted)
    today = rules.received_now(case)
    assert (case.status, case.reasons, case.received_on, starting.step_of(case)) == ("SUBMITTED", [], today, "Intake")
    entered = {
        "case": submitted,
        "trace": "t",
        "step": "Intake",
        "visit": clock.stamp(),
        "attempt": 0,
        "last": "restart",
    }
    assert intake.handle(entered) == {"next": "check"}
    case = casefile.load(submitted)
    assert case.number and case.status == "VERIFYING" and guards.read(holding.claims(case))
    told = [one["text"] for one in api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["timeline"]]
    assert "办理流程自收件环节重新开始" in told and not any("中断" in one for one in told), (
        "it was on no road that broke off"
    )


def test_what_nobody_answered_is_asked_in_a_notice_of_its_own_once_it_goes_on(api, login, borrower, submitted, ended):
    notice = {"round": 1, "issued_at": "2026-11-20T01:00:00.000Z", "due_at": "2026-12-04T17:30:00+08:00"}
    ended("EXPIRED", reviews=[], notice=notice)
    file(api, submitted, borrower)
    decide(api, login, submitted, "reopened")
    case = casefile.load(submitted)
    assert "CORRECTED.1" in case.events and not rules.is_asked(case)
    lines = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["timeline"]
    assert any("不再要求答复" in one["text"] for one in lines)


def test_replies_nobody_has_sent_are_no_word_of_the_parties_once_it_goes_on(api, login, borrower, submitted, ended):
    of_paper = {"check": "materials", "code": "MATERIAL_MISSING", "where": "B03"}
    found = {"check": "credit", "code": "CREDIT_RECORD", "where": "borrower"}
    notice = {"round": 1, "issued_at": "2026-11-20T01:00:00.000Z", "due_at": "2026-12-04T17:30:00+08:00"}
    case = ended("EXPIRED", reviews=[], notice={**notice, "defects": [of_paper, found]})
    said = {
        f"1.{number}": Reply(answer, one["code"], one["where"], clock.stamp(), "x", case.seal_reply(f"1.{number}", "y"))
        for number, (answer, one) in enumerate([("cannot", of_paper), ("settled", found)], 1)
    }
    put(submitted, replies=said)

    def of_parties():
        case = casefile.load(submitted)
        return replies.unprovided(case), replies.is_put_right_since(case, "credit", "borrower", notice["issued_at"])

    assert of_parties() == ({}, False)
    file(api, submitted, borrower)
    assert decide(api, login, submitted, "reopened").status == 200
    assert of_parties() == ({}, False)


def test_a_decision_that_dies_before_the_road_begins_is_begun_by_whoever_looks(
    api, login, borrower, submitted, ended, monkeypatch
):
    ended()
    file(api, submitted, borrower)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(starting, "start", lambda case: (_ for _ in ()).throw(OSError("died")))
        decide(api, login, submitted, "reopened")
    case = casefile.load(submitted)
    assert case.status is Status.SUBMITTED and starting.state_of(case) is None, "the sweep begins what never began"


def test_the_same_decision_again_begins_the_road_that_a_death_kept_from_beginning(
    api, login, borrower, submitted, ended, monkeypatch
):
    ended()
    file(api, submitted, borrower)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(starting, "start", lambda case: (_ for _ in ()).throw(OSError("died")))
        assert decide(api, login, submitted, "reopened").status >= 500
    at, said = f"/v1/tasks/{of(submitted)}/decision", {"decision": "reopened", "reason": "经复核，补缴已入账"}
    again = api("POST", at, said, login("supervisor", "s1"))
    assert again.status == 200 and starting.state_of(casefile.load(submitted)) == "RUNNING", again.body
    other = api("POST", at, {**said, "decision": "upheld"}, login("supervisor", "s1"))
    assert other.body["code"] == "TASK_TAKEN"
    assert api("POST", at, said, login("supervisor", "s2")).body["code"] == "TASK_TAKEN"


def test_an_end_that_stands_is_decided_so_twice(api, login, borrower, submitted, ended):
    ended()
    file(api, submitted, borrower)
    assert decide(api, login, submitted, "upheld").status == 200
    said = {"decision": "upheld", "reason": "经复核，补缴已入账"}
    again = api("POST", f"/v1/tasks/{of(submitted)}/decision", said, login("supervisor", "s1"))
    assert again.status == 200 and len(casefile.load(submitted).reviews) == 2, again.body


def test_who_has_lost_the_task_meanwhile_decides_nothing(api, login, borrower, submitted, ended, monkeypatch):
    ended()
    file(api, submitted, borrower)
    write = decisions.decide

    def late(*args, **kwargs):
        tasks.release(of(submitted), "s1")
        tasks.claim(of(submitted), "s2", "person_s2")
        return write(*args, **kwargs)

    monkeypatch.setattr(decisions, "decide", late)
    assert decide(api, login, submitted, "upheld").body["code"] == "TASK_TAKEN"
    assert tasks.get(of(submitted)).is_open and not casefile.load(submitted).appeals[0].outcome


def test_a_death_right_after_an_appeal_or_its_decision_hides_the_case_from_no_sweep(
    api, login, borrower, submitted, ended, monkeypatch
):
    ended()
    monkeypatch.setattr(agenda, "enter", lambda *_: (_ for _ in ()).throw(OSError("died")))
    for act in (lambda: file(api, submitted, borrower), lambda: decide(api, login, submitted, "upheld")):
        agenda.leave(submitted, casefile.load(submitted).due_at)
        assert not casefile.load(submitted).due_at
        assert act().status >= 500 and casefile.load(submitted).due_at, "it is looked at by itself"


def test_a_reopened_case_that_ends_anew_may_be_objected_to_anew(api, login, borrower, submitted, ended):
    ended()
    file(api, submitted, borrower)
    decide(api, login, submitted, "reopened")
    ended(ended_at=clock.stamp(clock.now() + timedelta(1)), reviews=casefile.load(submitted).reviews)
    assert appeals.may_be_filed(casefile.load(submitted))
    assert endings.to_object(casefile.load(submitted)) == "OBJECTION_WAYS", "what was answered is another end"
    assert file(api, submitted, borrower).status == 201 and len(casefile.load(submitted).appeals) == 2
    (task,) = [one.id for one in tasks.of_case(submitted) if one.kind == "appeal" and one.is_open]
    again = api("POST", f"/v1/tasks/{task}/claim", {}, login("supervisor", "s1"))
    assert again.body["code"] == "FOUR_EYES", "who decided the first one has had a say"
    assert api("POST", f"/v1/tasks/{task}/claim", {}, login("supervisor", "s2")).status == 200


def test_who_refused_a_case_does_not_review_it_again_once_it_goes_on(api, login, borrower, submitted, ended):
    ended(hands={"person_r1": "first_review"})
    file(api, submitted, borrower)
    decide(api, login, submitted, "reopened")
    case = casefile.load(submitted)
    assert hands.barred(case, Actor("r1", "person_r1"), "first_review") == "FOUR_EYES"
    assert hands.barred(case, Actor("r2", "person_r2"), "first_review") is None


def test_an_appeal_of_an_old_case_is_late_by_its_own_day_alone(api, login, borrower, submitted, ended):
    accepted(ended(), "2026-09-01")
    file(api, submitted, borrower)
    (shown,) = api("GET", "/v1/tasks?kind=appeal", who=login("supervisor", "s1")).body["items"]
    assert (shown["light"], shown["law_by"]) == ("green", None)


def test_every_party_hears_of_it_once(api, login, borrower, submitted, ended, monkeypatch):
    ended()
    file(api, submitted, borrower)
    sent = []
    monkeypatch.setattr(
        "chalicelib.agencies.province.notify", lambda key, phone, id, text, purpose: sent.append((key, text))
    )
    assert [*appealed.make_known(casefile.load(submitted))] == ["appeal_told"] and not [
        *appealed.make_known(casefile.load(submitted))
    ]
    assert sorted(key for key, _ in sent) == ["borrower", "spouse"] and "正在复核" in sent[0][1]


def test_an_end_nobody_asked_for_is_called_so_where_it_is_objected_to_and_once_answered_no_second_look_is_offered(
    api, login, borrower, submitted, ended, monkeypatch
):
    ended("WITHDRAWN", withdrawal={"at": "2026-11-20T01:00:00.000Z", "by": "x", "why": "consent"})
    assert "可以先向" in str(ending(api, submitted, borrower)["objections"])
    file(api, submitted, borrower)
    supervisor = login("supervisor", "s1")
    assert api("GET", f"/v1/tasks/{of(submitted)}", who=supervisor).body["appeal"]["ending_text"] == text("STATUS_LEFT")
    assert tasks.get(of(submitted)).details["codes"] == ["STATUS_LEFT"]
    assert decide(api, login, submitted, "upheld").status == 200
    case, said = casefile.load(submitted), []
    monkeypatch.setattr("chalicelib.casework.papers.made", lambda case, name, letter: said.append(letter))
    appealed._letter(case, case.appeals[0])
    assert text("PAPER_LEFT") in said[0].opening and "撤回申请" not in said[0].opening
    shown = str(ending(api, submitted, borrower)["objections"])
    assert "不再重复复核" in shown and text("PAPER_LEFT") in shown and "可以先向" not in shown


def test_the_answer_to_an_objection_tells_the_ways_of_the_day_the_case_ended(submitted, ended, monkeypatch):
    case, said = ended(), []
    monkeypatch.setattr("chalicelib.casework.papers.made", lambda case, name, letter: said.append(letter))
    last_day_of_the_old_law = "2023-12-31T15:00:00.000Z"
    one = Appeal(last_day_of_the_old_law, "REFUSED", "2024-01-05T02:00:00.000Z", "x", "borrower", "", (), "upheld")
    one = replace(one, decided_at="2024-01-08T02:00:00.000Z", reason=case.seal_appeal(one.of, "经复核，维持原决定"))
    appealed._letter(replace(case, appeals=[one]), one)
    (letter,) = said
    assert letter.head.on == "2024-01-08" and "《行政复议法》第九条、第十二条" in "".join(letter.ways)
    assert "2024年1月5日" in letter.opening, "and when it was objected to"


def test_who_handles_a_case_and_may_not_decide_its_appeal_is_told_by_one_rule(submitted, ended):
    case = ended(hands={"person_r1": "first_review"})
    assert hands.barred(case, Actor("s1", "person_r1"), hands.role_of("appeal")) == "FOUR_EYES"
    assert reopening.may_be(case)


def test_of_what_was_decided_nothing_is_left_once_a_case_goes_on_and_where_money_was_ordered_it_never_does(
    submitted, ended
):
    case = ended(decision={"approved": True, "amount": "400000.00"}, grounds={"stage": "early", "reasons": []})
    assert case.decision and case.grounds and reopening.never(case) is None
    wrote(case, expect=Expect(reopens=True), **reopening.changes(case))
    case = casefile.load(submitted)
    assert (case.decision, case.grounds, case.package) == (None, None, None)
    assert reopening.never(put(submitted, payment={"status": "ordered"})) == "REOPEN_UNDONE"


def test_an_end_that_is_objected_to_is_not_archived_before_that_is_decided_and_its_parties_hear_of_it_from_the_sweep(
    api, login, borrower, submitted, ended
):
    ended()
    file(api, submitted, borrower)
    seen = Seen()
    assert [*looks.at(casefile.load(submitted), seen)] == [] and not seen.to_archive
    assert words.APPEALED in {word.kind for word in seen.late}
    decide(api, login, submitted, "upheld")
    assert casefile.load(submitted).package is None, "and another package is made with what was decided"
