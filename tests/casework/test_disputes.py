"""Disputes: what one partner can make of one case is bounded, and what holds money up always has its person."""

from dataclasses import replace

import pytest

from chalicelib.casework import clearing, disputes, settlement
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import Expect
from chalicelib.records.contents import Event
from chalicelib.records.loan import PaymentNotice
from chalicelib.records.presences import Presence
from tests.given import case as given

NUMBER = given.CONTRACT["number"]


@pytest.fixture
def case(submitted):
    return submitted(contract=given.CONTRACT, mortgage={"status": "DONE"}, status="REGISTERING")


def told(type: str, number: int, partner: str = "B01") -> None:
    settlement.hear(casefile.load("c1"), type, f"{NUMBER}P{number}", partner)


def opened() -> list[tasks.Task]:
    return [task for task in tasks.of_case("c1") if task.kind == disputes.KIND]


def test_the_same_word_counts_once(case):
    for _ in range(3 * disputes.MOST):
        told("payment.failed", 2)
    assert len(opened()) == 1


def test_however_many_words_a_partner_finds_there_are_only_so_many_tasks(case):
    for number in range(3 * disputes.MOST):
        told("payment.failed", number)
    assert len(opened()) == disputes.MOST
    events = [event for event in casefile.load("c1").events.values() if event.code == "TASK_DISPUTE"]
    assert len(events) == disputes.MOST


def test_what_one_partner_has_said_takes_nothing_from_another(case):
    for number in range(2 * disputes.MOST):
        told("payment.failed", number)
    disputes.open_task(casefile.load("c1"), disputes.FOREIGN_CONTRACT, "B02", "payment.failed")
    assert [task.details["partner"] for task in opened()].count("B02") == 1


def test_the_word_that_holds_the_money_up_has_its_task_whatever_was_said_before(case):
    for number in range(2 * disputes.MOST):
        told("payment.failed", number)
    before = {task.id for task in opened()}
    told("payment.settled", 99)
    told("payment.settled", 100)  # the first is not cleared up yet, and holds up alone
    assert casefile.load("c1").payment_is_disputed
    (holding,) = (task for task in opened() if task.id not in before)
    given.put("c1", **clearing.resolved(casefile.load("c1"), holding, "s1"))
    assert not casefile.load("c1").payment_is_disputed


def test_a_word_is_dismissed_by_who_cleared_up_that_one_though_another_holds_the_money_still(case):
    told("payment.settled", 99)
    told("payment.settled", 100)
    notice = casefile.load("c1").payment_notice
    of_it = disputes.task_of(case, disputes.FOREIGN_SERIAL, "B01", "payment.settled", disputes.about_payment(notice))
    first, other = sorted(opened(), key=lambda task: task.id != of_it)
    for task, who, then in ((other, "s2", (None, [first.id])), (first, "s1", ("s1", [other.id]))):
        left = clearing.resolved(casefile.load("c1"), task, who)["payment_notice"]
        assert (left.dismissed_by, left.doubts) == then


@pytest.mark.parametrize(("decided", "answered"), [(True, False), (False, True), (False, False)])
def test_of_doubts_an_earlier_release_wrote_down_nowhere_those_hold_the_money_that_nobody_has_decided(
    case, decided, answered
):
    told("payment.settled", 99)
    told("payment.settled", 100)
    first, other = opened()
    notice = casefile.load("c1").payment_notice
    if answered:
        tasks.answer(other.id, {"next": "resolved"}, "s2")
    review = {"task": other.id, "by": "s2", "at": "", "level": "dispute", "decision": "resolved", "reason": "r"}
    given.put("c1", payment_notice=replace(notice, doubts=[first.id]), reviews=[review] if decided else [])
    left = clearing.resolved(casefile.load("c1"), first, "s1")["payment_notice"]
    assert left.doubts == ([] if decided or answered else [other.id])


def test_an_order_is_found_paid_after_all_whatever_other_pay_out_the_bank_told_of_beside(case):
    ours = f"{NUMBER}P1"
    given.put(
        "c1",
        payment={"serial": ours, "status": "failed"},
        payment_notice={"type": "payment.settled", "serial": f"{NUMBER}P99", "times": 2},
    )
    case = casefile.load("c1")
    disputes.open_task(case, disputes.SETTLED_AFTER_FAILURE, "B01", "payment.settled", ours)
    (task,) = opened()
    assert clearing.upheld(case, task).changes["payment"].status == "paid"


@pytest.mark.parametrize(("status", "type"), [("paid", "payment.failed"), ("failed", "payment.settled")])
def test_a_word_against_our_own_settlement_has_its_task_however_much_was_said_before(case, status, type):
    for number in range(2, 2 + disputes.MOST):
        told("payment.failed", number)
    before = {task.id for task in opened()}
    given.put("c1", payment={"serial": f"{NUMBER}P1", "status": status})
    told(type, 1)
    (new,) = (task for task in opened() if task.id not in before)
    assert new.details["said"] == type


