import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from chalicelib import policy
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records import casefile
from tests.given.case import put


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False):
        yield


def listed(api, who, case):
    return api("GET", f"/v1/applications/{case}/materials", who=who)


def states(answer):
    return {(item["code"], item["subject"]): item["state"] for item in answer.body["items"]}


@pytest.mark.parametrize("centre", ["620100", "620171", "620000", "627000"])
def test_anybody_may_read_a_guide_of_the_centre_that_serves_them(api, centre):
    told = api("GET", f"/v1/guides/existing?centre={centre}")
    assert told.status == 200 and told.headers["Cache-Control"] == "public, max-age=300"
    assert told.body["centre"] == policy.in_force(centre, policy_day()).centre
    assert told.body["elements"]["anticipate_day"]["value"] == "10"


@pytest.mark.parametrize("centre", ["620100", "620500"])
def test_before_the_law_leaves_fewer_days_the_guide_says_so_and_promises_no_more_than_it_does_then(api, centre):
    """Handed in from the tenth of September on, after hours or told of nothing, a case may be accepted when Order 844 holds."""
    told = []
    for day in range(8, 22):
        with time_machine.travel(f"2026-09-{day:02}T01:00:00Z", tick=False):
            guide = api("GET", f"/v1/guides/new?centre={centre}").body
        said = guide["elements"]["promise_explain"]["value"]
        assert ("第 15 日" in said) is (day < 20)
        if "第 15 日（2026年9月20日起受理的为第 10 日）" in said:
            told.append(day)
            days, calendar = int(guide["elements"]["promise_day"]["value"]), Calendar()
            for accepted in (date(2026, 9, 20), date(2026, 9, 21)):
                assert calendar.add_working_days(accepted, days) <= accepted + timedelta(10), day
    assert told == [*range(10, 20)]


def policy_day():
    from chalicelib import clock

    return clock.today()


def test_the_page_is_html_that_may_load_nothing(api):
    told = api("GET", "/v1/guides/new/page?centre=620100")
    assert told.status == 200 and told.headers["Content-Type"] == "text/html; charset=utf-8"
    rules = told.headers["Content-Security-Policy"]
    assert "default-src 'none'" in rules and "style-src 'unsafe-inline'" in rules and "script" not in rules
    assert told.headers["X-Content-Type-Options"] == "nosniff"
    assert told.body.startswith("<!doctype html>") and "购买新建商品房办事指南" in told.body


@pytest.mark.parametrize("place", ["/v1/guides/{}", "/v1/guides/{}/page"])
def test_an_unknown_kind_is_not_found_and_an_unknown_centre_is_named(api, place):
    assert api("GET", place.format("self_built") + "?centre=620100").status == 404
    for query in ("", "?centre=110000", "?centre=x"):
        wrong = api("GET", place.format("new") + query)
        assert wrong.status == 422 and wrong.codes == {("CENTRE_UNKNOWN", "centre")}
        assert wrong.headers["Cache-Control"] == "no-store"


def test_the_document_says_the_page_is_html(api):
    document = api("GET", "/v1/openapi.json").body
    good = document["paths"]["/v1/guides/{kind}/page"]["get"]["responses"]["200"]["content"]
    assert good == {"text/html": {"schema": {"type": "string"}}}


def test_a_whole_draft_is_told_what_it_needs_of_whom_and_what_is_there(api, borrower, draft):
    told = listed(api, borrower, draft)
    assert told.body["settled"]
    found = states(told)
    assert found["B03", "home"] == "to_upload" and found["A01", "case"] == "held"
    assert found["A02", "spouse"] == "fetched" and found["A05", "spouse"] == "held"
    assert "周测试" not in json.dumps(told.body, ensure_ascii=False)


@pytest.mark.parametrize(
    "form",
    [
        {"centre": "620100"},
        {"centre": "620100", "kind": "existing"},
        {"centre": "620100", "kind": "existing", "people": []},
    ],
)
def test_a_draft_that_says_too_little_is_told_what_it_may_need(api, borrower, form):
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    told = listed(api, borrower, case).body
    assert not told["settled"] and {item["state"] for item in told["items"]} == {"depends"}
    codes = {item["code"] for item in told["items"]}
    assert "B06" in codes and ("D02" in codes) == ("kind" not in form)


def test_an_upload_shows_with_its_material_until_it_counts(api, borrower, draft):
    sent = {"material": "B03", "content_type": "image/png", "size": 10, "sha256": "0" * 64}
    id = api("POST", f"/v1/applications/{draft}/documents", sent, borrower).body["id"]
    proof = next(i for i in listed(api, borrower, draft).body["items"] if i["code"] == "B03")
    assert proof["documents"] == [{"id": id, "state": "announced", "defect": None}] and not proof["held"]
    put(draft, **{f"documents.{id}": replace(casefile.load(draft).documents[id], state="verified")})
    assert states(listed(api, borrower, draft))["B03", "home"] == "held"


def test_a_running_case_asks_for_what_an_agency_could_not_find_until_staff_have_ruled(api, borrower, submitted):
    key = "identity.spouse"
    finding = Finding("identity", "spouse", Outcome.NOT_FOUND, "IDENTITY_NOT_FOUND")
    case = put(submitted, findings=[finding])
    found = states(listed(api, borrower, submitted))
    assert found["A02", "spouse"] == "to_upload" and found["A02", "borrower"] == "fetched"
    put(submitted, rulings={key: {"of": case.answers[key].of, "outcome": "confirmed", "by": "r1"}})
    assert states(listed(api, borrower, submitted))["A02", "spouse"] == "held"


def test_only_a_party_and_its_window_read_a_list(api, login, draft):
    assert listed(api, login("depositor", "620502198503150038"), draft).status == 404
    assert listed(api, login("clerk", centre="620200"), draft).status == 404
    assert listed(api, login("clerk"), draft).status == 200
