"""One order, one serial: whatever is lost on the way, the seller is paid once or not at all."""

from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal

import pytest
import time_machine

from chalicelib import clock
from chalicelib.agencies import fund_core, registry
from chalicelib.banks import partners, payments
from chalicelib.casework import clearing, disputes, payable, registration, special, withdrawals, words
from chalicelib.casework.actor import Actor
from chalicelib.casework.rules import policy_of
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.judging.retirement import window
from chalicelib.errors import BankUnavailable, Contended, PaymentProcessing, PreconditionFailed, Withdrawn
from chalicelib.records import casefile, decisions, tasks
from chalicelib.records.casefile import Changes, Expect
from chalicelib.steps import disburse, discharge, issue
from chalicelib.trust import secrets
from tests.given.answers import finding
from tests.given.case import CONTRACT, answered, held, present, put, stored, waiting
from tests.given.platform import BANKS
from tests.steps.conftest import CERTIFICATE, RATE_FELL, SERIAL, event, hear, pay_out


def test_a_loan_is_paid_once_at_the_rate_of_the_day(ready, bank):
    ready()
    assert pay_out() == "paid"
    case = casefile.load("c1")
    assert bank.paid == {"JK6201002026112300001P1": "500000.00"}
    assert case.status == "DISBURSING" and case.payment.rate == "2.60"


@pytest.mark.parametrize(
    ("moment", "rate", "on"),
    [("2025-05-07T15:59:00Z", "2.85", "2025-05-07"), ("2025-05-07T16:01:00Z", "2.60", "2025-05-08")],
)
def test_the_rate_is_that_of_the_pay_out_day_in_gansu_and_not_of_acceptance_or_decision(ready, bank, moment, rate, on):
    with time_machine.travel(moment):
        ready(**RATE_FELL)
        assert pay_out() == "paid"
    payment = casefile.load("c1").payment
    assert (payment.rate, payment.on) == (rate, on)


def test_what_was_judged_on_the_day_of_the_decision_is_not_judged_again_when_the_money_moves(ready, bank):
    with time_machine.travel("2056-01-05T02:00:00Z"):  # by then the borrower has retired
        case = ready()
        assert window(case.application.borrower, policy_of(case))[1] < clock.today()
        assert pay_out() == "paid"
    assert bank.paid == {"JK6201002026112300001P1": "500000.00"}


@pytest.mark.parametrize(("told_at_once", "paid_on"), [(True, None), (False, ""), (True, "")])
def test_the_banks_own_number_is_kept_with_the_payment_whenever_it_tells_it(ready, bank, told_at_once, paid_on):
    """On the voucher it is what the bank finds the payment by."""
    ready()
    bank.lose, bank.paid_on = "" if told_at_once else "answer", paid_on
    with nullcontext() if told_at_once else pytest.raises(BankUnavailable):
        pay_out()
    assert told_at_once or pay_out() == "paid"
    assert casefile.load("c1").payment.receipt == "H2026112300001"


@pytest.mark.parametrize(
    ("paid_on", "day", "rate", "told"),
    [
        ("2025-05-07", "2025-05-07", "2.85", False),  # at once, and only its answer was late
        ("2025-05-20", "2025-05-20", "2.60", True),  # the order lay about, and the rate fell meanwhile
        ("", "2025-05-28", "2.60", True),  # the bank does not say: not before we heard of it
    ],
)
def test_a_loan_bears_interest_from_the_day_the_bank_paid_at_the_rate_of_that_day(
    ready, bank, paid_on, day, rate, told
):
    with time_machine.travel("2025-05-07T02:00:00Z") as time:
        ready(**RATE_FELL)
        bank.lose, bank.paid_on = "answer", paid_on
        with pytest.raises(BankUnavailable):
            pay_out()
        time.move_to("2025-05-28T02:00:00Z")
        assert pay_out() == "paid"
    case = casefile.load("c1")
    assert (case.payment.on, case.payment.day, case.payment.rate) == ("2025-05-07", day, rate)
    assert ("PAYMENT_REPRICED" in case.events) is told


@pytest.mark.parametrize("way", ["answered", "told"])
@pytest.mark.parametrize("day", ["2024-01-02", "0001-01-01", "2999-01-01", "2025-05-06"])
def test_a_day_the_bank_cannot_have_paid_on_keeps_no_payment_from_being_written_and_is_found_out_by_a_person(
    ready, bank, way, day
):
    with time_machine.travel("2025-05-07T02:00:00Z") as time:
        ready(**RATE_FELL)
        bank.results, bank.paid_on = ["2"] if way == "told" else ["0"], day
        if way == "told":
            with pytest.raises(PaymentProcessing):
                pay_out()
            time.move_to("2025-05-08T02:00:00Z")
            hear("payment.settled", paid_on=day)
            time.move_to("2025-05-28T02:00:00Z")
            bank.results = ["0"]
        for _ in ("once", "and again"):
            assert pay_out() == "paid"
            heard = "2025-05-08" if way == "told" else "2025-05-07"  # when we first heard
            assert casefile.load("c1").payment.paid_on == heard
            assert disputes_of() == ["DISPUTE_PAY_DAY"]