def test_a_form_that_is_denied_has_its_task_however_much_was_said_before(case):
    for number in range(2 * disputes.MOST):
        told("payment.failed", number)
    before = {task.id for task in opened()}
    disputes.open_task(casefile.load("c1"), disputes.FORM_DENIED, "B01", "signed_form.denied", "form")
    assert len({task.id for task in opened()} - before) == 1


@pytest.mark.parametrize(
    ("code", "said", "beside", "opens"),
    [
        (disputes.FOREIGN_CONTRACT, disputes.MOST - 1, False, True),
        (disputes.FOREIGN_CONTRACT, disputes.MOST, False, False),
        (disputes.FOREIGN_CONTRACT, disputes.MOST, True, True),  # what holds money up, with its task or not at all
        *((code, disputes.MOST, False, True) for code in (
            disputes.FAILED_AFTER_SETTLEMENT, disputes.SETTLED_AFTER_FAILURE, disputes.BANK_PART_ASTRAY, disputes.BANK_PART_FAILED,
            disputes.BANK_PART_UNPROVEN, disputes.FORM_DENIED,
        )),
        (disputes.PAY_DAY, disputes.MOST, False, False),
        (disputes.BANK_PART_OTHER_TERMS, disputes.MOST, False, False),
    ],
)  # fmt: skip
def test_past_so_many_words_of_a_partner_only_what_may_be_of_money_is_a_task(monkeypatch, code, said, beside, opens):
    made, written = [], []
    monkeypatch.setattr(disputes, "due", lambda case, kind: ("2026-12-01T17:30:00+08:00", True))
    monkeypatch.setattr(tasks, "open_task", lambda *of, **more: made.append((of, more)))
    monkeypatch.setattr(
        casefile, "update", lambda case, *told, expect, **changes: written.append((told, expect, changes))
    )
    monkeypatch.setattr(disputes.parts, "retire", lambda *_: None)
    monkeypatch.setattr(disputes.item, "superseded", lambda *_: None)
    lines = {f"TASK_DISPUTE.{n}": Event("", "TASK_DISPUTE", {"partner": "B01"}) for n in range(said)}
    others = {f"TASK_DISPUTE.B02{n}": Event("", "TASK_DISPUTE", {"partner": "B02"}) for n in range(disputes.MOST)}
    held = given.held(events={**lines, **others})
    also = disputes.Beside({"leaving": "CANCELLED"}, Expect(absent=("contract",)), (casefile.event("PAYMENT_PAID"),))
    disputes.open_task(held, code, "B01", "payment.settled", "x", also if beside else None)
    assert len(made) == len(written) == opens
    assert disputes.are_too_many(held, code, "B01", "payment.settled", "x") is (said == disputes.MOST)
    if opens:
        ((told, expect, changes),), ((_, more),) = written, made
        assert told[0].event.code == "TASK_DISPUTE" and told[0].event.values == {"partner": "B01"}
        assert more["details"] == {"codes": [code], "partner": "B01", "said": "payment.settled"} and more["provisional"]
        assert len(told) == 1 + beside and changes == ({"leaving": "CANCELLED"} if beside else {})
        assert expect == (also.expect if beside else Expect())
        known = replace(held, events={**held.events, told[0].key: told[0].event})
        assert not disputes.are_too_many(known, code, "B01", "payment.settled", "x"), "that one there is"
        disputes.open_task(known, code, "B01", "payment.settled", "x")
        assert len(made) == 1, "one for the same words"


@pytest.mark.parametrize(
    ("found", "beside", "numbered"),
    [
        ({}, [], "x"),
        ({"x": True}, [], "x"),  # it is open still
        ({"x": False}, [], "x#2"),  # that one was decided
        ({"x": False, "x#2": False}, [], "x#3"),
        ({"x": True}, ["x"], "x#2"),
    ],
)
def test_what_is_said_anew_is_a_task_that_nobody_has_decided_and_none_there_is_beside(
    monkeypatch, found, beside, numbered
):
    def number(about):
        return disputes._number(disputes.BANK_PART_FAILED, "B01", "bank_part.failed", about)

    waits = {number(about): replace(TASK, state="open" if is_open else "answered") for about, is_open in found.items()}
    monkeypatch.setattr(tasks, "find", lambda id, kind, of: waits.get(of))
    ids = [tasks.task_id("c1", disputes.KIND, number(about)) for about in beside]
    of = (disputes.BANK_PART_FAILED, "B01", "bank_part.failed", "x")
    assert disputes.anew(given.held(), *of, ids) == numbered


TASK = tasks.Task("t", "c1", "dispute", "620100", "open", "", "", {})


@pytest.mark.parametrize(
    ("values", "of_others"),
    [({}, True), ({"details": {"codes": [disputes.WORD_UNTRUE]}}, False), ({"kind": "attend"}, False)],
)
def test_what_staff_have_found_themselves_is_no_dispute_of_others(values, of_others):
    assert disputes.is_of_others(replace(TASK, **values)) is of_others


