"""How what belongs to a loan stands, in one word: the bank's part of a combination, and what somebody gave their word for."""

from types import SimpleNamespace

import pytest

from chalicelib.api import bank_part, committed
from chalicelib.casework import commitments, part_plan
from chalicelib.records.bank_part import BankPart
from chalicelib.records.commitments import Commitment

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
    outs = {"H2": {**PAID, "account": "6222****0001"}, "H1": {**FAILED, "amount": "", "cleared_by": "s1"}}
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
    assert told == [("H1", "FAILED", None, None, True), ("H2", "PAID", "1.00", "6222****0001", False)]
    assert [shown[name] for name in ("reference", "account", "settled_at")] == ["H2", "6222****0001", PAID["at"]]
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
