"""What the filters of the operations' list can be set to, in words: centres, states, steps, errors, and why something is restarted."""

from chalicelib import policy
from chalicelib.api.http.route import Answer, Call
from chalicelib.api.ops.stopped import REASONS
from chalicelib.casework import starting, stops
from chalicelib.casework.restarting import STRANDED
from chalicelib.domain.status import Status
from chalicelib.messages import step, worded

_ENDS = ("FAILED", "TIMED_OUT", "ABORTED", starting.FORGOTTEN, STRANDED)


def words(call: Call) -> Answer:
    """Each list in the order it is shown in. The error of a stop is what several classes that a step raises say, or how an execution has ended."""
    errors = {code: worded(f"STOP_{code}") for code in stops.OF_ERRORS.values()}
    ends = {end: worded(f"ROAD_{end}") for end in _ENDS}
    return Answer(
        {
            "centres": [{"code": code, "text": name} for code, name in policy.centres().items()],
            "statuses": [{"code": status.value, "text": worded(f"STATUS_{status}")} for status in Status],
            "steps": [{"code": name, "text": step(name)} for name in starting.STEPS],
            "errors": [{"code": code, "text": said} for code, said in {**ends, **errors}.items()],
            "reasons": [{"code": code, "text": worded(code)} for code in (*REASONS, "RESTART_OTHER")],
        }
    )
