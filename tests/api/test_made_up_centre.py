"""A made-up centre's own cap, purchase kind and material reach everybody who asks, and no Python knows of them."""

import pytest
import time_machine

from chalicelib import policy
from infra.tools.policy import DATA, book
from tests.given.made_up import CENTRE, OVERLAY

HERE = "?centre=629900"
HOUSEHOLD = {
    "centre": "629900",
    "kind": "auction",
    "people": [{"born": "1990-01-01", "sex": "1", "base": "30000.00", "balance": "9000.00", "consecutive_months": 60}],
    "home": {"kind": "existing", "price": "900000.00", "completed_year": 2015, "appraisal": "900000.00"},
}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    folder = tmp_path_factory.mktemp("proposal")
    (folder / "overlays").mkdir()
    (folder / "overlays" / "629900.yaml").write_text(OVERLAY, encoding="utf-8")
    (folder / "centres.yaml").write_text((DATA / "centres.yaml").read_text(encoding="utf-8") + CENTRE, encoding="utf-8")
    return book(folder)


@pytest.fixture(autouse=True)
def in_force(made_up, monkeypatch):
    monkeypatch.setattr(policy, "shipped", lambda: made_up)
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False):
        yield


def test_a_quote_is_limited_by_the_new_cap_and_names_the_new_material(api):
    told = api("POST", "/v1/quotes", HOUSEHOLD).body
    caps = {cap["code"]: cap for cap in told["caps"]}
    assert (caps["CAP_TALENT"]["name"], caps["CAP_TALENT"]["value"]) == ("人才额度", "270000.00")
    assert (told["binding"], told["amount"]) == ("CAP_BALANCE", "135000.00")
    assert "拍卖成交确认书" in {material["name"] for material in told["materials"]}
    assert told["down_payment"]["least"] == "225000.00"


def test_the_kind_is_offered_with_a_form_of_its_own(api):
    kinds = {kind["code"]: kind for kind in api("GET", f"/v1/kinds{HERE}").body["items"]}
    assert kinds["auction"]["name"] == "司法拍卖购房"
    schema = api("GET", f"/v1/forms/auction{HERE}").body
    assert schema["properties"]["kind"]["const"] == "auction"


def test_the_guide_and_its_page_tell_of_all_three(api):
    guide = str(api("GET", f"/v1/guides/auction{HERE}").body)
    assert all(word in guide for word in ("司法拍卖购房", "拍卖成交确认书", "人才额度"))


def test_it_is_nobody_elses(api):
    assert api("GET", "/v1/forms/auction?centre=620200").status == 404
    assert "auction" not in {kind["code"] for kind in api("GET", "/v1/kinds?centre=620200").body["items"]}


def test_a_draft_of_that_kind_needs_the_new_material(api, form, borrower):
    form |= {"centre": "629900", "kind": "auction"}
    form["home"] |= {"kind": "existing", "appraisal": "900000.00"}
    begun = api("POST", "/v1/applications", form, who=borrower).body["id"]
    needed = api("GET", f"/v1/applications/{begun}/materials", who=borrower).body["items"]
    assert ("B99", True) in {(need["code"], need["asked"]) for need in needed}
    announced = {"material": "B99", "content_type": "application/pdf", "size": 10, "sha256": "a" * 64}
    assert api("POST", f"/v1/applications/{begun}/documents", announced, who=borrower).status == 201
