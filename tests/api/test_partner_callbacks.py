import json
from dataclasses import replace

import pytest

from chalicelib import clock
from chalicelib.agencies import signers
from chalicelib.casework import registration
from chalicelib.errors import Contended
from chalicelib.records import acceptance, casefile, lanes, tasks
from chalicelib.records.statements import Procedure
from chalicelib.trust import secrets
from tests.given.case import CONTRACT, evidence_of, put
from tests.given.case import SIGNED as AGREED
from tests.given.case import waiting as waiting_for_staff
from tests.given.form import BORROWER, SELLER
from tests.given.platform import BANKS, EXCHANGE


def waiting_for(case, kind, details):
    """An open task of staff about the case."""
    return waiting_for_staff(case, kind, "ATTENDING", details=details, accepted_on="2026-11-23")


MORTGAGE = {"apply_biz_id": "JKM1", "attempt": 1, "status": "PENDING"}
DONE = {
    "apply_biz_id": "JKM1",
    "biz_status": "DONE",
    "certificate_number": "甘(2026)0000001号",
    "registered_at": "2026-11-23",
}


@pytest.fixture
def signing(submitted, waiting):
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    return waiting("sign", "SIGNING", contract=CONTRACT, accepted_on="2026-11-23")


@pytest.fixture
def registering(submitted, waiting):
    acceptance.register("mortgage#JKM1", case=submitted)
    return waiting("mortgage", "REGISTERING", mortgage=MORTGAGE)


SIGNED = {"contract_number": CONTRACT["number"], "sha256": CONTRACT["sha256"], "signed_at": "2026-11-23T10:00:00Z"}


def test_the_banks_signature_is_one_of_those_the_road_waits_for(api, from_bank, borrower, spouse, submitted, signing):
    for who in (borrower, spouse):
        api("POST", f"/v1/applications/{submitted}/signatures", AGREED, who)
    assert from_bank("contract.signed", SIGNED).status == 200
    assert tasks.get(signing).outcome == {"next": "signed"}


def test_a_repeated_callback_is_heard_once(from_bank, submitted, signing):
    assert from_bank("contract.signed", SIGNED).status == 200
    first = casefile.load(submitted).signatures
    for id in ("event-1", "event-2"):
        assert from_bank("contract.signed", SIGNED, id=id).status == 200
    assert casefile.load(submitted).signatures == first


def test_a_bank_that_declines_ends_the_signing_and_saying_so_again_is_fine(from_bank, signing):
    declined = {"contract_number": CONTRACT["number"], "reason": "内部审批未通过"}
    assert from_bank("contract.declined", declined).status == 200
    assert tasks.get(signing).outcome == {"next": "declined"}
    assert from_bank("contract.declined", declined, id="event-2").status == 200


def test_a_callback_that_comes_too_late_is_heard_and_changes_nothing(from_bank, submitted, signing):
    put(submitted, status="CANCELLED")
    assert from_bank("contract.signed", SIGNED).status == 200
    assert casefile.load(submitted).signatures == {}


STUCK = {"status": "ATTENDING", "contract": CONTRACT, "accepted_on": "2026-11-23"}


def test_what_a_bank_says_while_the_signing_is_stuck_before_its_wait_is_written_down(from_bank, submitted):
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    put(submitted, **STUCK)
    assert from_bank("contract.signed", SIGNED).status == 200
    assert "bank" in casefile.load(submitted).signatures


def test_a_decline_while_the_signing_is_stuck_before_its_wait_is_written_down(from_bank, submitted):
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    put(submitted, **STUCK)
    for id in ("event-1", "event-2"):
        assert from_bank("contract.declined", {"contract_number": CONTRACT["number"]}, id=id).status == 200
    assert casefile.load(submitted).contract.declined["party"] == "bank"


