import hashlib
from copy import deepcopy
from datetime import date

import pytest

from chalicelib import aws, policy, settings
from chalicelib.api import actors
from chalicelib.api.applicant.revisions import digest
from chalicelib.casework import starting
from chalicelib.domain.form import completeness
from chalicelib.records import casefile, inspections, ledger, relatives, tasks
from chalicelib.settings import setting
from chalicelib.trust.index import reference
from tests.given.answers import findings
from tests.given.case import CONTRACT, authorised, present, put
from tests.given.form import BORROWER, OTHER, SPOUSE
from tests.given.form import form as complete
from tests.given.papers import pdf


def patched(api, borrower, draft, changes):
    revision = casefile.load(draft).revision
    assert api("PATCH", f"/v1/applications/{draft}", changes, borrower, if_match=f'"{revision}"').status == 200


def test_a_complete_form_becomes_a_sealed_application_and_its_road_starts(api, borrower, draft, platform):
    answer = api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    assert (answer.status, answer.body) == (
        202,
        {"id": draft, "status": "SUBMITTED", "track": f"/v1/applications/{draft}/track"},
    )
    case = casefile.load(draft)
    assert case.application.borrower.id_number == BORROWER
    assert {(c.person, c.use) for c in case.application.consents} == {
        (person, use) for person in ("borrower", "spouse") for use in ("data", "credit")
    }
    assert all(consent.id.startswith("consent_") and consent.given_at for consent in case.application.consents)
    assert {key: ref for ref, key in case.people.items()} == case.parties
    assert case.unit.startswith("unit_")
    (execution,) = platform.client("stepfunctions").list_executions(stateMachineArn=platform.env["ANJU_STATE_MACHINE"])[
        "executions"
    ]
    assert execution["name"] == draft


def test_submitting_again_changes_nothing_and_starts_nothing_twice(api, borrower, submitted, platform):
    before = casefile.load(submitted)
    assert api("POST", f"/v1/applications/{submitted}/submit", {}, borrower).status == 202
    assert casefile.load(submitted) == before
    assert (
        len(
            platform.client("stepfunctions").list_executions(stateMachineArn=platform.env["ANJU_STATE_MACHINE"])[
                "executions"
            ]
        )
        == 1
    )


def test_a_road_that_could_not_start_is_started_by_submitting_again(api, borrower, draft, platform, monkeypatch):
    monkeypatch.setitem(settings.told, "ANJU_STATE_MACHINE", platform.env["ANJU_STATE_MACHINE"] + "-gone")
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 503
    monkeypatch.setitem(settings.told, "ANJU_STATE_MACHINE", platform.env["ANJU_STATE_MACHINE"])
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
    assert platform.client("stepfunctions").list_executions(stateMachineArn=platform.env["ANJU_STATE_MACHINE"])[
        "executions"
    ]


def test_who_submits_says_which_revision_they_were_shown(api, borrower, draft):
    refused = api("POST", f"/v1/applications/{draft}/submit", {}, borrower, if_match="")
    assert (refused.status, refused.body["code"]) == (428, "REVISION_REQUIRED")
    refused = api("POST", f"/v1/applications/{draft}/submit", {}, borrower, if_match="1")
    assert (refused.status, refused.body["code"]) == (400, "BAD_HEADER")
    assert casefile.load(draft).status == "DRAFT"


def test_what_the_window_has_changed_since_it_was_shown_is_not_submitted_but_named(api, borrower, login, draft):
    shown = api("GET", f"/v1/applications/{draft}", who=borrower).headers["ETag"]
    wish = {"wish": {"amount": "100000.00", "months": 12}}
    assert api("PATCH", f"/v1/applications/{draft}", wish, login("clerk"), if_match=shown).status == 200
    for stale in (shown, '"0"', '"of-another-case"'):
        refused = api("POST", f"/v1/applications/{draft}/submit", {}, borrower, if_match=stale)
        assert (refused.status, refused.body["code"]) == (409, "CHANGED_MEANWHILE")
        assert refused.headers["ETag"] == api("GET", f"/v1/applications/{draft}", who=borrower).headers["ETag"] != shown
        assert refused.codes == {("CHANGED_SINCE_SHOWN", "/wish/amount"), ("CHANGED_SINCE_SHOWN", "/wish/months")}
    assert casefile.load(draft).status == "DRAFT"
    again = api("GET", f"/v1/applications/{draft}", who=borrower).headers["ETag"]
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower, if_match=again).status == 202


