"""Before the bank's part of a combination is signed at the bank, everybody confirms what it costs in all, by their own act."""

import json

import pytest
from standardwebhooks import Webhook

from chalicelib import clock
from chalicelib.api.partners import callbacks
from chalicelib.casework import disputes
from chalicelib.casework.bank_part import statement_of
from chalicelib.records import acceptance, casefile, tasks
from tests.given.case import CONTRACT, SIGNED, put, stored
from tests.given.case import present as at_window
from tests.given.platform import BANKS

OFFER = {
    "contract_number": CONTRACT["number"],
    "amount": "300000.00",
    "months": "480",
    "rate": "3.50",
    "fees": "600.00",
    "all_in": "3.52",
}
AT_BANK = {
    "contract_number": CONTRACT["number"],
    "bank_contract_number": "GD1",
    "sha256": "d" * 64,
    "place": "示例支行",
}


@pytest.fixture
def combination(submitted, waiting):
    """A case whose contract waits to be signed, of which 300 000 yuan are the bank's."""
    case = casefile.load(submitted)
    form = stored(case.application)
    put(submitted, application={**form, "wish": {**form["wish"], "commercial_amount": "300000.00"}})
    task = waiting("sign", "SIGNING", contract={**CONTRACT, "bank_part": True})
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    return task


@pytest.fixture
def bank(api):
    def send(type, data, id="event-1", bank="B01"):
        body, now = json.dumps({"type": type, "timestamp": "2026-11-23T10:00:00Z", "data": data}), clock.now()
        signed = {
            "webhook_id": id,
            "webhook_timestamp": str(int(now.timestamp())),
            "webhook_signature": Webhook(BANKS[bank]["callback_secret"]).sign(id, now, body),
        }
        return api("POST", "/v1/bank/callbacks", raw=body.encode(), **signed)

    return send


@pytest.fixture
def track(api, submitted):
    return lambda who: api("GET", f"/v1/applications/{submitted}/track", None, who).body


@pytest.fixture
def confirm(api, submitted):
    def by(who, **body):
        return api("POST", f"/v1/applications/{submitted}/costs", body, who)

    return by


def test_both_contracts_are_signed_in_one_wait_the_banks_after_its_cost_is_confirmed(
    combination, submitted, bank, confirm, track, api, borrower, spouse
):
    assert track(borrower)["bank_part"]["state"] == "PLANNED"
    offered = bank("bank_part.offered", OFFER)
    assert offered.body == {"received": True, "statement": statement_of(CONTRACT["number"], {**OFFER, "method": "01"})}
    shown = track(spouse)["bank_part"]
    assert (shown["state"], shown["waiting_for"]) == ("OFFERED", ["borrower", "spouse"])
    assert (shown["offer"]["all_in"], shown["offer"]["months"], shown["offer"]["fees"]) == ("3.52", "480", "600.00")
    assert "CAN_CONFIRM_COST" in [step["code"] for step in track(spouse)["next"]]
    for who in (borrower, spouse):
        assert confirm(who, sha256=shown["offer"]["sha256"]).status == 202
        assert api("POST", f"/v1/applications/{submitted}/signatures", SIGNED, who).status == 202
    assert track(borrower)["bank_part"]["state"] == "CONFIRMED"
    assert (
        bank("contract.signed", {"contract_number": CONTRACT["number"], "sha256": CONTRACT["sha256"]}, "e2").status
        == 200
    )
    assert tasks.get(combination).state == "open", "the bank's own contract is not signed yet"
    assert track(borrower)["contract"]["waiting_for"] == ["bank_part"]
    said = {**AT_BANK, "statement": offered.body["statement"]}
    assert bank("bank_part.signed", AT_BANK, "e3").status == 422, "of which terms?"
    assert bank("bank_part.signed", said, "e4").status == 200
    assert tasks.get(combination).outcome == {"next": "signed"}
    assert (track(spouse)["bank_part"]["state"], track(spouse)["bank_part"]["place"]) == ("SIGNED", "示例支行")
    put(submitted, status="REGISTERING")
    assert bank("bank_part.declined", {"contract_number": CONTRACT["number"]}, "e5").status == 200
    (dispute,) = (one for one in tasks.of_case(submitted) if one.kind == disputes.KIND)
    assert dispute.details["codes"] == [disputes.DECLINED_AFTER_SIGNATURE], "a person finds out, and nothing is undone"


def test_a_signature_at_the_bank_before_that_is_none(combination, bank, track, borrower):
    statement = bank("bank_part.offered", OFFER).body["statement"]
    assert bank("bank_part.signed", {**AT_BANK, "statement": statement}, "e2").status == 200
    assert track(borrower)["contract"]["signed"] == []