@pytest.mark.parametrize("said", ["2025-05-08", ""])
def test_a_settlement_told_without_its_day_is_asked_for_it_and_one_told_with_it_is_not(ready, bank, monkeypatch, said):
    with time_machine.travel("2025-05-07T02:00:00Z") as time:
        ready(**RATE_FELL)
        bank.results = ["2"]
        with pytest.raises(PaymentProcessing):
            pay_out()
        time.move_to("2025-05-28T02:00:00Z")
        hear("payment.settled", paid_on=said)
        bank.results, bank.paid_on = ["0"], "2025-05-08"
        if said:
            monkeypatch.setattr(payments, "query", lambda *asked: pytest.fail("asked again"))
        assert pay_out() == "paid"
    payment = casefile.load("c1").payment
    assert (payment.paid_on, payment.rate) == ("2025-05-08", "2.60")


@pytest.mark.parametrize("lose", ["order", "answer"])
def test_an_order_whose_outcome_is_unknown_is_asked_about_before_anything_is_sent_again(ready, bank, lose):
    ready()
    bank.lose = lose
    with pytest.raises(BankUnavailable):
        pay_out()
    assert pay_out() == "paid"
    assert len(bank.paid) == 1 and bank.orders == 1


def test_the_order_names_the_centres_account_at_the_bank_the_seller_and_the_contract(ready, bank):
    form = stored(ready().application)
    seller = form["home"]["seller"] = {**form["home"]["seller"], "bank": "B02"}  # theirs need not be ours
    put("c1", application=form)
    answered("c1", finding("property", "home", regulated_account=seller["number"]))
    pay_out()
    assert bank.order == payments.Order(
        bank="B01", serial="JK6201002026112300001P1", amount=Decimal("500000.00"),
        payer_account=BANKS["B01"]["payer_accounts"]["620100"], payee_account=seller["number"], payee_name=seller["holder"],
        payee_bank="B02", summary="JK6201002026112300001",
    )  # fmt: skip


def test_without_an_account_of_the_centre_at_the_bank_nothing_is_ordered_until_somebody_has_told_us_of_one(
    ready, bank, monkeypatch
):
    ready()
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(
            secrets, "banks", lambda: {"B01": {**BANKS["B01"], "payer_accounts": {"620200": "90162020001"}}}
        )
        with pytest.raises(PreconditionFailed, match="PAYER_ACCOUNT_UNKNOWN"):
            pay_out()
        assert bank.orders == 0 and casefile.load("c1").payment is None
    assert pay_out() == "paid"


REFUSAL = '{"code": "ACCOUNT_CLOSED", "message": "户名林测试，账户已销户"}'


def test_why_a_bank_refuses_an_order_is_kept_sealed_for_whoever_has_to_look_and_for_nobody_else(
    ready, bank, monkeypatch, capsys, platform
):
    ready()

    def refused(order):
        raise partners.Refused("B01", "/payments", 422, REFUSAL.encode())

    monkeypatch.setattr(payments, "pay", refused)
    monkeypatch.setattr(payments, "query", lambda bank, serial: payments.Answer(payments.Result.UNKNOWN))
    for _ in range(2):
        with pytest.raises(PreconditionFailed) as stopped:
            pay_out()
    assert type(stopped.value) is PreconditionFailed and "ACCOUNT_CLOSED" not in str(stopped.value)
    assert casefile.load("c1").may_be_undone, "a person may also end the case"
    (word,) = words.shown(casefile.load("c1"))
    assert (word["partner"], word["said"], word["text"]) == ("B01", "payment.refused", f"HTTP 422 {REFUSAL}")
    told = [capsys.readouterr().out, *(str(platform.items(table)) for table in ("cases", "parts", "tasks", "traces"))]
    assert not any("ACCOUNT_CLOSED" in text or "林测试" in text for text in told)


def test_an_order_that_is_refused_although_the_bank_has_it_may_have_been_paid(ready, bank, monkeypatch):
    ready()

    def refused(order):
        raise partners.Refused("B01", "/payments", 409, b"")

    monkeypatch.setattr(payments, "pay", refused)
    monkeypatch.setattr(payments, "query", lambda bank, serial: payments.Answer(payments.Result.PROCESSING))
    with pytest.raises(PreconditionFailed):
        pay_out()
    assert casefile.load("c1").payment.is_ordered and not casefile.load("c1").may_be_undone


GONE = registry.Unit(None, False, frozenset())


@pytest.fixture
def lost(ready, bank, unit):
    """An order that the bank never got, and a mortgage that has been taken away since."""
    ready()
    bank.lose = "order"
    with pytest.raises(BankUnavailable):
        pay_out()
    there, unit["unit"] = unit["unit"], GONE
    with pytest.raises(PreconditionFailed, match="MORTGAGE_NOT_IN_FORCE"):
        pay_out()
    return there


def test_an_order_the_bank_does_not_know_is_not_sent_again_over_a_mortgage_that_is_gone(lost, bank, unit):
    case = casefile.load("c1")
    assert bank.orders == 0 and case.payment.status == "withheld" and case.may_be_undone
    unit["unit"] = lost
    assert pay_out() == "paid"
    assert bank.paid == {SERIAL: "500000.00"} and casefile.load("c1").payment.status == "paid"


def test_an_order_that_is_withheld_and_reaches_the_bank_after_all_is_asked_about_before_anything_else(lost, bank):
    bank.paid[SERIAL], bank.results = "500000.00", ["2"]
    with pytest.raises(PaymentProcessing):
        pay_out()
    assert casefile.load("c1").payment.is_ordered and not casefile.load("c1").may_be_undone
    bank.results = ["0"]
    assert pay_out() == "paid" and bank.orders == 0


