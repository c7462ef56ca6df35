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


WORDS = {
    "bank_part.offered": {
        "contract_number": "JK1", "amount": "300000.00", "months": "240", "rate": "3.45", "fees": "0.00", "all_in": "3.5",
    },
    "bank_part.signed": {
        "contract_number": "JK1", "bank_contract_number": "B-1", "sha256": "a" * 64, "place": "示例支行", "statement": "b" * 64,
    },
    "bank_part.declined": {"contract_number": "JK1"},
    "bank_part.ready": {"contract_number": "JK1", "condition": "mortgage_registered", "filing_number": "甘(2026)第0001号"},
    "bank_part.settled": PAID,
    "bank_part.failed": {"contract_number": "JK1", "reference": "H1"},
}  # fmt: skip


def test_every_word_is_told_in_the_order_the_bank_gives_and_none_that_lacks_something(answers):
    told = [{"type": kind, "data": data} for kind, data in WORDS.items()]
    for given in (told, told[::-1]):
        assert [kind for kind, _ in answers(given)] == [one["type"] for one in given]
    for kind, data in WORDS.items():
        for lacking in data:
            rest = {name: value for name, value in data.items() if name != lacking}
            assert answers([{"type": kind, "data": rest}]) == [], (kind, lacking)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("offered", {"amount": "300000.0"}), ("offered", {"months": "0"}), ("offered", {"months": "1000"}),
        ("offered", {"rate": "3.12345"}), ("offered", {"rate": "100"}), ("offered", {"fees": "-1.00"}),
        ("offered", {"all_in": "3,5"}), ("offered", {"method": "03"}), ("signed", {"sha256": "A" * 64}),
        ("signed", {"statement": "b" * 63}), ("signed", {"place": ""}), ("signed", {"place": "行" * 61}),
        ("signed", {"bank_contract_number": "B 1"}), ("ready", {"filing_number": "无"}), ("settled", {"account": "6" * 33}),
        ("failed", {"reference": "H" * 61}),
    ],
)  # fmt: skip
def test_a_figure_a_digest_or_a_number_in_another_shape_is_nobodys_word(answers, kind, wrong):
    word = {"type": f"bank_part.{kind}", "data": {**WORDS[f"bank_part.{kind}"], **wrong}}
    assert answers([word]) == []


def test_what_a_word_may_say_besides_is_taken_in_its_shape(answers):
    data = {**WORDS["bank_part.offered"], "method": "02"}
    assert answers([{"type": "bank_part.offered", "data": data}]) == [("bank_part.offered", data)]
