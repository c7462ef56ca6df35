from collections.abc import Callable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.agencies import fund_core, housing
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.status import Status
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Told
from chalicelib.records.contents import Event
from tests.given import case
from tests.given.answers import filing, finding
from tests.given.form import sample

TODAY = date(2026, 11, 24)
# A visit of that day, its turn beside those of a day before and a day after, and that staff was asked since.
EVENT = {"visit": "2026-11-24T00:00:00.000Z", "attempt": 0, "last": "unanswered", "token": "t1"}
BEFORE, NOW, LATER = (f"202611{day}000000000#00000000" for day in (23, 24, 25))
FOLLOWED = {"TASK_ATTEND.20261125": Event("", "TASK_ATTEND", {})}


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


def event(step: str, **more: Any) -> dict[str, Any]:
    return {"case": "c1", "trace": case.TRACE, "step": step, "attempt": 0, "last": "check", **more}


class Built(SimpleNamespace):
    """What is read of a case; whom it was handed in of, as a case makes it."""

    of_whom_handed_in = CaseFile.of_whom_handed_in


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
