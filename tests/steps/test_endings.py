"""What is left of who did it: every call and message of an ending bears the name of the step that runs."""

from typing import Any

import pytest

from chalicelib.agencies import fund_core, province
from chalicelib.banks import webhooks
from chalicelib.casework import paid
from chalicelib.records import casefile
from chalicelib.records.contents import Paper
from chalicelib.steps import close, correction, issue, results
from tests.steps.conftest import event

PAID = {"status": "paid", "amount": "399000.00", "on": "2026-11-23"}


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The steps that asked the province for anything."""
    steps: set[str] = set()
    monkeypatch.setattr(province, "report_case", lambda state, moments, purpose: steps.add(purpose.asked_by))
    monkeypatch.setattr(province, "notify", lambda key, phone, id, text, purpose: steps.add(purpose.asked_by))
    monkeypatch.setattr(fund_core, "report_loan", lambda *loan: steps.add(loan[-1].asked_by))
    monkeypatch.setattr(webhooks, "send", lambda *event: None)
    monkeypatch.setattr(paid, "results", lambda case: [])
    monkeypatch.setattr(results, "of_ending", lambda case, ending, on: [])
    monkeypatch.setattr(results, "of_notice", lambda case, notice: Paper("correction-1.pdf", "k", "s"))
    return steps


def test_a_case_that_does_not_become_a_loan_is_closed_in_the_name_of_close(submitted: Any, asking: set[str]):
    submitted(number="N" * 39 + "0001")
    close.handle(event("Close", ending="REFUSED"))
    assert casefile.load("c1").status == "REFUSED" and asking == {"close"}


def test_a_paid_loan_is_handed_out_in_the_name_of_issue(submitted: Any, asking: set[str]):
    submitted(number="N" * 39 + "0001", contract={"number": "JK6201002026112300001", "bank": "B01"}, payment=PAID)
    issue.handle(event("Issue"))
    assert casefile.load("c1").status == "DISBURSED" and asking == {"issue"}


def test_corrections_are_asked_for_in_the_name_of_correction(submitted: Any, asking: set[str]):
    submitted(number="N" * 39 + "0001", notice={"round": 1, "due_at": "2026-12-01T18:00:00+08:00", "defects": []})
    correction.handle(event("Correction", token="token"))
    assert asking == {"correction"}