def test_a_failure_the_bank_tells_of_a_withheld_order_ends_it_and_a_settlement_is_found_out_by_a_person(lost, bank):
    hear("payment.failed")
    assert disputes_of() == []
    assert pay_out() == "failed" and casefile.load("c1").payment.status == "failed"
    hear("payment.settled")
    assert disputes_of() == [disputes.SETTLED_AFTER_FAILURE] and not casefile.load("c1").may_be_undone


@pytest.mark.parametrize("status", ["paid", "failed"])
def test_an_order_of_which_the_bank_has_told_meanwhile_is_not_held_back_any_more(ready, status):
    ready(payment={"status": status})
    disburse._withhold(casefile.load("c1"))
    assert casefile.load("c1").payment.status == status


def test_a_withdrawal_while_an_order_is_withheld_keeps_it_from_being_sent(lost, bank, unit):
    put("c1", withdrawal={"at": "now", "by": "person_1"})
    unit["unit"] = lost
    with pytest.raises(Withdrawn):
        pay_out()
    assert bank.orders == 0


@pytest.mark.parametrize(("result", "told"), [("0", "PAYMENT_PAID"), ("1", "PAYMENT_FAILED")])
def test_the_timeline_tells_that_payment_was_ordered_and_what_became_of_it(ready, bank, result, told):
    ready()
    bank.results = [result]
    pay_out()
    assert [code for code in casefile.load("c1").events if code.startswith("PAYMENT")] == ["PAYMENT_ORDERED", told]


def test_a_payment_the_bank_says_has_failed_is_not_sent_again(ready, bank):
    ready()
    bank.lose, bank.results = "answer", ["1"]
    with pytest.raises(BankUnavailable):
        pay_out()
    assert pay_out() == "failed" and bank.orders == 1


def test_processing_is_polled_and_never_sent_again(ready, bank):
    ready()
    bank.results = ["2", "2", "0"]
    for _ in range(2):
        with pytest.raises(PaymentProcessing):
            pay_out()
    assert pay_out() == "paid"
    assert bank.orders == 1


def disputes_of() -> list[str]:
    return [task.details["codes"][0] for task in tasks.of_case("c1") if task.kind == disputes.KIND]


def test_a_settlement_the_bank_tells_while_we_wait_ends_the_payment_without_asking_it_again(ready, bank, monkeypatch):
    ready()
    bank.results = ["2"]
    with pytest.raises(PaymentProcessing):
        pay_out()
    hear("payment.settled", paid_on=clock.today().isoformat())
    monkeypatch.setattr(payments, "query", lambda *asked: pytest.fail("asked again"))
    assert pay_out() == "paid" and bank.orders == 1
    assert casefile.load("c1").events["PAYMENT_PAID"]


@pytest.mark.parametrize("answer", ["1", "9"])
def test_a_failure_the_bank_tells_is_asked_about_before_the_case_leaves_for_it(ready, bank, answer):
    ready()
    bank.results = ["2"]
    with pytest.raises(PaymentProcessing):
        pay_out()
    hear("payment.failed")
    with pytest.raises(PaymentProcessing):
        pay_out()
    bank.results = [answer]
    assert pay_out() == "failed" and bank.orders == 1 and disputes_of() == []
    assert casefile.load("c1").events["PAYMENT_FAILED"] and casefile.load("c1").may_be_undone


@pytest.mark.parametrize("when", ["while it is ordered", "before the next run"])
def test_a_failure_told_of_money_that_went_holds_the_case_for_a_person(ready, bank, monkeypatch, when):
    ready()
    if when == "while it is ordered":
        told_while(monkeypatch, "pay", "payment.failed")
    else:
        bank.results = ["2"]
        with pytest.raises(PaymentProcessing):
            pay_out()
        hear("payment.failed")
        bank.results = ["0"]
    for _ in range(2):
        with pytest.raises(PreconditionFailed):
            pay_out()
    assert disputes_of() == [disputes.SETTLED_AFTER_FAILURE]
    case = casefile.load("c1")
    assert bank.orders == 1 and case.payment.status == "failed" and not case.may_be_undone
    with pytest.raises(PreconditionFailed):
        discharge.handle(event("Discharge", ending="CANCELLED"))


def test_a_failure_told_of_money_that_went_is_left_for_once_a_person_has_found_out_that_it_did_not(ready, bank):
    ready()
    bank.results = ["2"]
    with pytest.raises(PaymentProcessing):
        pay_out()
    hear("payment.failed")
    bank.results = ["0"]
    with pytest.raises(PreconditionFailed):
        pay_out()
    (dispute,) = tasks.of_case("c1")
    put("c1", **clearing.resolved(casefile.load("c1"), dispute, "s1"))
    bank.results = ["1"]
    assert pay_out() == "failed" and bank.orders == 1


def test_the_bank_is_asked_once_more_before_a_case_leaves_over_a_failure_a_person_has_found_to_be_one(ready, bank):
    ready()
    bank.results = ["1"]
    pay_out()
    hear("payment.settled")
    bank.results = ["0"]
    for times in (1, 2):
        with pytest.raises(PreconditionFailed):
            pay_out()
        (dispute,) = (task for task in tasks.of_case("c1") if task.is_open)
        assert disputes_of() == [disputes.SETTLED_AFTER_FAILURE] * times
        assert not casefile.load("c1").may_be_undone
        put("c1", **clearing.resolved(casefile.load("c1"), dispute, "s1"))
        tasks.claim(dispute.id, "s1")
        tasks.answer(dispute.id, {"next": "resolved"}, "s1")
    bank.results = ["1"]
    assert pay_out() == "failed" and bank.orders == 1


