"""Everybody authorises for themselves, in the words in force, and may take it back; nothing goes on before all have."""

import hashlib
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from chalicelib import aws, policy
from chalicelib.agencies import seal
from chalicelib.api.applicant import authorising
from chalicelib.casework import authorisation, naming, parties, timeline
from chalicelib.casework.purpose import purpose_of
from chalicelib.casework.rules import policy_of
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile, tasks
from chalicelib.settings import setting
from chalicelib.trust import consent
from chalicelib.trust.index import reference
from tests.given.case import authorised, put, stored, words
from tests.given.form import BORROWER, OTHER, SPOUSE

BOTH = ("data", "credit")


@pytest.fixture
def begun(api, borrower, spouse, form):
    """A complete draft that the spouse has joined; nobody has authorised anything."""
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    code = api("POST", f"/v1/applications/{case}/invitations", {"person": "spouse"}, borrower).body["code"]
    assert api("POST", "/v1/joins", {"code": code}, spouse).status == 201
    return case


@pytest.fixture
def give(api, begun):
    def consents(who, *uses, **more):
        where = f"/v1/applications/{begun}"
        words = {one["use"]: one["version"] for one in api("GET", f"{where}/authorisations", who=who).body["items"]}
        given = [api("POST", f"{where}/consents", {"use": use, "version": words[use], **more}, who) for use in uses]
        return given[-1]

    return consents


def submitted_by(api, case, who):
    return api("POST", f"/v1/applications/{case}/submit", None, who)


def withdrawn(api, case, use, who):
    return api("POST", f"/v1/applications/{case}/consents/withdrawals", {"use": use}, who)


def track(api, case, who):
    return api("GET", f"/v1/applications/{case}/track", who=who).body


def states(api, case, who):
    return {one["person"]: one["state"] for one in track(api, case, who)["parties"]}


def can(api, case, who):
    return {one["code"] for one in track(api, case, who)["next"]}


def reads(case, person, use):
    """Whether something may be read about a person, by the case as it is now."""
    try:
        return bool(purpose_of(casefile.load(case), "credit").about(person, "M6", use=use).consent)
    except PreconditionFailed:
        return False


def test_each_is_told_what_is_asked_of_them_before_they_agree(api, spouse, begun):
    asked = api("GET", f"/v1/applications/{begun}/authorisations", who=spouse).body
    data, credit = asked["items"]
    assert asked["person"] == "spouse" and credit["purpose"] == "贷前审查" and credit["departments"] == []
    assert {one["code"] for one in data["departments"]} >= {"police", "civil_affairs"}
    assert {one["state"] for one in asked["items"]} == {"NOT_GIVEN"} and data["to"] and data["validity"]


def test_what_one_agreed_to_is_kept_with_its_words_and_whose_act_it_was(api, spouse, begun, give):
    shown = give(spouse, *BOTH).body["items"]
    assert {one["state"] for one in shown} == {"GIVEN"} and all(one["given_at"] for one in shown)
    data, credit = casefile.load(begun).consents
    who = reference("person", SPOUSE)
    assert (credit["person"], credit["party"], credit["by"]) == ("spouse", who, f"depositor:{who}")
    assert credit["purpose"] == "贷前审查" and credit["channel"] == "test" and "police" in data["departments"]


def test_an_application_is_handed_in_when_everybody_has_authorised_and_not_before(api, borrower, spouse, begun, give):
    refused = submitted_by(api, begun, borrower)
    assert refused.codes == {(f"CONSENT_{use.upper()}_MISSING", f"/people/{place}") for use in BOTH for place in (0, 1)}
    give(borrower, *BOTH)
    give(spouse, "data")
    assert submitted_by(api, begun, borrower).codes == {("CONSENT_CREDIT_MISSING", "/people/1")}
    assert casefile.load(begun).status == "DRAFT"
    give(spouse, "credit")
    where = f"/v1/applications/{begun}/authorisations"
    shown = {one["code"]: one["text"] for one in api("GET", where, who=spouse).body["items"][0]["departments"]}
    assert shown["bank"] == "受托银行"
    assert submitted_by(api, begun, borrower).status == 202
    kept = {one["code"]: one["text"] for one in api("GET", where, who=spouse).body["items"][0]["departments"]}
    assert kept == shown, "whom they agreed to is called afterwards as it was then"


