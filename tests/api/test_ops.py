import pytest

from chalicelib import tracing
from chalicelib.api.ops import asked, cases
from chalicelib.messages import text
from chalicelib.records import acceptance, guards
from chalicelib.records.contents import Event
from chalicelib.tracing import reading
from chalicelib.trust.index import reference
from tests.given.answers import finding
from tests.given.case import answered, put

NUMBER = "12620100000000001H3620100000001202611230001"


@pytest.fixture
def ops(login):
    return login("ops", "o1")


def test_a_case_is_found_by_id_and_by_number(api, ops, submitted):
    acceptance.register(f"number#{NUMBER}", case=submitted)
    put(submitted, number=NUMBER, reasons=[{"code": "HOMES", "text": "…"}])
    for no in (submitted, NUMBER):
        shown = api("GET", f"/v1/ops/cases/{no}", who=ops).body
        assert (shown["status"], shown["number"], shown["reasons"]) == ("SUBMITTED", NUMBER, ["HOMES"])
    assert api("GET", f"/v1/ops/cases/{NUMBER[:-1]}9", who=ops).status == 404


def test_a_case_is_found_by_what_others_call_what_is_done_for_it_and_not_by_whose_home_it_is_about(api, ops, submitted):
    home, contract = "620102001001GB00101F00010101", "JK620100202611230001"
    put(submitted, number=NUMBER, unit=reference("unit", home))
    known = {
        f"number#{NUMBER}",
        f"contract#{contract}",
        "mortgage#SL202611230001",
        guards.of_unit(reference("unit", home)),
    }
    for key in known:
        acceptance.register(key, case=submitted)
    trace = tracing.new_trace_id()
    with tracing.begin(trace, "api"):
        tracing.note(case=NUMBER)
    for no in (contract, f"{contract}M1", f"{contract}P1", "SL202611230001", trace):
        found = api("GET", f"/v1/ops/cases/{no}", who=ops)
        assert (found.status, found.body.get("id")) == (200, submitted), no
    for no in (home, "JK620100202611230002", tracing.new_trace_id()):
        assert api("GET", f"/v1/ops/cases/{no}", who=ops).status == 404


def test_operations_see_outcome_and_code_of_every_answer_as_it_comes(api, ops, submitted):
    put(submitted, accepted_on="2026-11-23")
    assert api("GET", f"/v1/ops/cases/{submitted}", who=ops).body["answers"] == {}
    answered(submitted, finding("identity", "borrower"))
    answered(submitted, finding("marriage", "borrower", "ambiguous", "MARRIAGE_NO_RECORD"))
    shown = api("GET", f"/v1/ops/cases/{submitted}", who=ops).body["answers"]
    assert {key: (answer["outcome"], answer["code"]) for key, answer in shown.items()} == {
        "identity.borrower": ("confirmed", "IDENTITY_CONFIRMED"),
        "marriage.borrower": ("ambiguous", "MARRIAGE_NO_RECORD"),
    }
    assert all(answer.keys() == {"outcome", "code", "at"} and answer["at"] for answer in shown.values())


def test_operations_see_no_personal_data(api, ops, submitted, form):
    for path in ("", "/execution", "/trace"):
        shown = str(api("GET", f"/v1/ops/cases/{submitted}{path}", who=ops).body)
        for secret in (*(form["people"][0][name] for name in ("id_number", "name", "phone")), form["home"]["location"]):
            assert secret not in shown


def test_a_centres_cases_are_listed(api, ops, submitted):
    assert [row["id"] for row in api("GET", "/v1/ops/cases?centre=620100", who=ops).body["items"]] == [submitted]
    assert api("GET", "/v1/ops/cases?centre=620200", who=ops).body["items"] == []
    assert api("GET", "/v1/ops/cases", who=ops).codes == {("MISSING", "centre")}
    assert api("GET", "/v1/ops/cases?centre=' OR 1", who=ops).status == 422


def test_the_execution_is_shown_once_there_is_one(api, ops, draft, borrower):
    assert api("GET", f"/v1/ops/cases/{draft}/execution", who=ops).status == 404
    api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    assert api("GET", f"/v1/ops/cases/{draft}/execution", who=ops).body["name"] == draft


def test_the_trace_of_a_case_holds_its_requests_and_what_is_in_it_has_names(api, ops, submitted, monkeypatch):
    told = api("GET", f"/v1/ops/cases/{submitted}/trace", who=ops).body
    assert "POST /v1/applications/{id}/submit" in [one["annotations"]["route"] for one in told["segments"]]
    road = [
        {"id": "1", "name": "Collate", "start_time": 1.0, "annotations": {"outcome": "check"}},
        {"id": "2", "name": "Sign", "start_time": 2.0, "subsegments": [{"name": "bank", "annotations": {"bank": "B02", "outcome": "200"}}]},
    ]  # fmt: skip
    monkeypatch.setattr(reading, "read", lambda _: road)
    names = api("GET", f"/v1/ops/cases/{submitted}/trace", who=ops).body["names"]
    assert names == {"Collate": "核验汇总", "check": "送核验", "Sign": "签约", "B02": "河西银行", "200": "200"}


def test_a_line_of_the_ledger_names_who_acted_by_login_and_only_of_staff():
    said = {"number": 1, "hash": "h", "kind": "look", "operator": "who"}
    told = {one: asked._line({**said, "audience": one})["operator"] for one in ("clerk", "depositor")}
    assert told == {"clerk": "who", "depositor": None}


def test_what_fills_a_line_of_the_timeline_is_a_code_or_is_not_shown():
    line = Event("2026-11-23T02:00:00.000Z", "CHECK_ANSWERED", {"check": "CHECK_TAX", "outcome": "林测试已到场"})
    assert cases._worded(line) == f"{text('CHECK_TAX')}：…"
