from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from chalicelib import clock
from chalicelib.domain.status import STATES
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task
from chalicelib.settings import setting
from tests.given import case as given
from tests.steps.conftest import submitted

__all__ = ["submitted"]
# The moment of a look at what is built, a day before it and a moment sooner.
NOW, JUST_NOW, DAY_AGO = "2026-11-25T02:00:00.000Z", "2026-11-24T02:00:00.000Z", "2026-11-24T01:59:59.999Z"
OUT = {"details": {"step": "Sign", "error": "BankUnavailable"}}  # a wait for a partner that is silent


@pytest.fixture
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def wait(kind: str, number: int | str = 1, state: str = "open", opened_at: str = DAY_AGO, **values: Any) -> Task:
    """A wait of the case c1 that is stored nowhere, a day old."""
    return given.wait(kind, number, state, opened_at=opened_at, **values)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets time pass: `later(hours=2)`."""
    now = clock.now

    def pass_(**how_long: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: now() + timedelta(**how_long))

    return pass_


@pytest.fixture
def road(platform: Any) -> Any:
    """The executions of cases on a road that runs nothing: begin one, let it die, ask which there are."""
    return Road(platform.client("stepfunctions"))


class Road:
    def __init__(self, states: Any) -> None:
        self._states, self._machine = states, setting("STATE_MACHINE")

    def runs(self, case: str) -> None:
        self._states.start_execution(stateMachineArn=self._machine, name=case)

    def dies(self, case: str) -> None:
        arn = f"{self._machine.replace(':stateMachine:', ':execution:')}:{case}"
        self._states.stop_execution(executionArn=arn)

    def listens(self, monkeypatch: pytest.MonkeyPatch, since: datetime) -> None:
        """Every execution does nothing but wait for somebody's word."""
        history = {"events": [{"id": 2, "type": "TaskSubmitted", "timestamp": since}, {"id": 1, "type": "TaskStarted"}]}
        monkeypatch.setattr(type(self._states), "get_execution_history", lambda states, **_: history, raising=False)

    def names(self) -> list[str]:
        listed = self._states.list_executions(stateMachineArn=self._machine)["executions"]
        return sorted(execution["name"] for execution in listed)

    def status(self, name: str) -> str:
        arn = f"{self._machine.replace(':stateMachine:', ':execution:')}:{name}"
        return str(self._states.describe_execution(executionArn=arn)["status"])

    def given(self, name: str) -> str:
        arn = f"{self._machine.replace(':stateMachine:', ':execution:')}:{name}"
        return str(self._states.describe_execution(executionArn=arn)["input"])


class Time:
    """A function's time: so many seconds are left, one less whenever it is asked."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    def get_remaining_time_in_millis(self) -> float:
        self.left -= 1
        return self.left * 1000


def due_in(case: CaseFile) -> Any:
    """How long after now the sweep looks at it."""
    return clock.parsed(casefile.load(case.id).due_at) - clock.now()


def interval(case: CaseFile) -> timedelta:
    return STATES[case.status].looked_at
