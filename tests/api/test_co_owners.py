"""A co-owner comes in from their own phone, authorises who they are alone, sees what is theirs, and signs as who mortgages the home."""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.api.applicant import signing
from chalicelib.api.partners import contracts
from chalicelib.domain.calendar import years_old
from chalicelib.domain.form.parties import is_birth_untold, is_named_under_age
from chalicelib.messages import text
from chalicelib.records import casefile, ledger
from chalicelib.trust.index import reference
from tests.given.application import application, with_co_owner
from tests.given.case import CONTRACT, SIGNED, authorised, held, present, put, waiting, words
from tests.given.form import BORROWER, CO_OWNER, SPOUSE

KEY, YOUNG = "co_owner_1", "620102201501010018"


@pytest.fixture
def number():
    """The co-owner's; of a minor where a test says so."""
    return CO_OWNER["id_number"]


of_a_minor = pytest.mark.parametrize("number", [YOUNG])


@pytest.fixture
def begun(api, borrower, form, number):
    """A complete draft that names a co-owner, of which they know nothing."""
    form["people"].append({**CO_OWNER, "id_number": number})
    return api("POST", "/v1/applications", form, borrower).body["id"]


@pytest.fixture
def owner(login, number):
    return login("depositor", number)


@pytest.fixture
def joined(api, borrower, owner, begun):
    code = api("POST", f"/v1/applications/{begun}/invitations", {"person": KEY}, borrower).body["code"]
    assert api("POST", "/v1/joins", {"code": code}, owner).body["text"] == "抵押人（产权共有人，不借款）1"
    return begun


@pytest.fixture
def submitted(api, borrower, joined, number):
    authorised(joined)
    on_paper = [{**one, "method": "signed_form"} for one in casefile.load(joined).consents]
    put(joined, consents=on_paper if number == YOUNG else casefile.load(joined).consents)
    assert api("POST", f"/v1/applications/{joined}/submit", {}, borrower).status == 202
    return joined


def given(api, case: str, who: str, use: str) -> Any:
    words = api("GET", f"/v1/applications/{case}/authorisations", who=who).body["items"]
    version = next((one["version"] for one in words if one["use"] == use), "1")
    return api("POST", f"/v1/applications/{case}/consents", {"use": use, "version": version}, who)


def test_nothing_is_handed_in_before_they_have_come_and_authorised_who_they_are(api, borrower, owner, begun):
    authorised(begun, "borrower", "spouse")
    refused = api("POST", f"/v1/applications/{begun}/submit", {}, borrower)
    assert refused.codes == {("PARTY_NOT_CONFIRMED", "/people/2")}
    code = api("POST", f"/v1/applications/{begun}/invitations", {"person": KEY}, borrower).body["code"]
    api("POST", "/v1/joins", {"code": code}, owner)
    refused = api("POST", f"/v1/applications/{begun}/submit", {}, borrower)
    assert refused.codes == {("CONSENT_IDENTITY_MISSING", "/people/2")}
    assert given(api, begun, owner, "identity").status == 201
    assert api("POST", f"/v1/applications/{begun}/submit", {}, borrower).status == 202


def test_they_are_asked_for_that_alone_and_nothing_more_can_be_had_of_them(api, owner, joined):
    asked = api("GET", f"/v1/applications/{joined}/authorisations", who=owner).body["items"]
    assert [(one["use"], one["departments"]) for one in asked] == [("identity", [])]
    for use in ("data", "credit"):
        assert given(api, joined, owner, use).codes == {("NOT_A_CHOICE", "/use")}
    assert casefile.load(joined).consents == []


@pytest.mark.parametrize("use", ["identity"])
def test_who_owes_the_loan_is_not_asked_for_less(api, borrower, joined, use):
    assert given(api, joined, borrower, use).codes == {("NOT_A_CHOICE", "/use")}


def test_once_handed_in_they_are_a_party_who_owes_nothing(submitted):
    case = casefile.load(submitted)
    assert [person.key for person in case.application.people] == ["borrower", "spouse"]
    assert [one.key for one in case.application.co_owners] == [KEY]
    assert set(case.owing) == {"borrower", "spouse"} and set(case.parties) == {"borrower", "spouse", KEY}


