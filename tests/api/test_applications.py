import json

import pytest

from chalicelib.api.applicant import applications
from chalicelib.records import casefile
from chalicelib.trust.index import reference
from tests.given.case import put
from tests.given.form import BORROWER, SPOUSE


def test_a_draft_may_hold_any_part_of_the_form(api, borrower):
    begun = api("POST", "/v1/applications", {"centre": "620100"}, borrower)
    assert (begun.status, begun.body["status"], begun.headers["ETag"]) == (201, "DRAFT", '"1"')
    assert api("GET", begun.headers["Location"], who=borrower).body["form"] == {"centre": "620100"}


def test_a_draft_needs_a_centre_that_somebody_serves(api, borrower):
    for centre in ({}, {"centre": "110000"}, {"centre": None}):
        refused = api("POST", "/v1/applications", centre, borrower)
        assert refused.status == 422
        assert refused.codes == {("CENTRE_UNKNOWN", "/centre")}


def test_lanzhou_new_area_comes_to_lanzhou(api, borrower):
    draft = api("POST", "/v1/applications", {"centre": "620171"}, borrower).body["id"]
    assert casefile.load(draft).centre == "620100"


def test_unknown_names_and_wrong_types_are_all_named_at_once(api, borrower):
    wrong = {
        "centre": "620100",
        "colour": "red",
        "people": [{"key": "uncle", "minor_children": "2"}],
        "wish": {"months": 361},
    }
    refused = api("POST", "/v1/applications", wrong, borrower)
    assert refused.status == 422
    assert refused.codes == {
        ("UNKNOWN_FIELD", "/colour"),
        ("NOT_A_CHOICE", "/people/0/key"),
        ("WRONG_TYPE", "/people/0/minor_children"),
        ("OUT_OF_RANGE", "/wish/months"),
    }
    assert all(defect["text"] for defect in refused.body["defects"])


def test_what_shared_data_gives_is_refused_like_any_unknown_field(api, borrower):
    sent = {"centre": "620100", "people": [{"key": "borrower", "balance": "1.00", "deposit_base": "1.00"}]}
    assert api("POST", "/v1/applications", sent, borrower).codes == {
        ("UNKNOWN_FIELD", "/people/0/balance"),
        ("UNKNOWN_FIELD", "/people/0/deposit_base"),
    }


def test_a_patch_merges_and_null_removes(api, borrower, draft):
    saved = api(
        "PATCH",
        f"/v1/applications/{draft}",
        {"home": {"price": "1.5", "title_number": None}, "wish": None},
        borrower,
        if_match='"1"',
    )
    assert (saved.status, saved.body["revision"], saved.headers["ETag"]) == (200, 2, '"2"')
    form = api("GET", f"/v1/applications/{draft}", who=borrower).body["form"]
    assert form["home"]["price"] == "1.5"
    assert form["home"]["kind"] == "new"
    assert "wish" not in form


def test_a_patch_must_say_which_revision_it_changes(api, borrower, draft):
    assert api("PATCH", f"/v1/applications/{draft}", {}, borrower).status == 428
    assert api("PATCH", f"/v1/applications/{draft}", {}, borrower, if_match='"7"').status == 412
    for malformed in ("garbage", "1", "*", '"1', 'W/"1"x', '"1", "2"'):
        refused = api("PATCH", f"/v1/applications/{draft}", {}, borrower, if_match=malformed)
        assert (refused.status, refused.codes) == (400, {("WRONG_FORMAT", "if-match")}), malformed
    assert api("GET", f"/v1/applications/{draft}", who=borrower).body["revision"] == 1


def test_of_two_who_save_at_the_same_moment_one_reads_again(api, borrower, draft, monkeypatch):
    merge = applications.merged

    def saved_meanwhile(*forms):
        monkeypatch.setattr(applications, "merged", merge)
        put(draft, revision=2)
        return merge(*forms)

    monkeypatch.setattr(applications, "merged", saved_meanwhile)
    saved = api("PATCH", f"/v1/applications/{draft}", {"wish": {"months": 12}}, borrower, if_match='"1"')
    assert saved.body["code"] == "REVISION_MISMATCH"
    assert casefile.load(draft).form["wish"]["months"] == 360


def test_nobody_else_finds_a_draft(api, login, draft, spouse):
    other_window = login("clerk", "clerk-9", centre="620200")
    for who in (spouse, other_window):
        assert api("GET", f"/v1/applications/{draft}", who=who).status == 404


def test_the_window_continues_what_was_begun_online_and_the_other_way_round(api, login, borrower, draft, form):
    clerk = login("clerk", "clerk-1")
    assert api("PATCH", f"/v1/applications/{draft}", {"wish": {"months": 240}}, clerk, if_match='"1"').status == 200
    begun = api("POST", "/v1/applications", form, clerk).body["id"]
    assert api("GET", f"/v1/applications/{begun}", who=borrower).status == 200


def test_a_draft_is_never_handed_to_another_borrower_not_even_by_the_window(api, login, borrower, spouse, form):
    clerk = login("clerk", "clerk-1")
    begun = api("POST", "/v1/applications", form, clerk).body["id"]
    people = [{**form["people"][0], "id_number": SPOUSE}]
    refused = api("PATCH", f"/v1/applications/{begun}", {"people": people}, clerk, if_match='"1"')
    assert refused.codes == {("BORROWER_NOT_APPLICANT", "/people/0/id_number")}
    assert api("GET", f"/v1/applications/{begun}", who=borrower).status == 200
    assert api("GET", f"/v1/applications/{begun}", who=spouse).status == 404


def test_the_window_must_say_whose_application_it_is_and_serves_its_own_centre(api, login, form):
    clerk = login("clerk", "clerk-1", centre="620200")
    assert api("POST", "/v1/applications", form, clerk).body["code"] == "OTHER_CENTRE"
    refused = api("POST", "/v1/applications", {"centre": "620200"}, clerk)
    assert refused.codes == {("MISSING", "/people/0/id_number")}


def test_the_applicant_lists_their_cases_page_by_page(api, borrower, draft, monkeypatch):
    second = api("POST", "/v1/applications", {"centre": "620200"}, borrower).body["id"]
    listing = casefile.listing
    monkeypatch.setattr(casefile, "listing", lambda index, key, cursor: listing(index, key, cursor, limit=1))
    first_page = api("GET", "/v1/applications", who=borrower).body
    second_page = api("GET", f"/v1/applications?cursor={first_page['cursor']}", who=borrower).body
    assert {first_page["items"][0]["id"], second_page["items"][0]["id"]} == {draft, second}


@pytest.mark.parametrize(
    "cursor", ["x", "%00", "e30=", "bnVsbA==", "W10=", "eyJpZCI6MX0=", "eyJpZCI6eyJTIjoxfX0=", "汉", "a" * 900]
)
def test_a_broken_cursor_is_refused(api, borrower, cursor):
    assert api("GET", f"/v1/applications?cursor={cursor}", who=borrower).body["code"] == "BAD_CURSOR"


def test_a_cursor_of_somebody_elses_list_is_refused(api, borrower, login, draft):
    from chalicelib.api.http.paging import cursor

    key = {"id": {"S": draft}, "opened_at": {"S": "2026"}, "applicant": {"S": reference("person", SPOUSE)}}
    assert api("GET", f"/v1/applications?cursor={cursor(json.dumps(key))}", who=borrower).body["code"] == "BAD_CURSOR"


def test_the_form_is_sealed_at_rest(api, borrower, draft, platform):
    assert BORROWER not in str(platform.items("cases"))