@pytest.mark.parametrize(
    ("on", "banks"),
    [
        ("2026-11-28", {"bank": "受托银行、原贷款银行"}),
        ("2026-11-30", {"bank": "受托银行", "old_lender": "原贷款银行"}),
    ],
)
def test_who_replaces_a_loan_is_told_of_both_banks_that_get_their_data(on, banks, form):
    rules, replaced = policy.in_force("620100", date.fromisoformat(on)), {"kind": "transfer_loan_for_loan"}
    asked = parties.asked_of({**form, **replaced, "home": {"kind": "own"}}, rules)
    assert {code: text for code, text in asked.items() if text.endswith("银行")} == banks


def test_whom_somebody_agreed_to_is_called_afterwards_as_they_were_then(api, borrower, spouse, submitted):
    put(submitted, application=stored(replace(casefile.load(submitted).application, kind="transfer_loan_for_loan")))
    given = {"given_at": "2026-11-28T03:00:00.000Z", "departments": ["bank", "police"]}
    acts = [one | (given if one["use"] == "data" else {}) for one in casefile.load(submitted).consents]
    named = parties.named(casefile.load(submitted))
    put(submitted, consents=acts, status="VERIFYING", parties=named, accepted_on="2026-11-30")
    asked = api("GET", f"/v1/applications/{submitted}/authorisations", who=spouse).body["items"][0]["departments"]
    assert {one["code"]: one["text"] for one in asked} == {"police": "公安部门", "bank": "受托银行、原贷款银行"}


def test_what_was_agreed_to_for_one_recipient_is_no_consent_to_another(begun, form):
    authorised(begun)
    elsewhere = {"kind": "transfer_loan_for_loan", "home": {**form["home"], "kind": "own"}}
    put(begun, form={**form, **elsewhere})
    case, rules = casefile.load(begun), policy.in_force("620100", date(2026, 11, 30))
    who, asked = parties.named(case)["spouse"], parties.asked_of(case.form, rules)
    lacks = partial(parties.lacking, case, case.form, "spouse", who, {"data": policy_of(case).authorisations["data"]})
    assert lacks([*asked]) == ["data"] and lacks([one for one in asked if one != "old_lender"]) == []
    put(begun, consents=[{n: v for n, v in one.items() if n != "departments"} for one in case.consents])
    case = casefile.load(begun)
    lacks = partial(parties.lacking, case, case.form, "spouse", who, {"data": policy_of(case).authorisations["data"]})
    assert lacks([*asked]) == ["data"], "an earlier release kept no list, and named nobody who came later"


def test_whatever_the_applicant_sends_nobody_elses_consent_is_in_it(api, borrower, begun, give):
    ticked = {"consents": [{"person": "spouse", "use": use} for use in BOTH]}
    assert api("PATCH", f"/v1/applications/{begun}", ticked, borrower, if_match='"1"').codes == {
        ("UNKNOWN_FIELD", "/consents")
    }
    assert give(borrower, "data", person="spouse").codes == {("NOT_A_CHOICE", "/person")}
    give(borrower, *BOTH)
    assert not [one for one in casefile.load(begun).consents if one["person"] == "spouse"]


def test_a_strangers_number_typed_in_leads_nowhere(api, login, borrower, begun, form, give):
    give(borrower, *BOTH)
    people = [form["people"][0], {**form["people"][1], "id_number": OTHER}]
    api("PATCH", f"/v1/applications/{begun}", {"people": people}, borrower, if_match='"1"')
    assert submitted_by(api, begun, borrower).codes == {("PARTY_NOT_CONFIRMED", "/people/1")}
    assert api("GET", f"/v1/applications/{begun}", who=login("depositor", OTHER)).status == 404
    assert casefile.load(begun).trace and not casefile.load(begun).is_submitted


