import json
from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.banks import partners, payments
from chalicelib.banks.payments import Result
from chalicelib.errors import BankUnavailable, PreconditionFailed
from chalicelib.trust import secrets
from tests.given.application import of_sample
from tests.given.platform import BANKS

PAYER = "90162010000001"


def order(number=1, **changes):
    seller = of_sample(number).home.seller
    made = payments.Order("B01", "JK1P1", Decimal("500000"), PAYER, seller.number, seller.holder, seller.bank, "JK1")
    return replace(made, **changes)


def test_an_order_is_paid_once_however_often_it_is_sent(world):
    assert payments.pay(order()).result == Result.DONE
    assert payments.pay(order()).result == Result.DONE
    (paid,) = world.journal()["payments"]
    assert (paid["serial"], paid["amount"], paid["result"]) == ("JK1P1", "500000.00", "0")
    assert paid["order"]["BusType"] == "04"


def test_an_order_tells_the_bank_from_where_to_whom_and_how_much_to_the_fen_and_nobodys_name_but_the_payees(
    monkeypatch,
):
    sent: list = []
    monkeypatch.setattr(partners, "offer", lambda *of: sent.extend(of) or b'{"Result": "2"}')
    payments.pay(payments.Order("B01", "JK1P1", Decimal("500000.1"), PAYER, "6222", "某公司", "B02", "JK1"))
    assert sent[:2] == ["B01", "/payments"] and sent[3] == {
        "SettleType": "2", "BusType": "04", "PayerAcctNo": PAYER, "PayeeAcctNo": "6222", "PayeeName": "某公司",
        "PayeeBankCode": "B02", "Amt": "500000.10", "RefSeqNo1": "JK1P1", "Summary": "JK1",
    }  # fmt: skip


def test_an_account_we_have_not_heard_of_is_looked_for_once_in_what_is_read_anew_and_none_is_made_up(monkeypatch):
    told: dict[str, str] = {}
    monkeypatch.setattr(secrets, "banks", lambda: {"B01": {**BANKS["B01"], "payer_accounts": told}})
    monkeypatch.setattr(secrets, "forget", lambda: told.update({"620100": PAYER}))
    assert [payments.payer_account("B01", centre) for centre in ("620100", "620200")] == [PAYER, None]


@pytest.mark.parametrize(("payee_bank", "settles"), [("B01", "1"), ("B02", "2"), ("", "2")])
def test_an_order_says_whether_the_payees_account_is_at_the_paying_bank(world, payee_bank, settles):
    payments.pay(order(payee_bank=payee_bank))
    (paid,) = world.journal()["payments"]
    assert (paid["order"]["SettleType"], paid["order"]["PayeeBankCode"]) == (settles, payee_bank)


def test_a_refused_order_says_why_to_whoever_ordered_it_and_the_road_knows_it_as_a_precondition(world):
    world.control(bank="B01", mode="refused", times=1)
    with pytest.raises(partners.Refused) as refusal:
        payments.pay(order())
    assert refusal.value.status in partners.REFUSALS
    world.control(bank="B01", mode="refused", times=1)
    with pytest.raises(PreconditionFailed) as stopped:
        payments.query("B01", "JK1P1")
    assert type(stopped.value) is PreconditionFailed


def test_processing_is_queried_until_it_is_done(world):
    assert payments.pay(order(2)).result == Result.PROCESSING
    assert payments.query("B01", "JK1P1").result == Result.PROCESSING
    assert payments.query("B01", "JK1P1").result == Result.DONE
    assert payments.query("B01", "JK1P1").result == Result.DONE


def test_an_order_the_bank_never_saw_is_unknown(world):
    assert payments.query("B01", "JK1P1").result == Result.UNKNOWN


def test_an_answer_that_got_lost_leaves_the_outcome_to_be_asked_for(world):
    world.control(bank="B01", subject="JK1P1", mode="lost", times=1)
    with pytest.raises(BankUnavailable):
        payments.pay(order())
    assert payments.query("B01", "JK1P1").result == Result.DONE
    assert len(world.journal()["payments"]) == 1


@pytest.mark.parametrize("mode", ["fail", "down", "garbage"])
def test_no_answer_is_no_result(world, mode):
    world.control(bank="B01", mode=mode, times=1)
    with pytest.raises(BankUnavailable):
        payments.pay(order())
    assert payments.query("B01", "JK1P1").result == Result.UNKNOWN


