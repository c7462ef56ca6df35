"""What the fund core knows of somebody: their accounts, and the loans it was told of."""

from collections.abc import Mapping
from typing import Any

from infra.simulators.province import Province, Row


def known(province: Province, params: Mapping[str, Any]) -> Row:
    """Every account of whoever is asked about, in the fields of the wire; none of somebody who has none, of whom it says that no fraud is on record."""
    accounts = _accounts(province, params)
    return {"accounts": accounts} if accounts else {"accounts": [], "PTRQ": "", "PDRQ": ""}


def _accounts(province: Province, params: Mapping[str, Any]) -> list[Row]:
    person = province.person(params["zjhm"], params["zjlx"] == "01")
    if person.get("name") != params["xingming"]:
        return []
    kept = [*([person["account"]] if person.get("account") else []), *person.get("other_accounts", ())]
    marked = sum(number == params["zjhm"] for _, number in province.loans_back)
    return [_account(_marked(one, marked) if one is kept[0] else one) for one in kept]


def _marked(account: Row, loans: int) -> Row:
    """An account with the loans its core was told of, which nobody has repaid yet."""
    if not loans:
        return account
    return {**account, "loans_used": account.get("loans_used", 0) + loans, "unsettled_loan": True}


def _account(account: Row) -> Row:
    return {
        "GRZHZT": account.get("status", "01"),
        "JCD": account["centre"],
        "LXZCJCYS": account["months"],
        "GRJCJS": account["base"],
        "YJCE": account["monthly"],
        "GRZHYE": account["balance"],
        "DKCS": account.get("loans_used", 0),
        "WJQDK": "1" if account.get("unsettled_loan") else "0",
        "TQZT": "1" if account.get("withdrawal_in_flight") else "0",
        "LHJY": "1" if account.get("flexible") else "0",
        "PTRQ": account.get("withdrawal_fraud_on", ""),
        "PDRQ": account.get("loan_fraud_on", ""),
        "JKRGJJZH": account.get("number", ""),
        "DWMC": account.get("employer", ""),
        "DWZH": account.get("employer_account", ""),
    }
