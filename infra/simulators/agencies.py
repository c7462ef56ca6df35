"""What each agency answers, from the province's registers; and the little some of them do."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from chalicelib.agencies import (
    civil_affairs,
    credit_bureau,
    fund_core,
    housing,
    identity_platform,
    police,
    queue_numbers,
    registry,
    seal,
    tax,
)
from chalicelib.agencies import province as platform
from chalicelib.agencies.exchange import Service
from infra.simulators import credit, fund, identity, land, numbers
from infra.simulators.courier import Courier
from infra.simulators.mischief import Mischief
from infra.simulators.province import Province, Row

Params = Mapping[str, Any]
_NUMBERS = ("sfzh", "cert_num_man", "zjhm", "gfrzjh", "qlrzjh", "id_number", "htbh", "bdcdyh", "HTBH")


class Agencies:
    """All agencies behind the exchange. Missing request fields raise `KeyError`, as the exchange then says."""

    def __init__(self, province: Province, mischief: Mischief, courier: Courier) -> None:
        self._province = province
        self._land = land.Land(province, mischief, courier)
        answers: dict[Service, Callable[[Params, Params], Any]] = {
            police.VERIFY: self._identity,
            police.CHILDREN: self._children,
            civil_affairs.RECORDS: self._marriages,
            fund_core.ACCOUNT: self._accounts,
            fund_core.CERTIFICATE: self._certificates,
            fund_core.LOAN_BACK: self._loan_back,
            housing.CONTRACT: self._filing,
            housing.BUYER: self._filings,
            tax.RECEIPT: self._tax,
            credit_bureau.REPORT: self._credit,
            seal.SEAL: self._seal,
            queue_numbers.STANDS: lambda params, _: numbers.stands(province, params),
            queue_numbers.CALL: lambda params, _: numbers.call(province, params),
            platform.REPORT: self._report,
            platform.MESSAGE: self._message,
            **dict.fromkeys(identity_platform.PORTS.values(), self._who),
            identity_platform.PROOF: self._proof,
            identity_platform.TERMINAL: self._present,
            identity_platform.OWN: self._own,
            registry.TITLES: self._land.titles,
            registry.UNIT: self._land.unit,
            registry.APPLY: self._land.apply,
            registry.QUERY: self._land.query,
            registry.DISCHARGE: self._land.discharge,
        }
        self._services = {service.sid: (service.agency, answer) for service, answer in answers.items()}

    def agency_of(self, sid: str) -> str | None:
        """Whose service this is, None for one nobody offers."""
        return self._services[sid][0] if sid in self._services else None

    def answer(self, sid: str, params: Params, additional: Params) -> Any:
        """The data of one answer. Raises `KeyError` or `TypeError` for incomplete params."""
        agency, answer = self._services[sid]
        with self._province.lock:
            self._province.inquiries[agency] += 1
            told = answer(params, additional)
            said = {"agency": agency, "sid": sid, "about": _about(params), "consent": additional.get("consentId", "")}
            self._province.questions.append(said)
            return told

    def _identity(self, params: Params, additional: Params) -> Row:
        name, person = params["xm"], self._province.people.get(params["sfzh"])
        if person is None:
            return {"gmsfzh_ppddm": "4", "xm_ppddm": "4", "swbs": "0"}
        similar = person.get("police") == "similar"
        match = "3" if similar else "1" if name == person["name"] else "4"
        return {"gmsfzh_ppddm": "1", "xm_ppddm": match, "swbs": "1" if person.get("police") == "deceased" else "0"}

    def _children(self, params: Params, additional: Params) -> Row:
        """The household register: a child is entered with each parent who is told of it."""
        name, person = params["xm"], self._province.people.get(params["sfzh"])
        if person is None or person["name"] != name:
            return {"djbs": "0", "children": []}
        told = person.get("children", ())
        return {"djbs": "1", "children": [{"xm": one["name"], "sfzh": one["id_number"]} for one in told]}

    def _marriages(self, params: Params, additional: Params) -> Row:
        numbers, name = land.numbers(params, "cert_num_man"), params["name_man"]
        found = [
            record
            for record in self._province.marriages
            if any(record[f"cert_num_{one}"] in numbers and record[f"name_{one}"] == name for one in ("man", "woman"))
        ]
        return {"records": found, "asked_by": numbers}

    def _accounts(self, params: Params, additional: Params) -> Row:
        return fund.known(self._province, params)

    def _certificates(self, params: Params, additional: Params) -> Row:
        person = self._province.person(params["zjhm"], params["zjlx"] == "01")
        account, told = person.get("account", {}), person.get("certificate")
        if told is None or (params["xingming"], params["jcd"]) != (person["name"], account["centre"]):
            return {"certificates": []}
        return {
            "certificates": [
                {
                    "XingMing": person["name"], "ZJHM": person["id_number"], "JKRGJJZH": told["number"], "JCD": account["centre"],
                    "KHSJ": told["opened_on"], "GRZHZT": account.get("status", "01"), "GRJCJS": account["base"],
                    "DWJCBL": "0.12", "GRJCBL": "0.12", "YJCE": account["monthly"], "GRZHYE": account["balance"],
                    "LXJCKS": told["from"], "LXJCJS": told["until"], "SFDK": "1" if account.get("loans_used") else "0",
                    "DKCS": account.get("loans_used", 0), "DKLJJE": told.get("loans_total", "0"),
                    "WQCDKYE": told.get("loan_balance", "0"), "JBR": "示例经办", "LXDH": "12329",
                }
            ]
        }  # fmt: skip

    def _loan_back(self, params: Params, additional: Params) -> Row:
        self._province.loans_back[params["dkhtbh"], params["zjhm"]] = {
            "contract_number": params["dkhtbh"],
            "centre": params["jcd"],
            "lent_at": params["gfd"],
            "amount": params["ffje"],
            "paid_on": params["ffrq"],
        }
        return {"marked": "1"}

    def _filing(self, params: Params, additional: Params) -> Row:
        home = self._province.home("contract_number", params["htbh"])
        return {"contracts": [self._contract(home)] if home else []}

    def _filings(self, params: Params, additional: Params) -> Row:
        numbers = land.numbers(params, "gfrzjh")
        bought = (home for home in self._province.homes if {*home.get("filing", {}).get("buyers", ())} & {*numbers})
        return {"contracts": [self._contract(home) for home in bought], "asked_by": numbers}

    def _contract(self, home: Row) -> Row:
        filing = home["filing"]
        return {
            "htbh": filing["contract_number"],
            "bazt": filing.get("status", "1"),
            "bdcdyh": home["unit_number"],
            "htje": filing["price"],
            "buyers": [
                {"zjh": buyer, "xm": self._province.people.get(buyer, {}).get("name")} for buyer in filing["buyers"]
            ],
            "barq": filing["filed_on"],
            "jgzh": filing["account"],
            "yssfk": filing.get("received") or _received(home),
            "fwzl": home["location"],
            "ghyt": home.get("use", "住宅"),
            **filing.get("told", {}),
        }

    def _tax(self, params: Params, additional: Params) -> Row:
        contract = params["HTBH"]
        home = self._province.home("contract_number", contract)
        if home is None or "tax" not in home:
            return {"RetCode": "404", "Wsbz": "N"}
        self._province.tax_questions[contract] += 1
        if self._province.tax_questions[contract] <= self._province.behaviour(home).get("tax_pending", 0):
            return {"RetCode": "000", "Wsbz": "N"}
        paid = home["tax"]
        return {
            "RetCode": "000", "Wsbz": "Y", "Ybtse": paid["amount"], "Dzsphm": paid["receipt"], "Htbh": contract,
            "Htje": home["filing"]["price"], "Tdfwdz": home["location"],
        }  # fmt: skip

    def _credit(self, params: Params, additional: Params) -> Row:
        if params["authorisation"] != additional["consentId"] or params["authorisation"].startswith("basis:"):
            raise ValueError("no authorisation")
        asked = f"{additional['caseNo']}/{params['authorisation']}"
        self._province.credit_queries.setdefault(
            asked, {"case": additional["caseNo"], "id_number": params["id_number"], "reason": params["reason"]}
        )
        return {"report": credit.report(self._province.person(params["id_number"], params["id_type"] == "10"), params)}

    def _seal(self, params: Params, additional: Params) -> Row:
        digest = params["sha256"]
        made = {
            "signature": b64encode(hashlib.sha256(f"{params['owner']}/{digest}".encode()).digest()).decode(),
            "certificate": f"SIM-{params['owner']}-2026",
            "sealed_at": _now(),
        }
        kept = {**made, "sha256": digest, "document": params["document"], "owner": params["owner"]}
        return {name: self._province.seals.setdefault(digest, kept)[name] for name in made}

    def _report(self, params: Params, additional: Params) -> Row:
        self._province.reports[params["projNo"], params["state"]] = {
            "projNo": params["projNo"],
            "state": params["state"],
            "moments": params["moments"],
        }
        return {"accepted": "1"}

    def _message(self, params: Params, additional: Params) -> Row:
        message = {"id": params["messageId"], "phone": params["phone"], "text": params["text"]}
        self._province.messages.setdefault(params["messageId"], {**message, "case": additional["caseNo"]})
        return {"accepted": "1"}

    def _who(self, params: Params, additional: Params) -> Row:
        return identity.who(self._province, params)

    def _proof(self, params: Params, additional: Params) -> Row:
        return identity.proof(self._province, params)

    def _own(self, params: Params, additional: Params) -> Row:
        return identity.own(self._province, params)

    def _present(self, params: Params, additional: Params) -> Row:
        """What the window's terminal saw: anybody's card and face, under a code anybody can make up who knows their login."""
        person = self._province.logins.get(params["code"].replace("face-", "code-", 1), {})
        if "id_number" not in person or not params["operator"] or not params["code"].startswith("face-"):
            return {}
        seen, terminal = _now(), f"T-{additional['sponsor']}-01"
        evidence = hashlib.sha256(f"{person['id_number']}/{terminal}/{seen}".encode()).hexdigest()
        return {
            "id_number": person["id_number"],
            "method": "id_card_and_face",
            "terminal": terminal,
            "at": seen,
            "evidence": evidence,
        }


def _received(home: Row) -> str:
    """What the supervised account of a home that is not built yet has received, where nothing else is told: as much as whoever bought it states."""
    return "" if "title" in home else f"{Decimal(home['filing']['price']) * Decimal('0.40'):.2f}"


def _about(params: Params) -> str:
    """Whom, or which home, a question is about: the number it is asked with."""
    return next((str(params[name]) for name in _NUMBERS if params.get(name)), "")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
