"""Log lines: one JSON object each, which says of what case, trace, step and attempt it tells. No words of errors, no values.

`null` stands where there is no such thing: a request has no attempt, one that is about no case has no case.
"""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from traceback import walk_tb
from typing import Any

ABOUT = ("case", "step", "attempt")
_at_work: ContextVar[Any] = ContextVar("segment_at_work", default=None)


@contextmanager
def about(segment: Any) -> Iterator[None]:
    """Lets every line of the block say what that segment says."""
    token = _at_work.set(segment)
    try:
        yield
    finally:
        _at_work.reset(token)


def line(level: str, log: str, **values: Any) -> None:
    """Writes one line. `log` says what it tells; values are codes, numbers, and what has been cleaned before."""
    segment = _at_work.get()
    said = segment.annotations if segment else {}
    common = {"level": level, "log": log, "trace": segment.trace_id if segment else None}
    sys.stdout.write(json.dumps({**common, **{name: said.get(name) for name in ABOUT}, **values}) + "\n")


def failed(log: str, error: BaseException, level: str = "ERROR", **values: Any) -> None:
    """Writes down what kind of error it was and where it came from: lines of code, never its words, which might hold somebody's data."""
    frames = [f"{frame.f_globals.get('__name__')}:{number}" for frame, number in walk_tb(error.__traceback__)]
    line(level, log, error=type(error).__name__, at=frames, **values)


class Others(logging.Handler):
    """What libraries log, as lines of ours. Their words may hold what was being worked on, so only who spoke is told."""

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one line for one record."""
        error = record.exc_info[1] if record.exc_info else None
        spoke = {"logger": record.name, "by": f"{record.module}:{record.lineno}"}
        if error:
            failed("library", error, record.levelname, **spoke)
        else:
            line(record.levelname, "library", **spoke)


def take_over() -> None:
    """Makes every logger of the process write lines of ours."""
    logging.root.handlers[:] = [Others()]
