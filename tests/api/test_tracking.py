import time
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from chalicelib.api.applicant import tracking
from chalicelib.api.http.route import Call
from chalicelib.messages import text
from chalicelib.records import casefile, ledger, tasks, upkeep
from chalicelib.records.archive import link
from chalicelib.records.commitments import Tolerance
from chalicelib.tracing import reading
from chalicelib.trust.sessions import Session
from tests.given.case import CONTRACT, happened, put

AUTHORISING = list(product(("PARTY_BORROWER", "PARTY_SPOUSE"), ("DATA", "CREDIT")))


def track(api, case, who):
    return api("GET", f"/v1/applications/{case}/track", who=who).body


def test_a_draft_says_who_holds_it_and_what_comes_next(api, borrower, draft):
    shown = track(api, draft, borrower)
    assert (shown["status_text"], shown["held_by"]["code"]) == (text("STATUS_DRAFT"), "HOLDER_APPLICANT")
    assert [step["code"] for step in shown["next"]] == ["CAN_EDIT", "CAN_SUBMIT", "CAN_WITHDRAW", "CAN_CALL"]


def test_the_timeline_is_plain_chinese_in_order(api, borrower, submitted):
    put(submitted, status="VERIFYING")
    happened(submitted, "CHECK_ANSWERED", "x", check="CHECK_TAX", outcome="OUTCOME_CONFIRMED")
    shown = track(api, submitted, borrower)
    assert [event["text"] for event in shown["timeline"]] == [
        *(text("AUTHORISED", party=party, use=f"CONSENT_TO_{use}") for party, use in AUTHORISING),
        text("SUBMITTED"),
        text("CHECK_ANSWERED", check="CHECK_TAX", outcome="OUTCOME_CONFIRMED"),
    ]


def test_a_waiting_case_says_until_when(api, borrower, submitted, waiting):
    notice = {
        "round": 1,
        "issued_at": "",
        "due_at": "d",
        "defects": [{"code": "MARRIAGE_NO_RECORD", "where": "borrower"}],
    }
    waiting("correction", "CORRECTION", notice=notice)
    shown = track(api, submitted, borrower)
    assert shown["held_by"]["until"] == "2026-12-01T18:00:00+08:00"
    assert shown["notice"]["defects"][0]["text"]
    assert "CAN_CORRECT" in [step["code"] for step in shown["next"]]


@pytest.mark.parametrize(("accepted", "status", "others"), [(None, "补正", "核实"), ("2026-11-23", "补充核实", "补正")])
def test_what_is_asked_after_acceptance_is_called_a_question_and_no_correction(
    api, borrower, submitted, waiting, accepted, status, others
):
    put(submitted, accepted_on=accepted)
    waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    shown = track(api, submitted, borrower)
    assert status in shown["status_text"] and others not in shown["status_text"]


def test_a_notice_is_due_when_its_wait_is_though_it_was_issued_with_a_provisional_time(
    api, borrower, submitted, waiting
):
    notice = {"round": 1, "due_at": "2026-11-30T18:00:00+08:00", "provisional": True}
    upkeep.postpone(tasks.get(waiting("correction", "CORRECTION", notice=notice)), "2026-12-08T18:00:00+08:00")
    shown = track(api, submitted, borrower)
    assert shown["notice"]["due_at"] == shown["held_by"]["until"] == "2026-12-08T18:00:00+08:00"
    assert shown["notice"]["provisional"] is False


def test_the_contract_says_who_has_to_sign_and_only_they_are_asked(api, borrower, spouse, submitted, waiting):
    waiting("sign", "SIGNING", contract=CONTRACT, **{"signatures.borrower": {"sha256": "x"}})
    assert track(api, submitted, borrower)["contract"]["waiting_for"] == ["spouse", "bank"]
    assert "CAN_SIGN" not in [step["code"] for step in track(api, submitted, borrower)["next"]]
    assert [step["code"] for step in track(api, submitted, spouse)["next"]] == ["CAN_SIGN", "CAN_CALL"]


def test_results_are_listed_and_a_refusal_shows_its_reasons(api, borrower, submitted):
    reasons = [{"code": "HOMES", "text": "第三套及以上不予贷款", "basis": "…"}]
    put(submitted, status="REFUSED", reasons=reasons, results=[{"name": "refused.pdf", "key": "k", "sha256": "4" * 64}])
    shown = track(api, submitted, borrower)
    assert shown["decision"] == {"approved": False, "reasons": [{**reasons[0], "unverified": True}]}
    (listed,) = shown["results"]
    assert listed == {
        "name": "refused.pdf",
        "title": "不予贷款决定书",
        "sha256": "4" * 64,
        "replaced": False,
        "handed": [],
    }
    assert shown["next"][0]["code"] == "CAN_APPLY_AGAIN"


def test_a_paper_of_one_party_is_listed_to_nobody_else(api, login, borrower, spouse, submitted):
    own = {"name": "refused-spouse.pdf", "key": "k2", "sha256": "5", "party": "spouse"}
    put(submitted, status="REFUSED", results=[{"name": "refused.pdf", "key": "k", "sha256": "4"}, own])
    seen = {
        who: [paper["name"] for paper in track(api, submitted, one)["results"]]
        for who, one in {"spouse": spouse, "borrower": borrower, "clerk": login("clerk", "w1")}.items()
    }
    assert seen == {
        "spouse": ["refused.pdf", "refused-spouse.pdf"],
        "borrower": ["refused.pdf"],
        "clerk": ["refused.pdf"],
    }