RECEIPT = pdf("a receipt")


def file_added(api, case, who, content=RECEIPT):
    """A file that is verified. Gives its id."""
    file = {"content_type": "application/pdf", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    where = f"/v1/applications/{case}/documents"
    id = api("POST", where, {"material": "B03", **file}, who).body["id"]
    key = inspections.incoming_key_of(case, id)
    aws.client("s3").put_object(Bucket=setting("BUCKET_DOCUMENTS"), Key=key, Body=content)
    assert api("POST", f"{where}/{id}/verify", None, who).body["state"] == "verified"
    return id


def test_a_file_the_window_has_added_since_is_not_submitted_unseen(api, borrower, login, draft):
    where = f"/v1/applications/{draft}"
    shown = api("GET", where, who=borrower).headers["ETag"]
    file = file_added(api, draft, login("clerk"))
    refused = api("POST", f"{where}/submit", {}, borrower, if_match=shown)
    assert (refused.status, refused.codes) == (409, {("CHANGED_SINCE_SHOWN", "/documents")})
    assert casefile.load(draft).status == "DRAFT"
    again = api("GET", where, who=borrower)
    assert [one["id"] for one in again.body["documents"]] == [file]
    assert api("POST", f"{where}/submit", {}, borrower, if_match=again.headers["ETag"]).status == 202


def test_a_file_the_window_has_added_since_is_not_sent_with_a_correction_unseen(
    api, borrower, login, submitted, waiting
):
    waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    where, months = f"/v1/applications/{submitted}", {"wish": {"months": 240}}
    shown = api("GET", where, who=borrower).headers["ETag"]
    file_added(api, submitted, login("clerk"))
    refused = api("POST", f"{where}/corrections", months, borrower, if_match=shown)
    assert (refused.status, refused.codes) == (409, {("CHANGED_SINCE_SHOWN", "/documents")})
    assert api("POST", f"{where}/corrections", months, borrower).status == 202
    first, second = casefile.load(submitted).sent
    assert first["files"] != second["files"]


def test_the_proof_of_handing_in_says_over_which_files(api, borrower, draft):
    id = file_added(api, draft, borrower)
    api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    case = casefile.load(draft)
    assert case.sent[0]["files"] == digest({id: ["B03", None, case.documents[id].sha256]})


def test_the_application_keeps_what_was_shown_to_whom_and_how_they_were_known(api, borrower, draft):
    form = api("GET", f"/v1/applications/{draft}", who=borrower).body["form"]
    api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    case = casefile.load(draft)
    (sent,) = case.sent
    assert (sent["revision"], sent["form"], sent["by"]) == (1, digest(form), f"depositor:{case.applicant}")
    assert {"session", "channel", "level", "method", "at"} <= sent.keys()
    assert case.edited == {}


def test_a_correction_is_of_what_was_shown_and_is_proven_beside_the_submission(
    api, borrower, login, submitted, waiting
):
    waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    where, months = f"/v1/applications/{submitted}", {"wish": {"months": 240}}
    assert api("POST", f"{where}/corrections", months, borrower, if_match="").status == 428
    api("PATCH", where, {"wish": {"amount": "100000.00"}}, login("clerk"), if_match='"1"')
    refused = api("POST", f"{where}/corrections", months, borrower, if_match='"1"')
    assert (refused.status, refused.codes) == (409, {("CHANGED_SINCE_SHOWN", "/wish/amount")})
    assert api("POST", f"{where}/corrections", months, borrower, if_match='"2"').status == 202
    case = casefile.load(submitted)
    assert [one["revision"] for one in case.sent] == [1, 2] and case.sent[1]["form"] == digest(case.form)


def test_an_incomplete_form_names_every_defect_and_stays_a_draft(api, borrower):
    draft = api("POST", "/v1/applications", {"centre": "620100"}, borrower).body["id"]
    before = casefile.load(draft)
    refused = api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    assert (refused.status, refused.body["code"]) == (422, "FORM_INCOMPLETE")
    assert refused.codes == {
        ("MISSING", "/kind"),
        ("MISSING", "/home"),
        ("MISSING", "/wish"),
        ("NO_PEOPLE", "/people"),
        ("DECLARATION_MISSING", "/declarations"),
    }
    texts = [defect["text"] for defect in refused.body["defects"] if defect["code"] == "DECLARATION_MISSING"]
    assert len(set(texts)) == 3 and any("未结清的住房公积金贷款" in text for text in texts)
    assert casefile.load(draft) == before


CASES = [
    ("people/0/id_number", "620102199001010012", ("BORROWER_NOT_APPLICANT", "/people/0/id_number")),
    ("people/0/id_number", "620102199001010012", ("ID_CHECK_DIGIT", "/people/0/id_number")),
    ("people/1/id_number", "620102209902020021", ("ID_BIRTH_DATE", "/people/1/id_number")),
    ("people/1/id_number", BORROWER, ("PERSON_REPEATED", "/people/1/id_number")),
    ("people/0/key", "co_borrower_1", ("FIRST_NOT_BORROWER", "/people/0/key")),
    ("people/0/name", " ", ("MISSING", "/people/0/name")),
    ("people/0/name", "A1", ("NAME_INVALID", "/people/0/name")),
    ("people/0/phone", "12345", ("PHONE_FORMAT", "/people/0/phone")),
    ("people/0/is_depositor", False, ("NO_DEPOSITOR", "/people/0/is_depositor")),
    ("people/0/marital", "10", ("SPOUSE_UNEXPECTED", "/people/0/marital")),
    ("home/unit_number", "620102001001GB00101W00010101", ("UNIT_NUMBER_NOT_A_HOME", "/home/unit_number")),
    ("home/seller_id", "91620100MA0000001G", ("SELLER_ID_INVALID", "/home/seller_id")),
    ("home/seller/number", "12ab", ("ACCOUNT_INVALID", "/home/seller/number")),
    ("home/price", "0.00", ("OUT_OF_RANGE", "/home/price")),
    ("home/down_payment", "400000.01", ("PRICE_EXCEEDED", "/home/down_payment")),
    ("home/land_use_ends", "2090-02-30", ("DAY_INVALID", "/home/land_use_ends")),
    ("wish/repayment_account", "6222022700009000013", ("CARD_CHECK_DIGIT", "/wish/repayment_account")),
    ("kind", "castle", ("KIND_UNKNOWN", "/kind")),
    ("kind", "existing", ("HOME_KIND_NOT_ALLOWED", "/home/kind")),
    ("kind", "combination", ("MISSING", "/wish/commercial_amount")),
    ("old_loan", {"bank": "某银行"}, ("UNEXPECTED", "/old_loan")),
    ("declarations", ["TRUTH", "HOMES"], ("DECLARATION_MISSING", "/declarations")),
    ("commitments", ["SINGLE_STATUS"], ("STATEMENT_NOT_APPLICABLE", "/commitments/0")),
    ("people/1/id_number", OTHER, ("PARTY_NOT_CONFIRMED", "/people/1")),
]


@pytest.mark.parametrize(("place", "value", "defect"), CASES, ids=[f"{c[2][0]} {c[0]}" for c in CASES])
def test_each_thing_wrong_with_a_form_has_its_own_code_and_place(api, borrower, draft, form, place, value, defect):
    changed = deepcopy(form)
    *way, last = [int(part) if part.isdigit() else part for part in place.split("/")]
    target = changed
    for part in way:
        target = target[part]
    target[last] = value
    patched(api, borrower, draft, changed)
    refused = api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    assert refused.status == 422
    assert defect in refused.codes


def test_a_married_borrower_needs_a_spouse(api, borrower, draft, form):
    patched(api, borrower, draft, {"people": form["people"][:1]})
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).codes == {("SPOUSE_MISSING", "/people")}


