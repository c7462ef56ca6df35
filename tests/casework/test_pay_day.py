"""The bank's word on a pay-out: whose day counts, and what a later word may take the place of."""

from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from chalicelib.casework import pay_day, settlement
from chalicelib.records import casefile
from chalicelib.records.casefile import Expect
from chalicelib.records.loan import Payment, PaymentNotice

ORDER = Payment("JK1P2", "paid", rate="2.6", on="2026-11-20", settled_at="2026-11-25T02:00:00Z")
DAYS = ("2026-11-23T02:00:00Z", "2026-11-24T02:00:00Z")


@pytest.fixture
def written(monkeypatch) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(casefile, "amend", lambda case, *told, **values: kept.update(values))
    monkeypatch.setattr(pay_day, "rate_on", lambda case, day: ORDER.rate)
    return kept


@pytest.mark.parametrize(("serial", "day"), [("JK1P2", "2026-11-23"), ("JK1P1", "2026-11-25")])
def test_the_day_first_heard_of_is_that_of_this_order_and_of_no_other(written, serial, day):
    notice = PaymentNotice("payment.settled", serial, DAYS[0])
    pay_day.learn(SimpleNamespace(payment=ORDER, payment_notice=notice), "")
    assert written["payment"].paid_on == day


def test_a_day_is_learnt_of_the_very_order_that_was_read(written):
    pay_day.learn(SimpleNamespace(payment=ORDER, payment_notice=None), "2026-11-24")
    assert written["expect"] == Expect(unchanged=("payment",))


def test_the_bank_can_have_paid_on_the_day_of_its_order_and_up_to_today_and_on_no_other():
    with time_machine.travel("2026-11-25T10:00:00+08:00", tick=False):
        case = SimpleNamespace(
            events={"PAYMENT_ORDERED": SimpleNamespace(at="2026-11-22T17:00:00Z")}
        )  # the 23rd in Gansu
        days = ["2026-11-22", "2026-11-23", "2026-11-25", "2026-11-26"]
        assert [pay_day.may_be(case, day) for day in days] == [False, True, True, False]


def test_what_is_in_dispute_over_an_earlier_word_holds_the_money_over_the_next_one_too(written, monkeypatch):
    monkeypatch.setattr(settlement.tasks, "of_case", lambda id: [])
    monkeypatch.setattr(settlement, "settle", lambda case, ours, outcome, more, **_: written.update(more))
    earlier = PaymentNotice("payment.failed", "JK1P1", DAYS[0], doubts=["an open dispute"])
    ordered = SimpleNamespace(serial="JK1P2", is_ordered=True)
    case = SimpleNamespace(id="c1", payment=ordered, payment_notice=earlier)
    settlement.hear(case, "payment.settled", "JK1P2", "B01", "2026-11-23")
    kept = written["payment_notice"]
    assert (kept.serial, kept.paid_on, kept.doubts) == ("JK1P2", "2026-11-23", ["an open dispute"])


@pytest.mark.parametrize(
    ("dismissed_by", "word", "kept"),
    [("", "payment.settled", False), ("s1", "payment.settled", True), ("s1", "payment.failed", False)],
)
def test_another_word_that_money_has_gone_takes_the_place_of_a_dismissed_one_alone(
    written, monkeypatch, dismissed_by, word, kept
):
    monkeypatch.setattr(settlement.tasks, "of_case", lambda id: [])
    monkeypatch.setattr(settlement, "settle", lambda case, ours, outcome, more, **_: written.update(more or {}))
    earlier = PaymentNotice("payment.settled", "JK1P1", DAYS[0], dismissed_by=dismissed_by)
    ordered = SimpleNamespace(serial="JK1P2", is_ordered=True)
    settlement.hear(SimpleNamespace(id="c1", payment=ordered, payment_notice=earlier), word, "JK1P2", "B01")
    assert ("payment_notice" in written) is kept