@pytest.mark.parametrize("status", ["SIGNING", "ATTENDING"])
def test_while_signing_is_held_up_a_bank_signs_later_and_may_decline_at_once(from_bank, submitted, signing, status):
    held = Procedure("court_papers", clock.stamp(), "s1", "person_s1", "2099-02-26T17:30:00+08:00", "")
    put(submitted, status=status, procedures={"court_papers.1": held})
    refused = from_bank("contract.signed", SIGNED)
    assert (refused.status, refused.body["code"]) == (409, "CHANGED_MEANWHILE")
    for id in ("event-2", "event-3"):
        assert from_bank("contract.declined", {"contract_number": CONTRACT["number"]}, id=id).status == 200
    assert casefile.load(submitted).contract.declined["party"] == "bank"
    assert tasks.get(signing).outcome == {"next": "declined"}


@pytest.mark.parametrize("type", ["contract.signed", "contract.declined"])
def test_a_word_on_a_contract_that_is_neither_written_down_nor_too_late_is_not_received(
    from_bank, submitted, signing, type
):
    put(submitted, status="REGISTERING")
    refused = from_bank(type, SIGNED)
    assert (refused.status, refused.body["code"]) == (409, "CHANGED_MEANWHILE")


@pytest.mark.parametrize("named", ["B01", "B02", "B99", "zz"])
def test_a_partner_of_an_earlier_release_names_itself_and_its_signature_counts_alone(
    from_bank, submitted, signing, named
):
    assert from_bank("contract.signed", SIGNED, anju_bank=named).status == 200
    assert "bank" in casefile.load(submitted).signatures


@pytest.mark.parametrize(
    ("altered", "wrong"),
    [
        ({"webhook_id": ""}, ("MISSING", "webhook-id")),
        ({"webhook_timestamp": "1"}, ("TIMESTAMP_WRONG", "webhook-timestamp")),
        ({"webhook_timestamp": "soon"}, ("TIMESTAMP_WRONG", "webhook-timestamp")),
        ({"webhook_signature": "v1,AAAA"}, ("SIGNATURE_WRONG", "webhook-signature")),
    ],
)
def test_a_callback_that_is_not_the_banks_says_which_header_is_wrong(from_bank, signing, altered, wrong):
    refused = from_bank("contract.signed", SIGNED, **altered)
    assert (refused.body["code"], refused.codes) == ("BAD_SIGNATURE", {wrong})


def test_a_callback_that_is_not_the_registrys_says_which_header_is_wrong(api, from_registry, registering):
    assert from_registry(DONE, key="another").codes == {("SIGNATURE_WRONG", "gjgxjhpt_sign")}
    late = {**signers.headers("hmac-sha256", EXCHANGE["callback_key"], "s", "r", b"{}"), "gjgxjhpt_rtime": "1"}
    assert api("POST", "/v1/registry/callbacks", raw=b"{}", **late).codes == {("TIMESTAMP_WRONG", "gjgxjhpt_rtime")}


def test_why_a_bank_declines_is_kept_sealed_and_cut_and_shown_to_whoever_decides(
    api, from_bank, login, submitted, signing, platform, capsys
):
    why = "内部审批未通过：林测试近期逾期。" + "长" * 300
    declined = {"contract_number": CONTRACT["number"], "reason": why}
    for id in ("event-1", "event-2"):
        assert from_bank("contract.declined", declined, id=id).status == 200
    attended = waiting_for(submitted, "attend", {"step": "Compensate", "error": "Unexpected"})
    (word,) = api("GET", f"/v1/tasks/{attended}", who=login("supervisor", "s1")).body["words"]
    assert word == {
        "partner": "B01",
        "said": "contract.declined",
        "at": word["at"],
        "text": why[:200],
        "signed_at": None,
    }
    told = [capsys.readouterr().out, *(str(platform.items(table)) for table in ("cases", "parts", "tasks", "traces"))]
    assert not any("林测试近期" in text for text in told)


def test_when_a_bank_says_that_it_signed_another_contract_is_shown_with_the_dispute(
    api, from_bank, login, submitted, signing
):
    from_bank("contract.signed", {**SIGNED, "sha256": "0" * 64})
    (dispute,) = (task.id for task in tasks.of_case(submitted) if task.kind == "dispute")
    (word,) = api("GET", f"/v1/tasks/{dispute}", who=login("supervisor", "s1")).body["words"]
    assert (word["said"], word["text"], word["signed_at"]) == ("contract.signed", None, SIGNED["signed_at"])