@pytest.mark.parametrize(("asked", "opened"), [("0", []), ("1", [disputes.FAILED_AFTER_SETTLEMENT])])
def test_a_settlement_told_while_the_order_is_refused_is_asked_about(ready, bank, monkeypatch, asked, opened):
    ready()
    bank.results = ["1", asked]
    told_while(monkeypatch, "pay", "payment.settled")
    if opened:
        with pytest.raises(PreconditionFailed):
            pay_out()
    else:
        assert pay_out() == "paid"
    assert disputes_of() == opened and casefile.load("c1").payment.status == "paid"


def test_a_failure_told_while_the_bank_answers_the_same_is_one_and_has_no_day_of_pay_out(ready, bank, monkeypatch):
    ready()
    bank.results = ["1"]
    told_while(monkeypatch, "pay", "payment.failed")
    assert pay_out() == "failed" and disputes_of() == []
    payment = casefile.load("c1").payment
    assert (payment.status, payment.paid_on) == ("failed", "")


@pytest.mark.parametrize(
    ("status", "payment", "word"),
    [("DISBURSED", "paid", "paid"), ("CANCELLED", "failed", "failed"), ("WITHDRAWN", None, "failed")],
)
def test_of_a_case_that_has_ended_the_word_is_what_it_ended_with_and_nothing_is_ordered(
    monkeypatch, status, payment, word
):
    monkeypatch.setattr(disburse, "_disburse", lambda *_: pytest.fail("ordered"))
    case = held(status=status, payment=payment and {"status": payment}, contract=CONTRACT)
    assert disburse._both(case, event("Disburse")) == word


def test_an_order_is_withheld_only_while_the_bank_has_said_nothing_of_it(ready, monkeypatch):
    ready()
    read = put("c1", payment={"status": "ordered", "amount": "500000.00"})
    put("c1", payment_notice={"type": "payment.settled"})
    monkeypatch.setattr(disburse.casefile, "load", lambda id: read)
    with pytest.raises(Contended):
        disburse._withhold(read)


def told_while(monkeypatch, call: str, type: str) -> None:
    """Has the bank tell something while it is called."""
    done = getattr(payments, call)

    def overtaken(*asked):
        result = done(*asked)
        hear(type)
        return result

    monkeypatch.setattr(payments, call, overtaken)


def test_a_settled_notice_beats_a_query_that_gets_lost(ready, bank, monkeypatch):
    ready()
    bank.lose = "answer"
    with pytest.raises(BankUnavailable):
        pay_out()

    def lost(*asked):
        hear("payment.settled", paid_on=clock.today().isoformat())
        raise BankUnavailable("B01: lost")

    monkeypatch.setattr(payments, "query", lost)
    with pytest.raises(BankUnavailable):
        pay_out()
    assert pay_out() == "paid" and bank.orders == 1


def test_a_notice_that_overtakes_the_answer_to_the_order_counts_and_is_written_once(ready, bank, monkeypatch):
    ready()
    pay = payments.pay

    def overtaken(order):
        result = pay(order)
        hear("payment.settled")
        return result

    monkeypatch.setattr(payments, "pay", overtaken)
    assert pay_out() == "paid" and bank.orders == 1
    assert disputes_of() == []


@pytest.mark.parametrize("serial", [SERIAL, None])
def test_a_notice_an_earlier_release_only_took_down_is_the_banks_word_too(ready, bank, serial):
    ready(status="DISBURSING", payment={"serial": SERIAL}, payment_notice={"type": "payment.settled", "serial": serial})
    assert pay_out() == "paid" and bank.orders == 0


@pytest.mark.parametrize(("attended", "answered_with"), [("Disburse", {"next": "retry"}), ("Issue", None)])
def test_a_person_who_attends_to_the_pay_out_need_not_once_the_bank_has_told(ready, bank, attended, answered_with):
    ready()
    bank.results = ["2"]
    with pytest.raises(PaymentProcessing):
        pay_out()
    waiting("c1", "attend", "ATTENDING", details={"step": attended, "error": "PaymentProcessing"})
    hear("payment.settled")
    hear("payment.settled")
    assert tasks.get("c1.attend.1").outcome == answered_with


@pytest.mark.parametrize(
    ("result", "type", "dispute"),
    [
        ("0", "payment.failed", disputes.FAILED_AFTER_SETTLEMENT),
        ("1", "payment.settled", disputes.SETTLED_AFTER_FAILURE),
    ],
)
def test_a_word_against_what_the_bank_has_said_opens_one_dispute_and_moves_nothing(ready, bank, result, type, dispute):
    ready()
    bank.results = [result]
    word = pay_out()
    for _ in range(2):
        hear(type)
    assert disputes_of() == [dispute]
    assert casefile.load("c1").payment.status == word and bank.orders == 1


def test_a_loan_that_was_paid_is_issued_whatever_the_bank_says_later(ready, bank):
    ready()
    pay_out()
    hear("payment.failed")
    assert pay_out() == "paid"


def test_nothing_is_undone_while_the_bank_says_it_has_paid_what_failed(ready, bank):
    ready()
    bank.results = ["1"]
    pay_out()
    assert casefile.load("c1").may_be_undone
    hear("payment.settled")
    with pytest.raises(PreconditionFailed):
        pay_out()
    with pytest.raises(PreconditionFailed):
        discharge.handle(event("Discharge", ending="CANCELLED"))
    assert casefile.load("c1").mortgage.status == "DONE"