@pytest.mark.parametrize(
    "said",
    [{"monthly_income": "1.00"}, {"marital": "10"}, {"is_depositor": True}, {"minor_children": 0}, {"employer": {}}],
)
def test_nothing_is_said_of_them_that_is_not_asked_of_them(api, borrower, form, said):
    form["people"].append({**CO_OWNER, **said})
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    authorised(case)
    refused = api("POST", f"/v1/applications/{case}/submit", {}, borrower)
    assert refused.codes == {("UNEXPECTED", f"/people/2/{name}") for name in said}


def test_they_see_of_the_form_the_home_and_their_own_entry(api, owner, joined):
    own = {"material": "D01", "person": KEY, "party": reference("person", CO_OWNER["id_number"]), "state": "verified"}
    put(joined, documents={"a" * 32: {"material": "B03", "state": "verified"}, "b" * 32: own})
    read = api("GET", f"/v1/applications/{joined}", who=owner).body
    assert [one["id"] for one in read["documents"]] == ["b" * 32]
    assert read["form"].keys() == {"centre", "kind", "home", "people"}
    assert read["form"]["people"] == [{}, {}, CO_OWNER]
    assert [one["person"] for one in read["parties"]] == [KEY]


def test_of_a_case_they_see_how_it_stands_and_nothing_about_who_owes_the_loan(api, owner, submitted):
    put(submitted, results=[{"name": "receipt.pdf", "key": "k", "sha256": "5" * 64}])
    shown = api("GET", f"/v1/applications/{submitted}/track", who=owner).body
    assert [one["person"] for one in shown["parties"]] == [KEY]
    closed = ("receipt", "promise", "notice", "supplement", "decision", "bank_part", "foreseen", "results")
    assert not any(shown[name] for name in closed)
    told = json.dumps(shown, ensure_ascii=False)
    assert not [one for one in (BORROWER, SPOUSE, "周测试", "林测试", "配偶", "spouse") if one in told]
    for what in ("decision", "materials", "prefill", f"results/{'5' * 64}"):
        assert api("GET", f"/v1/applications/{submitted}/{what}", who=owner).status == 404, what


def test_the_contract_waits_for_them_and_they_have_it(api, owner, submitted):
    waiting(submitted, "sign", "SIGNING", contract=CONTRACT)
    assert KEY in casefile.load(submitted).unsigned
    assert api("POST", f"/v1/applications/{submitted}/signatures", SIGNED, owner).status == 202
    assert casefile.load(submitted).has_signed(KEY)
    put(submitted, results=[{"name": CONTRACT["name"], "key": CONTRACT["key"], "sha256": CONTRACT["sha256"]}])
    results = api("GET", f"/v1/applications/{submitted}/track", who=owner).body["results"]
    assert [one["name"] for one in results] == ["contract.pdf"]
    assert api("GET", f"/v1/applications/{submitted}/results/{CONTRACT['sha256']}", who=owner).status == 200


def test_who_is_not_of_age_does_not_sign_by_themselves_and_the_contract_waits(api, owner, submitted, monkeypatch):
    waiting(submitted, "sign", "SIGNING", contract=CONTRACT)
    born = casefile.load(submitted).application.party(KEY).birth
    monkeypatch.setattr(signing, "OF_AGE", years_old(born, clock.today()) + 1)
    refused = api("POST", f"/v1/applications/{submitted}/signatures", SIGNED, owner)
    assert (refused.status, refused.body["code"]) == (403, "LEGAL_REPRESENTATIVE")
    assert KEY in casefile.load(submitted).unsigned
    monkeypatch.setattr(signing, "OF_AGE", years_old(born, clock.today()))
    assert api("POST", f"/v1/applications/{submitted}/signatures", SIGNED, owner).status == 202


