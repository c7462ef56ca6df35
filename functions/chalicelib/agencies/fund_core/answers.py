"""What a provident-fund account means for a loan. Field names are JGJ/T 320's pinyin initials, docs/domain.md 1.4."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.checks.facts import FundAccountFacts
from chalicelib.domain.checks.finding import Finding, Outcome

_NOT_NORMAL = {  # JGJ/T 320 A.6
    "02": "FUND_ACCOUNT_SEALED",
    "03": "FUND_ACCOUNT_CLOSED",
    "04": "FUND_ACCOUNT_CLOSED",
    "05": "FUND_ACCOUNT_CLOSED",
    "06": "FUND_ACCOUNT_FROZEN",
    "99": "FUND_ACCOUNT_NOT_NORMAL",
}
_ELSEWHERE = "FUND_ACCOUNT_OFF_SITE"


_NO_HISTORY = {"loans_used": 0, "unsettled_loan": False, "withdrawal_in_flight": False}


def meaning(subject: str, centre: str, accounts: Sequence[Mapping[str, Any]], *, deposits: bool = True) -> Finding:
    """The finding about one person who borrows at `centre`; of several accounts the normal one counts.

    A sealed or frozen account is a certain answer too: whether it stops the loan is the rules' business. So is none of somebody who
    `deposits` nothing, as they say; of a depositor it is no answer.
    """
    if not accounts and not deposits:
        return Finding("fund_account", subject, Outcome.CONFIRMED, "FUND_ACCOUNT_NONE", _NO_HISTORY)
    if not accounts:
        return Finding("fund_account", subject, Outcome.NOT_FOUND, "FUND_ACCOUNT_NOT_FOUND")
    account = min(accounts, key=lambda account: account["GRZHZT"])
    status, fraud = account["GRZHZT"], [_fraud(one) for one in accounts]
    facts = FundAccountFacts(
        status=status,
        centre=account["JCD"],
        consecutive_months=int(account["LXZCJCYS"]),
        base=_yuan(account["GRJCJS"]),
        monthly_deposit=_yuan(account["YJCE"]),
        balance=_yuan(account["GRZHYE"]),
        loans_used=int(account["DKCS"]),
        unsettled_loan=_flag(account["WJQDK"]),
        withdrawal_in_flight=_flag(account["TQZT"]),
        fraud_told=all(told is not None for told in fraud),
        withdrawal_fraud_on=_last(told[0] for told in fraud if told),
        loan_fraud_on=_last(told[1] for told in fraud if told),
    )
    if (flexible := _flexible(account)) is not None:
        facts["flexible"] = flexible
    code = (
        _NOT_NORMAL[status] if status != "01" else _ELSEWHERE if facts["centre"] != centre else "FUND_ACCOUNT_CONFIRMED"
    )
    return Finding("fund_account", subject, Outcome.CONFIRMED, code, {**facts})


def particulars(accounts: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """What the account says of its owner, by the field of the form it may fill or the record it is; of several the normal one."""
    if not accounts:
        return None
    account = min(accounts, key=lambda account: account["GRZHZT"])
    base = _yuan(account["GRJCJS"])
    told = {
        "person.is_depositor": True,
        "person.deposit_centre": account["JCD"],
        "person.fund_account": account["JKRGJJZH"],
        "person.monthly_income": base if Decimal(base) > 0 else None,  # 缴存基数 is last year's average month
        "person.employer.name": account["DWMC"],
        "person.employer.account": account["DWZH"],
        "fund_account_status": account["GRZHZT"],
        "deposit_base": base,
        "monthly_deposit": _yuan(account["YJCE"]),
        "balance": _yuan(account["GRZHYE"]),
        "consecutive_months": int(account["LXZCJCYS"]),
        "loans_used": int(account["DKCS"]),
        "unsettled_loan": _flag(account["WJQDK"]),
    }
    return {path: value for path, value in told.items() if value not in (None, "")}


def _flexible(account: Mapping[str, Any]) -> bool | None:
    """Whether its owner deposits as a flexible worker (灵活就业); None where a core does not tell. The name is ours [assumption]."""
    try:
        return _flag(account["LHJY"])
    except KeyError:
        return None


def _fraud(account: Mapping[str, Any]) -> tuple[str, str] | None:
    """When a fraudulent withdrawal and loan (骗提、骗贷) were found, empty for none; None where a core does not tell.

    No interface for it is published: the names are ours [assumption].
    """
    try:
        return account["PTRQ"], account["PDRQ"]
    except KeyError:
        return None


def _last(told: Iterable[str]) -> str | None:
    days = [date.fromisoformat(day) for day in told if day]
    return max(days).isoformat() if days else None


def _yuan(value: str) -> str:
    return f"{Decimal(value):.2f}"


def _flag(value: str) -> bool:
    return {"0": False, "1": True}[value]
