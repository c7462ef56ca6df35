"""The bridge: a Lambda invocation on moto runs the handler in this process, as Lambda would have it seen from outside."""

import importlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Lock
from typing import Any
from unittest.mock import patch

from chalice.local import LambdaContext
from moto.awslambda_simple.models import LambdaSimpleBackend

from chalicelib.errors import StepError
from infra.local.roles import acting_as

PAYLOAD_LIMIT = 256 * 1024
"""Bytes of a state's input or output, https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"""

_GRACE = 2.0  # seconds a function at work is given when the stack is taken down
Handler = Callable[[Any, Any], Any]
_log = logging.getLogger("anju.local")


@dataclass
class Bridge:
    """Runs the handlers and remembers the largest payload each function was given or gave back, in bytes."""

    handlers: dict[str, Handler] = field(default_factory=dict)
    largest: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _idle: Condition = field(default_factory=Condition)
    _busy: int = 0

    @contextmanager
    def working(self) -> Iterator[None]:
        """Counts an invocation while it lasts."""
        with self._idle:
            self._busy += 1
        try:
            yield
        finally:
            with self._idle:
                self._busy -= 1
                self._idle.notify_all()

    def drain(self, seconds: float) -> None:
        """Waits for the invocations at work to end."""
        with self._idle:
            self._idle.wait_for(lambda: self._busy == 0, seconds)

    def run(self, function: str, handler: str, timeout: int, memory: int, body: bytes) -> tuple[bytes, bool]:
        """The JSON answer of one invocation, and whether it is an error."""
        try:
            self._weigh(function, body)
            context = LambdaContext(function, memory, timeout * 1000)
            with acting_as(function):
                answer = json.dumps(self._handler(handler)(json.loads(body or b"{}"), context)).encode()
            self._weigh(function, answer)
        except Exception as error:
            # An error raised on purpose is the road's business; any other is a defect somebody has to see.
            if not isinstance(error, StepError):
                _log.warning("%s failed", function, exc_info=True)
            return json.dumps({"errorType": type(error).__name__, "errorMessage": str(error)}).encode(), True
        return answer, False

    def _handler(self, path: str) -> Handler:
        if path not in self.handlers:
            module, _, name = path.rpartition(".")
            self.handlers[path] = getattr(importlib.import_module(module), name)
        return self.handlers[path]

    def _weigh(self, function: str, payload: bytes) -> None:
        with self._lock:
            self.largest[function] = max(len(payload), self.largest.get(function, 0))
        if len(payload) > PAYLOAD_LIMIT:
            raise PayloadTooLarge(function)


class PayloadTooLarge(Exception):
    """A state's input or output is over the limit of Step Functions."""


@contextmanager
def bridged(names: Mapping[str, str]) -> Iterator[Bridge]:
    """Puts a bridge where moto would pretend to run a function. `names`: function name on AWS → logical name."""
    bridge = Bridge()

    def invoke(
        backend: Any, function_name: str, qualifier: str | None, body: Any, headers: Any, response_headers: Any
    ) -> bytes:
        function = backend.get_function(function_name, qualifier)
        name = names.get(function.function_name, function.function_name)
        body = body.encode() if isinstance(body, str) else body
        with bridge.working():
            answer, failed = bridge.run(name, function.handler, int(function.timeout), int(function.memory_size), body)
        if failed:
            response_headers["X-Amz-Function-Error"] = "Unhandled"
        return answer

    with patch.object(LambdaSimpleBackend, "invoke", invoke):
        try:
            yield bridge
        finally:
            bridge.drain(_GRACE)
