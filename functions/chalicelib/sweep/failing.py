"""What of the sweep fails itself (巡检失败): it is written down of which case and where, counted, and keeps nothing else from being done."""

from collections.abc import Mapping

from chalicelib.casework.found import Failed, Found, Kind
from chalicelib.errors import Contended
from chalicelib.tracing import log, metrics


def failed(what: str, error: Exception, **of: str) -> Failed:
    """Writes down that `what` has failed, `of` which case and kind, and gives the finding."""
    log.failed(what, error, "INFO" if isinstance(error, Contended) else "WARNING", **of)
    return Failed(error)


def say(found: Mapping[Kind, int]) -> None:
    """How much of a run has failed, as one metric over all kinds of errors: not where somebody was faster, nor what cannot be read, which has an alarm of its own."""
    every = sum(number for kind, number in found.items() if isinstance(kind, Failed) and kind != _OVERTAKEN)
    metrics.gauge("looks_failed", every - found.get(Found.UNREADABLE, 0))


_OVERTAKEN = Failed(Contended())
