import pytest

from chalicelib.casework import signing
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from tests.given.case import CONTRACT, present, put


@pytest.fixture
def task(waiting):
    return waiting("sign", "SIGNING", contract=CONTRACT)


@pytest.fixture
def sign(api, submitted):
    def by(who, **body):
        return api("POST", f"/v1/applications/{submitted}/signatures", body or {"sha256": CONTRACT["sha256"]}, who)

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


@pytest.mark.parametrize("body", [{}, {"decline": False}, {"sha256": "0" * 64, "decline": True}], ids=str)
def test_one_signs_or_declines(api, submitted, borrower, task, body):
    assert api("POST", f"/v1/applications/{submitted}/signatures", body, borrower).status == 422


def test_the_window_signs_for_the_party_it_names_while_they_are_there(sign, login, submitted, task):
    clerk = login("clerk", "clerk-1")
    assert sign(clerk, sha256=CONTRACT["sha256"]).codes == {("NOT_A_CHOICE", "/person")}
    assert sign(clerk, sha256=CONTRACT["sha256"], person="spouse").body["code"] == "PRESENCE_REQUIRED"
    present(submitted, "borrower")
    assert sign(clerk, sha256=CONTRACT["sha256"], person="spouse").body["code"] == "PRESENCE_REQUIRED"
    present(submitted, "spouse")
    assert sign(clerk, sha256=CONTRACT["sha256"], person="spouse").status == 202
    assert casefile.load(submitted).signatures["spouse"].by == "clerk:clerk-1"


def test_nobody_signs_for_somebody_else(sign, borrower, task):
    assert sign(borrower, sha256=CONTRACT["sha256"], person="spouse").status == 422


def test_there_is_nothing_to_sign_before_there_is_a_contract(sign, borrower, submitted):
    assert sign(borrower).body["code"] == "WRONG_STATUS"


def test_a_signature_that_arrives_when_the_case_has_just_moved_on_is_none(submitted, task):
    read = casefile.load(submitted)
    put(submitted, status="WITHDRAWN")
    with pytest.raises(Contended):
        signing.sign(read, "borrower", CONTRACT["sha256"], "depositor:x")
    assert casefile.load(submitted).signatures == {}


def test_who_signs_last_before_there_is_a_wait_has_signed(sign, borrower, spouse, submitted):
    """The parties are told first; whoever opens the wait looks for their signatures."""
    put(submitted, status="SIGNING", contract=CONTRACT, **{"signatures.bank": {"sha256": CONTRACT["sha256"]}})
    sign(borrower)
    answer = sign(spouse)
    assert (answer.status, answer.body["waiting_for"]) == (202, [])


def test_who_declines_before_there_is_a_wait_is_asked_to_come_back(sign, borrower, submitted):
    put(submitted, status="SIGNING", contract=CONTRACT)
    refused = sign(borrower, decline=True)
    assert (refused.status, refused.body["code"]) == (409, "CHANGED_MEANWHILE")
