"""The synthetic province: what its registers hold (the YAML files here) and what its partners have done since."""

from collections import Counter, deque
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any

import yaml

Row = dict[str, Any]
MOST = 500  # questions that are remembered
_FILES = ("people", "marriages", "homes", "staff")


@cache
def _data() -> Mapping[str, list[Row]]:
    here = Path(__file__).parent
    return {name: yaml.safe_load((here / f"{name}.yaml").read_text("utf-8")) for name in _FILES}


class Province:
    """All registers, and the deeds of every partner. Hold `lock` while changing anything."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.reset()

    def reset(self) -> None:
        """Back to the files."""
        with self.lock:
            data = deepcopy(_data())
            self.people: dict[str, Row] = {person["id_number"]: person for person in data["people"]}
            self.marriages: list[Row] = data["marriages"]
            self.homes: list[Row] = data["homes"]
            self.logins: dict[str, Row] = {one.pop("code"): one for one in data["staff"]}
            self.logins |= {p["login"]: _depositor(p) for p in data["people"] if "login" in p}
            self.inquiries: Counter[str] = Counter()
            self.questions: deque[Row] = deque(maxlen=MOST)  # who was asked about whom, on which consent
            self.credit_queries: dict[str, Row] = {}  # authorisation -> query
            self.mortgages: dict[str, Row] = {}  # apply_biz_id -> application
            self.payments: dict[str, Row] = {}  # RefSeqNo1 -> order
            self.contracts: dict[str, Row] = {}  # contract number -> what the bank did with it
            self.messages: dict[str, Row] = {}  # message id -> message
            self.reports: dict[tuple[str, str], Row] = {}  # case number, state -> report
            self.loans_back: dict[tuple[str, str], Row] = {}  # contract, person -> loan the core was told of
            self.seals: dict[str, Row] = {}  # sha256 -> seal
            self.bank_seals: dict[tuple[str, str, str], Row] = {}  # bank, contract, digest -> seal on that file
            self.webhooks: dict[str, Row] = {}  # webhook-id -> webhook
            self.callbacks: list[Row] = []
            self.tax_questions: Counter[str] = Counter()
            self.halls: dict[str, Row] = {}  # by centre, who waits there with which number

    def person(self, number: str, by_resident_id: bool) -> Row:
        """Who is asked about by that number and document; empty for nobody: the registers here know people by their resident ID alone."""
        return self.people.get(number, {}) if by_resident_id else {}

    def home(self, key: str, value: str) -> Row | None:
        """The home with this `unit_number`, or whose filing has this `contract_number` or `account`."""
        for home in self.homes:
            if value and value in (home.get(key), home.get("filing", {}).get(key)):
                return home
        return None

    def behaviour(self, home: Row | None) -> Mapping[str, Any]:
        """What is special about a home, empty if nothing is."""
        found: Mapping[str, Any] = (home or {}).get("behaviour", {})
        return found

    def journal(self) -> dict[str, Any]:
        """Everything the outside world did, as JSON."""
        with self.lock:
            return deepcopy(
                {
                    "inquiries": dict(self.inquiries),
                    "questions": list(self.questions),
                    "credit_queries": list(self.credit_queries.values()),
                    "mortgages": list(self.mortgages.values()),
                    "payments": [_without(order, "script") for order in self.payments.values()],
                    "contracts": list(self.contracts.values()),
                    "messages": list(self.messages.values()),
                    "reports": list(self.reports.values()),
                    "loans_back": list(self.loans_back.values()),
                    "seals": list(self.seals.values()),
                    "bank_seals": [_without(seal, "cms") for seal in self.bank_seals.values()],
                    "webhooks": list(self.webhooks.values()),
                    "callbacks": list(self.callbacks),
                }
            )


def _depositor(person: Row) -> Row:
    return {"audience": "depositor", **{name: person[name] for name in ("name", "id_number", "phone")}}


def _without(row: Row, name: str) -> Row:
    return {key: value for key, value in row.items() if key != name}