def test_a_consent_does_not_count_for_another_number_typed_in_its_place(api, borrower, spouse, begun, form, give):
    give(borrower, *BOTH)
    give(spouse, *BOTH)
    assert states(api, begun, borrower) == {"borrower": "CONFIRMED", "spouse": "CONFIRMED"}
    people = [form["people"][0], {**form["people"][1], "id_number": OTHER}]
    api("PATCH", f"/v1/applications/{begun}", {"people": people}, borrower, if_match='"1"')
    assert states(api, begun, borrower)["spouse"] == "NOT_CONFIRMED"
    assert submitted_by(api, begun, borrower).codes == {("PARTY_NOT_CONFIRMED", "/people/1")}


def test_another_number_in_a_correction_is_another_person_who_has_to_agree(api, borrower, submitted, waiting, form):
    task = waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    people = [form["people"][0], {**form["people"][1], "id_number": OTHER}]
    where, changes = f"/v1/applications/{submitted}", {"people": people}
    assert api("POST", f"{where}/corrections", changes, borrower).codes == {("PARTY_NOT_CONFIRMED", "/people/1")}
    assert tasks.get(task).is_open and casefile.load(submitted).parties["spouse"] == reference("person", SPOUSE)


def test_only_the_text_in_force_is_agreed_to(api, spouse, begun):
    sent = {"use": "credit", "version": "0"}
    refused = api("POST", f"/v1/applications/{begun}/consents", sent, spouse)
    assert refused.codes == {("AUTHORISATION_CHANGED", "/version")} and casefile.load(begun).consents == []


def test_who_ticks_departments_ticks_all_that_are_asked_and_no_others(spouse, give):
    assert ("DEPARTMENT_MISSING", "/departments") in give(spouse, "data", departments=["police"]).codes
    assert ("DEPARTMENT_UNKNOWN", "/departments") in give(spouse, "data", departments=["army"]).codes
    assert give(spouse, "credit", departments=["police"]).codes == {("UNEXPECTED", "/departments")}


def test_departments_that_are_asked_later_have_to_be_agreed_to_as_well(api, borrower, spouse, begun, give):
    give(borrower, *BOTH)
    give(spouse, *BOTH)
    existing = {"kind": "existing", "home": {"kind": "existing", "appraisal": "950000.00"}}
    api("PATCH", f"/v1/applications/{begun}", existing, borrower, if_match='"1"')
    assert submitted_by(api, begun, borrower).codes == {("CONSENT_DATA_MISSING", f"/people/{n}") for n in (0, 1)}
    give(borrower, "data")
    give(spouse, "data")
    assert submitted_by(api, begun, borrower).status == 202


def test_agreeing_again_to_the_same_changes_nothing(spouse, begun, give):
    give(spouse, *BOTH)
    before = casefile.load(begun)
    give(spouse, *BOTH)
    assert casefile.load(begun) == before


def test_everybody_sees_how_far_each_is_and_what_they_can_do_next(api, borrower, spouse, begun, give):
    assert states(api, begun, spouse) == {"borrower": "NOT_CONFIRMED", "spouse": "INVITED"}
    assert "CAN_AUTHORISE" in can(api, begun, spouse) and "CAN_SUBMIT" not in can(api, begun, borrower)
    give(borrower, *BOTH)
    assert "CAN_AUTHORISE" not in can(api, begun, borrower) and "CAN_AUTHORISE" in can(api, begun, spouse)
    give(spouse, *BOTH)
    assert states(api, begun, borrower) == {"borrower": "CONFIRMED", "spouse": "CONFIRMED"}
    assert "CAN_SUBMIT" in can(api, begun, borrower) and can(api, begun, spouse) == {"CAN_CALL"}
    shown = api("GET", f"/v1/applications/{begun}", who=spouse).body["parties"]
    assert shown[1]["text"].startswith("配偶") and shown[1]["state_text"] == "已确认并授权"


