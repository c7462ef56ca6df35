"""The road: one case on the local stack, then the same state machine with handlers that do nothing."""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from chalicelib.records import ledger
from chalicelib.trust import secrets, sessions, vault
from infra import simulators
from infra.bench.recording import Invocation, recording
from infra.local.faults import watching
from infra.local.roles import acting_as, apart
from infra.local.stack import Platform, Secrets, stack
from infra.players.endings import Ending
from infra.players.samples import Play, Stuck, load

# What each step says when sample 1 goes straight through.
_WORDS = {
    "intake": "check",
    "assess": "A",
    "sign": "signed",
    "mortgage": "registered",
    "disburse": "paid",
}
_WAITS = ("Sign", "Mortgage")
_TRACK = "/v1/applications/{id}/track"


@dataclass(frozen=True)
class Road:
    """Seconds of one case (without its waits for people and partners), of the empty machine, and what the case took."""

    full: float
    empty: float
    transitions: int
    calls: Mapping[str, int]  # function -> AWS and partner calls

    @property
    def share(self) -> float:
        """Our part of the case's time."""
        return 1 - self.empty / self.full


@contextmanager
def platform() -> Iterator[Platform]:
    """The local stack with partners that answer at once."""

    @contextmanager
    def partners(api: str, secrets: Secrets) -> Iterator[str]:
        with simulators.running(port=0, api_url=api, secrets=secrets, delay=0.0) as world:
            yield world.url

    with tempfile.TemporaryDirectory() as logs, stack(partners, logs=Path(logs)) as running, apart([ledger]):
        yield running


def recorded(running: Platform, samples: int | None = None) -> dict[str, Invocation]:
    """The first run of every function the samples, or so many of them, reach; of the API a look at one case, of the sweep one that finds nothing."""
    with recording(running.bridge) as recorder:
        for sample in load()[:samples]:
            play = Play(sample, running.api, running.partners, patience=15, pause=0.02)
            try:
                play.run()
            except Stuck:
                continue
            if "api" not in recorder.taken:
                event = _request(_TRACK, {"id": play.case}, play._people["borrower"]._token)
                # A cold process has opened no key yet, and the player's own requests have opened this case's. Its session's use is noted: it
                # is when a request is repeated a minute later.
                noted = patch.object(sessions, "_NOTED", timedelta(0))
                with noted, apart([vault, secrets]), acting_as("api"), recorder.taking("api", event):
                    _handler("app.app")(event, None)
                with acting_as("sweep"), recorder.taking("sweep", {}):
                    _handler("app.sweep")({}, None)
    return recorder.taken


def measure(cases: int) -> Road:
    """Medians over `cases` cases, each on a platform of its own (the same family buys once), and as many empty runs."""
    runs = [_case() for _ in range(cases)]
    return Road(
        full=median(run.full for run in runs),
        empty=median(run.empty for run in runs),
        transitions=runs[0].transitions,
        calls=runs[0].calls,
    )


def _case() -> Road:
    with platform() as running:
        with watching() as watch, _timed(running) as spent:
            ending = Play(load()[0], running.api, running.partners, pause=0.01).run()
        calls = Counter(call.function for call in watch.calls if call.function in spent)
        return Road(_busy(ending, spent), _empty(running), ending.transitions, calls)


def _busy(ending: Ending, spent: Mapping[str, float]) -> float:
    """The case's time on the road, less what it waited in Sign and Mortgage for somebody else."""
    return ending.total - sum(ending.seconds[state] - spent[state.lower()] for state in _WAITS)


@contextmanager
def _timed(running: Platform) -> Iterator[dict[str, float]]:
    spent: dict[str, float] = {}
    plain = running.bridge.run

    def run(function: str, *rest: Any) -> Any:
        began = time.perf_counter()
        try:
            return plain(function, *rest)
        finally:
            spent[function] = spent.get(function, 0.0) + time.perf_counter() - began

    with patch.object(running.bridge, "run", run):
        yield spent


def _empty(running: Platform) -> float:
    states = running.client("stepfunctions")
    handlers = dict(running.bridge.handlers)
    for path in handlers:
        running.bridge.handlers[path] = _word_of(path.partition(".")[2], states)
    try:
        begun = states.start_execution(
            stateMachineArn=running.env["ANJU_STATE_MACHINE"],
            name=uuid4().hex,
            input=json.dumps({"case": uuid4().hex, "centre": "620100", "trace": "", "last": {"next": ""}}),
        )
        while (now := states.describe_execution(executionArn=begun["executionArn"]))["status"] == "RUNNING":
            time.sleep(0.01)
        if now["status"] != "SUCCEEDED":
            raise RuntimeError(f"the empty road ended as {now['status']}")
        return float((now["stopDate"] - now["startDate"]).total_seconds())
    finally:
        running.bridge.handlers.update(handlers)


def _word_of(step: str, states: Any) -> Any:
    collated = iter(("credit", "assess"))

    def empty(event: Mapping[str, Any], context: object) -> dict[str, str]:
        word = next(collated) if step == "collate" else _WORDS.get(step, "done")
        if "token" in event:
            states.send_task_success(taskToken=event["token"], output=json.dumps({"next": word}))
        return {"next": word}

    return empty


def _handler(path: str) -> Any:
    module, _, name = path.partition(".")
    return getattr(__import__(module), name)


def _request(path: str, values: Mapping[str, str], token: str) -> dict[str, Any]:
    """What API Gateway gives the API's function."""
    return {
        "requestContext": {"httpMethod": "GET", "resourcePath": path, "path": path.format(**values)},
        "resource": path, "path": path.format(**values), "httpMethod": "GET", "pathParameters": dict(values),
        "headers": {"authorization": f"Bearer {token}", "accept": "application/json"}, "stageVariables": None,
        "multiValueHeaders": {}, "queryStringParameters": None, "multiValueQueryStringParameters": None,
        "body": None, "isBase64Encoded": False,
    }  # fmt: skip