def cleared_up(serial: str) -> None:
    """A person finds out that nothing went by that serial, as the desk writes it."""
    case = casefile.load("c1")
    task = tasks.get(disputes.task_of(case, disputes.FOREIGN_SERIAL, "B01", "payment.settled", serial))
    changes = clearing.resolved(case, task, "s1")
    decisions.decide(case, task.id, {"next": "resolved"}, "s1", expect=Expect(unchanged=("payment_notice",)), **changes)


@pytest.mark.parametrize("is_earlier", [False, True])
@pytest.mark.parametrize("order", [(2, 3), (3, 2)])
def test_the_money_waits_until_the_last_of_several_disputes_over_it_is_cleared_up(ready, bank, order, is_earlier):
    ready()
    for number in (2, 3):
        hear("payment.settled", f"JK620100202611230000{number}P1")
    if is_earlier:  # it wrote down none of the disputes, and the first word alone
        put("c1", payment_notice=replace(casefile.load("c1").payment_notice, doubts=()))
    for number in order:
        with pytest.raises(PreconditionFailed) as stopped:
            pay_out()
        assert stopped.value.codes == ("PAYMENT_DISPUTED",) and bank.orders == 0
        cleared_up(f"JK620100202611230000{number}P1")
    hear("payment.settled", "JK6201002026112300002P1")
    assert pay_out() == "paid" and bank.orders == 1


def test_past_the_most_words_of_a_bank_the_money_is_held_while_any_is_open_and_by_the_next(ready, bank):
    ready()
    serials = [f"JK62010020261123000{number}P1" for number in range(10, 10 + disputes.MOST)]
    for serial in (*serials, "more"):
        hear("payment.settled", serial)
    hear("payment.settled", "another")
    assert len(disputes_of()) == disputes.MOST + 1, "one stands for all the others"
    for serial in serials:
        cleared_up(serial)
    with pytest.raises(PreconditionFailed, match="PAYMENT_DISPUTED"):
        pay_out()
    cleared_up(disputes.OTHERS)
    assert not casefile.load("c1").payment_is_disputed
    hear("payment.settled", "more")
    assert casefile.load("c1").payment_is_disputed and len(disputes_of()) == disputes.MOST + 2
    cleared_up(f"{disputes.OTHERS}#2")
    assert not casefile.load("c1").payment_is_disputed


def test_of_a_loan_our_own_record_forbids_to_pay_nobody_is_asked(ready, bank, monkeypatch):
    ready(**{"signatures.spouse": None})
    monkeypatch.setattr(withdrawals, "unplanned", lambda *_: pytest.fail("the fund was asked"))
    monkeypatch.setattr(registry, "unit", lambda *_: pytest.fail("the registry was asked"))
    with pytest.raises(PreconditionFailed, match="NOT_SIGNED"):
        pay_out()


@pytest.mark.parametrize("serial", [SERIAL, "JK6201002026112300001P2"])
def test_money_that_went_by_a_serial_we_never_ordered_stops_ours_until_a_person_knows(ready, bank, serial):
    ready()
    hear("payment.settled", serial)
    assert disputes_of() == [disputes.FOREIGN_SERIAL]
    with pytest.raises(PreconditionFailed, match="PAYMENT_DISPUTED"):
        pay_out()
    assert bank.orders == 0
    cleared_up(serial)
    hear("payment.settled", serial)  # the same words again are no news
    assert pay_out() == "paid" and bank.orders == 1


def test_a_dispute_over_something_else_says_nothing_about_the_money(ready, bank):
    ready()
    hear("payment.settled", "JK6201002026112300001P2")
    disputes.open_task(casefile.load("c1"), disputes.FOREIGN_CONTRACT, "B02", "payment.settled")
    (other,) = (task for task in tasks.of_case("c1") if task.details.get("partner") == "B02")
    assert clearing.resolved(casefile.load("c1"), other, "s1") == {}


def test_a_failure_of_a_serial_that_is_not_ours_stops_nothing(ready, bank):
    ready()
    hear("payment.failed", "JK6201002026112300001P2")
    assert disputes_of() == [disputes.FOREIGN_SERIAL]
    assert pay_out() == "paid"


def test_a_loan_that_was_paid_and_taken_back_stops_before_its_papers_once_it_is_found_to_be_so(ready, bank):
    ready()
    pay_out()
    hear("payment.failed")
    (dispute,) = (task for task in tasks.of_case("c1") if task.kind == disputes.KIND)
    corrected = clearing.upheld(casefile.load("c1"), dispute)
    put("c1", **corrected.changes)
    case = casefile.load("c1")
    assert case.payment.status == "overturned" and case.may_be_undone and clearing.upheld(case, dispute) is None
    with pytest.raises(PreconditionFailed, match="taken back"):
        issue.handle(event("Issue"))


@pytest.mark.parametrize("status", ["failed", "withheld", "overturned"])
def test_no_paper_of_a_loan_is_drawn_and_nobody_is_told_of_one_that_is_not_paid(monkeypatch, status):
    monkeypatch.setattr(issue.paid_loan, "results", lambda case: pytest.fail("drawn"))
    with pytest.raises(PreconditionFailed, match="taken back"):
        issue._issue(held(payment={"status": status}, contract=CONTRACT), event("Issue"))


def test_running_again_after_the_end_asks_the_bank_nothing(ready, bank):
    ready()
    pay_out()
    bank.results = ["1"]
    assert pay_out() == "paid" and bank.orders == 1