@pytest.mark.parametrize(
    ("is_known", "has_said_enough", "code", "beside", "opens"),
    [
        (False, False, disputes.FOREIGN_SERIAL, False, True),
        (True, False, disputes.FOREIGN_SERIAL, False, False),
        (True, False, disputes.FOREIGN_SERIAL, True, True),  # what is written with it holds money up
        (True, True, disputes.FOREIGN_SERIAL, True, True),
        (False, True, disputes.FOREIGN_SERIAL, False, False),
        (False, True, disputes.FOREIGN_SERIAL, True, True),
        (False, True, disputes.FORM_DENIED, False, True),
        *((False, True, code, False, True) for code in disputes._OF_MONEY),
    ],
)
def test_a_dispute_is_opened_once_and_past_so_many_words_where_money_is_held_up(
    monkeypatch, is_known, has_said_enough, code, beside, opens
):
    opened = []
    monkeypatch.setattr(disputes, "stand", lambda case, number, details, told, beside: opened.append((details, beside)))
    known = disputes.task_of(given.held(), code, "B01", "said", "of it").rpartition(".")[2]
    lines = [f"{n}" for n in range(disputes.MOST)] if has_said_enough else []
    lines += [known] if is_known else []
    line = Event("2026-11-23T02:00:00.000Z", "TASK_DISPUTE", {"partner": "B01"})
    also = disputes.Beside(casefile.Changes(), Expect()) if beside else None
    case = given.held(events={f"TASK_DISPUTE.{number}": line for number in lines})
    disputes.open_task(case, code, "B01", "said", "of it", also)
    assert opened == ([({"codes": [code], "partner": "B01", "said": "said"}, also)] if opens else [])


@pytest.mark.parametrize(
    ("act", "void", "used", "told", "is_nobodys"),
    [
        ("signatures", {}, True, False, True),
        ("submit", {}, True, False, True),
        ("consents", {}, True, False, True),
        ("signatures", {}, False, False, False),  # nothing was done on it
        ("signatures", {}, True, True, False),
        ("signatures", {"why": ""}, True, False, False),  # taken back, and not denied
        ("signatures", {"resolved_by": "s1"}, True, False, False),
        ("signatures", {"upheld_by": "s1"}, True, False, False),
    ],
)
def test_a_denied_form_on_which_something_was_done_is_nobodys_until_it_has_its_task(act, void, used, told, is_nobodys):
    denial = {"at": "2026-11-24T02:00:00.000Z", "by": "person_1", "why": "DENIED", **void}
    form = Presence("f1", "borrower", "person_1", "signed_form", "", "", "c1", "e", act=act, void=denial)
    number = disputes.of_denial(given.held(), form).rpartition(".")[2]
    line = Event("2026-11-24T02:00:00.000Z", "TASK_DISPUTE", {"partner": "borrower"})
    lines = {f"TASK_DISPUTE.{number}": line} if told else {}
    case = given.held(presences=[form], spent={"f1": "r"} if used else {}, events=lines)
    assert disputes.nobodys(case) == ([form] if is_nobodys else [])


@pytest.mark.parametrize(
    ("serial", "times", "about"),
    [("P1", 1, "P1"), ("P1", 2, "P1#2"), ("P1", 3, "P1#3"), (None, 1, ""), (None, 2, "#2")],
)
def test_what_a_bank_says_once_more_of_an_order_that_a_person_had_dismissed_is_another_dispute(serial, times, about):
    assert disputes.about_payment(PaymentNotice("payment.settled", serial, times=times)) == about


@pytest.mark.parametrize(
    ("found", "becomes"), [("free", True), ("answered", False), ("open", Contended), (None, Contended)]
)
def test_what_is_written_with_a_dispute_is_left_out_where_that_was_decided_and_tried_again_where_a_write_was_lost(
    monkeypatch, found, becomes
):
    retired = list[object]()
    task = tasks.Task("t", "c1", "dispute", "620100", str(found), "", "", {}) if found else None

    def open_task(*_, beside, **__):
        assert beside == {"expect": also.expect, **also.changes}
        if found != "free":
            raise Contended("c1")

    also = disputes.Beside(casefile.Changes(lent={}), Expect(unchanged=("bank_part",)))
    monkeypatch.setattr(disputes, "due", lambda case, kind: ("", False))
    monkeypatch.setattr(casefile, "update", lambda case, *_, **written: written)
    monkeypatch.setattr(tasks, "open_task", open_task)
    monkeypatch.setattr(tasks, "find", lambda case, kind, number: task)
    monkeypatch.setattr(disputes.parts, "retire", lambda case, names: retired.append(case))
    told = casefile.event("TASK_DISPUTE", "1", partner="B01")
    if becomes is Contended:
        with pytest.raises(Contended):
            disputes.stand(given.held(), "1", {}, told, also)
    else:
        assert disputes.stand(given.held(), "1", {}, told, also) is becomes
    assert retired == (["c1"] if becomes is True else [])