def test_the_spouse_follows_but_cannot_submit_or_withdraw_and_sees_the_others_masked(api, spouse, submitted):
    assert api("POST", f"/v1/applications/{submitted}/withdraw", {}, spouse).status == 403
    people = api("GET", f"/v1/applications/{submitted}", who=spouse).body["form"]["people"]
    assert people[0]["id_number"] == "620102********0011"
    assert people[1]["name"] == "林测试"


def test_corrections_are_merged_sealed_anew_and_let_the_road_go_on(api, borrower, submitted, waiting):
    task = waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    answer = api("POST", f"/v1/applications/{submitted}/corrections", {"wish": {"months": 240}}, borrower)
    assert answer.status == 202
    assert casefile.load(submitted).application.wish.months == 240
    assert tasks.get(task).outcome == {"next": "corrected"}


LACKING = {
    "code": "MATERIAL_MISSING",
    "where": "B03",
    "remedy": "REMEDY_UPLOAD",
    "check": "materials",
    "field": "",
    "values": {"name": "首付款凭证"},
}
TOO_LITTLE = {
    "code": "DOWN_PAYMENT_LOW", "where": "home", "remedy": "REMEDY_DOWN_PAYMENT", "check": "rules", "field": "home.down_payment",
    "values": {"share": "20%"},
}  # fmt: skip
OF_AN_AGENCY = {
    "code": "FILING_NOT_FILED",
    "where": "home",
    "remedy": "REMEDY_PROPERTY",
    "check": "property",
    "field": "",
    "values": {},
}