@pytest.mark.parametrize("heard_first", ["DONE", "PENDING"])
def test_why_the_registry_rejects_is_shown_whether_that_contradicts_it_or_not(
    api, from_registry, login, submitted, registering, heard_first
):
    if heard_first == "DONE":
        from_registry(DONE)
    assert from_registry({"apply_biz_id": "JKM1", "biz_status": "REJECTED", "reason": "查" * 300}).status == 200
    attended = waiting_for(submitted, "attend", {"step": "Disburse", "error": "PreconditionFailed"})
    (word,) = api("GET", f"/v1/tasks/{attended}", who=login("supervisor", "s1")).body["words"]
    assert (word["partner"], word["said"], word["text"]) == ("registry", "REJECTED", "查" * 200)


def test_what_partners_added_is_nothing_for_a_reviewer_of_something_else(api, from_bank, login, submitted, signing):
    from_bank("contract.declined", {"contract_number": CONTRACT["number"], "reason": "未通过"})
    verify = waiting_for(submitted, "verify", {"looks": []})
    assert api("GET", f"/v1/tasks/{verify}", who=login("reviewer", "r1")).body["words"] == []


def test_a_payment_is_known_by_our_serial_alone_whatever_contract_number_the_bank_gives_it(
    from_bank, submitted, signing
):
    serial = f"{CONTRACT['number']}P1"
    put(submitted, status="DISBURSING", payment={"serial": serial})
    assert from_bank("payment.settled", {"serial": serial, "contract_number": "B01-2026-77"}).status == 200
    assert casefile.load(submitted).payment.status == "paid"


def test_a_bank_that_signed_another_text_has_not_signed(from_bank, submitted, signing):
    for id in ("event-1", "event-2"):
        assert from_bank("contract.signed", {**SIGNED, "sha256": "0" * 64}, id=id).status == 200
    assert casefile.load(submitted).signatures == {} and tasks.get(signing).is_open
    assert disputed(submitted) == [("DISPUTE_SIGNED_OTHER_CONTRACT", "contract.signed")]


def test_a_bank_that_says_it_signed_a_void_contract_has_not_and_a_person_tells_it(from_bank, submitted, signing):
    put(submitted, status="CANCELLED", contract={"voided_at": "2026-11-24T00:00:00.000Z"})
    assert from_bank("contract.signed", SIGNED).status == 200
    assert casefile.load(submitted).signatures == {}
    assert disputed(submitted) == [("DISPUTE_SIGNED_VOID_CONTRACT", "contract.signed")]


def test_a_bank_that_repeats_what_it_signed_before_the_contract_was_void_opens_no_dispute(
    from_bank, submitted, signing
):
    from_bank("contract.signed", SIGNED)
    put(submitted, status="CANCELLED", contract={"voided_at": "2026-11-24T00:00:00.000Z"})
    assert from_bank("contract.signed", SIGNED, id="event-2").status == 200
    assert disputed(submitted) == []


def test_what_a_bank_signed_is_kept_with_how_it_was_known(from_bank, submitted, signing):
    from_bank("contract.signed", SIGNED)
    kept = evidence_of(submitted, "bank")
    assert (kept["person"], kept["shown"], kept["how"]["method"]) == ("bank:B01", SIGNED["sha256"], "webhook-signature")
    assert (kept["how"]["message"], len(kept["how"]["body"]), kept["told"]["at"]) == (
        "event-1",
        64,
        SIGNED["signed_at"],
    )


def test_a_bank_that_does_not_say_which_text_it_signed_has_not_signed(from_bank, submitted, signing):
    silent = {name: value for name, value in SIGNED.items() if name != "sha256"}
    assert from_bank("contract.signed", silent).codes == {("MISSING", "/data/sha256")}
    assert casefile.load(submitted).signatures == {}