def test_another_order_under_a_used_serial_is_not_taken_and_needs_a_person(world):
    payments.pay(order())
    with pytest.raises(PreconditionFailed):
        payments.pay(order(amount=Decimal("1")))


def test_money_to_an_account_nobody_filed_fails(world):
    assert payments.pay(order(payee_account="6222000000000000")).result == Result.FAILED


def test_a_bank_we_have_no_agreement_with_needs_a_person(world):
    with pytest.raises(PreconditionFailed):
        payments.pay(order(bank="B99"))


def test_an_order_has_one_message_id_for_ever_as_it_has_one_serial(monkeypatch):
    ids = []
    monkeypatch.setattr(partners, "offer", lambda bank, path, id, body: ids.append(id) or b'{"Result": "2"}')
    for made in (order(), order(), order(amount=Decimal(1))):
        payments.pay(made)
    assert ids == ["pay.JK1P1"] * 3


def test_every_question_after_an_order_is_a_message_of_its_own_so_that_a_bank_that_keeps_answers_by_id_answers_anew(
    world, monkeypatch
):
    kept, post = {}, partners.post
    monkeypatch.setattr(
        partners, "post", lambda bank, path, id, body: kept.get(id) or kept.setdefault(id, post(bank, path, id, body))
    )
    payments.pay(order(2))
    assert [payments.query("B01", "JK1P1").result for _ in range(2)] == [Result.PROCESSING, Result.DONE]


def test_not_knowing_an_order_is_no_answer_to_the_order_itself(monkeypatch):
    monkeypatch.setattr(partners, "post", lambda *sent: b'{"Result": "9"}')
    monkeypatch.setattr(partners, "offer", lambda *sent: b'{"Result": "9"}')
    with pytest.raises(BankUnavailable):
        payments.pay(order())
    assert payments.query("B01", "JK1P1").result == Result.UNKNOWN


@pytest.mark.parametrize("mode", ["unauthorised", "throttled"])
def test_an_order_the_bank_did_not_take_in_is_sent_once_more_and_paid_once(world, mode):
    world.control(bank="B01", mode=mode, times=1)
    assert payments.pay(order()).result == Result.DONE
    assert len(world.journal()["payments"]) == 1


def test_a_status_nobody_told_us_of_leaves_the_outcome_to_be_asked_for_and_a_listed_one_needs_a_person(world):
    world.control(bank="B01", mode="unheard_of", times=1)
    with pytest.raises(BankUnavailable):
        payments.pay(order())
    world.control(bank="B01", mode="refused", times=1)
    with pytest.raises(PreconditionFailed):
        payments.pay(order())
    assert world.journal()["payments"] == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"Result": "0", "PaidOn": "2026-01-02"}', payments.Answer(Result.DONE, "2026-01-02")),
        (b'{"Result": "0", "PaidOn": "20260102"}', payments.Answer(Result.DONE, "2026-01-02")),
        (b'{"Result": "0"}', payments.Answer(Result.DONE)),
        (b'{"Result": "0", "CapHostSeqNo": "H20260102-1"}', payments.Answer(Result.DONE, "", "H20260102-1")),
        (b'{"Result": "0", "CapHostSeqNo": "<b>"}', payments.Answer(Result.DONE)),
        (b'{"Result": "0", "CapHostSeqNo": "H1<b>"}', payments.Answer(Result.DONE)),
        (b'{"Result": "0", "CapHostSeqNo": "H1\\n"}', payments.Answer(Result.DONE)),
        (b'{"Result": "0", "CapHostSeqNo": 7}', payments.Answer(Result.DONE)),
        (b'{"Result": "2", "PaidOn": "2026-01-02"}', payments.Answer(Result.PROCESSING)),
    ],
)
def test_the_bank_says_on_what_day_it_paid(monkeypatch, answer, said):
    monkeypatch.setattr(partners, "post", lambda *sent: answer)
    assert payments.query("B01", "JK1P1") == said


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", 20260102])
def test_what_is_no_day_is_no_answer(monkeypatch, day):
    monkeypatch.setattr(partners, "post", lambda *sent: json.dumps({"Result": "0", "PaidOn": day}).encode())
    with pytest.raises(BankUnavailable):
        payments.query("B01", "JK1P1")