def test_a_failed_payment_is_a_word_for_the_road_and_stays_failed(ready, bank):
    ready()
    bank.results = ["1"]
    assert pay_out() == "failed"
    assert pay_out() == "failed" and bank.orders == 1


def test_a_failure_the_bank_does_not_stand_by_when_the_step_runs_again_is_found_out_by_a_person(ready, bank):
    ready()
    bank.results = ["1"]
    assert pay_out() == "failed"
    bank.results = ["0"]
    with pytest.raises(PreconditionFailed):
        pay_out()
    assert disputes_of() == [disputes.SETTLED_AFTER_FAILURE] and bank.orders == 1


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ({"signatures.spouse": None}, "NOT_SIGNED"),
        ({"signatures.bank": None}, "NOT_SIGNED"),
        ({"mortgage": {"status": "PENDING"}}, "MORTGAGE_NOT_PROVEN"),
        ({"mortgage": {"status": "DONE"}}, "MORTGAGE_NOT_PROVEN"),
        ({"mortgage": {"status": "REJECTED", "certificate_number": CERTIFICATE}}, "MORTGAGE_NOT_PROVEN"),
        ({"decision": {"approved": False, "amount": "1.00", "months": 12, "homes": "first"}}, "NOT_APPROVED"),
    ],
)
def test_nothing_is_paid_while_anything_is_lacking(ready, bank, values, lacking):
    ready(**values)
    with pytest.raises(PreconditionFailed, match=lacking):
        pay_out()
    assert bank.orders == 0 and casefile.load("c1").payment is None


def signed_by_hand(act: str = "signatures", **otherwise) -> None:
    """The spouse's signed form, on which that was done."""
    said = {"method": "signed_form", "act": act, "about": "x", **otherwise}
    present("c1", "spouse", proof="s" * 32, **said)
    put("c1", spent={"s" * 32: "r"})


def denied() -> None:
    case = casefile.load("c1")
    void = {"at": "", "by": "depositor:person_2", "why": "DENIED"}
    put("c1", presences=[replace(one, void=void) for one in case.presences])
    disputes.deny(casefile.load("c1"), casefile.load("c1").presences[0])


@pytest.mark.parametrize("act", ["signatures", "submit", "corrections"])
def test_nothing_is_paid_on_a_signature_that_is_denied_until_a_person_knows_whose_it_is(ready, bank, act):
    ready()
    signed_by_hand(act)
    denied()
    with pytest.raises(PreconditionFailed, match="SIGNATURE_DENIED"):
        pay_out()
    assert bank.orders == 0
    (dispute,) = tasks.of_case("c1")
    put("c1", **clearing.resolved(casefile.load("c1"), dispute, "s1"))
    assert casefile.load("c1").presences[0].void["why"] == "DENIED", "it stays void"
    assert pay_out() == "paid"


def test_nothing_is_paid_on_what_an_agent_handed_in_under_an_authorisation_that_is_denied(ready, bank):
    ready()
    until = "2099-01-01"
    present(
        "c1", "spouse", proof="m" * 32, method="signed_form", act="agent", about="agent", acts=["submit"], until=until
    )
    signed_by_hand(method="id_card_and_face", act="submit", mandate="m" * 32)
    paper, visit = casefile.load("c1").presences
    put("c1", presences=[replace(paper, void={"at": "", "by": "", "why": "DENIED"}), visit])
    with pytest.raises(PreconditionFailed, match="SIGNATURE_DENIED"):
        pay_out()


def test_a_form_that_is_denied_before_anything_was_done_on_it_holds_no_money_up(ready, bank):
    ready()
    present("c1", "spouse", method="signed_form", act="signatures", about="x")
    denied()
    assert pay_out() == "paid"


def test_a_signature_that_is_denied_a_moment_before_the_order_wins_and_nothing_is_paid(ready, bank, monkeypatch):
    ready()
    signed_by_hand()
    listed = registry.Unit(None, False, frozenset({CERTIFICATE}))
    monkeypatch.setattr(registry, "unit", lambda *_: (denied(), listed)[1])
    with pytest.raises(Contended):
        pay_out()
    assert bank.orders == 0


@pytest.mark.parametrize(
    "found",
    [
        registry.Unit(None, True, frozenset({CERTIFICATE})),
        registry.Unit(None, False, frozenset({CERTIFICATE, "other"})),
    ],
)
def test_a_title_that_is_no_longer_free_stops_the_payment(ready, bank, unit, found):
    ready()
    unit["unit"] = found
    with pytest.raises(PreconditionFailed, match="TITLE_NOT_FREE"):
        pay_out()
    assert bank.orders == 0


ACCOUNT = finding("fund_account", "borrower", withdrawal_in_flight=True)


@pytest.mark.parametrize(
    ("on", "known_of"),
    [("2026-09-21", ()), ("2026-02-05", ()), ("2026-02-05", ("borrower",))],
    ids=["begun since the decision", "where one is not by design", "there whoever approved the loan knowing of it"],
)
def test_a_withdrawal_under_way_holds_the_money_until_it_is_over(ready, bank, withdrawing, on, known_of):
    ready(accepted_on=on)
    if known_of:
        answered("c1", ACCOUNT)
    withdrawing.add("borrower")
    with pytest.raises(PreconditionFailed, match="WITHDRAWAL_IN_FLIGHT"):
        pay_out()
    assert bank.orders == 0 and casefile.load("c1").payment is None
    withdrawing.clear()
    assert pay_out() == "paid" and bank.orders == 1


