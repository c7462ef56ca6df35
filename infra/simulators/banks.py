"""The banks (受托银行): they fetch contracts, have them signed, seal them once, pay orders once, and call back."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from infra.simulators.bank_parts import BankParts
from infra.simulators.bank_seals import BankSeals
from infra.simulators.courier import Courier
from infra.simulators.mischief import Mischief
from infra.simulators.province import Province, Row

_ORDER = (
    "SettleType", "BusType", "PayerAcctNo", "PayeeAcctNo", "PayeeName", "PayeeBankCode", "Amt", "RefSeqNo1", "Summary",
)  # fmt: skip
_GANSU = timezone(timedelta(hours=8))
_DONE, _FAILED, _PROCESSING, _UNKNOWN = "0", "1", "2", "9"


class Banks:
    """All banks; each keeps its own orders apart by code."""

    def __init__(self, province: Province, mischief: Mischief, courier: Courier, secrets: Mapping[str, Any]) -> None:
        self._province, self._mischief, self._courier = province, mischief, courier
        self._seals = BankSeals(province, secrets)
        self._parts = BankParts(province, courier, self._call_back)

    def answer(self, bank: str, path: str, id: str, body: Mapping[str, Any]) -> tuple[int, Row]:
        """The HTTP status and body a bank gives to one signed message. Raises `KeyError` for a missing field."""
        if path == "webhooks":
            return self._webhook(bank, id, body)
        if path == "payments":
            return self._pay(bank, body)
        if path == "payments/query":
            return self._query(body["RefSeqNo1"])
        if path == "bank-part/query":
            return 200, {"Told": self._parts.told(body["contract_number"])}
        if path == "contract-seals":
            return 200, self._seals.order(bank, body["contract_number"], body["digest"], body["signed"])
        if path == "contract-seals/query":
            return 200, self._seals.query(bank, body["contract_number"], body["digest"])
        if path == "old-loans/query":
            return 200, {"Loan": self._old_loan(bank, body["contract_number"], body["on"])}
        return 404, {}

    def _webhook(self, bank: str, id: str, body: Mapping[str, Any]) -> tuple[int, Row]:
        type, data = body["type"], body["data"]
        with self._province.lock:
            seen = self._province.webhooks.setdefault(
                id, {"id": id, "bank": bank, "type": type, "data": data, "times": 0}
            )
            seen["times"] += 1
            if seen["times"] > 1:
                return 200, {}
            contract = self._province.contracts.setdefault(
                data["contract_number"], {"contract_number": data["contract_number"], "bank": bank, "state": "ready"}
            )
            if type != "loan.contract.ready":
                contract["state"] = {"loan.contract.voided": "voided", "loan.settled": "settled"}[type]
        if type == "loan.contract.ready":
            self._courier.later(lambda: self._sign(bank, contract))
        return 200, {}

    def _sign(self, bank: str, contract: Row) -> None:
        number = contract["contract_number"]
        fetched = self._courier.fetch_contract(bank, number)
        if fetched is None:
            contract["state"] = "unread"
            return
        about = json.dumps(fetched)
        special = [self._province.behaviour(home) for home in self._province.homes if home["unit_number"] in about]
        declined = any(one.get("contract") == "declined" for one in special)
        with self._province.lock:
            if contract["state"] != "ready":
                return
            contract["state"] = "declined" if declined else "signed"
        data = {"contract_number": number, "sha256": fetched["sha256"], "signed_at": _now()}
        if declined:
            data = {"contract_number": number, "reason": "银行内部审批未通过"}
        self._call_back(bank, f"contract.{contract['state']}", number, data)
        for type in [type for one in special for type in one.get("contract_told", ())]:
            self._call_back(bank, type, number, {"contract_number": number})
        if fetched.get("bank_part") and not declined:
            self._parts.lend(bank, number, fetched, [one["bank_part"] for one in special if "bank_part" in one])

    def _pay(self, bank: str, body: Mapping[str, Any]) -> tuple[int, Row]:
        order = {name: body[name] for name in _ORDER}
        serial = order["RefSeqNo1"]
        if (
            order["SettleType"] != ("1" if order["PayeeBankCode"] == bank else "2")
            or not order["PayerAcctNo"].isdigit()
        ):
            return 422, {"code": "ORDER_INVALID"}
        with self._province.lock:
            known = self._province.payments.get(serial)
            if known is not None:
                return (200, _told(known)) if known["order"] == order else (409, {})
            home = self._province.home("account", order["PayeeAcctNo"])
            script = list(self._province.behaviour(home).get("payment", [_DONE])) if home else [_FAILED]
            made = {
                "bank": bank,
                "serial": serial,
                "amount": order["Amt"],
                "order": order,
                "script": script,
                "result": "",
            }
            self._province.payments[serial] = made
            self._advance(made)
        if told := self._province.behaviour(home).get("payment_told"):
            self._courier.later(lambda: self._tell(made, told))
        return 200, _told(made)

    def _old_loan(self, bank: str, contract: str, on: str) -> Row | None:
        """The bank's own loan on a home, and what settles it that day."""
        for home in self._province.homes:
            loan = home.get("old_loan", {})
            if (loan.get("bank"), loan.get("contract_number")) == (bank, contract):
                told = {name: loan[name] for name in ("holder", "payoff")}
                return {"contract_number": contract, "on": on, "account": home["account"], **told}
        return None

    def _query(self, serial: str) -> tuple[int, Row]:
        with self._province.lock:
            known = self._province.payments.get(serial)
            if known is None:
                return 200, {"Result": _UNKNOWN}
            if known["result"] == _PROCESSING:
                self._advance(known)
                if known["result"] != _PROCESSING:
                    self._courier.later(lambda: self._settled(known))
            return 200, _told(known)

    def _advance(self, payment: Row) -> None:
        payment["result"] = payment["script"].pop(0) if payment["script"] else _PROCESSING
        if payment["result"] == _DONE:
            payment.setdefault("paid_on", datetime.now(_GANSU).date().isoformat())

    def _settled(self, payment: Row) -> None:
        self._tell(payment, ["payment.settled" if payment["result"] == _DONE else "payment.failed"])

    def _tell(self, payment: Row, types: Sequence[str]) -> None:
        """Calls back about an order, whatever the bank answers when asked."""
        for type in types:
            self._call_back(payment["bank"], type, payment["serial"], {"serial": payment["serial"]})

    def _call_back(self, bank: str, type: str, subject: str, data: Mapping[str, str]) -> None:
        body = {"type": type, "timestamp": _now(), "data": data}
        for _ in range(2 if self._mischief.calls_twice(bank, subject) else 1):
            status = self._courier.from_bank(bank, f"{type}.{subject}", body)
            self._province.callbacks.append({"partner": bank, "type": type, "subject": subject, "status": status})


def _told(payment: Row) -> Row:
    day = {"PaidOn": payment["paid_on"]} if "paid_on" in payment else {}
    return {"Result": payment["result"], "CapHostSeqNo": f"H{payment['serial']}", **day}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
