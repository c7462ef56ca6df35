"""What a correction has typed and never sent holds of nobody: once its round is closed without it, everybody goes by the form as it was handed in."""

import pytest
import time_machine

from chalicelib.agencies import province
from chalicelib.api import origins
from chalicelib.api.forms import Form
from chalicelib.casework import authorisation, corrections, parties, phones, prefilled, presence, purpose
from chalicelib.domain.form import delivery
from chalicelib.records import casefile, tasks, upkeep
from chalicelib.records.contents import Prefilled
from chalicelib.records.statements import Delivery
from chalicelib.steps import correction
from chalicelib.trust import consent
from chalicelib.trust.index import reference
from tests.given.answers import finding, findings
from tests.given.case import TRACE, authorised, present, put, waiting
from tests.given.form import OTHER
from tests.given.form import form as complete

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
    case = casefile.load(closed)
    put(closed, status="REFUSED", consents=[one for one in case.consents if one["party"] == case.applicant])
    monkeypatch.setattr("chalicelib.casework.appeals.open_of", lambda case: object())
    where = f"/v1/applications/{closed}"
    asked = {one["use"]: one for one in api("GET", f"{where}/authorisations", who=spouse).body["items"]}
    assert {one["state"] for one in asked.values()} == {"NOT_GIVEN"}
    for use, words in asked.items():
        said = {"use": use, "version": words["version"]}
        given = api("POST", f"{where}/consents", said, spouse)
        assert {one["use"]: one["state"] for one in given.body["items"]}[use] == "GIVEN"
    case = casefile.load(closed)
    papers = [one for one in case.consents if one["use"] == "credit" and one["party"] == case.parties["spouse"]]
    assert papers[-1]["named"] == parties.naming.of_party(case, case.handed_in, "spouse")
    assert {one.key: one.state for one in parties.parties(case)}["spouse"] == "CONFIRMED"
    assert parties.lacks_new_words_only(case, "spouse")


def standing(case, party):
    return {one["use"] for one in case.consents if one["party"] == party and consent.stands(one)}


def test_nobodys_authorisation_is_void_by_what_is_typed_and_those_of_whom_it_names_no_more_once_it_is_sent(
    api, borrower, unsent
):
    case = casefile.load(unsent)
    hers = case.parties["spouse"]
    assert standing(case, hers) == {"data", "credit"}
    authorised(unsent, "spouse")
    put(unsent, form={**casefile.load(unsent).form, "home": {**case.handed_in["home"]}})
    assert api("POST", f"/v1/applications/{unsent}/corrections", {}, borrower).status == 202
    case = casefile.load(unsent)
    assert (standing(case, hers), standing(case, case.parties["spouse"])) == (set(), {"data", "credit"})


def test_the_next_round_begins_with_the_form_that_holds_and_keeps_what_is_typed_in_it(
    api, borrower, closed, monkeypatch
):
    monkeypatch.setattr(province, "notify", lambda *_: None)
    before = casefile.load(closed)
    put(closed, number="N" * 39 + "0001", notices=[{"round": 1}, {"round": 2, "due_at": "2026-12-08T18:00:00+08:00"}])
    turn = {"case": closed, "trace": TRACE, "step": "Correction", "attempt": 0, "last": "check", "token": "t"}
    for _ in range(2):
        assert correction.handle({**turn, "visit": "2026-11-30T01:00:02.000Z"}) == {"next": "waiting"}
    begun = casefile.load(closed)
    own, hers = complete()["people"]
    sent = {**complete(), "people": [own, {**hers, "address": HERS}], "delivery": DELIVERY}
    assert (begun.form, begun.revision) == (sent, before.revision + 1)
    api("PATCH", f"/v1/applications/{closed}", {"home": {"price": "2.00"}}, borrower, if_match=f'"{begun.revision}"')
    correction.handle({**turn, "visit": "2026-11-30T01:00:02.000Z", "attempt": 1})
    assert casefile.load(closed).form["home"]["price"] == "2.00"


def test_the_form_handed_in_is_a_form(closed):
    Form.model_validate(casefile.load(closed).form_handed_in)


