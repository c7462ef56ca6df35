"""What a bank answers about its part of a combination counts as it would called back: of that contract, in those shapes."""

import json

import pytest

from chalicelib.banks import bank_parts, partners
from chalicelib.errors import BankUnavailable

PAID = {"contract_number": "JK1", "reference": "H1", "amount": "300000.00", "account": "6222022700000002017"}


@pytest.fixture
def answers(monkeypatch):
    def answer(told):
        monkeypatch.setattr(partners, "post", lambda *of: json.dumps({"Told": told}).encode())
        return bank_parts.told("B01", "JK1")

    return answer


def test_a_whole_word_on_the_contract_asked_about_is_told(answers):
    word = {"type": "bank_part.settled", "data": {**PAID, "reason": None, "method": None}}
    assert answers([word]) == [("bank_part.settled", word["data"])]


@pytest.mark.parametrize(
    "wrong",
    [
        {"contract_number": "JK-OTHER"}, {"amount": "sNaN"}, {"amount": "1e9"}, {"amount": 300000}, {"amount": None},
        {"account": "*2017"}, {"reference": ""}, {"reference": "H1\n"}, {"condition": "whenever"},
    ],
)  # fmt: skip
def test_what_is_of_another_contract_or_has_no_shape_of_ours_is_not(answers, wrong):
    assert answers([{"type": "bank_part.settled", "data": {**PAID, **wrong}}]) == []


@pytest.mark.parametrize("lacking", PAID)
def test_nor_is_what_lacks_something_or_is_no_word_of_a_bank_part(answers, lacking):
    data = {name: value for name, value in PAID.items() if name != lacking}
    assert answers([{"type": "bank_part.settled", "data": data}, {"type": "payment.settled", "data": PAID}]) == []


def test_a_whole_word_on_the_contract_that_is_not_on_the_banks_part_is_none_of_it(answers):
    assert answers([{"type": "contract.signed", "data": {"contract_number": "JK1", "sha256": "a" * 64}}]) == []


def test_what_is_no_answer_is_asked_again(answers):
    with pytest.raises(BankUnavailable):
        answers([{"type": "bank_part.settled"}])
