"""What the bank of an old loan confirms counts only of that loan on that day."""

import json
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.banks import old_loans, partners
from chalicelib.errors import BankUnavailable

DAY = date(2026, 11, 23)
LOAN = {"contract_number": "SD1", "on": "2026-11-23", "account": "62220001", "holder": "周测试", "payoff": "450000.00"}


def asked(monkeypatch, answer):
    monkeypatch.setattr(partners, "post", lambda *of: json.dumps(answer).encode())
    return old_loans.confirmed("B02", "SD1", DAY)


def test_a_bank_confirms_account_holder_and_what_settles_the_loan(monkeypatch):
    assert asked(monkeypatch, {"Loan": LOAN}) == old_loans.Standing("62220001", "周测试", Decimal("450000.00"), DAY)


def test_what_settles_the_loan_is_told_to_the_fen(monkeypatch):
    assert asked(monkeypatch, {"Loan": {**LOAN, "payoff": "450000.57"}}).payoff == Decimal("450000.57")


@pytest.mark.parametrize("nothing", [{}, [], "", 0, False])
def test_a_bank_that_says_nothing_of_a_loan_has_not_said_that_there_is_none(monkeypatch, nothing):
    with pytest.raises(BankUnavailable):
        asked(monkeypatch, {"Loan": nothing})


@pytest.mark.parametrize("none", [None, {**LOAN, "payoff": "0"}])
def test_there_is_nothing_to_repay_of_a_loan_it_has_not_or_that_is_settled(monkeypatch, none):
    assert asked(monkeypatch, {"Loan": none}) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "2026-11-22"}, {"contract_number": "SD2"}, {"payoff": "-1"}, {"payoff": "NaN"}, {"payoff": "much"},
        {"payoff": True}, {"payoff": 450000}, {"payoff": "0.001"}, {"payoff": "1e5"}, {"payoff": "４５"},
        {"account": None}, {"account": ""}, {"account": "6222<b>"}, {"holder": None}, {"holder": " "}, {"holder": ["周测试"]},
    ],
)  # fmt: skip
def test_of_another_loan_or_day_or_in_no_figures_it_is_no_answer(monkeypatch, wrong):
    with pytest.raises(BankUnavailable):
        asked(monkeypatch, {"Loan": {**LOAN, **wrong}})


def test_an_answer_nested_without_end_is_none(monkeypatch):
    monkeypatch.setattr(partners, "post", lambda *of: b'{"Loan":' + b"[" * 100_000)
    with pytest.raises(BankUnavailable):
        old_loans.confirmed("B02", "SD1", DAY)


def test_the_simulated_bank_confirms_the_loan_of_the_sample_and_no_other_bank_does(world):
    assert old_loans.confirmed("B02", "SD2020000701", DAY).payoff == Decimal("450000.00")
    assert old_loans.confirmed("B01", "SD2020000701", DAY) is None
