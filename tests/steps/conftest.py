from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.agencies import fund_core, housing
from chalicelib.domain.checks.finding import Finding
from chalicelib.records.casefile import CaseFile
from tests.given import case
from tests.given.answers import filing, finding
from tests.given.form import sample


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