def test_a_reason_is_shown_to_the_party_it_is_about_and_of_others_only_that_there_is_one(
    api, login, borrower, spouse, submitted
):
    overdue = {"code": "CREDIT_OVERDUE", "outcome": "fail", "subject": "spouse", "text": "连续逾期三次", "basis": "…"}
    home = {"code": "HOMES", "outcome": "fail", "subject": "home", "text": "第三套", "basis": "…"}
    put(submitted, status="REFUSED", reasons=[overdue, home])
    seen = {
        who: track(api, submitted, one)["decision"]["reasons"]
        for who, one in {"spouse": spouse, "borrower": borrower, "hotline": login("hotline", "h1")}.items()
    }
    assert [(one["code"], one["text"]) for one in seen["spouse"]] == [
        ("CREDIT_OVERDUE", "连续逾期三次"),
        ("HOMES", "第三套"),
    ]
    for other in (seen["borrower"], seen["hotline"]):
        assert [(one["code"], one["subject"]) for one in other] == [("HOMES", "home"), ("REASON_OF_ANOTHER", "spouse")]
        assert "逾期" not in str(other)


def test_the_hotline_follows_but_gets_no_papers(api, login, submitted, waiting):
    waiting("sign", "SIGNING", contract=CONTRACT, results=[{"name": "x", "key": "k"}])
    shown = track(api, submitted, login("hotline", "h1"))
    assert (shown["contract"], shown["results"]) == (None, [])


def test_the_hotline_hears_nothing_of_what_a_case_holds_and_no_word_of_a_reviewer(submitted, monkeypatch):
    """Whatever there is to tell; each part says whose it is."""
    case = put(submitted, tolerances={"B03": Tolerance("2026-11-23T00:00:00.000Z", "", "me", "v1", "words")})
    of_parties = (tracking.materials, "foreseen"), (tracking.contract_shown, "shown"), (tracking.bank_part_of, "shown")
    for module, name in (*of_parties, (tracking.handed, "results"), (tracking, "_owed")):
        monkeypatch.setattr(module, name, lambda *_: ["theirs"])
    refused = {"code": "REVIEWED", "outcome": "fail"}
    monkeypatch.setattr(tracking.refusing, "reasons", lambda case: [refused])
    monkeypatch.setattr(tracking.refusing, "reasons_in_words", lambda case: [{**refused, "text": "theirs"}])

    def told(audience: str, subject: str, centre: str = "") -> set[str]:
        asked = Call(Session(audience, subject, centre, "test"), {}, {}, {}, b"", "id", found=case)
        body = tracking.track(asked).body
        said = {name for name, part in body.items() if part == ["theirs"]}
        return said | {one["text"] for one in body["decision"]["reasons"] if one["text"] == "theirs"}

    theirs = {"foreseen", "owed", "contract", "bank_part", "results", "theirs"}
    assert told("depositor", case.applicant) == told("clerk", "clerk-1", case.centre) == theirs
    assert told("hotline", "h1") == set()


def test_a_code_without_a_text_is_shown_rather_than_hidden(api, borrower, submitted):
    happened(submitted, "NOT_WORDED_YET")
    assert track(api, submitted, borrower)["timeline"][-1]["text"] == "NOT_WORDED_YET"


def test_a_party_sees_the_uses_of_their_own_data_and_the_homes(api, borrower, spouse, submitted):
    for subject in ("borrower", "spouse", "home"):
        ledger.append(submitted, {"agency": "police", "subject": subject, "matter": "M2", "consent": "c"})
    uses = api("GET", f"/v1/applications/{submitted}/data-uses", who=spouse).body["items"]
    assert [use["subject"] for use in uses] == ["spouse", "home"]


def test_what_is_done_to_a_case_is_in_its_trace_and_looking_at_it_is_not(api, borrower, draft):
    for _ in range(3):
        track(api, draft, borrower)
    api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    track(api, draft, borrower)
    routes = [segment["annotations"]["route"] for segment in reading.read(casefile.load(draft).trace)]
    assert routes == ["POST /v1/applications/{id}/submit"]


def test_who_has_withdrawn_is_not_asked_whether_to_withdraw(api, borrower, submitted, waiting):
    waiting("first_review", "REVIEWING")
    assert "CAN_WITHDRAW" in [step["code"] for step in track(api, submitted, borrower)["next"]]
    put(submitted, withdrawal={})
    assert "CAN_WITHDRAW" not in [step["code"] for step in track(api, submitted, borrower)["next"]]


@time_machine.travel("2026-11-23T01:00:00Z", tick=False)
def test_a_link_to_a_paper_is_good_for_ten_minutes(platform):
    asked = parse_qs(urlsplit(link("cases/c1/contract.pdf")).query)
    ends = int(asked["Expires"][0]) if "Expires" in asked else int(time.time()) + int(asked["X-Amz-Expires"][0])
    assert ends - time.time() == 600


def test_whoever_asks_again_within_a_minute_is_given_the_same_link_and_then_another(platform):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as now:
        first = link("cases/c1/contract.pdf")
        now.shift(59)
        assert link("cases/c1/contract.pdf") == first != link("cases/c1/contract.pdf", "合同.pdf")
        now.shift(1)
        assert link("cases/c1/contract.pdf") != first