@pytest.mark.parametrize("use", BOTH)
def test_a_consent_taken_back_stops_every_read_on_it_at_once(api, spouse, submitted, use):
    assert reads(submitted, "spouse", use)
    assert withdrawn(api, submitted, use, spouse).body["items"][BOTH.index(use)]["state"] == "WITHDRAWN"
    assert not reads(submitted, "spouse", use) and reads(submitted, "borrower", use)
    assert reads(submitted, "spouse", next(other for other in BOTH if other != use))


def test_a_case_on_its_road_leaves_it_when_a_party_takes_a_consent_back(api, spouse, submitted, waiting):
    task = waiting("first_review", "REVIEWING")
    assert withdrawn(api, submitted, "credit", spouse).status == 200
    case = casefile.load(submitted)
    assert case.withdrawal.by.startswith("depositor:") and tasks.get(task).state == "interrupted"
    told = [line for line in timeline.lines(case) if line.code == "CONSENT_WITHDRAWN"]
    assert [line.values for line in told] == [{"party": "PARTY_SPOUSE", "use": "CONSENT_TO_CREDIT"}]


@pytest.mark.parametrize("status", ["DISBURSING", "DISBURSED"])
def test_once_the_money_is_on_its_way_taking_back_is_recorded_and_no_more(api, spouse, submitted, status):
    put(submitted, status=status)
    assert withdrawn(api, submitted, "data", spouse).status == 200
    case = casefile.load(submitted)
    assert case.withdrawal is None and case.status == status and not reads(submitted, "spouse", "data")


def test_in_a_draft_a_consent_taken_back_may_be_given_again(api, borrower, spouse, begun, give):
    give(borrower, *BOTH)
    give(spouse, *BOTH)
    withdrawn(api, begun, "credit", spouse)
    assert submitted_by(api, begun, borrower).codes == {("CONSENT_CREDIT_MISSING", "/people/1")}
    give(spouse, "credit")
    assert submitted_by(api, begun, borrower).status == 202
    assert [one.get("withdrawn_at") is None for one in casefile.load(begun).consents if one["use"] == "credit"] == [
        True, False, True,
    ]  # fmt: skip


def test_nobody_takes_back_what_another_gave(api, borrower, submitted):
    withdrawn(api, submitted, "credit", borrower)
    assert reads(submitted, "spouse", "credit") and not reads(submitted, "borrower", "credit")


def test_a_consent_taken_back_while_the_application_is_handed_in_is_not_overlooked(api, borrower, begun, monkeypatch):
    from chalicelib.domain.form import completeness

    authorised(begun)
    look = completeness.defects

    def taken_back_meanwhile(*asked):
        put(begun, consents=[{**one, "withdrawn_at": "now"} for one in casefile.load(begun).consents])
        return look(*asked)

    monkeypatch.setattr(completeness, "defects", taken_back_meanwhile)
    assert submitted_by(api, begun, borrower).body["code"] == "FORM_INCOMPLETE"
    assert casefile.load(begun).status == "DRAFT"


def test_nothing_is_asked_of_anybody_once_the_form_is_closed(spouse, begun, give):
    put(begun, status="VERIFYING")
    assert give(spouse, "data").body["code"] == "WRONG_STATUS"


def test_consents_of_earlier_releases_count_for_whom_the_application_named(submitted):
    put(
        submitted,
        consents=[{n: v for n, v in one.items() if n != "party"} for one in casefile.load(submitted).consents],
    )
    assert reads(submitted, "spouse", "credit") and reads(submitted, "borrower", "data")