@of_a_minor
def test_who_is_not_of_age_does_not_authorise_by_themselves_either_whatever_birth_is_typed(api, owner, joined):
    for born in (None, "1990-01-01"):
        revision = casefile.load(joined).revision
        saved = api("PATCH", f"/v1/applications/{joined}/people/me", {"born": born}, owner, if_match=f'"{revision}"')
        assert saved.status == 200
        refused = given(api, joined, owner, "identity")
        assert (refused.status, refused.body["code"]) == (403, "LEGAL_REPRESENTATIVE")
    assert casefile.load(joined).consents == []


@pytest.mark.parametrize("key", ["co_borrower_1", "spouse"])
def test_neither_does_a_minor_who_is_named_as_one_who_borrows_and_what_they_gave_before_covers_nothing(
    api, login, borrower, form, key
):
    form["people"] = [form["people"][0], {**form["people"][1], "key": key, "id_number": YOUNG}]
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    code = api("POST", f"/v1/applications/{case}/invitations", {"person": key}, borrower).body["code"]
    young = login("depositor", YOUNG)
    assert api("POST", "/v1/joins", {"code": code}, young).status == 201
    for use in ("data", "credit"):
        assert given(api, case, young, use).body["code"] == "LEGAL_REPRESENTATIVE"
    authorised(case)  # as it could be given before
    prefilled = api("GET", f"/v1/applications/{case}/prefill", who=young)
    assert prefilled.status == 200
    assert {one["agency"] for one in ledger.entries(case) if one.get("agency")} <= {"identity_platform", "seal"}
    refused = api("POST", f"/v1/applications/{case}/submit", {}, borrower)
    assert {("CONSENT_DATA_MISSING", "/people/1"), ("CONSENT_CREDIT_MISSING", "/people/1")} <= refused.codes


@pytest.mark.parametrize("number", ["E12345678"])
def test_a_passport_tells_no_day_of_birth_and_whose_is_not_typed_is_told_so_and_not_that_they_are_a_minor(
    api, borrower, owner, login, begun
):
    put(
        begun,
        form=(form := casefile.load(begun).form)
        | {"people": [*form["people"][:2], {**form["people"][2], "id_type": "10", "born": None}]},
    )
    code = api("POST", f"/v1/applications/{begun}/invitations", {"person": KEY}, borrower).body["code"]
    assert api("POST", "/v1/joins", {"code": code}, owner).status == 201
    present(begun, KEY)
    at_the_window = at_window(api, login, begun, "consents", use="identity", version=words("identity"))
    for refused in (given(api, begun, owner, "identity"), at_the_window):
        assert (refused.status, refused.codes) == (422, {("BIRTH_FIRST", "/people/2/born")})
    for born, status in (("2015-01-01", 403), ("1990-01-01", 201)):
        mine, revision = f"/v1/applications/{begun}/people/me", casefile.load(begun).revision
        assert api("PATCH", mine, {"born": born}, owner, if_match=f'"{revision}"').status == 200
        assert given(api, begun, owner, "identity").status == status


def at_window(api, login, case: str, path: str, **said: Any) -> Any:
    return api("POST", f"/v1/applications/{case}/{path}", {"person": KEY, **said}, login("clerk"))


@of_a_minor
def test_at_the_window_a_minor_binds_themselves_to_nothing_and_their_representative_does_on_paper(api, login, joined):
    said = {"use": "identity", "version": words("identity")}
    present(joined, KEY)
    refused = at_window(api, login, joined, "consents", **said)
    assert (refused.status, refused.body["code"]) == (403, "LEGAL_REPRESENTATIVE")
    paper = {"method": "signed_form", "act": "consents.identity", "about": words("identity"), "proof": "form"}
    present(joined, KEY, **paper, second={})
    assert at_window(api, login, joined, "consents", **said).body["code"] == "LEGAL_REPRESENTATIVE"
    (form,) = api("GET", f"/v1/applications/{joined}/signed-forms", who=login("clerk")).body["items"]
    assert form["warning"] == text("BY_HAND_REPRESENTED")
    put(joined, presences=[one for one in casefile.load(joined).presences if one.id != "form"])
    present(joined, KEY, **paper)
    assert at_window(api, login, joined, "consents", **said).status == 201
    (given,) = casefile.load(joined).consents
    assert (given["method"], given["proof"], given["person"]) == ("signed_form", "e", KEY)


