"""Real invocations to repeat: what each function was given on the road, and what AWS and the partners answered it."""

import json
import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import botocore.endpoint
import urllib3
from botocore.client import BaseClient

from chalicelib.papers.making import UNSEALED
from infra.local.bridge import Bridge
from infra.local.roles import running

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Invocation:
    """One run: the event, the answers by what was asked (`DynamoDB_20120810.GetItem`, `POST /exchange/…`), the AWS calls."""

    event: Any
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    calls: list[tuple[str, str, Any]] = field(default_factory=list)  # service, operation, parameters

    def save(self, folder: Path, name: str) -> Path:
        """Written as plain data: the package that reads it has none of our development code."""
        file = folder / f"{name}.pickle"
        file.write_bytes(pickle.dumps({"event": self.event, "answers": self.answers, "calls": self.calls}))
        return file


@dataclass
class Recorder:
    """The first run of every function while recording."""

    taken: dict[str, Invocation] = field(default_factory=dict)
    _open: dict[str, Invocation] = field(default_factory=dict)

    @contextmanager
    def taking(self, function: str, event: Any) -> Iterator[None]:
        """Takes down what that function asks inside the block, unless it was taken before. Of papers it takes one that is sealed."""
        if function in self.taken or function in self._open or event.get("kind") in UNSEALED:
            yield
            return
        self._open[function] = Invocation(event)
        try:
            yield
        finally:
            self.taken[function] = self._open.pop(function)

    def called(self, service: str, operation: str, params: Any) -> None:
        """An AWS call is about to be made."""
        if invocation := self._open.get(running() or ""):
            invocation.calls.append((service, operation, params))

    def answered(self, asked: str, answer: Answer) -> None:
        """An answer has come."""
        if invocation := self._open.get(running() or ""):
            invocation.answers.setdefault(asked, []).append(answer)


@contextmanager
def recording(bridge: Bridge) -> Iterator[Recorder]:
    """Records until the end of the block."""
    recorder = Recorder()
    api_call, convert, request = BaseClient._make_api_call, botocore.endpoint.convert_to_response_dict, _urlopen()
    run = bridge._handler

    def make_api_call(client: Any, operation: str, params: Any) -> Any:
        recorder.called(client.meta.service_model.service_name, operation, params)
        return api_call(client, operation, params)

    def to_dict(response: Any, operation: Any) -> Any:
        # botocore converts an answer twice; of what is repeated here only papers, asked for by steps, read a stream.
        if getattr(response, "taken", False) or (operation.has_streaming_output and operation.name != "Invoke"):
            return convert(response, operation)
        response.taken = True
        prefix = operation.service_model.metadata.get("targetPrefix", operation.service_model.service_name)
        content = response.raw.getvalue() if operation.has_streaming_output else response.content
        answer = (response.status_code, dict(response.headers.items()), content)
        recorder.answered(f"{prefix}.{operation.name}", answer)
        return convert(response, operation)

    def urlopen(pool: Any, method: str, url: str, redirect: bool = True, **how: Any) -> Any:
        response = request(pool, method, url, redirect, **how)
        recorder.answered(asked_of_partner(method, url), (response.status, dict(response.headers), response.data))
        return response

    def handler(path: str) -> Callable[[Any, Any], Any]:
        def taken(event: Any, context: Any) -> Any:
            with recorder.taking(running() or "", json.loads(json.dumps(event))):
                return run(path)(event, context)

        return taken

    with ExitStack() as patches:
        for place, name, ours in (
            (BaseClient, "_make_api_call", make_api_call),
            (botocore.endpoint, "convert_to_response_dict", to_dict),
            (urllib3.PoolManager, "urlopen", urlopen),
            (bridge, "_handler", handler),
        ):
            patches.enter_context(patch.object(place, name, ours))
        yield recorder


def asked_of_partner(method: str, url: str) -> str:
    """How a call to a partner is named."""
    return f"{method} {urllib3.util.parse_url(url).path}"


def _urlopen() -> Any:
    return urllib3.PoolManager.urlopen
