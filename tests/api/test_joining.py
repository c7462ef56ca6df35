"""A party comes in with their own login, by a code that is good for nobody else."""

from datetime import timedelta

import pytest
import time_machine
from botocore.exceptions import ReadTimeoutError

from chalicelib import clock
from chalicelib.records import casefile, invitations
from chalicelib.records.invitations import Invited
from chalicelib.trust.index import reference
from tests.given.case import put
from tests.given.form import BORROWER, CO_BORROWER, OTHER, SPOUSE

UNKNOWN = "7KQM-2XRA-PT9E"


@pytest.fixture
def begun(api, borrower, form):
    """A complete draft of which nobody but the borrower knows."""
    return api("POST", "/v1/applications", form, borrower).body["id"]


@pytest.fixture
def invite(api, borrower, begun):
    return lambda who=borrower, person="spouse": api(
        "POST", f"/v1/applications/{begun}/invitations", {"person": person}, who
    )


def joined(api, code, who):
    return api("POST", "/v1/joins", {"code": code}, who)


def named_as(api, borrower, begun, form, id_number):
    people = [form["people"][0], {**form["people"][1], "id_number": id_number}]
    revision = casefile.load(begun).revision
    saved = api("PATCH", f"/v1/applications/{begun}", {"people": people}, borrower, if_match=f'"{revision}"')
    assert saved.status == 200


def test_who_is_invited_joins_and_finds_the_case_in_their_own_list(api, borrower, spouse, begun, invite):
    assert api("GET", f"/v1/applications/{begun}", who=spouse).status == 404
    code = invite().body["code"]
    assert joined(api, code, spouse).body["person"] == "spouse"
    assert [line["id"] for line in api("GET", "/v1/applications", who=spouse).body["items"]] == [begun]
    people = api("GET", f"/v1/applications/{begun}", who=spouse).body["form"]["people"]
    assert people[1]["id_number"] == SPOUSE and people[0]["id_number"] == "620102********0011"


def test_an_invitation_works_once(api, spouse, invite):
    code = invite().body["code"]
    assert joined(api, code, spouse).status == 201
    assert joined(api, code, spouse).status == 404


def test_an_answer_that_was_lost_is_given_again(api, spouse, invite):
    sent = {"code": invite().body["code"]}
    one, again = (api("POST", "/v1/joins", sent, spouse, idempotency_key="k") for _ in range(2))
    assert one.body == again.body and again.status == 201


def test_who_was_let_in_before_something_failed_is_told_so_when_they_send_it_again(api, spouse, invite, monkeypatch):
    sent = {"code": invite().body["code"]}
    spend = invitations.spend

    def lost(code, request):
        spend(code, request)
        raise ReadTimeoutError(endpoint_url="x")

    monkeypatch.setattr(invitations, "spend", lost)
    assert api("POST", "/v1/joins", sent, spouse, idempotency_key="k").status == 503
    assert api("POST", "/v1/joins", sent, spouse, idempotency_key="other").status == 404
    assert api("POST", "/v1/joins", sent, spouse, idempotency_key="k").status == 201


def test_an_invitation_is_for_one_person_and_looks_unknown_to_everybody_else(api, login, borrower, spouse, invite):
    code = invite().body["code"]
    unknown = joined(api, UNKNOWN, spouse)
    for who in (borrower, login("depositor", OTHER)):
        reply = joined(api, code, who)
        assert {**reply.body, "trace": ""} == {**unknown.body, "trace": ""} and reply.status == 404
    assert joined(api, code, spouse).status == 201


def test_an_invitation_ends_after_seven_days(api, login, invite):
    code = invite().body["code"]
    with time_machine.travel(clock.now() + timedelta(days=7, seconds=1), tick=False):
        assert joined(api, code, login("depositor", SPOUSE)).status == 404


def test_a_code_may_be_typed_as_it_was_heard(api, spouse, invite):
    assert joined(api, invite().body["code"].lower().replace("-", " "), spouse).status == 201


def test_a_code_is_kept_nowhere(borrower, invite, platform):
    code = invite().body["code"]
    kept = str([platform.items(table) for table in ("cases", "parts", "ephemeral", "registers", "ledger")])
    assert code not in kept and code.replace("-", "") not in kept


def test_an_invitation_is_void_when_another_number_is_typed(api, borrower, spouse, form, begun, invite):
    code = invite().body["code"]
    named_as(api, borrower, begun, form, OTHER)
    assert joined(api, code, spouse).status == 404


def test_who_is_typed_out_of_a_draft_does_not_know_of_it_any_more(api, borrower, spouse, form, begun, invite):
    joined(api, invite().body["code"], spouse)
    named_as(api, borrower, begun, form, OTHER)
    assert api("GET", f"/v1/applications/{begun}", who=spouse).status == 404
    assert api("GET", "/v1/applications", who=spouse).body["items"] == []


def test_saving_something_else_leaves_those_in_who_have_joined(api, borrower, spouse, begun, invite):
    joined(api, invite().body["code"], spouse)
    api("PATCH", f"/v1/applications/{begun}", {"wish": {"months": 240}}, borrower, if_match='"1"')
    assert api("GET", f"/v1/applications/{begun}", who=spouse).status == 200