def test_the_credit_authorisation_is_a_document_of_its_own_with_its_hash(api, borrower, spouse, begun, give):
    give(borrower, *BOTH)
    given = {one["use"]: one for one in casefile.load(begun).consents}
    paper, content = given["credit"]["paper"], archived(given["credit"]["paper"]["key"])
    assert "paper" not in given["data"] and paper["sha256"] == hashlib.sha256(content).hexdigest()
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace("\n", "")
    for expected in (
        "征信查询授权书",
        BORROWER,
        given["credit"]["version"],
        "本人登录后以电子方式签署",
        given["credit"]["session"],
    ):
        assert expected in printed


def test_everybody_finds_their_own_authorisation_among_their_papers_and_nobody_elses(
    api, login, borrower, spouse, begun, give
):
    give(borrower, *BOTH)
    give(spouse, *BOTH)
    assert [paper["person"] for paper in track(api, begun, spouse)["papers"]] == ["spouse"]
    assert [paper["person"] for paper in track(api, begun, borrower)["papers"]] == ["borrower"]
    assert len(track(api, begun, login("clerk"))["papers"]) == 2 and track(api, begun, login("hotline"))["papers"] == []
    shown = api("GET", f"/v1/applications/{begun}/authorisations", who=spouse).body["items"]
    papers = {one["use"]: one["paper"] for one in shown}
    assert papers["data"] is None and papers["credit"]["sha256"] == track(api, begun, spouse)["papers"][0]["sha256"]


@pytest.mark.parametrize("lacks", ["name", "id_number"])
def test_an_authorisation_that_would_name_nobody_is_not_taken(api, borrower, begun, form, lacks):
    people = [{name: value for name, value in form["people"][0].items() if name != lacks}, *form["people"][1:]]
    api("PATCH", f"/v1/applications/{begun}", {"people": people}, borrower, if_match='"1"')
    refused = api("POST", f"/v1/applications/{begun}/consents", {"use": "credit", "version": words("credit")}, borrower)
    assert refused.codes == {("NAME_AND_NUMBER_FIRST", "/people/0")}
    assert casefile.load(begun).consents == []


def test_the_bureau_is_not_asked_on_a_consent_that_is_on_no_paper(submitted):
    put(submitted, consents=[{**one, "paper": {}} for one in casefile.load(submitted).consents])
    assert reads(submitted, "spouse", "data") and not reads(submitted, "spouse", "credit")


def test_an_authorisation_an_earlier_release_took_gets_its_paper_and_seal_before_the_bureau_is_asked(
    submitted, monkeypatch
):
    monkeypatch.setattr(seal, "apply", lambda sha256, document, purpose: seal.Seal(sha256, document, "2026-11-26"))
    names = ("paper", "seal", "channel", "by")
    earlier = [
        {name: value for name, value in one.items() if name not in names} for one in casefile.load(submitted).consents
    ]
    complete = authorisation.complete(put(submitted, consents=earlier))
    for one in complete.consents:
        signed = one["use"] == "credit"
        assert ("paper" in one) == ("seal" in one) == signed
        assert not signed or one["seal"]["signature"] == one["paper"]["sha256"]
    assert reads(submitted, "spouse", "credit") and authorisation.complete(complete) is complete


def archived(key):
    return aws.client("s3").get_object(Bucket=setting("BUCKET_ARCHIVE"), Key=key)["Body"].read()


def live(case):
    kept = casefile.load(case)
    return set(consent.live(kept.consents, parties.named(kept)))


def test_two_entries_under_one_key_are_not_saved(api, borrower, begun, form):
    twice = {"people": [{"key": "borrower", "name": "陌生人", "id_number": OTHER}, *form["people"]]}
    where = f"/v1/applications/{begun}"
    assert ("KEY_REPEATED", "/people/1/key") in api("PATCH", where, twice, borrower, if_match='"1"').codes
    assert ("KEY_REPEATED", "/people/1/key") in api("POST", "/v1/applications", {**form, **twice}, borrower).codes
    assert casefile.load(begun).revision == 1


