"""What agencies are asked with, and what they answer about a sound application."""

from dataclasses import replace
from typing import Any

from chalicelib.agencies.housing.answers import Filing
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.declared import CHECKS, declared
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form.application import Application
from tests.given.form import SELLER

USUAL: dict[str, dict[str, Any]] = {
    "identity": {"name_match": "1", "number_match": "1", "alive": True},
    "marriage": {"status": "married", "spouse_key": "spouse", "basis": "record"},
    "fund_account": {
        "status": "01", "centre": "620100", "consecutive_months": 60, "base": "12000.00", "monthly_deposit": "2880.00",
        "balance": "40000.00", "loans_used": 0, "unsettled_loan": False, "withdrawal_in_flight": False,
        "flexible": False, "fraud_told": True, "withdrawal_fraud_on": None, "loan_fraud_on": None,
    },
    "off_site": {
        "status": "01", "centre": "620200", "consecutive_months": 60, "base": "12000.00", "balance": "40000.00",
        "loans_used": 0, "loan_balance": "0.00",
    },
    "property": {
        "filed": True, "filed_price": "900000.00", "filed_on": "2026-01-05", "regulated_account": SELLER["number"],
        "homes_owned": 0, "seized": False, "mortgaged": False, "completed_year": None, "defects": [],
    },
    "old_loan": {"account": "6222022700000090001", "holder": "周子安", "payoff": "450000.00", "on": "2026-11-30"},
    "tax": {"paid": False, "receipt": None, "amount": None},
    "credit": {
        "report_hash": "h", "max_consecutive_overdue_24m": 0, "total_overdue_24m": 0, "current_overdue": "0.00",
        "monthly_debt": "0.00", "unsettled_housing_loans": 0, "bad_status": False, "loan_queries_3m": 0,
    },
}  # fmt: skip


def finding(
    check: str, subject: str, outcome: str = "confirmed", code: str = "", by: str = "agency", **facts: object
) -> Finding:
    """One answer: the usual facts of that check, else those a quote takes it to bring, with these instead."""
    known = {} if outcome in ("unavailable", "not_found") else USUAL.get(check) or declared(check).stated or {}
    return Finding(check, subject, Outcome(outcome), code or f"{check.upper()}_CONFIRMED", {**known, **facts}, by)


def filing(of: Application, **instead: Any) -> Filing:
    """The contract as the housing department has it, when it is as the form says; with these instead."""
    home, buyers = of.home, frozenset(person.id_number for person in of.people)
    account = home.seller.number if home.seller else ""
    usual = Filing(home.contract_number, "1", home.unit_number, home.price, buyers, "2026-01-05", account, "住宅")
    return replace(usual, **instead)


def without_account(subject: str) -> Finding:
    """What the fund answers of somebody who has no account and says so."""
    none = {"loans_used": 0, "unsettled_loan": False, "withdrawal_in_flight": False, "fraud_told": True}
    return Finding("fund_account", subject, Outcome.CONFIRMED, "FUND_ACCOUNT_NONE", none)


def findings(case: Application, *instead: Finding, credit: bool = False) -> list[Finding]:
    """Everything the agencies answer about an application, with some answers `instead`."""
    people = [p.key for p in case.people]
    found = [finding("identity", key) for key in people]
    found += [finding("marriage", "borrower")]
    found += [finding("fund_account", p.key) for p in case.people if p.is_depositor]
    found += [without_account(p.key) for p in case.people if not p.is_depositor]
    found += [finding("property", "home", completed_year=case.home.completed_year)]
    found += [finding("tax", "home", paid=True)] if case.home.kind == "existing" else []
    if case.old_loan:
        found += [finding("old_loan", "home", payoff=f"{case.old_loan.principal_left:.2f}")]
    found += [finding("off_site", p.key) for p in case.people if case.kind == "off_site" and p.deposit_centre]
    found += [finding("credit", key) for key in people] if credit else []
    others = [check for check in CHECKS.values() if check.code not in USUAL and check.stated]
    found += [finding(check.code, key) for check in others for key in ([check.subject] if check.subject else people)]
    by_place = {(f.check, f.subject): f for f in found} | {(f.check, f.subject): f for f in instead}
    return list(by_place.values())


def purpose(application: Application, entries: list[Any] | None = None) -> Purpose:
    """Why an agency is asked about an application; each call is written to `entries`."""
    return Purpose(
        case="case-1",
        number="1" * 43,
        asked_by="identity",
        centre=application.centre,
        record=(entries if entries is not None else []).append,
        consents=application.consents,
        still=lambda consent: None,
        names=lambda consent, matter: True,
    )
