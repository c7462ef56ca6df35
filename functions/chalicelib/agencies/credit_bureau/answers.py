"""Derived figures of a second-generation credit report (二代征信, docs/domain.md 4.3). The report itself stops here."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from chalicelib import clock
from chalicelib.domain.calendar import whole_months
from chalicelib.domain.checks.facts import CreditFacts, Debt
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form import normal
from chalicelib.domain.form.application import OldLoan
from chalicelib.domain.form.people import Person

_CARDS = {"贷记卡", "准贷记卡"}
_CARD_SHARE = Decimal("0.1")  # of a card's used amount counts as monthly debt
_HOUSING = "个人住房"
_BAD = {"呆账", "代偿", "核销"}
_LENDING = {"贷款审批", "信用卡审批"}
_LATELY = timedelta(days=90)
_FRESH = timedelta(days=30)  # banks commonly take a report of at most a month [general knowledge]
_OVERDUE = set("1234567")
_BROKEN = set("BDZ")  # bad debt, guarantor paid, settled by assets


def meaning(person: Person, report: Mapping[str, Any] | None, old_loan: OldLoan | None = None) -> Finding:
    """The finding about one person. Judging the figures is the rules' business; `None` is a person without any credit,
    where they are known by a resident ID: under another document somebody's credit may not be all there is.

    `old_loan` is the commercial loan to be replaced: what a report that shows it says of it is told apart.
    """
    if report is None and not person.is_resident:
        return Finding("credit", person.key, Outcome.NOT_FOUND, "CREDIT_NOT_FOUND")
    if report is None:
        return _finding(person, Outcome.CONFIRMED, "CREDIT_NO_HISTORY", figures({"accounts": [], "queries": []}, None))
    header = report["header"]
    made_on = clock.day(header["time"])
    facts = figures(report, made_on)
    if not normal.same_person((header["name"], header["id_number"]), (person.name, person.id_number)):
        return Finding("credit", person.key, Outcome.CONTRADICTED, "CREDIT_SUBJECT_MISMATCH")
    replaced = _account_of(old_loan, report["accounts"]) if old_loan else None
    if replaced:
        _tell_of(replaced, facts, made_on)
    if debts := [_debt(key, one) for one in report["accounts"] if one is not replaced and (key := _key(one))]:
        facts["debts"] = debts
    if not made_on <= clock.today() <= made_on + _FRESH:
        return _finding(person, Outcome.AMBIGUOUS, "CREDIT_REPORT_OLD", facts)
    if any(note["open"] for note in report["disputes"]):
        return _finding(person, Outcome.AMBIGUOUS, "CREDIT_OBJECTION_OPEN", facts)
    return _finding(person, Outcome.CONFIRMED, "CREDIT_RECEIVED", facts)


def figures(report: Mapping[str, Any], made_on: date | None) -> CreditFacts:
    """The figures of one report as of the day it was made."""
    accounts, queries = report["accounts"], report["queries"]
    months = _months_before(made_on, 24) if made_on else []
    lately = (made_on - _LATELY).isoformat() if made_on else ""
    codes = ["".join(account["repayment"].get(month, "N") for month in months) for account in accounts]
    runs = [run for code in codes for run in _overdue_runs(code)]
    return CreditFacts(
        report_hash=_digest(report),
        max_consecutive_overdue_24m=max((_periods(run) for run in runs), default=0),
        total_overdue_24m=sum(map(len, runs)),
        current_overdue=_yuan(Decimal(account["overdue"]) for account in accounts),
        monthly_debt=_yuan(_monthly(account) for account in accounts if account["status"] != "结清"),
        unsettled_housing_loans=sum(
            _HOUSING in account["business"] and account["status"] != "结清" for account in accounts
        ),
        bad_status=any(_is_bad(account) for account in accounts) or any(set(code) & _BROKEN for code in codes),
        loan_queries_3m=sum(query["reason"] in _LENDING and query["date"] > lately for query in queries),
        total_overdue_of_one_24m=max((sum(map(len, _overdue_runs(code))) for code in codes), default=0),
    )


def _account_of(loan: OldLoan, accounts: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The account of one housing loan: reports carry no contract numbers, but the day it was opened and its amount."""
    for account in accounts:
        same_day = account.get("opened") == loan.paid_out_on.isoformat()
        if _HOUSING in account["business"] and same_day and Decimal(account["amount"]) == loan.amount:
            return account
    return None


def _tell_of(account: Mapping[str, Any], facts: CreditFacts, made_on: date) -> None:
    """What matters of the loan to be replaced; months the report does not tell of end what is known to be on time."""
    opened = date.fromisoformat(account["opened"]).replace(day=1)
    months = _months_before(made_on, whole_months(opened, made_on) + 1)
    told = "".join(account["repayment"].get(month, " ") for month in months)
    facts["old_loan_unsettled"] = account["status"] != "结清"
    facts["old_loan_due"] = _yuan([_monthly(account)])
    facts["old_loan_balance"] = _yuan([Decimal(account["balance"])])
    facts["old_loan_months_on_time"] = len(told) - 1 - max(told.rfind(code) for code in {*_OVERDUE, *_BROKEN, " "})


def _key(account: Mapping[str, Any]) -> str:
    """The same account has the same key in every report it stands in; empty for a settled one, and for one that nothing tells apart.

    An account is told apart by its lender and number; one that is marked as joint (共同借款标志), by lender, day and amount too [names: assumption].
    """
    lender, number = normal.called(account.get("org") or ""), account.get("id") or account.get("contract")
    opened = [account["business"], account.get("opened"), account.get("amount")]
    told = (
        [lender, normal.number(str(number))]
        if lender and number
        else [lender, *opened]
        if account.get("joint") and all(opened)
        else None
    )
    if told is None or account["status"] == "结清":
        return ""
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:24]


def _debt(key: str, account: Mapping[str, Any]) -> Debt:
    return Debt(key=key, due=_yuan([_monthly(account)]), housing=_HOUSING in account["business"])


def _monthly(account: Mapping[str, Any]) -> Decimal:
    if account["class"] in _CARDS:
        return Decimal(account["balance"]) * _CARD_SHARE
    return Decimal(account["monthly_due"])


def _is_bad(account: Mapping[str, Any]) -> bool:
    return account["status"] in _BAD or account["five_class"] not in ("正常", "")


def _overdue_runs(codes: str) -> list[str]:
    """Unbroken stretches of overdue months."""
    return "".join(code if code in _OVERDUE else " " for code in codes).split()


def _periods(run: str) -> int:
    """How many periods a stretch was behind: its length, or what the bureau's own count in it says if that is more."""
    return max(len(run), int(max(run)))


def _months_before(day: date, count: int) -> list[str]:
    """The last `count` months up to and with that day's, oldest first, as YYYY-MM."""
    last = day.year * 12 + day.month - 1
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(last - count + 1, last + 1)]


def _yuan(amounts: Iterable[Decimal]) -> str:
    return f"{sum(amounts, Decimal(0)):.2f}"


def _digest(report: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(report, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _finding(person: Person, outcome: Outcome, code: str, facts: CreditFacts) -> Finding:
    return Finding("credit", person.key, outcome, code, {**facts})