def test_nobody_invites_but_the_applicant_and_the_window(api, login, spouse, begun, invite):
    joined(api, invite().body["code"], spouse)
    assert invite(spouse).status == 403
    assert invite(login("clerk")).status == 201


def test_who_has_joined_does_not_fill_in_the_form_of_the_applicant(api, spouse, begun, invite):
    joined(api, invite().body["code"], spouse)
    refused = api("PATCH", f"/v1/applications/{begun}", {"wish": {"months": 12}}, spouse, if_match='"1"')
    assert (refused.status, refused.body["code"]) == (403, "NOT_YOUR_ROUTE")


@pytest.mark.parametrize("person", ["borrower", "co_borrower_1"])
def test_only_another_party_of_the_form_is_invited(invite, person):
    assert invite(person=person).codes == {("NOT_A_CHOICE", "/person")}


def test_nobody_is_invited_before_their_number_is_typed(api, borrower, begun, form, invite):
    form["people"].append({name: value for name, value in CO_BORROWER.items() if name != "id_number"})
    api("PATCH", f"/v1/applications/{begun}", {"people": form["people"]}, borrower, if_match='"1"')
    assert invite(person="co_borrower_1").codes == {("ID_NUMBER_FIRST", "/person")}


def test_nobody_joins_or_is_invited_once_the_form_is_closed(api, spouse, begun, invite):
    code = invite().body["code"]
    put(begun, status="VERIFYING")
    assert joined(api, code, spouse).status == 404
    assert invite().body["code"] == "WRONG_STATUS"


def test_two_who_join_at_once_are_both_in(api, login, borrower, form, begun, invite, monkeypatch):
    spouse, third = login("depositor", SPOUSE), login("depositor", OTHER)
    form["people"].append(CO_BORROWER)
    api("PATCH", f"/v1/applications/{begun}", {"people": form["people"]}, borrower, if_match='"1"')
    codes = [invite(person=key).body["code"] for key in ("spouse", "co_borrower_1")]
    amend = casefile.amend

    def other_first(case, *told, **changes):
        monkeypatch.setattr(casefile, "amend", amend)
        assert joined(api, codes[1], third).status == 201
        amend(case, *told, **changes)

    monkeypatch.setattr(casefile, "amend", other_first)
    assert joined(api, codes[0], spouse).status == 201
    assert set(casefile.load(begun).people) == {reference("person", form["people"][n]["id_number"]) for n in range(3)}


@pytest.mark.parametrize("number", [BORROWER, CO_BORROWER["id_number"]])
def test_one_natural_person_does_not_come_in_as_two_parties(api, login, borrower, form, begun, invite, number):
    code = invite(person="spouse").body["code"]
    people = [form["people"][0], {**form["people"][1], "id_number": number}, CO_BORROWER]
    api("PATCH", f"/v1/applications/{begun}", {"people": people}, borrower, if_match='"1"')
    assert invite().codes == {("PERSON_REPEATED", "/person")}
    code, _ = invitations.issue(Invited(begun, "spouse", reference("person", number)))
    assert joined(api, code, login("depositor", number)).status == 404
    assert set(casefile.load(begun).people.values()) == {"borrower"}


def test_the_applicant_is_the_borrower_whatever_else_they_once_came_in_as(api, borrower, spouse, begun, invite):
    joined(api, invite().body["code"], spouse)
    put(begun, people={reference("person", BORROWER): "spouse"})
    assert api("GET", f"/v1/applications/{begun}/authorisations", who=borrower).body["person"] == "borrower"
    api("PATCH", f"/v1/applications/{begun}", {"wish": {"months": 240}}, borrower, if_match='"1"')
    assert casefile.load(begun).people == {}


@pytest.fixture
def replaced(api, borrower, form, submitted, waiting):
    """A case in correction whose form names another spouse than the one who signed the application."""
    waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2099-12-01", "defects": []})
    named_as(api, borrower, submitted, form, OTHER)
    return submitted


def test_who_a_correction_replaces_neither_reads_nor_writes_what_is_of_the_new_one(
    api, borrower, spouse, form, replaced
):
    where, revision = f"/v1/applications/{replaced}", casefile.load(replaced).revision
    for path in ("/track", "/prefill", "/authorisations"):
        assert api("GET", where + path, who=spouse).status == 404
    wrote = api("PATCH", f"{where}/people/me", {"phone": "13000000000"}, spouse, if_match=f'"{revision}"')
    assert wrote.status == 404 and casefile.load(replaced).revision == revision
    named_as(api, borrower, replaced, form, SPOUSE)
    assert api("GET", where, who=spouse).status == 200


def test_who_is_still_the_party_of_the_application_sees_their_own_entry_and_nothing_of_the_one_typed_instead(
    api, spouse, replaced
):
    put(replaced, status="WITHDRAWN")
    seen = api("GET", f"/v1/applications/{replaced}", who=spouse)
    assert seen.status == 200 and seen.body["form"]["people"][1]["id_number"] == SPOUSE
    assert OTHER[:6] not in str(seen.body)