@of_a_minor
def test_neither_do_they_sign_there_but_they_may_say_no(api, login, submitted):
    waiting(submitted, "sign", "SIGNING", contract=CONTRACT)
    present(submitted, KEY)
    refused = at_window(api, login, submitted, "signatures", **SIGNED)
    assert (refused.status, refused.body["code"]) == (403, "LEGAL_REPRESENTATIVE")
    assert KEY in casefile.load(submitted).unsigned
    assert at_window(api, login, submitted, "signatures", decline=True).status == 202


@pytest.mark.parametrize(
    ("entry", "is_young"),
    [
        ({"id_number": "62010220081127001X"}, False),
        ({"id_number": "62010220081128001X"}, True),
        ({"id_type": "10", "id_number": "E12345678", "born": "2008-11-27"}, False),
        ({"id_type": "10", "id_number": "E12345678", "born": "2015-01-01"}, True),
        ({"id_type": "10", "id_number": "E12345678"}, True),
        ({"id_type": "10", "id_number": "E12345678", "born": "1990-02-30"}, True),
        ({"id_number": "62010219900230001X", "born": "1990-01-01"}, True),
        ({}, True),
    ],
)
def test_of_age_is_who_is_eighteen_that_day_and_whose_day_of_birth_nobody_tells_is_not(entry, is_young):
    assert is_named_under_age(entry, date(2026, 11, 27)) is is_young


@pytest.mark.parametrize("said", [{}, {"id_type": "10"}, {"id_type": "10", "born": "1990-02-30"}])
def test_whose_document_tells_no_day_types_it_first_also_before_its_kind_and_in_place_of_no_day(said):
    assert is_birth_untold({"id_number": "E12345678", **said}, date(2026, 11, 27))


def test_they_save_their_own_entry_and_nothing_else(api, owner, joined):
    revision = casefile.load(joined).revision
    where = f"/v1/applications/{joined}"
    saved = api("PATCH", f"{where}/people/me", {"phone": "13900000099"}, owner, if_match=f'"{revision}"')
    assert saved.status == 200
    assert casefile.load(joined).form["people"][2]["phone"] == "13900000099"
    assert api("PATCH", where, {"wish": {"amount": "1.00"}}, owner, if_match=f'"{revision}"').status == 404


def test_how_it_ended_is_not_theirs_to_object_to_nor_to_read(api, login, borrower, owner, submitted):
    letter = {"name": "refused.pdf", "key": "cases/x/refused.pdf", "sha256": "a" * 64}
    put(
        submitted,
        status="REFUSED",
        number="11620000MB1234567X2622100000001202611230001",
        ended_at=clock.stamp(),
        results=[letter],
    )
    said, at = {"grounds": "对办理结果不服，请重新核实"}, f"/v1/applications/{submitted}"
    assert api("POST", f"{at}/appeals", said, owner).status == 404
    present(submitted, KEY)
    at_window = api("POST", f"{at}/appeals", {**said, "person": KEY}, login("clerk"))
    assert at_window.codes == {("NOT_A_CHOICE", "/person")}
    shown = api("GET", f"{at}/track", who=owner).body
    assert "CAN_APPEAL" not in [one["code"] for one in shown["next"]] and shown["ending"] is None
    assert not casefile.load(submitted).appeals
    assert api("POST", f"{at}/appeals", said, borrower).status == 201


def test_the_bank_reads_who_owes_the_loan_and_nothing_of_who_only_owns_the_home(monkeypatch):
    monkeypatch.setattr(contracts, "link", lambda key: "")
    case = held(with_co_owner(application()), contract=CONTRACT)
    told = contracts.contract(SimpleNamespace(case=case)).body
    assert [one["key"] for one in told["people"]] == ["borrower", "spouse"]
    assert not any(CO_OWNER[name] in str(told) for name in ("name", "id_number", "phone"))
