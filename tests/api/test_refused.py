"""A refused attempt leaves a line for operations: who, as what, on which route, about which case, with which code; nothing typed."""

import json

import pytest
from botocore.exceptions import ClientError

from chalicelib import clock
from chalicelib.agencies import identity_platform
from chalicelib.records import attempts, ledger
from chalicelib.trust.index import reference
from chalicelib.trust.sessions import id_of
from tests.given.case import waiting as waiting_of
from tests.given.form import BORROWER, OTHER, SPOUSE, form
from tests.ledgers import unbroken

UNKNOWN = "0" * 32


@pytest.fixture(autouse=True)
def one_minute(monkeypatch):
    """No minute ends while a test counts what is written in one."""
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)


def kept():
    """What is written down today, the first first."""
    return attempts.of_day(clock.today().isoformat())[::-1]


def line(entry):
    return tuple(entry[name] for name in ("audience", "operator", "route", "about", "code"))


def test_who_tried_what_about_which_case_is_written_with_the_code_they_were_told(api, login, submitted):
    stranger, clerk = login("depositor", OTHER), login("clerk", "C9", "620200")
    api("GET", f"/v1/applications/{submitted}", who=stranger)
    api("POST", f"/v1/applications/{submitted}/withdraw", {}, login("depositor", SPOUSE))
    api("GET", f"/v1/applications/{submitted}/track", who=clerk)
    api("GET", f"/v1/ops/cases/{submitted}", who=clerk)
    case = "/v1/applications/{id}"
    assert [line(entry) for entry in kept()] == [
        ("depositor", reference("person", OTHER), f"GET {case}", submitted, "NOT_FOUND"),
        ("depositor", reference("person", SPOUSE), f"POST {case}/withdraw", submitted, "NOT_YOUR_ROUTE"),
        ("clerk", "C9", f"GET {case}/track", submitted, "NOT_FOUND"),
        ("clerk", "C9", "GET /v1/ops/cases/{no}", submitted, "NOT_YOUR_ROUTE"),
    ]
    first, _, third, _ = kept()
    assert (first["session"], third["centre"], third["person"]) == (id_of(stranger)[:16], "620200", "person_C9")


def test_a_person_with_two_logins_is_written_down_as_one_person(api, login, submitted):
    task = waiting_of(submitted, "first_review", "REVIEWING", hands={"person_p": "window"})
    api("POST", f"/v1/tasks/{task}/claim", {}, login("reviewer", "R3", person="person_p"))
    (entry,) = kept()
    assert (entry["code"], entry["operator"], entry["person"], entry["about"]) == (
        "FOUR_EYES",
        "R3",
        "person_p",
        submitted,
    )


def test_asking_for_what_is_not_there_is_an_attempt_too(api, login):
    api("GET", f"/v1/applications/{UNKNOWN}", who=login("depositor"))
    api("POST", "/v1/joins", {"code": "AAAA-BBBB-CCCC"}, login("depositor"))
    assert [entry["code"] for entry in kept()] == ["NOT_FOUND", "NOT_FOUND"]


def test_a_login_that_has_run_out_and_a_form_that_is_wrong_are_none(api, login, draft):
    api("GET", f"/v1/applications/{draft}", who="a" * 43)
    api("POST", f"/v1/applications/{draft}/submit", {"x": 1}, login("depositor"))
    assert kept() == []


def test_a_signature_that_is_none_and_a_code_that_opens_nothing_are_written_down_of_nobody(api, monkeypatch):
    from chalicelib.agencies import identity_platform

    monkeypatch.setattr(identity_platform, "identify", lambda channel, code, device: None)
    api("POST", "/v1/bank/callbacks", {"x": 1})
    assert api("POST", "/v1/sessions", {"channel": "wechat", "code": "x"}).status == 401
    assert [(entry["audience"], entry["operator"], entry["code"]) for entry in kept()] == [
        ("public", "", "BAD_SIGNATURE"),
        ("public", "", "LOGIN_FAILED"),
    ]


