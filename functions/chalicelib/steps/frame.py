"""The frame every step runs in: trace, load, notice what is late and a withdrawal, run, and let no foreign error message out.

A step's body takes the case and the event and returns the routing word for `$.last.next`. It may run twice or die
anywhere: what it writes is keyed so that a second run changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from chalicelib import clock, tracing
from chalicelib.casework import turns
from chalicelib.errors import PreconditionFailed, StepError, Withdrawn
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Stop
from chalicelib.tracing import metrics
from chalicelib.tracing.ours import failing

Event = Mapping[str, Any]


class Waiting(NamedTuple):
    """A wait is open: what came before it could not end it. `then` is given the case as it is since, to see what did; a withdrawal is seen here."""

    then: Callable[[CaseFile], None]


Said = str | Waiting
AWAITED = "Awaited"  # how a step is counted that stands still for what is cleared in the course of business


def run(event: Event, body: Callable[[CaseFile, Event], Said], *, forward: bool = True) -> dict[str, str]:
    """Runs one step for one case. `forward` steps stop with `Withdrawn` once the applicant has withdrawn; one of a road before the case was reopened does nothing."""
    name = str(event["step"])
    attempt = int(event.get("attempt", 0))
    of = {"case": event["case"], "step": name, "attempt": attempt}
    with tracing.begin(event["trace"], name, **of), _counted(), failing(name):
        case = casefile.load(event["case"])
        tracing.note(case=case.known_as, centre=case.centre)
        if turns.is_of_before(case, event):
            word = "late"  # the case has ended since and been reopened: nobody listens
        elif forward and case.is_withdrawn:
            raise Withdrawn(name)
        else:
            word = _told(body, case, event, forward)
        tracing.note(outcome=word)
        return {"next": word}


def not_in_procedure(case: CaseFile) -> None:
    """Raises `PreconditionFailed` while a special procedure (特别程序) is open: nothing is decided before a person has said what came of it."""
    if case.open_procedures:
        raise PreconditionFailed("a special procedure is open", "IN_PROCEDURE")


def _told(body: Callable[[CaseFile, Event], Said], case: CaseFile, event: Event, forward: bool) -> str:
    """Runs the body, and looks once more where it waits. What it stops on is written down for whoever has to clear it."""
    try:
        said = body(case, event)
        if isinstance(said, Waiting) or (forward and said == "waiting"):
            now = casefile.load(case.id)
            if forward and now.is_withdrawn:
                raise Withdrawn(str(event["step"]))  # it came before there was a wait that it could have ended
            if isinstance(said, Waiting):
                said.then(now)
                return "waiting"
        return said
    except PreconditionFailed as failed:
        if not case.ended:
            casefile.amend(case, stopped=Stop(str(event["step"]), clock.stamp(), failed.codes))
        raise


@contextmanager
def _counted() -> Iterator[None]:
    try:
        yield
    except StepError as error:
        metrics.count("step_errors", kind=_kind(error))
        raise


def _kind(error: StepError) -> str:
    """As it is counted: what stands still in the course of business is no step that came too early."""
    if isinstance(error, PreconditionFailed) and error.codes:
        from chalicelib.casework.ordinary_stops import are_ordinary  # hardly any step stops

        return AWAITED if are_ordinary(error.codes) else PreconditionFailed.__name__
    return type(error).__name__