def test_a_correction_that_corrects_nothing_is_told_what_is_still_open_and_uses_no_round_up(
    api, borrower, submitted, waiting
):
    notice = {"round": 1, "due_at": "2026-12-01", "defects": [LACKING, TOO_LITTLE, OF_AN_AGENCY]}
    task = waiting("correction", "CORRECTION", notice=notice)
    put(submitted, findings=findings(casefile.load(submitted).application))
    before = casefile.load(submitted)
    refused = api("POST", f"/v1/applications/{submitted}/corrections", {}, borrower)
    assert (refused.status, refused.body["code"]) == (422, "FORM_INCOMPLETE")
    assert refused.codes == {
        ("MATERIAL_MISSING", "/documents/B03"),
        ("DOWN_PAYMENT_LOW", "/home/down_payment"),
        ("ITEM_UNANSWERED", "/notice/3"),
    }
    assert "首付款凭证" in refused.body["defects"][0]["text"]
    assert casefile.load(submitted) == before and tasks.get(task).is_open
    saved = {"home": {"down_payment": "600000.00"}, "wish": {"amount": "300000.00"}}
    refused = api("POST", f"/v1/applications/{submitted}/corrections", saved, borrower)
    assert refused.codes == {("MATERIAL_MISSING", "/documents/B03")}, "a part of it uses the round up just as well"
    put(submitted, **{"documents.d1": {"state": "verified", "kept": "a" * 64}})
    assert api("POST", f"/v1/applications/{submitted}/corrections", saved, borrower).status == 202


def test_what_was_put_right_at_an_agency_needs_nothing_new_in_the_form_and_is_said(api, borrower, submitted, waiting):
    task = waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": [OF_AN_AGENCY]})
    assert api("POST", f"/v1/applications/{submitted}/corrections", {}, borrower).status == 422
    assert tasks.get(task).is_open
    assert api("POST", f"/v1/applications/{submitted}/notice/1", {"answer": "settled"}, borrower).status == 200
    assert api("POST", f"/v1/applications/{submitted}/corrections", {}, borrower).status == 202
    assert tasks.get(task).outcome == {"next": "corrected"}


