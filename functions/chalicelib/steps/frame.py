"""The frame every step runs in: trace, load, notice a withdrawal, run, and let no foreign error message out.

A step's body takes the case and the event and returns the routing word for `$.last.next`. It may run twice or die
anywhere: what it writes is keyed so that a second run changes nothing.
"""

import json
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import tracing
from chalicelib.errors import PlatformUnavailable, StepError, Unexpected, Withdrawn
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile

Event = Mapping[str, Any]


def run(event: Event, body: Callable[[CaseFile, Event], str], *, forward: bool = True) -> dict[str, str]:
    """Runs one step for one case. `forward` steps stop with `Withdrawn` once the applicant has withdrawn."""
    name = str(event["step"])
    with tracing.begin(event["trace"], name, case=event["case"], step=name, attempt=int(event.get("attempt", 0))):
        try:
            case = casefile.load(event["case"])
            tracing.note(case=case.number or case.id, centre=case.centre)
            if forward and case.withdrawal:
                raise Withdrawn(name)
            word = body(case, event)
            if forward and word == "waiting" and casefile.load(case.id).withdrawal:
                raise Withdrawn(name)  # it came before there was a wait that it could have ended
            tracing.note(outcome=word)
            return {"next": word}
        except StepError:
            raise
        except (BotoCoreError, ClientError, OSError) as error:
            raise PlatformUnavailable(f"{name}: {_kind(error)}") from None
        except Exception as error:
            _log_where(name, error)
            raise Unexpected(f"{name}: {type(error).__name__}") from None


def _kind(error: Exception) -> str:
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__


def _log_where(step: str, error: Exception) -> None:
    # Lines of code, never the message or the values: either could hold somebody's data.
    frames = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    print(json.dumps({"level": "ERROR", "step": step, "error": type(error).__name__, "at": frames}))
