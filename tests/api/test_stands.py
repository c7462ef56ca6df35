"""How what belongs to a loan stands, in one word: the bank's part of a combination, and what somebody gave their word for."""

from types import SimpleNamespace

import pytest

from chalicelib.api import bank_part, committed, owed
from chalicelib.api.applicant import contract_shown
from chalicelib.casework import commitments, part_plan
from chalicelib.messages import text
from chalicelib.records.bank_part import BankPart
from chalicelib.records.commitments import Commitment, Tolerance
from chalicelib.records.loan import Signature
from chalicelib.records.presences import Presence

FAILED = {"status": "failed", "amount": "1.00", "account": "", "at": "2026-11-25"}
PAID = {"status": "paid", "amount": "1.00", "account": "", "at": "2026-11-26"}
OFFERED = {"statement": "c" * 64, "amount": "300000.00"}
SIGNED = {**OFFERED, "number": "BANK-1"}
READY = {**SIGNED, "ready_at": "2026-11-24"}


@pytest.mark.parametrize(
    ("told", "unconfirmed", "stands"),
    [
        ({}, [], "PLANNED"),
        (OFFERED, ["spouse"], "OFFERED"),
        (OFFERED, [], "CONFIRMED"),
        (SIGNED, ["spouse"], "SIGNED"),
        (READY, [], "READY"),
        ({**READY, "pay_outs": {"H1": FAILED}}, [], "FAILED"),
        ({**READY, "pay_outs": {"H1": {**FAILED, "cleared_by": "s1"}}}, [], "NOTHING"),
        ({**READY, "pay_outs": {"H1": FAILED, "H2": PAID}}, [], "PAID"),
        ({**READY, "pay_outs": {"H1": {**PAID, "status": "astray"}}}, [], "ASTRAY"),
        ({"pay_outs": {"H1": {**PAID, "status": "astray"}}}, [], "ASTRAY"),
    ],
)
def test_a_bank_part_stands_where_the_bank_and_the_parties_have_brought_it_and_nowhere_further(
    monkeypatch, told, unconfirmed, stands
):
    monkeypatch.setattr(part_plan, "unconfirmed", lambda case: unconfirmed)
    assert bank_part._stands(SimpleNamespace(), BankPart(**told)) == stands


def test_every_pay_out_of_the_bank_is_told_with_what_has_come_of_it_the_oldest_first(monkeypatch):
    monkeypatch.setattr(part_plan, "way_of", lambda case: None)
    monkeypatch.setattr(part_plan, "unconfirmed", lambda case: [])
    came_back = {**FAILED, "account": "6222****0009", "at": "2026-11-27", "cleared_by": "s1"}
    outs = {
        "H3": came_back,
        "H2": {**PAID, "account": "6222****0001"},
        "H1": {**FAILED, "amount": "", "cleared_by": "s1"},
    }
    wish = SimpleNamespace(is_combination=True)
    case = SimpleNamespace(
        is_submitted=True,
        application=SimpleNamespace(wish=wish),
        bank_part=BankPart(**READY, pay_outs=outs),
    )
    shown = bank_part.shown(case)
    told = [
        tuple(one[name] for name in ("reference", "state", "amount", "account", "is_cleared"))
        for one in shown["pay_outs"]
    ]
    assert told == [
        ("H1", "FAILED", None, None, True),
        ("H2", "PAID", "1.00", "6222****0001", False),
        ("H3", "FAILED", "1.00", "6222****0009", True),
    ]
    assert [shown[name] for name in ("reference", "account", "settled_at")] == ["H2", "6222****0001", PAID["at"]]
    case.bank_part = None
    monkeypatch.setattr(part_plan, "unconfirmed", lambda case: ["spouse"])
    before = bank_part.shown(case)
    assert (before["state"], before["waiting_for"], before["pay_outs"]) == ("PLANNED", ["spouse"], [])
    wish.is_combination = False
    assert bank_part.shown(case) is None


FOUND, OVER = "2026-11-25T00:00:00.000Z", "2026-11-26T00:00:00.000Z"