@pytest.mark.parametrize("ticks", [["TRUTH", "HOMES", "NO_FUND_LOAN"], []])
def test_nobody_hands_in_for_another_what_that_one_has_typed_of_an_agent_or_ticked_and_never_sent(
    api, borrower, spouse, closed, ticks
):
    case = casefile.load(closed)
    put(closed, form={**case.form, "agent": {"name": "赵某"}, "declarations": [*ticks, "E_DELIVERY"]})
    put(closed, notices=[{"round": 1}, {"round": 2, "to": "spouse"}], **corrections.begun(casefile.load(closed)))
    waiting(closed, "correction", "CORRECTION", 2)
    assert api("POST", f"/v1/applications/{closed}/corrections", {}, spouse).status == 202
    case = casefile.load(closed)
    assert "agent" not in case.form_handed_in and case.form_handed_in["declarations"] == complete()["declarations"]
    assert case.deliveries == {}


@pytest.mark.parametrize("ticks", [["E_DELIVERY"], []])
def test_a_correction_of_something_else_takes_back_nothing_the_borrower_has_said_since_of_how_papers_come(
    api, borrower, draft, ticks
):
    form = casefile.load(draft).form
    put(draft, form={**form, "declarations": [*form["declarations"], "E_DELIVERY"]})
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
    assert casefile.load(draft).deliveries["borrower"].is_electronic
    where, said = f"/v1/applications/{draft}", {"electronic": False}
    assert api("POST", f"{where}/delivery", said, borrower, idempotency_key="deliver-0001").status == 201
    waiting(draft, "correction", "CORRECTION", notices=[{"round": 1}])
    patch = {"wish": {"months": 240}, "declarations": [*form["declarations"], *ticks]}
    api("PATCH", where, patch, borrower, if_match=f'"{casefile.load(draft).revision}"')
    assert api("POST", f"{where}/corrections", {}, borrower).status == 202
    assert casefile.load(draft).deliveries["borrower"].is_electronic is False


def test_who_takes_the_tick_for_electronic_papers_out_in_a_correction_gets_them_on_paper(api, borrower, draft):
    form = casefile.load(draft).form
    put(draft, form={**form, "declarations": [*form["declarations"], "E_DELIVERY"]})
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
    waiting(draft, "correction", "CORRECTION", notices=[{"round": 1}])
    patch = {"declarations": form["declarations"]}
    assert api("POST", f"/v1/applications/{draft}/corrections", patch, borrower).status == 202
    assert not casefile.load(draft).deliveries["borrower"].is_electronic


def test_who_came_in_during_a_round_that_was_never_sent_follows_and_takes_back_what_they_authorised(api, login, unsent):
    them, where = login("depositor", OTHER), f"/v1/applications/{unsent}"
    put(unsent, people={**casefile.load(unsent).people, reference("person", OTHER): "spouse"})
    authorised(unsent, "spouse")
    upkeep.retire(tasks.find(unsent, "correction", 1))
    put(unsent, status="REVIEWING")
    assert api("GET", where, who=them).status == 404 and api("GET", f"{where}/data-uses", who=them).status == 200
    given = api("GET", f"{where}/authorisations", who=them).body["items"]
    assert {one["use"]: one["state"] for one in given} == {"data": "GIVEN", "credit": "GIVEN"}
    left = api("POST", f"{where}/consents/withdrawals", {"use": "data"}, them).body["items"]
    assert {one["use"]: one["state"] for one in left} == {"data": "WITHDRAWN", "credit": "GIVEN"}
    assert casefile.load(unsent).withdrawal is None, "the case rests on nothing of theirs"


def test_who_is_typed_in_anothers_place_says_how_papers_come_once_it_is_sent(api, login, spouse, unsent):
    them, where = login("depositor", OTHER), f"/v1/applications/{unsent}/delivery"
    case = casefile.load(unsent)
    chosen = Delivery(True, "2026-11-30T01:00:00.000Z", case.parties["spouse"], "depositor:x", {})
    put(unsent, people={**case.people, reference("person", OTHER): "spouse"}, deliveries={"spouse": chosen})
    said = api("POST", where, {"electronic": False}, them, idempotency_key="deliver-0001")
    assert (said.status, said.body["code"]) == (409, "WRONG_STATUS")
    assert casefile.load(unsent).deliveries == {"spouse": chosen}


@pytest.fixture
def moved(api, borrower, draft, form):
    """A case in correction: its spouse is typed as a co-owner by now, has come in as such, and nothing was sent."""
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
    waiting(draft, "correction", "CORRECTION", notices=[{"round": 1}])
    own, hers = form["people"]
    patch = {"people": [own, {name: hers[name] for name in ("name", "id_number", "phone")} | {"key": "co_owner_1"}]}
    revision = casefile.load(draft).revision
    assert api("PATCH", f"/v1/applications/{draft}", patch, borrower, if_match=f'"{revision}"').status == 200
    case = casefile.load(draft)
    return put(draft, people={**case.people, case.parties["spouse"]: "co_owner_1"}).id


