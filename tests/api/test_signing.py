import hashlib

import pytest

from chalicelib import messages
from chalicelib.casework import signing
from chalicelib.domain import electronic
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from tests.given.case import CONTRACT, SIGNED, evidence_of, present, put
from tests.given.meanwhile import overtaken


@pytest.fixture
def task(waiting):
    return waiting("sign", "SIGNING", contract=CONTRACT)


@pytest.fixture
def sign(api, submitted):
    def by(who, **body):
        return api("POST", f"/v1/applications/{submitted}/signatures", body or SIGNED, who)

    return by


def test_the_road_goes_on_when_every_party_and_the_bank_have_signed(sign, borrower, spouse, submitted, task):
    put(submitted, **{"signatures.bank": {"sha256": CONTRACT["sha256"]}})
    assert sign(borrower).body["waiting_for"] == ["spouse"]
    assert tasks.get(task).state == "open"
    assert sign(spouse).body["waiting_for"] == []
    assert tasks.get(task).outcome == {"next": "signed"}


def test_signing_again_keeps_the_first_signature(sign, borrower, submitted, task):
    sign(borrower)
    first = casefile.load(submitted).signatures
    assert sign(borrower).status == 202
    assert casefile.load(submitted).signatures == first


def test_another_hash_is_another_contract(sign, borrower, submitted, task):
    refused = sign(borrower, sha256="0" * 64)
    assert refused.codes == {("SIGNED_OTHER_CONTRACT", "/sha256")}
    assert casefile.load(submitted).signatures == {}


def test_one_who_declines_ends_the_signing(sign, spouse, task):
    assert sign(spouse, decline=True).status == 202
    assert tasks.get(task).outcome == {"next": "declined"}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [({}, "MISSING"), ({"decline": False}, "MISSING"), ({"sha256": "0" * 64, "decline": True}, "UNEXPECTED")],
    ids=str,
)
def test_one_signs_or_declines(api, submitted, borrower, task, body, wrong):
    refused = api("POST", f"/v1/applications/{submitted}/signatures", body, borrower)
    assert (refused.status, refused.codes) == (422, {(wrong, "/sha256")})


def test_the_window_signs_for_the_party_it_names_while_they_are_there(sign, login, submitted, task):
    clerk = login("clerk", "clerk-1")
    assert sign(clerk, **SIGNED).codes == {("NOT_A_CHOICE", "/person")}
    assert sign(clerk, **SIGNED, person="spouse").body["code"] == "PRESENCE_REQUIRED"
    present(submitted, "borrower")
    assert sign(clerk, **SIGNED, person="spouse").body["code"] == "PRESENCE_REQUIRED"
    present(submitted, "spouse")
    assert sign(clerk, **SIGNED, person="spouse").status == 202
    assert casefile.load(submitted).signatures["spouse"].by == "clerk:clerk-1"


def test_nobody_signs_for_somebody_else(sign, borrower, task):
    assert sign(borrower, **SIGNED, person="spouse").status == 422


def test_there_is_nothing_to_sign_before_there_is_a_contract(sign, borrower, submitted):
    assert sign(borrower).body["code"] == "WRONG_STATUS"


@pytest.mark.parametrize("how", [{"status": "WITHDRAWN"}, {"leaving": "CANCELLED"}, {"withdrawal": {}}], ids=str)
def test_a_signature_that_arrives_when_the_case_has_just_moved_on_is_none(submitted, task, how):
    read = casefile.load(submitted)
    put(submitted, **how)
    with pytest.raises(Contended):
        signing.sign(read, "borrower", CONTRACT["sha256"], "depositor:x", {})
    assert casefile.load(submitted).signatures == {}


def test_who_signs_last_before_there_is_a_wait_has_signed(sign, borrower, spouse, submitted):
    """The parties are told first; whoever opens the wait looks for their signatures."""
    put(submitted, status="SIGNING", contract=CONTRACT, **{"signatures.bank": {"sha256": CONTRACT["sha256"]}})
    sign(borrower)
    answer = sign(spouse)
    assert (answer.status, answer.body["waiting_for"]) == (202, [])