@pytest.mark.parametrize(
    ("found", "state", "untrue_at"),
    [
        ({}, "made", None),
        ({"untrue_at": FOUND}, "untrue", FOUND),
        ({"untrue_at": FOUND, "unclear": True}, "unclear", None),
        ({"untrue_at": FOUND, "cleared_at": OVER}, "cleared", FOUND),
        ({"untrue_at": OVER, "cleared_at": FOUND}, "untrue", OVER),
    ],
)
def test_a_word_is_told_to_be_untrue_from_when_somebody_has_found_that_and_no_more_once_another_has_found_otherwise(
    monkeypatch, found, state, untrue_at
):
    monkeypatch.setattr(committed, "form_is_open", lambda case: False)
    monkeypatch.setattr(commitments, "is_made", lambda case, code: True)
    said = Commitment("2026-11-24", "depositor:me", "me", "v1", "words", **found)
    (shown,) = committed.shown(SimpleNamespace(commitments={"SINGLE_STATUS": said}))
    assert (shown["state"], shown["untrue_at"], shown["cleared_at"]) == (state, untrue_at, found.get("cleared_at"))


@pytest.mark.parametrize(
    ("otherwise", "how"),
    [
        ({}, "BY_HAND"),
        ({"person": "borrower"}, "ELECTRONIC"),
        ({"act": "submit"}, "ELECTRONIC"),
        ({"about": "b" * 64}, "ELECTRONIC"),
        ({"method": "id_card_and_face"}, "ELECTRONIC"),
        ({"id": "not used"}, "ELECTRONIC"),
    ],
)
def test_a_contract_is_signed_by_hand_where_that_party_signed_that_very_text_on_paper_and_it_stands_for_that(
    otherwise, how
):
    usual = {"id": "f1", "person": "spouse", "method": "signed_form", "act": "signatures", "about": "a" * 64}
    form = Presence(**{"party": "p", "terminal": "W1", "at": "", "by": "c", "evidence": "e", **usual, **otherwise})
    case = SimpleNamespace(presences=[form], spent={"f1": "call"})
    signed = Signature("a" * 64, "2026-11-23", "clerk:c")
    contract = SimpleNamespace(voided_at="2026-11-24")
    shown = contract_shown._signature(case, "spouse", signed, contract)
    assert (shown["how"], shown["void_at"], shown["state_text"]) == (how, "2026-11-24", text("SIGNATURE_VOID"))


@pytest.mark.parametrize(
    ("voided_at", "void_at", "denied", "state"),
    [
        ("", "", "", "VALID"),
        ("", "", "DENIED", "DENIED"),
        ("", "2026-11-24", "DENIED", "SET_ASIDE"),
        ("2026-11-25", "2026-11-24", "DENIED", "VOID"),
    ],
)
def test_a_signature_is_worth_what_its_contract_is_and_no_more_than_its_signer_says(
    monkeypatch, voided_at, void_at, denied, state
):
    monkeypatch.setattr(contract_shown.denied, "of_signature", lambda case, key: denied)
    one = SimpleNamespace(void_at=void_at)
    assert contract_shown._state(SimpleNamespace(), "spouse", one, SimpleNamespace(voided_at=voided_at)) == state


def test_what_is_owed_is_due_while_it_is_lacking_and_no_more_once_it_is_there(monkeypatch):
    chosen = Tolerance("2026-11-23T00:00:00.000Z", "depositor:me", "me", "v1", "words")
    case = SimpleNamespace(tolerances={"B03": chosen, "D01.spouse": chosen, "C01": chosen})
    due = {
        "B03": SimpleNamespace(due_at="2026-12-10T18:00:00+08:00", provisional=True),
        "C01": SimpleNamespace(due_at="2026-12-20T18:00:00+08:00", provisional=False),
    }
    monkeypatch.setattr(owed.owing, "left", lambda case: {"B03": "need", "C01": "need"})
    monkeypatch.setattr(owed.owing, "state", lambda case, key, lacking: "to_bring" if key in lacking else "settled")
    monkeypatch.setattr(owed.owing, "due_by", lambda case, key: due[key])
    monkeypatch.setattr(owed, "policy_of", lambda case: SimpleNamespace(materials=[]))
    shown = [tuple(one[name] for name in ("upload_as", "state", "due_at", "provisional")) for one in owed.shown(case)]
    assert shown == [
        ("B03", "to_bring", due["B03"].due_at, True),
        ("D01.spouse", "settled", None, False),
        ("C01", "to_bring", due["C01"].due_at, False),
    ]
