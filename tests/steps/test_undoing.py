"""The way back: what was made is taken away once, and nothing at all while the bank may have paid."""

from dataclasses import replace
from typing import Any

import pytest
import time_machine

from chalicelib.agencies import registry
from chalicelib.agencies.registry.answers import Mortgage
from chalicelib.banks import payments, webhooks
from chalicelib.errors import AgencyUnavailable, BankUnavailable, PaymentProcessing, PreconditionFailed, Unexpected
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import Expect
from chalicelib.steps import discharge, void
from tests.given.case import CONTRACT, held
from tests.steps.conftest import event


@pytest.fixture
def taken_back(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The applications the registry was asked to take back."""
    ids: list[str] = []
    monkeypatch.setattr(registry, "discharge_mortgage", lambda id, purpose: ids.append(id))
    return ids


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What banks were told."""
    events: list[tuple[Any, ...]] = []
    monkeypatch.setattr(webhooks, "send", lambda *sent: events.append(sent))
    return events


MORTGAGE = {"apply_biz_id": "JKM1", "status": "DONE", "certificate_number": "甘(2026)兰州市不动产证明第0000001号"}


@pytest.mark.parametrize(
    ("status", "of_case"), [("ordered", "DISBURSING"), ("paid", "DISBURSING"), ("paid", "DISBURSED")]
)
def test_a_mortgage_stays_while_the_money_may_have_been_paid(submitted, taken_back, status, of_case):
    submitted(mortgage=MORTGAGE, payment={"status": status}, status=of_case)
    with pytest.raises(PreconditionFailed, match="may have been paid"):
        discharge.handle(event("Discharge"))
    assert taken_back == [] and casefile.load("c1").mortgage.status == "DONE"


@pytest.mark.parametrize("values", [{}, {"payment": {"status": "failed"}}], ids=["no order", "the bank says it failed"])
def test_a_mortgage_is_taken_back_once_where_nothing_was_paid(submitted, taken_back, monkeypatch, values):
    monkeypatch.setattr(payments, "query", lambda bank, serial: payments.Answer(payments.Result.FAILED))
    submitted(mortgage=MORTGAGE, **values)
    for _ in range(2):
        assert discharge.handle(event("Discharge")) == {"next": "done"}
    case = casefile.load("c1")
    assert taken_back == ["JKM1"] and case.mortgage.status == "DISCHARGED" and "MORTGAGE_DISCHARGED" in case.events


@pytest.mark.parametrize("status", ["REJECTED", "PENDING"])
def test_of_a_mortgage_that_never_was_nobody_is_told_that_it_was_taken_away(submitted, taken_back, status):
    submitted(mortgage={"apply_biz_id": "JKM1", "status": status})
    assert discharge.handle(event("Discharge")) == {"next": "done"}
    case = casefile.load("c1")
    assert case.mortgage.status == "DISCHARGED" and "MORTGAGE_DISCHARGED" not in case.events


@pytest.mark.parametrize("status", ["DONE", "PENDING", "NEED_MORE_MATERIAL"])
def test_a_mortgage_that_by_the_registrys_book_still_stands_is_not_taken_back(submitted, monkeypatch, status):
    book = Mortgage("JKM1", status, None, None, None)
    monkeypatch.setattr(registry, "discharge_mortgage", lambda id, purpose: book)
    submitted(mortgage=MORTGAGE)
    with pytest.raises(AgencyUnavailable, match=status):
        discharge.handle(event("Discharge"))
    assert casefile.load("c1").mortgage.status == "DONE"
    book = replace(book, status="CANCELLED")
    assert discharge.handle(event("Discharge")) == {"next": "done"}
    assert casefile.load("c1").mortgage.status == "DISCHARGED"


@pytest.mark.parametrize(
    ("answer", "error", "held"),
    [
        (payments.Result.DONE, PreconditionFailed, True),
        (payments.Result.PROCESSING, PaymentProcessing, False),
        (BankUnavailable("B01: lost"), BankUnavailable, False),
    ],
)
@pytest.mark.parametrize("status", ["failed", "withheld"])
def test_a_failure_that_was_only_told_undoes_nothing_unless_the_bank_says_so_when_asked(
    submitted, taken_back, monkeypatch, answer, error, held, status
):
    def query(bank, serial):
        if isinstance(answer, BankUnavailable):
            raise answer
        return payments.Answer(answer)

    monkeypatch.setattr(payments, "query", query)
    told = {"type": "payment.failed"}
    submitted(mortgage=MORTGAGE, contract=CONTRACT, payment={"status": status}, payment_notice=told)
    for _ in range(2):
        with pytest.raises(error):
            discharge.handle(event("Discharge", ending="WITHDRAWN"))
    case = casefile.load("c1")
    assert taken_back == [] and not case.is_leaving and case.payment_is_disputed is held
    assert [task.kind for task in tasks.of_case("c1")] == ["dispute"] * held


def test_an_order_the_bank_does_not_know_keeps_no_mortgage(submitted, taken_back, monkeypatch):
    monkeypatch.setattr(payments, "query", lambda bank, serial: payments.Answer(payments.Result.UNKNOWN))
    submitted(mortgage=MORTGAGE, payment={"status": "failed"})
    assert discharge.handle(event("Discharge")) == {"next": "done"} and taken_back == ["JKM1"]


def test_where_nothing_was_filed_nothing_is_taken_back(submitted, taken_back):
    submitted()
    assert discharge.handle(event("Discharge")) == {"next": "done"}
    assert taken_back == [] and casefile.load("c1").mortgage is None


def test_a_contract_is_voided_once_and_its_bank_told(submitted, told):
    submitted(contract=CONTRACT)
    for _ in range(2):
        assert void.handle(event("Void")) == {"next": "done"}
    number, at = CONTRACT["number"], casefile.load("c1").contract.voided_at
    assert told == [("B01", "loan.contract.voided", {"contract_number": number}, f"{number}.voided", at)] and at


def test_a_voiding_that_died_once_its_bank_was_told_tells_it_the_very_same_again(submitted, told, monkeypatch):
    submitted(contract=CONTRACT)
    for moment in ("2026-11-24T02:00:00Z", "2026-11-24T02:00:09Z"):
        with time_machine.travel(moment), monkeypatch.context() as dying:
            if not told:
                dying.setattr(void, "replace", lambda *part, **values: 1 / 0)
                with pytest.raises(Unexpected):
                    void.handle(event("Void"))
            else:
                void.handle(event("Void"))
    assert len(told) == 2 and told[0] == told[1]


def test_every_signature_on_a_void_contract_is_void_with_it(submitted, told):
    submitted(contract={}, signatures={"borrower": {}, "bank": {}})
    void.handle(event("Void"))
    case = casefile.load("c1")
    assert {one.void_at for one in case.signatures.values()} == {case.contract.voided_at} and case.contract.voided_at


def test_where_no_contract_was_made_no_bank_hears_of_it(submitted, told):
    submitted()
    assert void.handle(event("Void")) == {"next": "done"} and told == []


def test_a_contract_is_void_with_every_signature_that_is_on_it_by_then_or_not_yet(told, monkeypatch):
    written = []
    monkeypatch.setattr(casefile, "amend", lambda case, *lines, **values: written.append(values))
    void._void(held(contract=CONTRACT, signatures={"borrower": {}}), event("Void"))
    assert written[-1]["expect"] == Expect(unchanged=("signatures",)) and written[-1]["signatures"]["borrower"].void_at


@pytest.mark.parametrize("status", ["DISBURSED", "CANCELLED"])
def test_of_a_case_that_has_ended_no_contract_is_voided_any_more(submitted, told, status):
    submitted(contract=CONTRACT, status=status)
    assert void.handle(event("Void")) == {"next": "done"}
    assert told == [] and not casefile.load("c1").contract.voided_at