def test_nothing_that_was_typed_is_kept_wherever_it_was_typed(api, login, borrower):
    api("GET", f"/v1/bank/contracts/{BORROWER}", who=login("bank", "B01"))
    api("GET", f"/v1/ops/cases/{BORROWER}{BORROWER}", who=login("ops"))
    api("POST", f"/v1/applications/{UNKNOWN}/corrections", form(), borrower, idempotency_key=BORROWER)
    assert len(kept()) == 3
    assert not any(said in json.dumps(kept(), ensure_ascii=False) for said in (BORROWER, SPOUSE, "周测试", "1390000"))


def test_nobody_fills_the_ledger_the_last_line_of_a_minute_says_that_more_came(api, login, monkeypatch):
    monkeypatch.setattr(attempts, "MOST", 3)
    one, another = login("depositor", OTHER), login("reviewer")
    for _ in range(6):
        assert api("GET", f"/v1/applications/{UNKNOWN}", who=one).status == 404
    assert [entry["more"] for entry in kept()] == [False, False, True]
    # Another session of theirs.
    assert api("GET", f"/v1/applications/{UNKNOWN}", who=login("depositor", OTHER)).status == 404
    assert len(kept()) == 3
    api("GET", f"/v1/applications/{UNKNOWN}", who=another)
    assert [entry["operator"] for entry in kept()[3:]] == ["reviewer-1"]


def test_wrong_codes_of_strangers_do_not_keep_a_forged_signature_out_of_the_ledger(api, monkeypatch):
    monkeypatch.setattr(attempts, "MOST", 1)
    monkeypatch.setattr(identity_platform, "identify", lambda *_: None)
    for _ in range(3):
        assert api("POST", "/v1/sessions", {"channel": "wechat", "code": "x"}).status == 401
    assert api("POST", "/v1/bank/callbacks", {"x": 1}).status == 401
    assert [entry["code"] for entry in kept()] == ["LOGIN_FAILED", "BAD_SIGNATURE"]


def test_in_the_next_minute_a_login_is_written_down_again(api, login, monkeypatch):
    monkeypatch.setattr(attempts, "MOST", 1)
    who, now = login("depositor", OTHER), clock.now()
    api("GET", f"/v1/applications/{UNKNOWN}", who=who)
    monkeypatch.setattr(clock, "now", lambda: now.replace(second=0) + clock.timedelta(seconds=61))
    api("GET", f"/v1/applications/{UNKNOWN}", who=who)
    assert len(kept()) == 2


def test_a_ledger_that_cannot_be_written_refuses_all_the_same(api, login, submitted, monkeypatch, capsys):
    def broken(*_):
        raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "PutItem")

    monkeypatch.setattr(ledger, "append", broken)
    assert api("GET", f"/v1/applications/{submitted}", who=login("depositor", OTHER)).status == 404
    assert "refusal not kept" in capsys.readouterr().out


def test_operations_read_a_days_attempts_page_by_page_the_latest_first(api, login, monkeypatch):
    from chalicelib.api.ops import refusals

    monkeypatch.setattr(refusals, "_PAGE", 2)
    ops = login("ops", "O1", "620000")
    for audience in ("clerk", "reviewer", "hotline"):
        api("GET", "/v1/ops/calendar", who=login(audience))
    first = api("GET", "/v1/ops/refusals", who=ops).body
    rest = api("GET", f"/v1/ops/refusals?cursor={first['cursor']}", who=ops).body
    assert [entry["audience"] for entry in first["items"] + rest["items"]] == ["hotline", "reviewer", "clerk"]
    assert rest["cursor"] is None and first["items"][0]["code"] == "NOT_YOUR_ROUTE"
    assert api("GET", "/v1/ops/refusals?day=2026-01-01", who=ops).body["items"] == []
    assert unbroken(ledger.entries(f"refused#{clock.today().isoformat()}"))


@pytest.mark.parametrize("query", ["day=today", "day=2026-13-01", "day=20261126", "cursor=x", "cursor=e30="])
def test_a_day_that_is_none_and_a_cursor_nobody_gave_out_are_refused(api, login, query):
    assert api("GET", f"/v1/ops/refusals?{query}", who=login("ops")).status in (400, 422)
