"""What the bank says of the pay-outs of its own part, in which order, and when it is asked again: on built objects."""

from types import SimpleNamespace

import pytest

from chalicelib.banks import bank_parts
from chalicelib.casework import bank_money, two_pay_outs
from chalicelib.records import casefile
from tests.given.case import CONTRACT, held

PAID = {"status": "paid", "amount": "300000.00", "account": "x", "at": "2026-11-25T02:00:00.000Z"}
ASTRAY, FAILED = {**PAID, "status": "astray"}, {**PAID, "status": "failed"}
CLEARED = {**FAILED, "cleared_by": "s1"}


@pytest.mark.parametrize(
    ("pay_outs", "is_asked"),
    [
        ([], False),
        ([PAID], False),
        ([ASTRAY], True),
        ([FAILED], True),
        ([PAID, ASTRAY], True),  # another that is paid says nothing of it
        ([CLEARED], False),  # a person knows
        ([CLEARED, FAILED], True),
        ([PAID, CLEARED], False),
    ],
)
def test_the_bank_is_asked_again_while_any_pay_out_of_its_part_is_open_and_not_paid(monkeypatch, pay_outs, is_asked):
    asked = []
    monkeypatch.setattr(two_pay_outs, "heard", lambda case: asked.append(case) or case)
    part = {"pay_outs": {f"H{number}": one for number, one in enumerate(pay_outs)}}
    two_pay_outs.heard_again(held(contract=CONTRACT, bank_part=part))
    assert bool(asked) is is_asked
    two_pay_outs.heard_again(held(contract=CONTRACT))
    assert bool(asked) is is_asked, "of no part nobody is asked"


READY, SETTLED, UNPAID = bank_money.READY, bank_money.SETTLED, bank_money.FAILED


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ([(SETTLED, "H1")], ["settled H1"]),
        ([(UNPAID, "H1")], ["failed H1 False"]),
        ([(READY, ""), (UNPAID, "H1")], ["ready", "failed H1 True"]),
        ([(UNPAID, "H1"), (READY, "")], ["failed H1 False", "ready"]),
        ([(UNPAID, "H1"), (SETTLED, "H1")], ["settled H1"]),  # which it has overtaken itself
        ([(SETTLED, "H1"), (UNPAID, "H1")], ["failed H1 False"]),
        ([(UNPAID, "H1"), (SETTLED, "H2")], ["failed H1 False", "settled H2"]),
        ([(UNPAID, "H1"), (SETTLED, "H2"), (SETTLED, "H1")], ["settled H2", "settled H1"]),
    ],
)
def test_of_each_pay_out_the_banks_last_word_counts_and_no_earlier_one(monkeypatch, words, taken):
    done, case = [], SimpleNamespace(id="c1")
    monkeypatch.setattr(bank_parts, "told", lambda bank, contract: [(type, {"reference": of}) for type, of in words])
    monkeypatch.setattr(casefile, "load", lambda id: case)
    monkeypatch.setattr(bank_money, "ready", lambda case, data, bank: done.append("ready"))
    monkeypatch.setattr(
        bank_money, "settled", lambda case, data, bank, asked: done.append(f"settled {data['reference']}")
    )
    monkeypatch.setattr(
        bank_money,
        "failed",
        lambda case, data, bank, since_ready: done.append(f"failed {data['reference']} {since_ready}"),
    )
    two_pay_outs._asked(case, "B01", "JK1")
    assert done == taken