@pytest.mark.parametrize("status", ["SIGNING", "ATTENDING"])
def test_who_declines_before_there_is_a_wait_has_declined(sign, borrower, spouse, submitted, status):
    """Whoever opens the wait looks for it, as for signatures."""
    put(submitted, status=status, contract=CONTRACT)
    assert sign(borrower, decline=True).status == sign(borrower, decline=True).status == 202
    assert casefile.load(submitted).contract.declined["party"] == "borrower"
    assert sign(spouse).status == 409
    assert sign(spouse, decline=True).status == 202 and "SIGN_DECLINED.spouse" in casefile.load(submitted).events


@pytest.mark.parametrize("agreed", [{}, {"agreed": "0"}], ids=str)
def test_nobody_signs_who_has_not_agreed_to_sign_electronically_in_the_words_in_force(
    sign, borrower, submitted, task, agreed
):
    assert sign(borrower, sha256=CONTRACT["sha256"], **agreed).codes == {("ELECTRONIC_NOT_AGREED", "/agreed")}
    assert casefile.load(submitted).signatures == {}


def test_other_words_on_signing_electronically_are_another_version():
    words = messages.text("ELECTRONIC_SIGNING")
    assert (electronic.VERSION, hashlib.sha256(words.encode()).hexdigest()[:16]) == ("1", "0316926d982ed99f")


def test_a_signature_is_kept_with_who_when_over_what_how_known_and_what_was_agreed_to(sign, borrower, submitted, task):
    sign(borrower)
    signature, kept = casefile.load(submitted).signatures["borrower"], evidence_of(submitted, "borrower")
    assert (kept["party"], kept["person"], kept["at"]) == ("borrower", casefile.load(submitted).applicant, signature.at)
    assert kept["shown"] == signature.sha256 == CONTRACT["sha256"]
    assert kept["how"]["channel"] == "test" and len(kept["how"]["session"]) == 16
    assert (kept["agreed"]["code"], kept["agreed"]["version"]) == ("ELECTRONIC_SIGNING", electronic.VERSION)


def test_a_signature_at_the_window_is_kept_with_the_proof_of_who_was_there(sign, login, submitted, task):
    present(submitted, "spouse")
    sign(login("clerk"), **SIGNED, person="spouse")
    kept = evidence_of(submitted, "spouse")
    assert (kept["by"], kept["how"]["presence"], kept["how"]["terminal"], kept["how"]["proof"]) == (
        "clerk:clerk-1",
        "p1",
        "T1",
        "e",
    )


def test_who_has_signed_does_not_decline_and_who_has_declined_does_not_sign(sign, borrower, spouse, submitted, task):
    sign(borrower)
    assert sign(borrower, decline=True).body["code"] == "CHANGED_MEANWHILE"
    assert sign(spouse, decline=True).status == sign(spouse, decline=True).status == 202
    assert sign(spouse).status == 409
    assert evidence_of(submitted, "spouse")["by"].startswith("depositor:")
    assert set(casefile.load(submitted).signatures) == {"borrower"} and tasks.get(task).outcome == {"next": "declined"}


def test_who_will_not_sign_is_heard_though_others_sign_in_the_same_moment(sign, borrower, spouse, submitted, task):
    with overtaken(1, lambda: sign(borrower)):
        assert sign(spouse, decline=True).status == 202
    case = casefile.load(submitted)
    assert (set(case.signatures), case.contract.declined["party"]) == ({"borrower"}, "spouse")
    assert tasks.get(task).outcome == {"next": "declined"}


def test_what_others_overtake_again_and_again_is_said_to_be_so(sign, spouse, submitted, task, monkeypatch):
    tries = []

    def beaten(case, *told, **changes):
        tries.append(case)
        raise Contended(case.id)

    monkeypatch.setattr(signing.casefile, "amend", beaten)
    assert sign(spouse).body["code"] == "CHANGED_MEANWHILE"
    assert len(tries) == 4


@pytest.mark.parametrize("kept", [{"void_at": "2026-11-24T00:00:00.000Z"}, {}], ids=["void", "of an earlier release"])
def test_no_signature_on_a_void_contract_is_shown_as_valid(api, borrower, submitted, kept):
    void = {"voided_at": "2026-11-24T00:00:00.000Z"}
    put(submitted, status="CANCELLED", contract={**CONTRACT, **void}, **{"signatures.borrower": kept})
    shown = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["contract"]
    assert (shown["signed"], shown["waiting_for"], shown["voided_at"]) == ([], [], void["voided_at"])
    assert [one["state_text"] for one in shown["signatures"]] == [messages.text("SIGNATURE_VOID")]