def test_the_very_entry_that_is_printed_is_the_signers(api, borrower, begun, form):
    stranger = {"key": "borrower", "name": "陌生人", "id_number": OTHER}
    put(begun, form={**form, "people": [stranger, *form["people"]]})  # as an earlier release saved it
    refused = api("POST", f"/v1/applications/{begun}/consents", {"use": "credit", "version": words("credit")}, borrower)
    assert refused.codes == {("NAME_AND_NUMBER_FIRST", "/people/0")} and casefile.load(begun).consents == []


@pytest.mark.parametrize("changed", [{"name": "林改名"}, {"id_number": OTHER}], ids=str)
def test_a_credit_authorisation_ends_with_the_name_and_number_it_bears(
    api, borrower, spouse, begun, form, give, changed
):
    give(borrower, *BOTH)
    give(spouse, *BOTH)
    where, mine = f"/v1/applications/{begun}", form["people"]
    for revision, people in enumerate([[mine[0], {**mine[1], **changed}], mine], start=1):
        saved = api("PATCH", where, {"people": people}, borrower, if_match=f'"{revision}"')
        assert saved.status == 200
        assert ("spouse", "credit") not in live(begun) and ("borrower", "credit") in live(begun)
    assert (("spouse", "data") in live(begun)) is ("name" in changed), "another number is somebody else"
    assert submitted_by(api, begun, borrower).status == 422


def test_a_name_changed_in_ones_own_entry_ends_ones_credit_authorisation(api, spouse, begun, give):
    give(spouse, *BOTH)
    renamed = api("PATCH", f"/v1/applications/{begun}/people/me", {"name": "林改名"}, spouse, if_match='"1"')
    assert renamed.status == 200 and live(begun) == {("spouse", "data")}
    give(spouse, "credit")
    assert live(begun) == {("spouse", "data"), ("spouse", "credit")}


def test_a_correction_that_renames_a_party_waits_for_their_authorisation(api, borrower, submitted, waiting, form):
    task = waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    changes = {"people": [form["people"][0], {**form["people"][1], "name": "林改名"}]}
    refused = api("POST", f"/v1/applications/{submitted}/corrections", changes, borrower)
    assert refused.codes == {("CONSENT_CREDIT_MISSING", "/people/1")} and tasks.get(task).is_open


def renamed_meanwhile(api, case, who, monkeypatch):
    """Their own name is changed while the paper they give is drawn up and sealed."""
    on_paper = authorisation.on_paper

    def slow(*given):
        monkeypatch.setattr(authorisation, "on_paper", on_paper)
        drawn = on_paper(*given)
        where = f"/v1/applications/{case}/people/me"
        assert api("PATCH", where, {"name": "林改名"}, who, if_match='"1"').status == 200
        return drawn

    monkeypatch.setattr(authorisation, "on_paper", slow)


@pytest.mark.parametrize("person", [{"name": "林测试"}, {"id_number": "110105194912310021"}])
def test_a_paper_names_nobody_whose_name_or_number_is_not_typed(draft, person):
    assert naming.of_party(casefile.load(draft), {"people": [{"key": "borrower", **person}]}, "borrower") is None


def test_a_paper_bears_the_name_of_who_was_renamed_while_it_was_sealed(api, spouse, begun, give, monkeypatch):
    renamed_meanwhile(api, begun, spouse, monkeypatch)
    assert give(spouse, "credit").status == 201
    (given,) = casefile.load(begun).consents
    assert given["named"] == naming.digest(casefile.load(begun), "林改名", SPOUSE)


@pytest.fixture
def named_otherwise(begun, borrower, spouse, give):
    """Everybody has authorised, and one paper bears another name than the form has, however that came about."""
    give(borrower, *BOTH)
    give(spouse, *BOTH)
    case = casefile.load(begun)
    other = naming.digest(case, "陌生人", SPOUSE)
    of_spouse = ("spouse", "credit")
    put(begun, consents=[
        {**one, "named": other} if (one["person"], one["use"]) == of_spouse else one for one in case.consents
    ])  # fmt: skip
    return begun