def test_corrections_that_come_before_there_is_a_wait_are_to_come_back(api, borrower, submitted):
    put(submitted, status="CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    refused = api("POST", f"/v1/applications/{submitted}/corrections", {"wish": {"months": 240}}, borrower)
    assert (refused.status, refused.body["code"]) == (409, "CHANGED_MEANWHILE")
    assert casefile.load(submitted).application.wish.months == 360


def test_a_correction_that_is_wrong_changes_nothing(api, borrower, submitted, waiting):
    task = waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    before = casefile.load(submitted)
    refused = api(
        "POST", f"/v1/applications/{submitted}/corrections", {"centre": "620200", "wish": {"bank": None}}, borrower
    )
    assert refused.codes == {("CENTRE_FIXED", "/centre"), ("MISSING", "/wish/bank")}
    assert casefile.load(submitted) == before
    assert tasks.get(task).state == "open"


def test_consents_keep_their_id_and_moment_through_a_correction(api, borrower, submitted, waiting):
    waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    before = casefile.load(submitted).application.consents
    api("POST", f"/v1/applications/{submitted}/corrections", {"wish": {"months": 120}}, borrower)
    assert casefile.load(submitted).application.consents == before


def test_the_spouse_does_not_correct_for_the_applicant(api, spouse, submitted, waiting):
    task = waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    refused = api("POST", f"/v1/applications/{submitted}/corrections", {"wish": {"months": 240}}, spouse)
    assert (refused.status, refused.body["code"]) == (403, "NOT_YOUR_ROUTE")
    assert casefile.load(submitted).application.wish.months == 360 and tasks.get(task).is_open


def test_who_is_corrected_out_of_an_application_may_not_know_of_it_any_more(
    api, borrower, spouse, submitted, waiting, form
):
    waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    assert api("GET", f"/v1/applications/{submitted}", who=spouse).status == 200
    people = [form["people"][0], {**form["people"][1], "id_number": OTHER}]
    refused = api("POST", f"/v1/applications/{submitted}/corrections", {"people": people}, borrower)
    assert refused.codes == {("PARTY_NOT_CONFIRMED", "/people/1")}
    patched(api, borrower, submitted, {"people": people})
    authorised(submitted, "spouse")
    assert api("POST", f"/v1/applications/{submitted}/corrections", {}, borrower).status == 202
    assert api("GET", f"/v1/applications/{submitted}", who=spouse).status == 404


def test_an_applicant_borrows_and_is_not_merely_the_spouse_of_who_does(api, borrower, draft, form):
    one, other = form["people"]
    people = [{**one, "id_number": SPOUSE}, {**other, "id_number": BORROWER}]
    patched(api, borrower, draft, {"people": people})
    refused = api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    assert refused.codes >= {("BORROWER_NOT_APPLICANT", "/people/0/id_number")}


def test_corrections_are_for_when_they_are_asked_for(api, borrower, submitted):
    assert api("POST", f"/v1/applications/{submitted}/corrections", {}, borrower).body["code"] == "WRONG_STATUS"


def test_a_draft_is_withdrawn_at_once(api, borrower, draft):
    assert api("POST", f"/v1/applications/{draft}/withdraw", {}, borrower).body["status"] == "WITHDRAWN"
    assert casefile.load(draft).status == "WITHDRAWN"


def test_withdrawing_on_the_road_ends_what_waits(api, borrower, submitted, waiting):
    task = waiting("first_review", "REVIEWING")
    assert api("POST", f"/v1/applications/{submitted}/withdraw", {}, borrower).status == 202
    assert casefile.load(submitted).withdrawal.at
    assert tasks.get(task).state == "interrupted"


def test_money_on_its_way_cannot_be_withdrawn(api, borrower, submitted):
    put(submitted, status="DISBURSING")
    assert api("POST", f"/v1/applications/{submitted}/withdraw", {}, borrower).body["code"] == "WRONG_STATUS"
    assert casefile.load(submitted).withdrawal is None


def test_what_no_rule_reads_stays_in_the_form(api, borrower, draft, form):
    form["people"][0] |= {"education": "20", "employer": {"name": "某单位"}}
    patched(api, borrower, draft, {"people": form["people"], "delivery": {"address": "某处"}})
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
    kept = casefile.load(draft).form
    assert (kept["people"][0]["education"], kept["delivery"]) == ("20", {"address": "某处"})


def test_a_consent_keeps_the_words_it_was_given_to(api, borrower, submitted):
    kept = {(one["person"], one["use"]): one for one in casefile.load(submitted).consents}
    assert kept["spouse", "credit"]["purpose"] == "贷前审查"
    assert kept["spouse", "credit"]["version"] and kept["spouse", "credit"]["validity"]


def test_a_correction_is_judged_by_the_policy_of_the_day_of_acceptance(api, borrower, submitted, waiting, monkeypatch):
    asked, in_force = [], policy.in_force
    monkeypatch.setattr(policy, "in_force", lambda centre, on: asked.append(on) or in_force(centre, on))
    waiting(
        "correction",
        "CORRECTION",
        accepted_on="2026-03-02",
        notice={"round": 1, "due_at": "2026-12-01", "defects": []},
    )
    assert api("POST", f"/v1/applications/{submitted}/corrections", {}, borrower).status == 202
    assert {*asked} == {date(2026, 3, 2)}


@pytest.mark.parametrize(
    "kind", ["existing", "combination", "transfer_settle_first", "transfer_loan_for_loan", "off_site"]
)
def test_every_purchase_kind_can_be_applied_for(api, borrower, kind):
    draft = api("POST", "/v1/applications", complete(kind), borrower).body["id"]
    authorised(draft)
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
    application = casefile.load(draft).application
    assert application.kind == kind
    assert (application.old_loan is not None) == kind.startswith("transfer")


def test_a_form_saved_while_it_is_being_submitted_is_not_sealed_as_it_was_before(api, borrower, draft, monkeypatch):
    look = completeness.defects

    def saved_meanwhile(*asked):
        put(draft, revision=2)
        return look(*asked)

    monkeypatch.setattr(completeness, "defects", saved_meanwhile)
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).body["code"] == "CHANGED_MEANWHILE"
    case = casefile.load(draft)
    assert case.status == "DRAFT" and not case.is_submitted