@pytest.mark.parametrize("by", ["agency", "staff:r1"])
def test_money_waits_for_whom_the_fund_knows_no_account_any_more_unless_staff_have_looked_into_it(
    ready, bank, monkeypatch, by
):
    unknown = replace(ACCOUNT, outcome=Outcome.NOT_FOUND, code="FUND_ACCOUNT_NOT_FOUND", facts={})
    ready()
    monkeypatch.setattr(
        withdrawals, "known_of", lambda case, _: [replace(unknown, subject=key, by=by) for key in case.parties]
    )
    monkeypatch.setattr(fund_core, "account", lambda person, _: replace(unknown, subject=person.key))
    with nullcontext() if by == "staff:r1" else pytest.raises(PreconditionFailed, match="WITHDRAWAL_IN_FLIGHT"):
        pay_out()
    assert bank.orders == (by == "staff:r1")


@pytest.mark.parametrize("who", [{"borrower"}, {"borrower", "spouse"}])
def test_one_that_was_looked_at_where_the_fund_pays_the_down_payment_holds_up_nothing_but_another_s_does(
    ready, bank, withdrawing, who
):
    ready(accepted_on="2026-09-21")
    answered("c1", ACCOUNT)
    answered("c1", finding("fund_account", "spouse"))  # of whom there was none to look at
    withdrawing |= who
    if who == {"borrower"}:
        assert pay_out() == "paid"
    else:
        with pytest.raises(PreconditionFailed, match="WITHDRAWAL_IN_FLIGHT"):
            pay_out()


def test_the_fund_is_asked_about_a_spouse_too_who_deposits_nothing_any_more(ready, bank, withdrawing):
    form = stored(ready().application)
    form["people"][1] |= {"is_depositor": False, "deposit_centre": None}
    put("c1", application=form)
    answered("c1", finding("property", "home", regulated_account=form["home"]["seller"]["number"]))
    withdrawing.add("spouse")
    with pytest.raises(PreconditionFailed, match="WITHDRAWAL_IN_FLIGHT"):
        pay_out()


def test_an_order_the_bank_never_got_is_not_sent_again_over_a_withdrawal_begun_since(ready, bank, withdrawing):
    ready()
    bank.lose = "order"
    with pytest.raises(BankUnavailable):
        pay_out()
    withdrawing.add("spouse")
    with pytest.raises(PreconditionFailed, match="WITHDRAWAL_IN_FLIGHT"):
        pay_out()
    assert bank.orders == 0 and casefile.load("c1").payment.status == "withheld"


def test_no_money_goes_out_over_a_mortgage_that_the_registry_does_not_list_whatever_our_record_says(ready, bank, unit):
    ready()
    unit["unit"] = registry.Unit(None, False, frozenset())
    with pytest.raises(PreconditionFailed, match="MORTGAGE_NOT_IN_FORCE"):
        pay_out()
    assert bank.orders == 0


OTHERWISE = [
    ("REJECTED", None, disputes.REGISTRY_TOOK_BACK),
    ("CANCELLED", None, disputes.REGISTRY_TOOK_BACK),
    ("DONE", "甘(2026)兰州市不动产证明第0000002号", disputes.REGISTRY_OTHER_CERTIFICATE),
]


@pytest.mark.parametrize(("status", "certificate", "code"), OTHERWISE)
def test_a_last_word_of_the_registry_other_than_its_last_holds_the_money_up_until_a_person_knows(
    ready, bank, status, certificate, code
):
    ready()
    for _ in range(2):
        registration.hear(casefile.load("c1"), status, certificate, None, "登记有误")
    assert disputes_of() == [code]
    with pytest.raises(PreconditionFailed, match="MORTGAGE_NOT_PROVEN"):
        pay_out()
    (dispute,) = tasks.of_case("c1")
    put("c1", **clearing.resolved(casefile.load("c1"), dispute, "s1"))
    tasks.answer(dispute.id, {"next": "resolved"}, "s1")
    registration.hear(casefile.load("c1"), status, certificate, None, "登记有误")  # the same words again are no news
    assert pay_out() == "paid" and bank.orders == 1


def test_what_the_registry_takes_back_a_moment_before_the_order_wins_and_nothing_is_paid(ready, bank, monkeypatch):
    ready()
    listed = registry.Unit(None, False, frozenset({CERTIFICATE}))

    def take_back_meanwhile(home, number, purpose):
        registration.hear(casefile.load("c1"), "REJECTED", None, None)
        return listed

    monkeypatch.setattr(registry, "unit", take_back_meanwhile)
    with pytest.raises(Contended):
        pay_out()
    assert bank.orders == 0


@pytest.mark.parametrize(("status", "certificate"), [("NEED_MORE_MATERIAL", None), ("PENDING", None), ("DONE", None)])
def test_a_word_of_the_registrys_that_its_last_has_overtaken_is_no_dispute(ready, bank, status, certificate):
    ready()
    registration.hear(casefile.load("c1"), status, certificate, None)
    assert disputes_of() == [] and pay_out() == "paid"


def test_a_registration_told_of_after_its_rejection_is_found_out_by_a_person(ready, bank):
    ready(mortgage={"status": "REJECTED", "apply_biz_id": "X"})
    registration.hear(casefile.load("c1"), "DONE", CERTIFICATE, "2026-11-23")
    assert disputes_of() == [disputes.REGISTRY_DONE_AFTER_REFUSAL]
    assert casefile.load("c1").mortgage.status == "REJECTED"


