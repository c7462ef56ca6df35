from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.agencies import fund_core, housing, registry
from chalicelib.banks import payments
from chalicelib.casework import settlement
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.status import Status
from chalicelib.errors import BankUnavailable
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Told
from chalicelib.records.contents import Event
from chalicelib.steps import disburse
from tests.given import case
from tests.given.answers import filing, finding
from tests.given.form import sample

TODAY = date(2026, 11, 24)
# A visit of that day, its turn beside those of a day before and a day after, and that staff was asked since.
EVENT = {"visit": "2026-11-24T00:00:00.000Z", "attempt": 0, "last": "unanswered", "token": "t1"}
BEFORE, NOW, LATER = (f"202611{day}000000000#00000000" for day in (23, 24, 25))
FOLLOWED = {"TASK_ATTEND.20261125": Event("", "TASK_ATTEND", {})}
CERTIFICATE = "甘(2026)兰州市不动产证明第0000001号"
SERIAL = "JK6201002026112300001P1"  # of the first order of a case that is ready
_DECISION = {"approved": True, "amount": "500000.00", "months": 360, "homes": "first", "rate": "2.60"}
# The long rate fell from 2.85 to 2.60 on 2025-05-08, while the case was under way.
RATE_FELL = {"accepted_on": "2025-04-07", "decision": {**_DECISION, "rate": "2.85"}}


@pytest.fixture
def submitted(platform: Any) -> Callable[..., CaseFile]:
    """A case of a sample as the API leaves it after submission, with more values on request."""

    def make(number: int = 1, /, **values: Any) -> CaseFile:
        return case.submitted(sample(number)["form"], **values)

    return make


@pytest.fixture
def withdrawing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The parties who have a withdrawal under way by the fund core's word of today: nobody, until a test names some."""
    named: set[str] = set()

    def account(person: Any, purpose: Any) -> Finding:
        return finding("fund_account", person.key, withdrawal_in_flight=person.key in named)

    monkeypatch.setattr(fund_core, "account", account)
    return named


@pytest.fixture
def today_filed(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the contract's filing says today otherwise than the form; `none`, where there is none any more."""
    instead: dict[str, Any] = {}

    def contract(application: Any, purpose: Any) -> Any:
        return None if "none" in instead else filing(application, **instead)

    monkeypatch.setattr(housing, "contract", contract)
    return instead


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The paid loans the core was told of: whose, and which."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(fund_core, "report_loan", lambda person, number, *loan: told.append((person.key, number)))
    return told


@dataclass
class Bank:
    """A bank that pays a serial once, and can lose what it was told or what it says."""

    results: list[str] = field(default_factory=lambda: ["0"])
    paid_on: str | None = None  # None: today; empty: it does not say
    lose: str = ""
    paid: dict[str, str] = field(default_factory=dict)
    order: payments.Order | None = None
    orders: int = 0

    def pay(self, order: payments.Order) -> payments.Answer:
        if self.lose == "order":
            self.lose = ""
            raise BankUnavailable("B01: lost")
        self.orders, self.order = self.orders + 1, order
        self.paid.setdefault(order.serial, str(order.amount))
        if self.lose == "answer":
            self.lose = ""
            raise BankUnavailable("B01: lost")
        return self._result()

    def query(self, bank: str, serial: str) -> payments.Answer:
        return self._result() if serial in self.paid else payments.Answer(payments.Result.UNKNOWN)

    def _result(self) -> payments.Answer:
        result = payments.Result(self.results.pop(0) if len(self.results) > 1 else self.results[0])
        day = clock.today().isoformat() if self.paid_on is None else self.paid_on
        done = result is payments.Result.DONE
        return payments.Answer(result, day if done else "", "H2026112300001" if done else "")


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> Bank:
    made = Bank()
    monkeypatch.setattr(payments, "pay", made.pay)
    monkeypatch.setattr(payments, "query", made.query)
    return made


@pytest.fixture
def unit(monkeypatch: pytest.MonkeyPatch, withdrawing: Any, today_filed: Any) -> dict[str, Any]:
    """What the title register says of the home today: free but for our mortgage, until a test says otherwise."""
    seen = {"unit": registry.Unit(None, False, frozenset({CERTIFICATE}))}
    monkeypatch.setattr(registry, "unit", lambda home, number, purpose: seen["unit"])
    return seen


@pytest.fixture
def ready(submitted: Any, unit: Any) -> Callable[..., CaseFile]:
    """A case that waits for nothing but its pay-out, with more values on request."""

    def make(**values: Any) -> CaseFile:
        made = submitted(
            **{
                "number": "N" * 39 + "0001",
                "status": "REGISTERING",
                "decision": _DECISION,
                "contract": {"number": "JK6201002026112300001", "bank": "B01"},
                "mortgage": {"status": "DONE", "certificate_number": CERTIFICATE, "apply_biz_id": "X"},
                **{f"signatures.{party}": {"sha256": "s"} for party in ("borrower", "spouse", "bank")},
                **values,
            }
        )
        paid_to = made.application.home.seller.number
        case.answered("c1", finding("property", "home", regulated_account=paid_to))
        return casefile.load("c1")

    return make


def pay_out() -> str:
    return disburse.handle(event("Disburse"))["next"]


def hear(type: str, serial: str = SERIAL, paid_on: str = "") -> None:
    """The bank tells by itself what became of an order."""
    settlement.hear(casefile.load("c1"), type, serial, "B01", paid_on)


def event(step: str, **more: Any) -> dict[str, Any]:
    return {"case": "c1", "trace": case.TRACE, "step": step, "attempt": 0, "last": "check", **more}


class Built(SimpleNamespace):
    """What is read of a case, and the form handed in as a case makes it."""

    form_handed_in = CaseFile.form_handed_in


def built(*, corrected: Mapping[int, Any] | None = None, **values: Any) -> Built:
    """A case that is stored nowhere and of which nothing is known beyond these values; by round, who has corrected it."""
    none = ("contract", "decision", "payment", "mortgage", "notice", "received_on", "accepted_on", "leaving", "stopped")
    lists = ("overtaken", "open_procedures", "reviews", "consents", "findings", "notices", "looks", "unsigned")
    maps = ("events", "large", "contests", "replies", "tolerances", "commitments", "answers", "signatures")
    usual = {"id": "c1", "centre": "620100", "status": Status.VERIFYING, "ended": False, "next_round": 1, "revision": 7}
    parts = {"application": "application", "results": ["kept"], "corrected": (corrected or {}).get}
    empty = {**dict.fromkeys(none), **{name: [] for name in lists}, **{name: {} for name in maps}}
    return Built(**{**empty, **usual, **parts, **values})


def told_line(code: str) -> Told:
    return Told(code, Event("", code, {}))


@pytest.fixture
def wrote(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What is written of a case, in order: which lines of its timeline, on what it rests, and what else."""
    done: list[tuple[Any, ...]] = []

    def amend(case: Any, *told: Told, expect: Any = None, **changes: Any) -> None:
        done.append(([one.key for one in told], expect, changes))

    monkeypatch.setattr(casefile, "amend", amend)
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return done