def test_a_settled_payment_is_noted_and_a_late_failure_does_not_undo_it(from_bank, submitted, signing):
    serial = f"{CONTRACT['number']}P1"
    put(submitted, status="DISBURSING", payment={"serial": serial})
    assert from_bank("payment.settled", {"serial": serial}).status == 200
    assert from_bank("payment.failed", {"serial": serial}, id="event-2").status == 200
    case = casefile.load(submitted)
    assert (case.payment.status, case.payment_notice.type) == ("paid", "payment.settled")
    assert disputed(submitted) == [("DISPUTE_FAILED_AFTER_SETTLEMENT", "payment.failed")]


def test_a_failure_told_before_the_bank_was_asked_ends_the_pay_out(from_bank, submitted, signing):
    serial = f"{CONTRACT['number']}P1"
    put(submitted, status="DISBURSING", payment={"serial": serial})
    for id in ("event-1", "event-1", "event-2"):
        assert from_bank("payment.failed", {"serial": serial}, id=id).status == 200
    assert casefile.load(submitted).payment.status == "failed"
    assert disputed(submitted) == []


def disputed(case):
    return [(task.details["codes"][0], task.details["said"]) for task in tasks.of_case(case) if task.kind == "dispute"]


def test_a_bank_that_declines_what_it_has_signed_opens_a_dispute_and_the_signing_goes_on(from_bank, submitted, signing):
    from_bank("contract.signed", SIGNED)
    declined = {"contract_number": CONTRACT["number"]}
    for id in ("event-2", "event-2", "event-3"):
        assert from_bank("contract.declined", declined, id=id).status == 200
    assert tasks.get(signing).is_open
    assert disputed(submitted) == [("DISPUTE_DECLINED_AFTER_SIGNATURE", "contract.declined")]


def test_another_bank_that_speaks_of_a_contract_learns_nothing_and_a_person_hears_of_it(from_bank, submitted, signing):
    for _ in range(2):
        refused = from_bank("contract.signed", SIGNED, bank="B02")
        assert (refused.status, refused.body["code"]) == (404, "NOT_FOUND")
    assert casefile.load(submitted).signatures == {} and tasks.get(signing).is_open
    assert disputed(submitted) == [("DISPUTE_FOREIGN_CONTRACT", "contract.signed")]


@pytest.mark.parametrize("type", ["contract.signed", "contract.declined"])
def test_a_bank_that_speaks_before_there_is_a_wait_is_heard_and_written_down(from_bank, submitted, type):
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    parties = casefile.load(submitted).parties
    put(submitted, status="SIGNING", contract=CONTRACT, signatures={party: {} for party in parties})
    told = from_bank(type, SIGNED)
    case = casefile.load(submitted)
    assert told.status == 200 and ("bank" in case.signatures or case.contract.declined["party"] == "bank")


def test_a_word_that_was_not_heard_may_be_told_again_under_its_id(from_bank, submitted, signing, monkeypatch):
    def beaten(*anything, **more):
        raise Contended("c")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(casefile, "amend", beaten)
        assert from_bank("contract.signed", SIGNED).body["code"] == "CHANGED_MEANWHILE"
    assert from_bank("contract.signed", SIGNED).status == 200
    assert "bank" in casefile.load(submitted).signatures


@pytest.mark.parametrize(
    ("type", "data", "missing"),
    [
        ("contract.signed", {"contract_number": "JK1"}, {"/data/sha256"}),
        ("contract.signed", {}, {"/data/contract_number", "/data/sha256"}),
        ("contract.declined", {}, {"/data/contract_number"}),
        ("payment.settled", {"contract_number": "JK1"}, {"/data/serial"}),
        ("payment.failed", {}, {"/data/serial"}),
    ],
)
def test_an_event_says_what_it_is_about(from_bank, type, data, missing):
    assert from_bank(type, data).codes == {("MISSING", place) for place in missing}


def test_only_the_banks_own_signature_and_contract_count(from_bank, signing):
    assert from_bank("contract.signed", SIGNED, secret=BANKS["B01"]["webhook_secret"]).body["code"] == "BAD_SIGNATURE"
    assert from_bank("contract.signed", SIGNED, bank="B02").status == 404
    assert from_bank("contract.signed", {**SIGNED, "contract_number": "JK0"}).status == 404


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ('{"type": "contract.lost", "timestamp": "", "data": {}}', 422),
        ('{"type": "contract.signed", "timestamp": "", "data": {"contract_number": 7}}', 422),
        ('{"type": "contract.signed", "timestamp": "", "data": {}}', 422),
        ('{"type": "contract.signed", "timestamp": "", "data": []}', 422),
        ("[]", 400),
        ("{", 400),
        ("[" * 100_000, 400),
    ],
)
def test_a_well_signed_body_that_makes_no_sense_is_refused(from_bank, signing, raw, status):
    assert from_bank("", {}, raw=raw).status == status