def test_a_withdrawal_a_moment_after_the_banks_order_is_none_wherever_the_case_stands(
    api, borrower, submitted, waiting, monkeypatch
):
    task, acting = waiting("attend", "ATTENDING"), actors.acting

    def ordered_meanwhile(call):
        put(submitted, payment={"status": "ordered"})
        return acting(call)

    monkeypatch.setattr(actors, "acting", ordered_meanwhile)
    assert api("POST", f"/v1/applications/{submitted}/withdraw", {}, borrower).body["code"] == "WRONG_STATUS"
    assert casefile.load(submitted).withdrawal is None and tasks.get(task).is_open


def test_an_ended_case_that_is_submitted_again_starts_no_second_road(api, borrower, submitted, monkeypatch):
    put(submitted, status="REFUSED")
    monkeypatch.setattr(starting, "start", lambda case: pytest.fail("started again"))
    assert api("POST", f"/v1/applications/{submitted}/submit", {}, borrower).body["status"] == "REFUSED"


def test_a_case_that_leaves_for_another_end_is_not_withdrawn_and_does_not_offer_it(api, borrower, submitted):
    put(submitted, status="SIGNING", contract={}, leaving="EXPIRED")
    assert api("POST", f"/v1/applications/{submitted}/withdraw", {}, borrower).body["code"] == "WRONG_STATUS"
    assert casefile.load(submitted).withdrawal is None
    shown = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["next"]
    assert "CAN_WITHDRAW" not in [step["code"] for step in shown]


@pytest.mark.parametrize(
    ("what", "said"), [("withdraw", {}), ("consents/withdrawals", {"use": "data"}), ("signed-forms/{}/denials", {})]
)
@pytest.mark.parametrize(
    ("values", "stays"),
    [({"leaving": "WITHDRAWN"}, True), ({"payment": {"status": "paid"}}, True), ({"status": "REVIEWING"}, False)],
)
def test_whatever_is_taken_back_once_more_interrupts_nobody_but_where_the_road_has_still_to_leave(
    api, borrower, submitted, waiting, what, said, values, stays
):
    withdrawal = {"at": "2026-11-23T10:00:00.000Z", "by": "x"}
    task = waiting("attend", "ATTENDING", {"step": "Issue"}, contract=CONTRACT, withdrawal=withdrawal)
    present(submitted, "borrower", proof="e" * 32, method="signed_form", act="submit", about="1")
    put(submitted, **values)
    reply = api("POST", f"/v1/applications/{submitted}/{what.format('e' * 32)}", said, borrower)
    assert (reply.body.get("code") == "WRONG_STATUS") is (what == "withdraw" and "payment" in values), reply.body
    assert tasks.get(task).is_open is stays


def test_a_withdrawal_once_more_while_the_case_leaves_is_the_same_withdrawal(api, borrower, submitted):
    put(submitted, status="SIGNING", contract={}, withdrawal={"at": "then"}, leaving="WITHDRAWN")
    assert api("POST", f"/v1/applications/{submitted}/withdraw", {}, borrower).status == 202
    assert casefile.load(submitted).withdrawal.at == "then"


def test_a_file_found_good_while_it_is_being_submitted_is_not_left_out_of_the_application(
    api, borrower, draft, monkeypatch
):
    note = relatives.note

    def verified_meanwhile(people):
        monkeypatch.setattr(relatives, "note", note)
        put(draft, documents={"d1": {"state": "verified"}})
        note(people)

    monkeypatch.setattr(relatives, "note", verified_meanwhile)
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
    assert casefile.load(draft).application.documents == {"B03": ("d1",)}


