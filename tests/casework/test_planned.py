"""What the plan of a loan pays and has on the home, operand by operand, on built objects. With the road: tests/steps/test_transfer.py, test_two_loans.py."""

from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.casework import old_loan, plan
from chalicelib.domain.checks.finding import Finding, Outcome

OURS, OLD, OTHER = "甘1", "甘旧1", "甘9"


def case_of(kind="existing", amount="400000.00", *, combination=False, contract="B01", mortgage=OURS):
    wish = SimpleNamespace(is_combination=combination, commercial_amount=Decimal("300000"))
    return SimpleNamespace(
        application=SimpleNamespace(kind=kind, wish=wish),
        decision={"amount": amount} if amount else None,
        contract=SimpleNamespace(bank=contract) if contract else None,
        mortgage=SimpleNamespace(certificate_number=mortgage) if mortgage is not None else None,
    )


def lien(holder="", amount=None):
    return SimpleNamespace(holder=holder, amount=amount and Decimal(amount))


@pytest.mark.parametrize(
    ("payee", "amount", "told", "paid"),
    [
        ("seller", "400000.00", None, "400000.00"),
        ("seller", None, None, "0.00"),
        ("old_loan", "400000.00", Decimal("399000"), "399000.00"),
        ("old_loan", "400000.00", None, None),
    ],
)
def test_what_was_granted_is_paid_and_to_an_old_loan_what_settles_it_today_or_nothing(
    monkeypatch, payee, amount, told, paid
):
    kinds = {"existing": SimpleNamespace(payee=payee)}
    monkeypatch.setattr(plan, "policy_of", lambda case: SimpleNamespace(kinds=kinds))
    monkeypatch.setattr(old_loan, "payable", lambda case, granted: told if granted == Decimal(amount or 0) else "other")
    assert plan.payable(case_of(amount=amount)) == paid


@pytest.mark.parametrize(
    ("certificates", "liens", "title", "planned"),
    [
        ((), {OTHER: lien("B02")}, {"mortgages": []}, set()),
        ((OLD,), {OLD: lien("the old lender")}, {}, {OLD}),
        ((OLD,), {OLD: lien("somebody else")}, {"mortgages": [OLD], "mortgages_of_old_lender": True}, set()),
        ((OLD,), {OLD: lien("")}, {"mortgages": [OLD]}, {OLD}),
        ((OLD,), {}, {"mortgages": [OLD]}, {OLD}),
        ((OLD,), {}, {}, set()),
        ((OLD,), {}, {"mortgages_of_old_lender": True}, {OLD}),
        ((OLD,), {}, {"mortgages_of_old_lender": False}, set()),
        ((OLD, OTHER), {OLD: lien("the old lender"), OTHER: lien("somebody else")}, {"mortgages": []}, {OLD}),
    ],
)
def test_before_ours_stands_what_lay_there_at_the_check_and_is_not_another_lenders_today(
    monkeypatch, certificates, liens, title, planned
):
    monkeypatch.setattr(plan, "mortgages_before_ours", lambda case: certificates)
    monkeypatch.setattr(plan, "title_of", lambda case: title)
    monkeypatch.setattr(
        "chalicelib.domain.checks.liens.may_be_old_lenders", lambda application, holder: holder == "the old lender"
    )
    assert plan._before_ours(case_of(), SimpleNamespace(liens=liens)) == planned