def test_what_the_registry_takes_back_after_the_end_is_found_out_too(ready, bank):
    ready(status="DISBURSED")
    registration.hear(casefile.load("c1"), "CANCELLED", None, None)
    (dispute,) = tasks.of_case("c1")
    assert dispute.details["codes"] == [disputes.REGISTRY_TOOK_BACK]
    assert clearing.resolved(casefile.load("c1"), dispute, "s1") == {}
    doubted = put("c1", mortgage={"status": "DONE", "certificate_number": "X1", "doubts": [dispute.id]})
    assert clearing.resolved(doubted, dispute, "s1") == {}, "what held the money up before the end holds up nothing now"


@pytest.mark.parametrize("filed", ["other", ""])
def test_money_only_goes_to_the_account_that_was_filed(ready, bank, filed):
    case = ready()
    put("c1", **{"findings.property.home": None})
    answered("c1", finding("property", "home", regulated_account=filed))
    with pytest.raises(PreconditionFailed, match="PAYEE_NOT_FILED"):
        pay_out()
    assert bank.orders == 0 and case.payment is None


def test_no_account_in_the_form_is_not_the_one_of_a_filing_that_names_none(ready, bank):
    form = stored(ready().application)
    form["home"] = {**form["home"], "seller": {**form["home"]["seller"], "number": ""}}
    put("c1", application=form)
    with pytest.raises(PreconditionFailed, match="PAYEE_NOT_FILED"):
        pay_out()
    assert bank.orders == 0


def test_an_account_or_a_certificate_stored_in_another_writing_is_the_same(ready, bank):
    wide = CERTIFICATE.translate({sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)})
    case = ready(mortgage={"status": "DONE", "certificate_number": wide, "apply_biz_id": "X"})
    account = case.application.home.seller.number
    put("c1", **{"findings.property.home": None})
    answered("c1", finding("property", "home", regulated_account=f"{account[:4]} {account[4:]}"))
    registration.hear(casefile.load("c1"), "DONE", CERTIFICATE, None)  # no other one than we know
    assert disputes_of() == [] and pay_out() == "paid"


def test_of_two_that_pay_at_the_same_moment_one_orders_and_the_other_pays_nothing(ready, bank, monkeypatch):
    ready()
    free = registry.Unit(None, False, frozenset({CERTIFICATE}))

    def order_meanwhile(home, number, purpose):
        monkeypatch.setattr(registry, "unit", lambda *asked: free)
        assert pay_out() == "paid"
        return free

    monkeypatch.setattr(registry, "unit", order_meanwhile)
    with pytest.raises(Contended):
        pay_out()
    assert bank.orders == 1 and casefile.load("c1").payment.status == "paid"


def test_a_withdrawal_a_moment_before_wins_and_nothing_is_paid(ready, bank, unit, monkeypatch):
    ready()
    free = registry.Unit(None, False, frozenset({CERTIFICATE}))

    def withdraw_meanwhile(home, number, purpose):
        put("c1", withdrawal={"at": "now", "by": "person_1"})
        return free

    monkeypatch.setattr(registry, "unit", withdraw_meanwhile)
    with pytest.raises(Contended):
        pay_out()
    assert bank.orders == 0


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda: hear("payment.settled", "JK6201002026112300001P9"),
        lambda: put("c1", mortgage={"status": "CANCELLED"}),
        lambda: put("c1", consents=[]),
        lambda: put("c1", signatures={"spouse": {"sha256": "s", "void_at": "2026-11-24"}}),
        lambda: put("c1", contract={"number": "JK6201002026112300001", "bank": "B01", "voided_at": "2026-11-24"}),
        lambda: put("c1", documents={"d9": {"state": "verified"}}),
        lambda: put("c1", leaving="CANCELLED"),
    ],
    ids=["other money", "mortgage", "consents", "signature", "contract", "document", "leaving"],
)
def test_what_comes_while_the_title_is_asked_about_stops_the_order(ready, bank, unit, monkeypatch, meanwhile):
    ready()

    def overtaken(home, number, purpose):
        meanwhile()
        return unit["unit"]

    monkeypatch.setattr(registry, "unit", overtaken)
    with pytest.raises(Contended):
        pay_out()
    assert bank.orders == 0 and casefile.load("c1").payment is None


def test_a_failure_told_before_there_was_an_order_says_nothing_of_the_order(ready, bank):
    with time_machine.travel("2026-11-24T02:00:00Z") as time:
        ready()
        hear("payment.failed")
        time.shift(60)
        bank.lose = "answer"
        with pytest.raises(BankUnavailable):
            pay_out()
        time.shift(60)
        assert pay_out() == "paid"
    assert bank.orders == 1 and casefile.load("c1").payment.status == "paid"


def test_no_order_goes_out_of_a_case_that_enters_a_special_procedure_while_it_is_looked_at(ready, bank, monkeypatch):
    ready(accepted_on=clock.today().isoformat(), status="REGISTERING")
    look = payable.amount_to_pay

    def slow(case):
        amount = look(case)
        task = tasks.get(waiting("c1", "attend", "REGISTERING"))
        special.enter(casefile.load("c1"), task, "court_papers", "法院要求", "", Actor("s1", "person_s1"), Changes())
        return amount

    monkeypatch.setattr(payable, "amount_to_pay", slow)
    with pytest.raises((Contended, PreconditionFailed)):
        pay_out()
    assert not bank.paid and casefile.load("c1").payment is None