def test_the_registrys_done_brings_the_certificate_and_the_road_goes_on(from_registry, submitted, registering):
    for _ in range(2):
        assert from_registry(DONE).status == 200
    mortgage = casefile.load(submitted).mortgage
    assert (mortgage.status, mortgage.certificate_number) == ("DONE", DONE["certificate_number"])
    assert tasks.get(registering).outcome == {"next": "registered"}


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ("REJECTED", {"next": "rejected"}),
        ("CANCELLED", {"next": "rejected"}),
        ("NEED_MORE_MATERIAL", {"error": "MoreMaterial"}),
    ],
)
def test_the_registrys_other_words_go_to_the_road(from_registry, submitted, registering, told, word):
    assert from_registry({"apply_biz_id": "JKM1", "biz_status": told, "reason": "材料不全"}).status == 200
    assert casefile.load(submitted).mortgage.status == told
    assert tasks.get(registering).outcome == word


def test_done_after_more_was_wanted_is_news(from_registry, submitted, registering):
    from_registry({"apply_biz_id": "JKM1", "biz_status": "NEED_MORE_MATERIAL"})
    assert from_registry(DONE).status == 200
    assert casefile.load(submitted).mortgage.is_proven


EARLIER = DONE | {"certificate_number": "甘证0"}


@pytest.mark.parametrize("word", [EARLIER, EARLIER | {"certificate_number": None}])
def test_that_an_application_given_up_for_another_is_registered_after_all_holds_the_money_up(
    from_registry, submitted, registering, word
):
    put(submitted, mortgage=MORTGAGE | {"apply_biz_id": "JKM2", "attempt": 2})
    for _ in range(2):
        assert from_registry({name: value for name, value in word.items() if value}).status == 200
    (dispute,) = lanes.queue("620100", "dispute")[0]
    assert dispute.details["codes"] == ["DISPUTE_REGISTRY_EARLIER_DONE"]
    mortgage = casefile.load(submitted).mortgage
    assert (mortgage.apply_biz_id, mortgage.status, mortgage.doubts) == ("JKM2", "PENDING", [dispute.id])
    assert tasks.get(registering).is_open


@pytest.mark.parametrize("word", ["REJECTED", "CANCELLED", "PENDING", "NEED_MORE_MATERIAL"])
def test_nothing_else_of_an_application_given_up_for_another_is_news(from_registry, submitted, registering, word):
    put(submitted, mortgage=MORTGAGE | {"apply_biz_id": "JKM2", "attempt": 2})
    before = casefile.load(submitted)
    assert from_registry({"apply_biz_id": "JKM1", "biz_status": word}).status == 200
    assert casefile.load(submitted) == before and lanes.queue("620100", "dispute")[0] == []


def test_pending_is_heard_and_changes_nothing(from_registry, submitted, registering):
    assert from_registry({"apply_biz_id": "JKM1", "biz_status": "PENDING"}).status == 200
    assert tasks.get(registering).state == "open"


def test_a_last_word_other_than_the_last_moves_nothing_and_a_person_finds_out(from_registry, submitted, registering):
    from_registry(DONE)
    assert from_registry({"apply_biz_id": "JKM1", "biz_status": "REJECTED"}).status == 200
    assert casefile.load(submitted).mortgage.status == "DONE"
    assert disputed(submitted) == [("DISPUTE_REGISTRY_TOOK_BACK", "REJECTED")]