def test_one_confirms_the_statement_as_it_stands_and_for_oneself(combination, bank, confirm, track, borrower, spouse):
    bank("bank_part.offered", OFFER)
    before = track(borrower)["bank_part"]["offer"]["sha256"]
    bank("bank_part.offered", {**OFFER, "rate": "3.40"}, "e2")
    assert confirm(borrower, sha256=before).codes == {("CONFIRMED_OTHER_COST", "/sha256")}
    now = track(borrower)["bank_part"]["offer"]["sha256"]
    assert confirm(borrower, sha256=now, person="spouse").status == 422
    assert confirm(borrower, sha256=now).body["waiting_for"] == ["spouse"]
    assert confirm(borrower, sha256=now).status == 202


def test_the_window_confirms_for_who_is_there(combination, submitted, bank, confirm, track, login, borrower):
    bank("bank_part.offered", OFFER)
    clerk, statement = login("clerk", "clerk-1"), track(borrower)["bank_part"]["offer"]["sha256"]
    assert confirm(clerk, sha256=statement, person="spouse").body["code"] == "PRESENCE_REQUIRED"
    at_window(submitted, "spouse")
    assert confirm(clerk, sha256=statement, person="spouse").body["waiting_for"] == ["borrower"]


def test_without_an_offer_there_is_nothing_to_confirm(combination, confirm, borrower):
    assert confirm(borrower, sha256="c" * 64).body["code"] == "WRONG_STATUS"


def test_the_bank_declining_its_part_ends_the_signing(combination, bank):
    assert bank("bank_part.declined", {"contract_number": CONTRACT["number"]}).status == 200
    assert tasks.get(combination).outcome == {"next": "declined"}


def test_a_contract_the_bank_has_signed_and_then_declines_is_a_dispute_though_its_signature_was_never_kept(
    combination, submitted, bank
):
    put(submitted, status="REGISTERING", bank_part={"number": "GD1", "sha256": "d" * 64})
    assert bank("bank_part.declined", {"contract_number": CONTRACT["number"]}).status == 200
    (dispute,) = (one for one in tasks.of_case(submitted) if one.kind == disputes.KIND)
    assert dispute.details["codes"] == [disputes.DECLINED_AFTER_SIGNATURE]


def test_another_bank_has_no_part_here(combination, bank, track, borrower):
    assert bank("bank_part.offered", OFFER, bank="B02").status == 404
    assert track(borrower)["bank_part"]["state"] == "PLANNED"


def test_the_bank_reads_what_is_planned_and_whether_it_is_confirmed(combination, bank, api, login, submitted):
    bank("bank_part.offered", OFFER)
    read = api("GET", f"/v1/bank/contracts/{CONTRACT['number']}", None, login("bank", "B01")).body["bank_part"]
    assert (read["amount"], read["confirmed"]) == ("300000.00", False)
    assert read["condition"] == "completion_filed" and read["account"]
    kept = stored(casefile.load(submitted).application)
    for wish, terms in (({}, (200, "01")), ({"commercial_months": 120, "commercial_method": "02"}, (120, "02"))):
        put(submitted, decision={"approved": True, "amount": "1.00", "months": 200, "rate": "2.60"})
        put(submitted, application={**kept, "wish": {**kept["wish"], **wish}})
        read = api("GET", f"/v1/bank/contracts/{CONTRACT['number']}", None, login("bank", "B01")).body["bank_part"]
        assert (read["months"], read["method"]) == terms, "as long as the fund's, and repaid like it, or as wished"


def test_money_told_of_before_an_offer_is_shown_and_the_case_is_not_taken_back(
    combination, submitted, bank, api, track, borrower, monkeypatch
):
    resumed = []
    monkeypatch.setattr(callbacks.settlement, "resume", lambda case, by: resumed.append((case.id, by)))
    paid = {
        "contract_number": CONTRACT["number"],
        "reference": "H0",
        "amount": "300000.00",
        "account": "6222022700000002017",
    }
    assert bank("bank_part.offered", OFFER, "e0", bank="B02").status == 404 and resumed == []
    assert bank("bank_part.settled", paid).status == 200
    assert resumed == [(submitted, "bank:B01")], "who attends to a pay-out need not wait any more"
    shown = track(borrower)["bank_part"]
    assert (shown["state"], shown["offer"]) == ("ASTRAY", None)
    assert [(one["reference"], one["state"], one["amount"]) for one in shown["pay_outs"]] == [
        ("H0", "ASTRAY", "300000.00")
    ]
    assert api("POST", f"/v1/applications/{submitted}/withdraw", {}, borrower).status == 409


@pytest.mark.parametrize("number", ["-", "不存在的证明号", "X1"])
def test_what_can_be_no_filing_is_no_word(combination, bank, number):
    said = {"contract_number": CONTRACT["number"], "condition": "sale_filed", "filing_number": number}
    assert bank("bank_part.ready", said).codes == {("WRONG_FORMAT", "/data/filing_number")}


def test_an_offer_that_does_not_stand_has_no_statement_to_sign(combination, bank):
    assert bank("bank_part.offered", {**OFFER, "amount": "1.00"}).body == {"received": True, "statement": None}
