"""The frame every step runs in: trace, load, notice a withdrawal, run, and let no foreign error message out.

A step's body takes the case and the event and returns the routing word for `$.last.next`. It may run twice or die
anywhere: what it writes is keyed so that a second run changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import clock, tracing
from chalicelib.errors import PlatformUnavailable, PreconditionFailed, StepError, Unexpected, Withdrawn
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Stop
from chalicelib.tracing import log, metrics

Event = Mapping[str, Any]


def run(event: Event, body: Callable[[CaseFile, Event], str], *, forward: bool = True) -> dict[str, str]:
    """Runs one step for one case. `forward` steps stop with `Withdrawn` once the applicant has withdrawn."""
    name = str(event["step"])
    attempt = int(event.get("attempt", 0))
    with tracing.begin(event["trace"], name, case=event["case"], step=name, attempt=attempt), _counted():
        try:
            case = casefile.load(event["case"])
            tracing.note(case=case.number or case.id, centre=case.centre)
            if forward and case.is_withdrawn:
                raise Withdrawn(name)
            word = _told(body, case, event)
            if forward and word == "waiting" and casefile.load(case.id).is_withdrawn:
                raise Withdrawn(name)  # it came before there was a wait that it could have ended
            tracing.note(outcome=word)
            return {"next": word}
        except StepError:
            raise
        except (BotoCoreError, ClientError, OSError) as error:
            log.failed("platform unavailable", error, "WARNING", code=_kind(error))
            raise PlatformUnavailable(f"{name}: {_kind(error)}") from None
        except Exception as error:
            log.failed("unexpected", error)
            raise Unexpected(f"{name}: {type(error).__name__}") from None


def _told(body: Callable[[CaseFile, Event], str], case: CaseFile, event: Event) -> str:
    """Runs the body. What it stops on is written down for whoever has to clear it."""
    try:
        return body(case, event)
    except PreconditionFailed as failed:
        if not case.ended:
            casefile.amend(case, stopped=Stop(str(event["step"]), clock.stamp(), failed.codes))
        raise


@contextmanager
def _counted() -> Iterator[None]:
    try:
        yield
    except StepError as error:
        metrics.count("step_errors", kind=type(error).__name__)
        raise


def _kind(error: Exception) -> str:
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