def test_what_the_registry_says_while_the_mortgage_is_taken_back_does_not_bring_it_back(
    from_registry, submitted, registering, monkeypatch
):
    def discharged_meanwhile(mortgage, **news):
        put(submitted, mortgage={**MORTGAGE, "status": "DISCHARGED"})
        return replace(mortgage, **news)

    monkeypatch.setattr(registration, "replace", discharged_meanwhile)
    assert from_registry(DONE).status == 200
    assert casefile.load(submitted).mortgage.status == "DISCHARGED"
    assert disputed(submitted)


@pytest.mark.parametrize("status", ["LEFT", "DISCHARGED"])
def test_what_was_registered_though_we_had_given_it_up_is_found_out_by_a_person(
    from_registry, submitted, registering, status
):
    put(submitted, mortgage={**MORTGAGE, "status": status})
    assert from_registry(DONE).status == 200
    assert casefile.load(submitted).mortgage.status == status
    assert disputed(submitted) == [("DISPUTE_REGISTRY_DONE_AFTER_REFUSAL", "DONE")]


def test_the_registration_we_knew_of_before_we_took_it_back_is_no_news(from_registry, submitted, registering):
    known = {**MORTGAGE, "status": "DISCHARGED", "certificate_number": DONE["certificate_number"]}
    put(submitted, mortgage=known)
    assert from_registry(DONE).status == 200 and disputed(submitted) == []


def test_what_the_registry_says_of_an_application_made_before_is_no_news(from_registry, submitted, registering):
    put(submitted, mortgage={**MORTGAGE, "apply_biz_id": "JKM2", "attempt": 2})
    assert from_registry(DONE).status == 200
    assert casefile.load(submitted).mortgage.status == "PENDING" and tasks.get(registering).is_open


def test_done_without_a_certificate_is_not_done(from_registry, submitted, registering):
    refused = from_registry({"apply_biz_id": "JKM1", "biz_status": "DONE"})
    assert refused.codes == {("MISSING", "/certificate_number")}
    assert casefile.load(submitted).mortgage.status == "PENDING"


def test_while_the_exchange_rotates_its_key_callbacks_under_either_are_the_registrys(
    from_registry, registering, monkeypatch
):
    overlapping = {**EXCHANGE, "callback_key": "next", "callback_key_previous": EXCHANGE["callback_key"]}
    monkeypatch.setattr(secrets, "exchange", lambda: overlapping)
    assert from_registry({**DONE, "biz_status": "PENDING"}).status == 200
    assert from_registry(DONE, key="next").status == 200
    assert from_registry(DONE, key="the one before").body["code"] == "BAD_SIGNATURE"


def test_the_registrys_signature_covers_the_body(from_registry, registering):
    assert from_registry(DONE, key="another").body["code"] == "BAD_SIGNATURE"
    assert (
        from_registry(DONE, sent=json.dumps({**DONE, "biz_status": "REJECTED"}).encode()).body["code"]
        == "BAD_SIGNATURE"
    )


@pytest.mark.parametrize("rtime", ["", "x", "9" * 400, "9" * 5000, "١٢٣"])
def test_a_time_nobody_can_read_is_a_bad_signature(api, rtime):
    signed = {"gjgxjhpt_rid": "r", "gjgxjhpt_sid": "s", "gjgxjhpt_rtime": rtime, "gjgxjhpt_sign": "x"}
    assert api("POST", "/v1/registry/callbacks", DONE, **signed).body["code"] == "BAD_SIGNATURE"


def test_a_bank_reads_its_own_contract_and_no_other(api, login, submitted, signing):
    path, told = f"/v1/bank/contracts/{CONTRACT['number']}", {"amount": "412000.00", "months": 200, "rate": "2.60"}
    put(submitted, decision={"approved": True, **told})
    read = api("GET", path, who=login("bank", "B01"))
    assert {name: read.body[name] for name in told} == told, "as it was decided, and not as it was wished for"
    assert read.body["payee"] == SELLER and read.body["bank_part"] is None
    assert read.body["sha256"] == CONTRACT["sha256"]
    assert read.body["people"][0]["id_number"] == BORROWER
    assert read.body["home"]["unit_number"] == "620102001001GB00101F00010101"
    assert api("GET", path, who=login("bank", "B02")).status == 404
    assert api("GET", "/v1/bank/contracts/JK0", who=login("bank", "B01")).status == 404
