"""Faults (故障注入): lose outgoing calls of our functions, before they happen or after, before the answer arrives.

A call is named by who makes it, what it is, and which of the same kind it is, so that the same case makes the same
calls under the same names in every run, whatever the other functions do meanwhile.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Literal
from unittest.mock import patch
from urllib.parse import urlsplit

import urllib3
from botocore.client import BaseClient
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from infra.local.roles import running

Moment = Literal["before", "after"]


@dataclass(frozen=True, order=True)
class Call:
    """One outgoing call: `intake` · `dynamodb.UpdateItem` or `POST /exchange/…` · the nth of these, from 1."""

    function: str
    target: str
    nth: int

    def __str__(self) -> str:
        return f"{self.function} {self.target} #{self.nth}"


Lose = Callable[[Call, int], bool]
"""Says whether to lose a call, given the call and its place among all calls of its function, from 1."""


def nothing(_call: Call, _place: int) -> bool:
    """Loses no call."""
    return False


@dataclass
class Watch:
    """Every call made while watching, in order; and the calls that were lost as asked."""

    lose: Lose
    moment: Moment = "before"
    calls: list[Call] = field(default_factory=list)
    lost: list[Call] = field(default_factory=list)
    _seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def perform(self, target: str, call: Callable[[], Any], never_reached: Exception, never_answered: Exception) -> Any:
        """Makes the call, or loses it if it is the one to lose. Calls of nobody's (tests, moto itself) pass uncounted."""
        function = running()
        if function is None:
            return call()
        with self._lock:
            self._seen[function, target] += 1
            self._seen[function, ""] += 1
            this = Call(function, target, self._seen[function, target])
            self.calls.append(this)
            lose = self.lose(this, self._seen[function, ""])
            if lose:
                self.lost.append(this)
        if lose and self.moment == "before":
            raise never_reached
        answer = _outcome(call) if lose else call()
        if lose:
            raise never_answered
        return answer


@contextmanager
def watching(lose: Lose = nothing, moment: Moment = "before") -> Iterator[Watch]:
    """Names every outgoing call of our functions until the end of the block, and loses those it is told to."""
    watch = Watch(lose, moment)
    aws_call, http_call = BaseClient._make_api_call, urllib3.PoolManager.urlopen

    def to_aws(client: Any, operation: str, params: Any) -> Any:
        endpoint = client.meta.endpoint_url
        return watch.perform(
            f"{client.meta.service_model.service_name}.{operation}",
            lambda: aws_call(client, operation, params),
            EndpointConnectionError(endpoint_url=endpoint),
            ReadTimeoutError(endpoint_url=endpoint),
        )

    def to_partner(pool: Any, method: str, url: str, redirect: bool = True, **how: Any) -> Any:
        return watch.perform(
            f"{method} {urlsplit(url).path}",
            lambda: http_call(pool, method, url, redirect, **how),
            urllib3.exceptions.NewConnectionError(None, "lost before it happened"),  # type: ignore[arg-type]
            urllib3.exceptions.ReadTimeoutError(None, url, "lost before the answer"),  # type: ignore[arg-type]
        )

    with patch.object(BaseClient, "_make_api_call", to_aws), patch.object(urllib3.PoolManager, "urlopen", to_partner):
        yield watch


def _outcome(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except Exception as error:  # whatever the outside world said, nobody heard it
        return error
