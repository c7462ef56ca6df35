"""What a correction has typed and never sent holds of nobody: once its round is closed without it, everybody goes by the form as it was handed in."""

import pytest
import time_machine

from chalicelib.api import origins
from chalicelib.casework import parties, phones, prefilled, presence
from chalicelib.domain.form import delivery
from chalicelib.records import casefile, tasks, upkeep
from chalicelib.records.contents import Prefilled
from tests.given.answers import finding, findings
from tests.given.case import put, waiting
from tests.given.form import OTHER

HERS, DELIVERY = "兰州市虚构路2号", {"recipient": "周测试", "address": "兰州市虚构街1号"}
TYPED = {"name": "钱测试", "id_number": OTHER, "phone": "13900001111", "address": "天水市虚构路9号"}
ELSEWHERE = {"recipient": "钱测试", "address": "天水市虚构街9号"}
LETTER = {"name": "refused-spouse.pdf", "key": "k2", "sha256": "6" * 64, "party": "spouse"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-30T01:00:00Z", tick=True):
        yield


@pytest.fixture
def unsent(api, borrower, draft):
    """A case in correction: its applicant has named somebody else as the spouse, another price and another address, and has sent nothing."""
    before = casefile.load(draft)
    own, hers = before.form["people"]
    put(draft, form={**before.form, "people": [own, {**hers, "address": HERS}], "delivery": DELIVERY})
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
    waiting(draft, "correction", "CORRECTION", notices=[{"round": 1}])
    patch = {
        "people": [{**own, "phone": "13900002222"}, {**hers, **TYPED}],
        "delivery": ELSEWHERE,
        "home": {"price": "1.00"},
    }
    revision = casefile.load(draft).revision
    assert api("PATCH", f"/v1/applications/{draft}", patch, borrower, if_match=f'"{revision}"').status == 200
    return draft


@pytest.fixture
def closed(unsent):
    """The same once its round was closed without."""
    upkeep.retire(tasks.find(unsent, "correction", 1))
    return put(unsent, status="REVIEWING", results=[LETTER]).id


def entries(body):
    return {one["key"]: one for one in body["form"]["people"]}


def test_while_it_is_open_the_applicant_and_the_window_write_on_where_it_was_left(api, borrower, login, unsent):
    for who in (borrower, login("clerk")):
        read = api("GET", f"/v1/applications/{unsent}", who=who).body
        assert entries(read)["spouse"]["name"] == TYPED["name"] and read["form"]["home"]["price"] == "1.00"


def test_once_closed_the_applicant_and_the_window_read_what_was_handed_in(api, borrower, login, closed):
    for who in (borrower, login("clerk")):
        read = api("GET", f"/v1/applications/{closed}", who=who).body
        assert entries(read)["spouse"]["address"] == HERS and TYPED["name"] not in str(read)
        assert (read["form"]["home"]["price"], read["form"]["delivery"]) == ("900000.00", DELIVERY)


def test_whom_it_was_to_replace_reads_their_own_entry_whole(api, spouse, closed):
    read = api("GET", f"/v1/applications/{closed}", who=spouse).body
    assert (entries(read)["spouse"]["name"], entries(read)["spouse"]["address"]) == ("林测试", HERS)


def test_whoever_was_typed_in_their_place_is_no_party(api, login, closed):
    assert api("GET", f"/v1/applications/{closed}", who=login("depositor", OTHER)).status == 404


def test_who_decides_sees_the_form_that_is_decided_on(api, login, closed):
    task = waiting(closed, "first_review", "REVIEWING")
    shown = api("GET", f"/v1/tasks/{task}", who=login("reviewer")).body["form"]
    assert shown["home"]["price"] == "900000.00" and [one["name"] for one in shown["people"]] == ["周**", "林**"]


def test_a_letter_goes_where_who_was_handed_in_lives(api, login, closed):
    put(closed, status="REFUSED", handing="620100")
    body = {"person": "spouse", "tracking": "EA123456789CN"}
    sent = api("POST", f"/v1/applications/{closed}/mailings", body, login("clerk"), idempotency_key="send-0000001")
    assert sent.body["to"] == "/people/1/address"


def test_the_contract_names_the_addresses_handed_in(closed):
    reached = delivery.addresses(casefile.load(closed).form_handed_in)
    assert reached == {"borrower": DELIVERY["address"], "spouse": HERS}


def test_nobody_is_told_on_a_phone_that_was_typed_for_another(closed):
    assert phones.typed(casefile.load(closed), "spouse") == ["13900000002"]


@pytest.mark.parametrize("number", ["620502201003150017", "E12345678"])
def test_how_old_who_was_handed_in_is_their_own_document_tells(closed, number):
    case = casefile.load(closed)
    own, hers = case.form["people"]
    put(closed, form={**case.form, "people": [own, {**hers, "id_number": number, "id_type": "14"}]})
    case = casefile.load(closed)
    assert not parties.is_minor(case, "spouse") and parties.without_birth(case, "spouse") is None


def test_an_authorisation_is_asked_for_under_the_name_and_number_handed_in(unsent):
    open_about = presence.about(casefile.load(unsent), "consents.credit", "spouse")
    upkeep.retire(tasks.find(unsent, "correction", 1))
    case = put(unsent, status="REVIEWING")
    named = parties.naming.of_party(case, case.handed_in, "spouse")
    assert presence.about(case, "consents.credit", "spouse").endswith(f"/{named}")
    assert not open_about.endswith(f"/{named}")


def test_what_was_found_stands_beside_what_was_handed_in(closed):
    filed = finding("property", "home", filed_price="880000.00")
    put(closed, findings=findings(casefile.load(closed).application, filed))
    told = {one["field"]: (one["stated"], one["known"]) for one in origins.stated_and_known(casefile.load(closed))}
    assert told["/home/price"] == ("900000.00", "880000.00")


def test_what_a_source_told_of_somebody_stands_beside_what_was_handed_in_of_them(closed):
    case = casefile.load(closed)
    given = next(one for one in case.consents if (one["person"], one["use"]) == ("borrower", "data"))
    told = Prefilled(given["party"], given["id"], "", given["given_at"], values={"person.phone": "13900000001"})
    case = put(closed, prefilled={"borrower.login": told})
    assert [(one.place, one.same) for one in prefilled.compared(case)] == [("/people/0/phone", True)]


def test_where_paper_comes_is_told_by_the_address_handed_in(api, spouse, closed):
    case = casefile.load(closed)
    own, hers = case.form["people"]
    put(closed, form={**case.form, "people": [own, {**hers, "address": ""}]})
    (way,) = api("GET", f"/v1/applications/{closed}/track", who=spouse).body["deliveries"]
    assert "申请表所填的本人住址" in way["text"]


def test_while_it_is_decided_whether_an_ended_case_goes_on_who_was_handed_in_authorises_under_their_own_name(
    api, spouse, closed, monkeypatch
):
    put(closed, status="REFUSED")
    monkeypatch.setattr("chalicelib.casework.appeals.open_of", lambda case: object())
    where = f"/v1/applications/{closed}"
    asked = {one["use"]: one for one in api("GET", f"{where}/authorisations", who=spouse).body["items"]}
    assert {one["state"] for one in asked.values()} == {"NOT_GIVEN"}  # the form that was saved made theirs void
    for use, words in asked.items():
        said = {"use": use, "version": words["version"]}
        given = api("POST", f"{where}/consents", said, spouse)
        assert {one["use"]: one["state"] for one in given.body["items"]}[use] == "GIVEN"
    case = casefile.load(closed)
    papers = [one for one in case.consents if one["use"] == "credit" and one["party"] == case.parties["spouse"]]
    assert papers[-1]["named"] == parties.naming.of_party(case, case.handed_in, "spouse")
    assert {one.key: one.state for one in parties.parties(case)}["spouse"] == "CONFIRMED"
    assert parties.lacks_new_words_only(case, "spouse")
