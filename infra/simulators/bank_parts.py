"""The banks' own parts of combinations: offered, signed in person once their cost is confirmed, secured behind ours, paid when they may be."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from infra.simulators.courier import Courier
from infra.simulators.province import Province, Row

RATE, FEES, ALL_IN = "3.50", "600.00", "3.52"
_LOOKS = 400  # how often a bank looks whether it may go on
CallBack = Callable[[str, str, str, Mapping[str, str]], None]


class BankParts:
    """All of them; what each bank has told of one stands in its contract's row of the province."""

    def __init__(self, province: Province, courier: Courier, call_back: CallBack) -> None:
        self._province, self._courier, self._call_back = province, courier, call_back

    def told(self, number: str) -> list[Row]:
        """Every word a bank stands by, the oldest first."""
        with self._province.lock:
            return list(self._province.contracts.get(number, {}).get("part_told", ()))

    def lend(self, bank: str, number: str, fetched: Mapping[str, Any], behaviours: Sequence[str]) -> None:
        """Makes its offer, and goes on as far as the parties and the registry let it."""
        planned = fetched["bank_part"]
        part = {
            "bank": bank,
            "amount": planned["amount"],
            "condition": planned["condition"],
            "fate": (*behaviours, "")[0],
            "account": planned["account"] or "6222022700000099990",
            "unit": fetched["home"]["unit_number"],
        }
        with self._province.lock:
            self._province.contracts[number]["part"] = part
        terms = {"amount": planned["amount"], "months": str(planned["months"]), "method": planned["method"]}
        self._say(number, "offered", {**terms, "rate": RATE, "fees": FEES, "all_in": ALL_IN})
        self._once(lambda: self._is_confirmed(bank, number, part), lambda: self._sign(number, part))

    def _is_confirmed(self, bank: str, number: str, part: Row) -> bool:
        stands = (self._courier.fetch_contract(bank, number) or {}).get("bank_part") or {}
        part["statement"] = stands.get("statement")
        return bool(stands.get("confirmed"))

    def _sign(self, number: str, part: Row) -> None:
        """The parties have come to the bank."""
        if part["fate"] == "declined":
            self._say(number, "declined", {"reason": "银行内部审批未通过"})
            return
        digest = hashlib.sha256(number.encode()).hexdigest()
        part["signed"] = True
        signed = {"bank_contract_number": f"GD{number}", "sha256": digest, "place": "陇原银行兰州示例支行"}
        self._say(number, "signed", {**signed, "statement": part["statement"]})
        if part["condition"] != "completion_filed":  # that takes years
            self._once(lambda: self._is_secured(number), lambda: self._pay(number, part))

    def _is_secured(self, number: str) -> bool:
        return "certificate" in self._province.contracts[number]["part"]

    def _pay(self, number: str, part: Row) -> None:
        filing = part["certificate"] if part["condition"] == "mortgage_registered" else f"XSBA{number}"
        self._say(number, "ready", {"condition": part["condition"], "filing_number": filing})
        if part["fate"] == "failed":
            self._say(number, "failed", {"reference": f"H{number}"})
            return
        paid = {"reference": f"H{number}", "amount": part["amount"], "account": part["account"]}
        self._say(number, "settled", paid)

    def _say(self, number: str, what: str, data: Mapping[str, str]) -> None:
        type, whole = f"bank_part.{what}", {"contract_number": number, **data}
        with self._province.lock:
            contract = self._province.contracts[number]
            contract.setdefault("part_told", []).append({"type": type, "data": whole})
        self._call_back(contract["part"]["bank"], type, number, whole)

    def _once(self, holds: Callable[[], bool], act: Callable[[], None], looks: int = _LOOKS) -> None:
        """Acts as soon as something holds, looking again and again, in the background."""

        def look() -> None:
            if holds():
                act()
            elif looks:
                self._once(holds, act, looks - 1)

        self._courier.later(look)