@pytest.mark.parametrize("is_closed", [False, True])
def test_who_is_typed_as_another_party_and_takes_their_consent_back_stops_the_case(api, spouse, moved, is_closed):
    if is_closed:
        upkeep.retire(tasks.find(moved, "correction", 1))
        put(moved, status="REVIEWING")
    where = f"/v1/applications/{moved}/consents/withdrawals"
    assert api("POST", where, {"use": "data"}, spouse).status == 200
    assert casefile.load(moved).withdrawal.why == "consent"


def test_who_came_in_as_another_party_in_a_round_that_was_never_sent_is_who_was_handed_in(api, spouse, moved):
    where = f"/v1/applications/{moved}"
    assert {one["key"] for one in api("GET", where, who=spouse).body["form"]["people"] if one} == {"co_owner_1"}
    upkeep.retire(tasks.find(moved, "correction", 1))
    put(moved, status="REVIEWING")
    assert entries(api("GET", where, who=spouse).body)["spouse"]["name"] == "林测试"
    assert api("GET", f"{where}/track", who=spouse).status == 200


def test_what_was_given_as_another_party_in_a_round_is_seen_and_taken_back_and_never_handed_in(
    api, borrower, spouse, moved
):
    authorised(moved, "co_owner_1")
    where = f"/v1/applications/{moved}"
    given = {one["use"]: one["state"] for one in api("GET", f"{where}/authorisations", who=spouse).body["items"]}
    assert given == {"identity": "GIVEN", "data": "GIVEN", "credit": "GIVEN"}
    left = api("POST", f"{where}/consents/withdrawals", {"use": "identity"}, spouse).body["items"]
    assert {one["use"]: one["state"] for one in left} == {"identity": "WITHDRAWN", "data": "GIVEN", "credit": "GIVEN"}
    assert casefile.load(moved).withdrawal is None, "nothing that was handed in rests on it"
    sent = api("POST", f"{where}/corrections", {}, borrower)
    assert ("CONSENT_IDENTITY_MISSING", "/people/1") in sent.codes


def test_at_the_window_who_is_typed_as_another_party_takes_back_what_the_case_rests_on(api, login, moved):
    clerk = login("clerk")
    present(moved, "co_owner_1")
    where = f"/v1/applications/{moved}/consents/withdrawals"
    assert api("POST", where, {"use": "data", "person": "co_owner_1"}, clerk).status == 200
    assert casefile.load(moved).withdrawal


def test_what_is_asked_of_one_party_alone_nobody_else_answers_in_their_own_entry(api, borrower, spouse, closed):
    put(closed, notices=[{"round": 1}, {"round": 2, "to": "spouse"}], **corrections.begun(casefile.load(closed)))
    waiting(closed, "correction", "CORRECTION", 2)
    revision, where = casefile.load(closed).revision, f"/v1/applications/{closed}/people/me"
    own = api("PATCH", where, {"monthly_income": "1.00"}, borrower, if_match=f'"{revision}"')
    assert (own.status, own.body["code"]) == (409, "WRONG_STATUS")
    assert api("PATCH", where, {"phone": "13900003333"}, spouse, if_match=f'"{revision}"').status == 200


def test_an_authorisation_given_under_a_name_that_was_never_sent_takes_the_place_of_none(
    api, borrower, draft, form, monkeypatch
):
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
    waiting(draft, "correction", "CORRECTION", notices=[{"round": 1}])
    own, hers = form["people"]
    patch, revision = {"people": [own, {**hers, "name": "林侧试"}]}, casefile.load(draft).revision
    api("PATCH", f"/v1/applications/{draft}", patch, borrower, if_match=f'"{revision}"')
    right = casefile.load(draft).consents
    authorised(draft, "spouse")
    upkeep.retire(tasks.find(draft, "correction", 1))
    case = put(draft, status="VERIFYING")
    kept = {one["id"] for one in right if (one["person"], one["use"]) == ("spouse", "credit")}
    asked = purpose.purpose_of(case, "credit").consents
    assert {one.id for one in asked if (one.person, one.use) == ("spouse", "credit")} == kept
    assert parties.lacks_new_words_only(case, "spouse")
    monkeypatch.setattr(authorisation, "_sealed", lambda drawn, purpose: {**drawn, "seal": {}})
    assert authorisation.complete(case)
