"""The bank's word on a pay-out: whose day counts, and what a later word may take the place of."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from chalicelib.casework import disputes, paid, pay_day, payout, settlement
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


@pytest.mark.parametrize(
    ("type", "serial", "day"),
    [
        ("payment.settled", "JK1P2", "2026-11-23"),
        ("payment.settled", "JK1P1", "2026-11-25"),
        ("payment.failed", "JK1P2", "2026-11-25"),  # that it had not gone is no word that it has
    ],
)
def test_the_day_first_heard_of_is_that_of_this_order_and_of_no_other(written, type, serial, day):
    notice = PaymentNotice(type, serial, DAYS[0])
    pay_day.learn(SimpleNamespace(payment=ORDER, payment_notice=notice), "")
    assert written["payment"].paid_on == day


@pytest.mark.parametrize(("may", "day"), [(True, "2026-11-22"), (False, "2026-11-23")])
def test_the_day_the_bank_names_counts_where_it_can_have_paid_on_it_and_else_when_we_heard(
    written, monkeypatch, may, day
):
    monkeypatch.setattr(pay_day, "may_be", lambda case, day: may)
    notice = PaymentNotice("payment.settled", "JK1P2", DAYS[0], paid_on="2026-11-22")
    pay_day.learn(SimpleNamespace(payment=ORDER, payment_notice=notice), "")
    assert written["payment"].paid_on == day


def test_a_day_is_learnt_of_the_very_order_that_was_read(written):
    pay_day.learn(SimpleNamespace(payment=ORDER, payment_notice=None), "2026-11-24")
    assert written["expect"] == Expect(unchanged=("payment",))


@pytest.mark.parametrize(("said", "kept"), [("", "H1"), ("H2", "H2")])
def test_the_banks_number_stays_known_where_it_does_not_tell_it_once_more(written, said, kept):
    paid = replace(ORDER, receipt="H1")
    pay_day.learn(SimpleNamespace(payment=paid, payment_notice=None), "2026-11-24", said)
    assert written["payment"].receipt == kept


@pytest.mark.parametrize(("day", "rate", "told"), [("2026-11-24", "2.6", False), ("2026-11-24", "2.85", True)])
def test_everybody_is_told_of_a_day_of_pay_out_at_another_rate_than_it_was_ordered_at_and_of_no_other(day, rate, told):
    paid = replace(ORDER, paid_on=day, rate=rate)
    lines = [one.event.values for one in pay_day.told(SimpleNamespace(payment=ORDER), paid)]
    assert lines == [{"on": day, "ordered": ORDER.rate, "rate": rate}] * told


def test_an_order_of_an_earlier_release_was_not_paid_before_the_day_it_names():
    with time_machine.travel("2026-11-25T10:00:00+08:00", tick=False):
        case = SimpleNamespace(events={}, payment=ORDER)
        assert [pay_day.may_be(case, day) for day in ("2026-11-19", "2026-11-20")] == [False, True]


def test_the_bank_can_have_paid_on_the_day_of_its_order_and_up_to_today_and_on_no_other():
    with time_machine.travel("2026-11-25T10:00:00+08:00", tick=False):
        # The 23rd in Gansu.
        case = SimpleNamespace(events={"PAYMENT_ORDERED": SimpleNamespace(at="2026-11-22T17:00:00Z")})
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


def test_a_failure_is_told_with_no_day_of_pay_out_whatever_day_it_names(written, monkeypatch):
    monkeypatch.setattr(pay_day, "may_be", lambda case, day: True)
    ordered = replace(ORDER, status="ordered", settled_at=None)
    payout.settle(SimpleNamespace(payment=ordered), ordered, "failed", paid_on="2026-11-23")
    assert (written["payment"].status, written["payment"].paid_on) == ("failed", "")


@pytest.mark.parametrize(("rate", "lines"), [("2.6", []), ("2.85", ["PAYMENT_REPRICED"])])
def test_that_it_was_paid_is_told_and_where_the_day_has_another_rate_that_too(monkeypatch, rate, lines):
    told = []
    monkeypatch.setattr(casefile, "amend", lambda case, *events, **_: told.extend(one.event.code for one in events))
    monkeypatch.setattr(pay_day, "rate_on", lambda case, day: rate)
    monkeypatch.setattr(pay_day, "may_be", lambda case, day: True)
    ordered = replace(ORDER, status="ordered", settled_at=None)
    payout.settle(SimpleNamespace(payment=ordered), ordered, "paid", paid_on="2026-11-23")
    assert told == ["PAYMENT_PAID", *lines]


def test_what_became_of_an_order_is_written_on_the_very_order_that_was_read_with_the_banks_number(written):
    ordered = replace(ORDER, status="ordered", settled_at=None)
    payout.settle(SimpleNamespace(payment=ordered), ordered, "paid", receipt="H1")
    assert (written["payment"].status, written["payment"].receipt) == ("paid", "H1")
    assert written["payment"].settled_at and written["expect"] == Expect(unchanged=("payment",))


@pytest.mark.parametrize(
    ("otherwise", "word"),
    [
        ({}, "failed"),
        ({"serial": None}, "failed"),  # an earlier release kept none
        ({"dismissed_by": "s1"}, None),  # a person has found out with the bank that our record holds
        ({"serial": "JK1P1"}, None),
        ({"at": "2026-11-23T01:59:59.999Z"}, None),  # before there was this order
        ({"at": "2026-11-23T01:59:59.999Z", "serial": None}, None),
        ({"at": "2026-11-23T02:00:00.000Z"}, "failed"),
        ({"at": ""}, "failed"),  # nor when it came
    ],
)
def test_a_word_counts_of_the_order_in_hand_alone_and_while_no_person_knows_better(otherwise, word):
    notice = replace(PaymentNotice("payment.failed", "JK1P2", DAYS[1]), **otherwise)
    ordered = {"PAYMENT_ORDERED": SimpleNamespace(at="2026-11-23T02:00:00.000Z")}
    assert payout.heard(SimpleNamespace(payment=ORDER, payment_notice=notice, events=ordered)) == word


def test_a_word_the_bank_repeats_relieves_whoever_attends_to_the_pay_out_though_it_is_no_news(written, monkeypatch):
    """Whoever heard it first may have died before they could tell."""
    told: list[str] = []
    monkeypatch.setattr(settlement, "resume", lambda case, by: told.append(by))
    heard = PaymentNotice("payment.settled", "JK1P2", DAYS[0])
    settlement.hear(SimpleNamespace(payment=ORDER, payment_notice=heard), "payment.settled", "JK1P2", "B01")
    assert (told, written) == (["bank:B01"], {})


@pytest.mark.parametrize(
    ("settled_at", "told_at", "moment"),
    [
        ("2026-11-25T02:00:00Z", "2026-11-26T02:00:00Z", "2026-11-25T02:00:00Z"),
        (None, "2026-11-26T02:00:00Z", "2026-11-26T02:00:00Z"),
        (None, None, "2026-11-20"),
    ],
    ids=["as kept", "as an earlier release told it", "as one before kept it"],
)
def test_a_loan_is_told_as_paid_at_the_moment_it_was_first_known_to_be(settled_at, told_at, moment):
    events = {"PAYMENT_PAID": SimpleNamespace(at=told_at)} if told_at else {}
    assert paid.paid_at(SimpleNamespace(payment=replace(ORDER, settled_at=settled_at), events=events)) == moment


@pytest.mark.parametrize(
    ("known", "disputed"),
    [
        ({}, True),
        ({"dismissed_by": ""}, False),
        ({"type": "payment.failed"}, False),
        ({"serial": "JK1P1"}, False),
        (None, False),
    ],
)
def test_what_the_bank_answers_against_what_a_person_has_dismissed_is_news_once_more(monkeypatch, known, disputed):
    said: list[Any] = []
    monkeypatch.setattr(settlement, "hear", lambda *_: said.append("heard"))
    monkeypatch.setattr(disputes, "task_of", lambda *_: "this")
    monkeypatch.setattr(disputes, "open_task", lambda case, code, *of: said.append(of[-1].changes["payment_notice"]))
    usual = {"type": "payment.settled", "serial": "JK1P2", "dismissed_by": "s1", "times": 2, "doubts": ["another"]}
    notice = None if known is None else PaymentNotice(at=DAYS[0], **{**usual, **known})
    settlement.answered(SimpleNamespace(payment=ORDER, payment_notice=notice), "payment.settled", "JK1P2", "B01")
    if disputed:
        (kept,) = said
        assert (kept.times, kept.doubts, kept.dismissed_by) == (3, ["another", "this"], None)
    else:
        assert said == ["heard"]


@pytest.mark.parametrize(
    ("otherwise", "relieved"), [({}, True), ({"is_open": False}, False), ({"kind": "dispute"}, False), ({"step": "Issue"}, False)]
)  # fmt: skip
def test_only_who_attends_to_the_pay_out_is_relieved_by_the_banks_word(monkeypatch, otherwise, relieved):
    told: list[Any] = []
    wait = {"id": "t", "is_open": True, "kind": "attend", "step": "Disburse", **otherwise}
    kept = SimpleNamespace(**wait, details={"step": wait["step"]})
    monkeypatch.setattr(settlement.tasks, "of_case", lambda id: [kept])
    monkeypatch.setattr(settlement.tasks, "answer", lambda *said: told.append(said))
    settlement.resume(SimpleNamespace(id="c1"), "bank:B01")
    assert told == [("t", {"next": "retry"}, "bank:B01")] * relieved


@pytest.mark.parametrize(
    ("status", "type", "then"),
    [
        ("ordered", "payment.settled", "settled"),
        ("ordered", "payment.failed", "settled"),
        ("paid", "payment.settled", "kept"),
        ("failed", "payment.failed", "kept"),
        ("withheld", "payment.failed", "kept"),
        ("paid", "payment.failed", "disputed"),
        ("failed", "payment.settled", "disputed"),
        ("withheld", "payment.settled", "disputed"),
        ("overturned", "payment.settled", "disputed"),
        (None, "payment.settled", "disputed"),
        ("other", "payment.settled", "disputed"),
    ],
)
def test_a_word_on_our_order_settles_it_once_and_one_against_our_record_moves_nothing(monkeypatch, status, type, then):
    done: list[str] = []
    monkeypatch.setattr(settlement, "settle", lambda *_, **__: done.append("settled"))
    monkeypatch.setattr(casefile, "amend", lambda *_, **__: done.append("kept"))
    monkeypatch.setattr(settlement, "_dispute", lambda *_: done.append("disputed"))
    monkeypatch.setattr(settlement, "resume", lambda *_: done.append("resumed"))
    ours = {None: None, "other": replace(ORDER, serial="JK1P9", status="ordered")}
    payment = ours[status] if status in ours else replace(ORDER, status=status)
    settlement.hear(SimpleNamespace(payment=payment, payment_notice=None), type, "JK1P2", "B01")
    assert done == [then] + ["resumed"] * (then != "disputed")


@pytest.mark.parametrize(
    ("status", "code", "doubts", "holds"),
    [
        ("failed", disputes.SETTLED_AFTER_FAILURE, ["d1"], ["d1", "d2"]),
        ("withheld", disputes.SETTLED_AFTER_FAILURE, [], ["d2"]),
        ("paid", disputes.FAILED_AFTER_SETTLEMENT, ["d2"], None),  # which this very word does already
        (None, disputes.FOREIGN_SERIAL, [], ["d2"]),
    ],
)
def test_a_word_against_our_record_holds_the_money_with_its_task_beside_what_holds_it_already(
    monkeypatch, status, code, doubts, holds
):
    opened: list[Any] = []
    monkeypatch.setattr(disputes, "are_too_many", lambda *_: False)
    monkeypatch.setattr(disputes, "task_of", lambda *_: "d2")
    monkeypatch.setattr(disputes, "open_task", lambda case, code, *_: opened.append((code, _[-1])))
    ours, said = status and replace(ORDER, status=status), PaymentNotice("payment.settled", "JK1P2", DAYS[0])
    known = SimpleNamespace(id="c1", payment=ours, payment_notice=replace(said, doubts=doubts))
    settlement._dispute(known, ours, "B01", said, None)
    ((told, beside),) = opened
    assert told == code and (beside and beside.changes["payment_notice"].doubts) == holds
    assert beside is None or beside.expect == Expect(unchanged=("payment", "payment_notice"))


@pytest.mark.parametrize("earlier", [None, PaymentNotice("payment.failed", "JK1P2", DAYS[0])])
def test_that_money_has_gone_is_kept_in_place_of_what_was_heard_before_and_holds_the_next(monkeypatch, earlier):
    opened: list[Any] = []
    monkeypatch.setattr(disputes, "task_of", lambda *_: "d1")
    monkeypatch.setattr(disputes, "open_task", lambda *told: opened.append(told[-1]))
    ours, said = replace(ORDER, status="failed"), PaymentNotice("payment.settled", "JK1P2", DAYS[1])
    settlement._dispute(SimpleNamespace(payment=ours, payment_notice=earlier), ours, "B01", said, said)
    assert [one.changes["payment_notice"] for one in opened] == [replace(said, doubts=["d1"])]


def test_a_word_that_is_repeated_is_not_kept_again(monkeypatch):
    for type in ("payment.settled", "payment.failed"):
        case = SimpleNamespace(payment_notice=PaymentNotice(type, "JK1P2", DAYS[0]))
        assert settlement._notice(case, type, "JK1P2", "") is None


@pytest.mark.parametrize(
    ("type", "news", "written"),
    [
        ("payment.failed", True, [PaymentNotice("payment.failed", "JK1P2", DAYS[1])]),
        ("payment.failed", False, []),
    ],
)
def test_that_money_has_not_gone_is_found_out_about_and_holds_up_nothing(monkeypatch, type, news, written):
    kept, opened = [], []
    monkeypatch.setattr(casefile, "amend", lambda case, payment_notice: kept.append(payment_notice))
    monkeypatch.setattr(settlement.disputes, "open_task", lambda *said: opened.append(said[1:]))
    case = SimpleNamespace(id="c1", payment_notice=PaymentNotice("payment.settled", "JK1P2", DAYS[0]))
    notice = PaymentNotice(type, "JK1P2", DAYS[1]) if news else None
    settlement._dispute(case, ORDER, "B01", PaymentNotice(type, "JK1P2"), notice)
    assert kept == written
    about = disputes.about_payment(PaymentNotice(type, "JK1P2"))
    assert opened == [(disputes.FAILED_AFTER_SETTLEMENT, "B01", type, about)]


@pytest.mark.parametrize(("ours", "too_many", "apart"), [(ORDER, True, True), (None, False, True), (None, True, False)])
def test_of_many_words_on_orders_that_are_not_ours_one_task_tells_of_the_others(monkeypatch, ours, too_many, apart):
    opened = []
    monkeypatch.setattr(settlement.disputes, "are_too_many", lambda *_: too_many)
    monkeypatch.setattr(settlement.disputes, "anew", lambda *said: "together")
    monkeypatch.setattr(settlement.disputes, "about_payment", lambda said: "apart")
    monkeypatch.setattr(settlement.disputes, "open_task", lambda *said: opened.append(said[4:]))
    case = SimpleNamespace(id="c1", payment_notice=PaymentNotice("payment.settled", "P9", DAYS[0]))
    settlement._dispute(case, ours, "B01", PaymentNotice("payment.settled", "P9"), None)
    ((about, beside),) = opened
    assert about == ("apart" if apart else "together") and beside.expect == Expect(
        unchanged=("payment", "payment_notice")
    )