@pytest.mark.parametrize(
    ("case", "liens", "planned"),
    [
        ({}, {OTHER: lien("B01", "300000")}, {OTHER}),
        ({}, {OTHER: lien("B01", "300000.01")}, set()),
        ({}, {OTHER: lien("B01", "0")}, set()),
        ({}, {OTHER: lien("B01")}, set()),
        ({}, {OTHER: lien("B02", "300000")}, set()),
        ({}, {OURS: lien("B01", "300000")}, set()),
        ({}, {OURS: lien("B01", "400000"), OTHER: lien("B01", "1")}, {OTHER}),
        ({}, {OTHER: lien("B01", "1"), OLD: lien("B01", "1")}, set()),  # of two none is planned
        ({}, {OTHER: lien("B01", "1"), OLD: lien("B02", "1")}, {OTHER}),
        ({}, {}, set()),
        ({"combination": False}, {OTHER: lien("B01", "300000")}, set()),
        ({"contract": None}, {OTHER: lien("B01", "300000")}, set()),
    ],
)
def test_of_the_banks_mortgages_one_for_no_more_than_its_part_is_planned(case, liens, planned):
    of = case_of(**{"combination": True, **case})
    assert plan.of_the_bank(of, SimpleNamespace(liens=liens)) == planned


@pytest.mark.parametrize(("mortgage", "ours"), [(OURS, {OURS}), (f" {OURS} ", {OURS}), ("", set()), (None, set())])
def test_ours_is_the_certificate_of_our_mortgage(mortgage, ours):
    assert plan.ours(case_of(mortgage=mortgage)) == ours


def test_what_lies_on_the_home_beside_the_plan_is_told(monkeypatch):
    monkeypatch.setattr(plan, "_before_ours", lambda case, unit: frozenset({OLD}))
    monkeypatch.setattr(plan, "of_the_bank", lambda case, unit: frozenset({"bank's"}))
    assert plan.liens(case_of(), SimpleNamespace(mortgages=frozenset({OURS, OLD, "bank's", OTHER}))) == {OTHER}


TODAY, YESTERDAY = "2026-11-25", "2026-11-24"


def word(outcome="confirmed", payoff: str | None = "399000.00", on=TODAY, code="OLD_LOAN", **facts):
    sums = {"payoff": payoff, "on": on} if payoff else {}
    return Finding("old_loan", "home", Outcome(outcome), code, {"account": "6222", "holder": "某人", **sums, **facts})


AGAINST = word("contradicted", "390000.00", code="OLD_LOAN_MISMATCH")


@pytest.mark.parametrize(
    ("found", "by_hand", "told", "paid"),
    [
        (word(), None, None, "399000.00"),
        (word(payoff="500000.00"), None, None, "400000.00"),  # no more than was granted
        (word(on=YESTERDAY), None, None, None),
        (AGAINST, None, AGAINST, None),
        (AGAINST, word(payoff="380000.00"), AGAINST, "390000.00"),  # the bank's own sum, where it names one
        (AGAINST, word(payoff="380000.00", on=YESTERDAY), AGAINST, "390000.00"),
        (word("unavailable", None), word(), word("unavailable", None), "399000.00"),
        (word("unavailable", None), word(on=YESTERDAY), word("unavailable", None), None),
        (AGAINST, word(), word("unavailable", None), None),  # what nobody has ruled on
        (replace(AGAINST, facts={**AGAINST.facts, "holder": "另一人"}), word(), AGAINST, None),
        (replace(AGAINST, facts={**AGAINST.facts, "account": "6223"}), word(), AGAINST, None),
        (replace(AGAINST, code="OLD_LOAN_GONE"), word(), AGAINST, None),
    ],
)
def test_an_old_loan_is_paid_what_its_bank_says_settles_it_today_and_only_what_that_leaves_open_by_a_ruling_on_it(
    monkeypatch, found, by_hand, told, paid
):
    monkeypatch.setattr(old_loan, "asking", lambda case, step: nullcontext())
    monkeypatch.setattr(old_loan.old_lender, "before_pay_out", lambda application, purpose: found)
    monkeypatch.setattr(old_loan.ruled, "in_their_favour", lambda case, check: by_hand)
    monkeypatch.setattr(old_loan.ruled, "told", lambda case, check: told)
    with time_machine.travel(f"{TODAY}T10:00:00+08:00", tick=False):
        sum = old_loan.payable(case_of(), Decimal("400000.00"))
    assert sum == (paid and Decimal(paid))