def test_nobody_hands_in_on_a_paper_that_bears_another_name(api, borrower, spouse, named_otherwise, give):
    refused = submitted_by(api, named_otherwise, borrower)
    assert refused.codes == {("CONSENT_CREDIT_MISSING", "/people/1")}
    give(spouse, "credit")
    assert submitted_by(api, named_otherwise, borrower).status == 202


def test_the_bureau_is_not_asked_on_a_paper_that_bears_another_name(api, borrower, spouse, begun, give, monkeypatch):
    monkeypatch.setattr(seal, "apply", lambda sha256, document, purpose: seal.Seal(sha256, document, "2026-11-26"))
    give(borrower, *BOTH)
    give(spouse, *BOTH)
    assert submitted_by(api, begun, borrower).status == 202
    case = casefile.load(begun)
    assert all(("named" in one) == (one["use"] == "credit") for one in case.consents)
    assert authorisation.complete(case).consents == case.consents
    other = naming.digest(case, "陌生人", SPOUSE)
    put(begun, consents=[{**one, "named": other} if "named" in one else one for one in case.consents])
    with pytest.raises(PreconditionFailed):
        authorisation.complete(casefile.load(begun))


def test_whom_a_paper_names_is_kept_as_a_digest_that_differs_in_every_case(begun, api, borrower, form):
    other = api("POST", "/v1/applications", form, borrower).body["id"]
    one, same, elsewhere = (naming.of_party(casefile.load(id), form, "spouse") for id in (begun, begun, other))
    assert one == same != elsewhere


def test_one_person_gives_and_takes_back_only_so_often_in_one_case_and_uses_up_nobody_elses_room(
    api, begun, give, borrower, spouse, monkeypatch
):
    monkeypatch.setattr(authorising, "MOST", 2)
    assert [give(spouse, "data").status, withdrawn(api, begun, "data", spouse).status] == [201, 200]
    assert [give(spouse, "data").status, withdrawn(api, begun, "data", spouse).status] == [201, 200]
    assert give(spouse, "data").codes == {("TOO_MANY", "/use")}
    assert give(borrower, "data").status == 201


def test_what_was_given_to_earlier_words_covers_nothing_they_did_not_say_and_is_asked_anew(
    api, borrower, spouse, begun, give
):
    for who in (borrower, spouse):
        give(who, *BOTH)
    older = [
        {**{name: value for name, value in one.items() if name != "children"}, "version": "0", "scope": "婚姻"}
        if (one["person"], one["use"]) == ("spouse", "data")
        else one
        for one in casefile.load(begun).consents
    ]
    put(begun, consents=older)
    data = api("GET", f"/v1/applications/{begun}/authorisations", who=spouse).body["items"][0]
    assert data["state"] == "GIVEN_BEFORE" and data["scope"] != "婚姻" and "再授权" in data["state_text"]
    assert submitted_by(api, begun, borrower).codes == {("CONSENT_DATA_CHANGED", "/people/1")}
    put(begun, consents=[{**one, "version": "0"} for one in older])  # whoever gave all in earlier words has come in
    changed = submitted_by(api, begun, borrower).codes
    assert changed == {(f"CONSENT_{use.upper()}_CHANGED", f"/people/{place}") for use in BOTH for place in (0, 1)}
    put(begun, consents=older)
    # Nothing is asked any more: what they did agree to is shown.
    put(begun, status="VERIFYING", parties=parties.named(casefile.load(begun)))
    data = api("GET", f"/v1/applications/{begun}/authorisations", who=spouse).body["items"][0]
    assert (data["state"], data["version"], data["scope"]) == ("GIVEN", "0", "婚姻")
    put(begun, status="DRAFT")
    assert give(spouse, "data").body["items"][0]["state"] == "GIVEN"
    assert submitted_by(api, begun, borrower).status == 202


def test_the_tenth_words_are_newer_than_the_ninth():
    given = [{"version": version} for version in ("9", "10", "11")]
    assert [parties._is_older(one, SimpleNamespace(version="10")) for one in given] == [True, False, False]
