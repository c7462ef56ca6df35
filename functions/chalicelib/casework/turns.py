"""Turns (轮次): which visit of a waiting state an event is of, and which try of that visit. Of two, the later one counts.

An event may be delivered late or twice, when its try, its visit or even its execution is over. When Step Functions entered a
state tells visits apart and puts them in order: a restart, too, enters it later than the execution it replaces.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from chalicelib import clock
from chalicelib.domain.work import STAFF
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Event


class Wait(Protocol):
    """What is read here of a wait (records/tasks.py)."""

    @property
    def turn(self) -> str: ...
    @property
    def on_the_road(self) -> bool: ...


_CLOCKS = timedelta(minutes=1)  # how far two clocks may be apart
W = TypeVar("W", bound=Wait)
_OF_STAFF = {f"TASK_{kind.upper()}" for kind, work in STAFF.items() if work.on_the_road}


def visit(event: Mapping[str, Any]) -> str:
    """When the state of an event was entered, in digits, which compare as text. Every try of a visit has the same."""
    return digits(event.get("visit", ""))


def began_on(event: Mapping[str, Any]) -> date:
    """The day on which the state of an event was entered, the same for every try of a visit; today where an earlier road does not tell."""
    return clock.day(event["visit"]) if event.get("visit") else clock.today()


def digits(moment: str) -> str:
    """A moment of Step Functions', in UTC, as digits."""
    return re.sub(r"\D", "", moment)


def turn(event: Mapping[str, Any]) -> str:
    """The visit and the try of an event, which compare as text."""
    return f"{visit(event)}#{event.get('attempt', 0):08}"


def visit_of(wait: Wait) -> str:
    """The visit that opened a wait last; empty for one of an earlier release."""
    return wait.turn.partition("#")[0]


def latest(waits: Iterable[W]) -> list[W]:
    """Those of the waits of the road that the last visit has opened: whatever an earlier one has left open hides nothing."""
    of_road = [wait for wait in waits if wait.on_the_road]
    last = max(map(visit_of, of_road), default="")
    return [wait for wait in of_road if visit_of(wait) == last]


def opened(event: Mapping[str, Any], wait: Wait | None) -> bool:
    """The visit of an event, or a later one, has opened a wait."""
    return wait is not None and visit_of(wait) >= visit(event) != ""


def overtaken(event: Mapping[str, Any], wait: Wait | None) -> bool:
    """A later visit than an event's has opened a wait: nobody listens to the event any more."""
    return wait is not None and visit_of(wait) > visit(event) != ""


def is_of_before(case: CaseFile, event: Mapping[str, Any]) -> bool:
    """The event is of the road that a case had before it was last reopened after an end, as its execution tells.

    Roads of earlier releases do not tell which they are of. Of those two clocks are compared, ours and that of Step Functions: a minute is left to them, as
    nobody objects and decides within one. One that does not tell when either is of a release that reopened nothing."""
    reopened = max((told.at for told in case.events.values() if told.code == "APPEAL_REOPENED"), default="")
    if reopened and (name := event.get("execution")):
        began = (int(key.partition(".")[2]) for key, told in case.events.items() if _began_anew(told))
        return _number(case, name) < max(began, default=0)
    return bool(reopened) and visit(event) < digits(clock.stamp(clock.parsed(reopened) - _CLOCKS))


def execution(case: CaseFile) -> str:
    """The name of the execution that moves a case: its own id, and a new one after every restart and reopening."""
    return f"{case.id}-{case.restarts}" if case.restarts else case.id


def _number(case: CaseFile, name: str) -> int:
    """How many executions of the case were there before the one of that name."""
    return int(name.removeprefix(f"{case.id}-")) if name != case.id else 0


def _began_anew(told: Event) -> bool:
    return told.code == "RESTARTED" and "reopened" in told.values


def is_over(case: CaseFile, event: Mapping[str, Any]) -> bool:
    """Somebody of staff has been asked by a later visit: the road has gone on, and nobody listens to this one any more."""
    asked = (key.partition(".")[2] for key, told in case.events.items() if told.code in _OF_STAFF)
    return any(later > visit(event) != "" for later in asked)
