"""What a provident-fund account means for a loan. Field names are JGJ/T 320's pinyin initials, docs/domain.md 1.4."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from chalicelib.domain.checks.facts import FROZEN, NORMAL, Deposited, History
from chalicelib.domain.checks.finding import Finding, Outcome

_NOT_NORMAL = {  # JGJ/T 320 A.6
    "02": "FUND_ACCOUNT_SEALED",
    "03": "FUND_ACCOUNT_CLOSED",
    "04": "FUND_ACCOUNT_CLOSED",
    "05": "FUND_ACCOUNT_CLOSED",
    "06": "FUND_ACCOUNT_FROZEN",
    "99": "FUND_ACCOUNT_NOT_NORMAL",
}
_MOVED = ("03", "04")  # 合并销户, 外部转出销户
_ELSEWHERE = "FUND_ACCOUNT_OFF_SITE"
_OF_ONE = ("centre", "consecutive_months", "base", "monthly_deposit", "balance", "flexible")  # of two accounts, whose?

_NO_HISTORY = {"loans_used": 0, "unsettled_loan": False, "withdrawal_in_flight": False}
_UNTOLD = MappingProxyType[str, Any]({})


def meaning(
    subject: str,
    centre: str,
    accounts: Sequence[Mapping[str, Any]],
    *,
    deposits: bool = True,
    resident: bool = True,
    of_person: Mapping[str, Any] = _UNTOLD,
) -> Finding:
    """The finding about one person who borrows at `centre`. Deposits are those of the normal account, and of two normal ones a person
    says whose count; loans, withdrawals under way and frauds are those of all accounts together.

    A sealed or frozen account is a certain answer too: whether it stops the loan is the rules' business. So is none of somebody who
    `deposits` nothing, as they say; of a depositor it is no answer, nor of somebody known by another document than a `resident`'s:
    they may have an account under that. `of_person` is what the answer tells beside accounts: of frauds, also of who has none.
    """
    frauds = _frauds(accounts, of_person)
    if not accounts and resident and not deposits:
        return Finding("fund_account", subject, Outcome.CONFIRMED, "FUND_ACCOUNT_NONE", {**_NO_HISTORY, **frauds})
    if not accounts:
        return Finding("fund_account", subject, Outcome.NOT_FOUND, "FUND_ACCOUNT_NOT_FOUND")
    account = min(accounts, key=lambda account: account["GRZHZT"])
    status = account["GRZHZT"]
    deposited = Deposited(
        status=status,
        centre=account["JCD"],
        consecutive_months=int(account["LXZCJCYS"]),
        base=_yuan(account["GRJCJS"]),
        monthly_deposit=_yuan(account["YJCE"]),
        balance=_yuan(account["GRZHYE"]),
    )
    if moved := sum(int(one["LXZCJCYS"]) for one in accounts if one is not account and one["GRZHZT"] in _MOVED):
        deposited["months_moved"] = moved
    if (flexible := _flexible(account)) is not None:
        deposited["flexible"] = flexible
    facts = {**deposited, **_history(accounts), **frauds}
    if sum(one["GRZHZT"] == NORMAL for one in accounts) > 1:
        untold = {name: fact for name, fact in facts.items() if name not in _OF_ONE}
        return Finding("fund_account", subject, Outcome.AMBIGUOUS, "FUND_ACCOUNTS_SEVERAL", untold)
    code = (
        _NOT_NORMAL[status] if status != "01" else _ELSEWHERE if account["JCD"] != centre else "FUND_ACCOUNT_CONFIRMED"
    )
    return Finding("fund_account", subject, Outcome.CONFIRMED, code, facts)


def _history(accounts: Sequence[Mapping[str, Any]]) -> History:
    """What all accounts of one person tell together. A loan that moved with its account may stand in two of them: the most that one
    tells have been used for certain, and the sum at most."""
    used = [int(one["DKCS"]) for one in accounts]
    told = History(
        loans_used=max(used),
        unsettled_loan=any(_flag(one["WJQDK"]) for one in accounts),
        withdrawal_in_flight=any(_flag(one["TQZT"]) for one in accounts),
    )
    if sum(used) > max(used):
        told["loans_used_at_most"] = sum(used)
    if any(one["GRZHZT"] == FROZEN for one in accounts):
        told["frozen"] = True
    return told


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
        # 缴存基数 is last year's average month; of an account that is sealed or closed it is nobody's income.
        "person.monthly_income": base if account["GRZHZT"] == NORMAL and Decimal(base) > 0 else None,
        "person.employer.name": account["DWMC"],
        "person.employer.account": account["DWZH"],
        "fund_account_status": account["GRZHZT"],
        "deposit_base": base,
        "monthly_deposit": _yuan(account["YJCE"]),
        "balance": _yuan(account["GRZHYE"]),
        "consecutive_months": int(account["LXZCJCYS"]),
        "loans_used": max(int(one["DKCS"]) for one in accounts),
        "unsettled_loan": any(_flag(one["WJQDK"]) for one in accounts),
    }
    return {path: value for path, value in told.items() if value not in (None, "")}


def _flexible(account: Mapping[str, Any]) -> bool | None:
    """Whether its owner deposits as a flexible worker (灵活就业); None where a core does not tell. The name is ours [assumption]."""
    try:
        return _flag(account["LHJY"])
    except KeyError:
        return None


def _frauds(accounts: Sequence[Mapping[str, Any]], of_person: Mapping[str, Any]) -> Mapping[str, Any]:
    """Frauds found at all accounts together, and what is told of the person themselves: told only where each account tells, or there is none
    and the answer does."""
    each, beside = [_fraud(one) for one in accounts], _fraud(of_person)
    found = [told for told in (*each, beside) if told is not None]
    return {
        "fraud_told": None not in (each or [beside]),
        "withdrawal_fraud_on": _last(told[0] for told in found),
        "loan_fraud_on": _last(told[1] for told in found),
    }


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