def test_whom_a_correction_names_no_more_sees_what_was_handed_in_about_them_until_it_is_sent(
    api, borrower, spouse, submitted, waiting, form
):
    waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    where = f"/v1/applications/{submitted}"
    people = [form["people"][0], {**form["people"][1], "id_number": OTHER, "name": "别人"}]
    patched(api, borrower, submitted, {"people": people})
    seen = api("GET", where, who=spouse)
    assert seen.status == 200 and seen.body["form"]["people"][1] == form["people"][1]
    assert seen.body["form"]["people"][0]["id_number"] == "620102********0011"
    assert (seen.body["parties"], seen.body["origins"], seen.body["documents"]) == ([], [], [])
    assert "别人" not in str(seen.body) and OTHER not in str(seen.body)
    assert api("GET", f"{where}/data-uses", who=spouse).status == 200
    for method, path, body in (
        ("GET", "/track", None), ("GET", "/materials", None), ("PATCH", "/people/me", {}), ("POST", "/submit", {}),
        ("POST", "/consents", {"use": "data", "version": "1"}),
    ):  # fmt: skip
        assert api(method, where + path, body, spouse, if_match='"2"').status == 404


@pytest.mark.parametrize("sent", [False, True], ids=["while it is corrected", "afterwards"])
def test_who_was_replaced_takes_their_consent_back_and_the_case_goes_on_once_another_was_handed_in(
    api, login, borrower, spouse, submitted, waiting, form, sent
):
    waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    where = f"/v1/applications/{submitted}"
    ledger.append(
        submitted, {"agency": "police", "subject": "spouse", "party": reference("person", SPOUSE), "at": "then"}
    )
    ledger.append(
        submitted, {"agency": "police", "subject": "spouse", "party": reference("person", OTHER), "at": "then"}
    )
    ledger.append(submitted, {"agency": "registry", "subject": "home", "at": "then"})
    people = [form["people"][0], {**form["people"][1], "id_number": OTHER}]
    patched(api, borrower, submitted, {"people": people})
    if sent:
        authorised(submitted, "spouse")
        assert api("POST", f"{where}/corrections", {}, borrower).status == 202
        assert api("GET", where, who=spouse).status == 404
    taken_back = api("POST", f"{where}/consents/withdrawals", {"use": "data"}, spouse)
    assert taken_back.status == 200
    assert {one["use"]: one["state"] for one in taken_back.body["items"]}["data"] == "WITHDRAWN"
    case = casefile.load(submitted)
    assert (case.withdrawal is None) is sent and not case.ended
    data = [(one["party"], "withdrawn_at" in one) for one in case.consents if one["use"] == "data"]
    assert (reference("person", SPOUSE), True) in data and (reference("person", BORROWER), False) in data
    assert ((reference("person", OTHER), False) in data) is sent
    used = api("GET", f"{where}/data-uses", who=spouse)
    assert used.status == 200 and [one["agency"] for one in used.body["items"]].count("police") == 1
    assert ("registry" in [one["agency"] for one in used.body["items"]]) is not sent
    assert (
        api("POST", f"{where}/consents/withdrawals", {"use": "data"}, login("depositor", "620102199608200225")).status
        == 404
    )


def test_a_consent_of_whom_a_draft_names_no_more_does_not_come_back_with_their_number(api, borrower, form, draft):
    one, two = form["people"]
    for number in (OTHER, SPOUSE):
        patched(api, borrower, draft, {"people": [one, {**two, "id_number": number}]})
    case = casefile.load(draft)
    assert {c["person"] for c in case.consents if not c.get("void_at")} == {"borrower"}
    refused = api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    assert (refused.status, {place for _, place in refused.codes}) == (422, {"/people/1"})


def test_a_save_that_changes_nothing_writes_nothing_and_keeps_nobody_from_submitting(api, borrower, spouse, draft):
    put(draft, people={reference("person", BORROWER): "borrower", reference("person", SPOUSE): "spouse"})
    where, before = f"/v1/applications/{draft}", casefile.load(draft)
    tag = api("GET", where, who=borrower).headers["ETag"]
    for path, body, who in (
        ("/people/me", {}, spouse),
        ("", {}, borrower),
        ("", {"wish": before.form["wish"]}, borrower),
    ):
        saved = api("PATCH", where + path, body, who, if_match=tag)
        assert (saved.status, saved.headers["ETag"]) == (200, tag)
    assert casefile.load(draft) == before
    assert api("POST", f"{where}/submit", {}, borrower, if_match=tag).status == 202
