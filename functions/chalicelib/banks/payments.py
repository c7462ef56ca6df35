"""Entrusted payments (受托支付), BDC101 of the ministry's settlement platform (docs/domain.md 4.4).

One loan has one serial for ever. When the outcome of an order is unknown, `query` tells; a new serial never does.
"""

import json
import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import uuid4

from chalicelib.banks import partners
from chalicelib.domain.frozen import frozen
from chalicelib.errors import BankUnavailable
from chalicelib.trust import secrets

ORDER, QUERY = "/payments", "/payments/query"  # below the bank's address
_NUMBER = re.compile(r"[0-9A-Za-z-]{1,40}")
SAME_BANK, OTHER_BANK = "1", "2"  # 同行; 跨行实时


class Result(StrEnum):
    """What the bank says of an order. 2 is not failure: query again. 9 is only ever the answer to a query."""

    DONE = "0"
    FAILED = "1"
    PROCESSING = "2"
    UNKNOWN = "9"  # the bank has no such order


@frozen
class Answer:
    """What the bank says of an order, on what day it paid (ISO date of Gansu), and under which number of its own (核心流水号); empty where it has not, or
    does not say."""

    result: Result
    paid_on: str = ""
    receipt: str = ""


@frozen
class Order:
    """Pay `amount` yuan to one account: the seller's, the old loan's or the borrower's. `serial` is RefSeqNo1, ours, one per loan."""

    bank: str
    serial: str
    amount: Decimal
    payer_account: str
    payee_account: str
    payee_name: str
    payee_bank: (
        str  # its code; who stated the account stated it, and a bank that knows better refuses or fails the order
    )
    summary: str  # no personal data: a contract number


def payer_account(bank: str, centre: str) -> str | None:
    """The centre's account at the bank (委托贷款账户); None where nobody has told us of one, which is looked for once more. None is made up."""
    if account := partners.partner(bank).payer_accounts.get(centre):
        return account
    secrets.forget()
    return partners.partner(bank).payer_accounts.get(centre)


def pay(order: Order) -> Answer:
    """Orders the payment. The same serial is paid once, however often it is ordered.

    Raises `BankUnavailable` when the outcome is unknown, `partners.Refused` when the bank will not take the order.
    """
    body = {
        "SettleType": SAME_BANK if order.payee_bank == order.bank else OTHER_BANK,
        "BusType": "04",  # 划拨委贷基金
        "PayerAcctNo": order.payer_account,
        "PayeeAcctNo": order.payee_account,
        "PayeeName": order.payee_name,
        "PayeeBankCode": order.payee_bank,
        "Amt": f"{order.amount:.2f}",
        "RefSeqNo1": order.serial,
        "Summary": order.summary,
    }
    answer = _answer(order.bank, partners.offer(order.bank, ORDER, f"pay.{order.serial}", body))
    if answer.result is Result.UNKNOWN:
        raise BankUnavailable(f"{order.bank}: not an answer")
    return answer


def query(bank: str, serial: str) -> Answer:
    """What became of an order, now: every question is a message of its own, or a bank that keeps its answer to an id would say for ever
    what it said first. Raises `BankUnavailable` when the bank cannot say."""
    return _answer(bank, partners.post(bank, QUERY, f"query.{serial}.{uuid4().hex}", {"RefSeqNo1": serial}))


def _answer(bank: str, body: bytes) -> Answer:
    try:
        said = json.loads(body)
        result, day = Result(said["Result"]), said.get("PaidOn") or ""
        if result is not Result.DONE:
            return Answer(result)
        return Answer(result, date.fromisoformat(day).isoformat() if day else "", _receipt(said.get("CapHostSeqNo")))
    except (AttributeError, LookupError, TypeError, ValueError):
        raise BankUnavailable(f"{bank}: not an answer") from None


def _receipt(said: object) -> str:
    """The number of the bank's own; what is none is not told, and nothing rests on it."""
    return said if isinstance(said, str) and _NUMBER.fullmatch(said) else ""
