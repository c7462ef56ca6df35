"""The first and the next invocations of a function in a fresh process, with recorded answers in place of the network.

What is measured is all that happens in the function: our code, botocore's signing and parsing, and nothing of who answers.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from infra.bench.process import Function, start

_REPLAY = """
import os, pickle, types
with open(os.environ["BENCH_RECORDING"], "rb") as file:
    recorded = pickle.load(file)

given = {}
def answer(asked):
    answers, nth = recorded["answers"][asked], given.get(asked, 0)
    given[asked] = nth + 1
    return answers[nth % len(answers)]

class Raw:
    def __init__(self, body):
        self.body = body
    def stream(self):
        yield self.body
    def read(self, amount=None):
        read, self.body = self.body, b""
        return read

from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session
import urllib3

def send(session, request):
    untargeted = "lambda.Invoke" if "/functions/" in request.url else "s3.PutObject"
    target = request.headers.get("X-Amz-Target", untargeted)
    status, headers, body = answer(target.decode() if isinstance(target, bytes) else target)
    return AWSResponse(request.url, status, headers, Raw(body))

def urlopen(pool, method, url, redirect=True, **how):
    status, headers, body = answer(method + " " + urllib3.util.parse_url(url).path)
    return urllib3.HTTPResponse(body, headers, status, preload_content=True)

URLLib3Session.send, urllib3.PoolManager.urlopen = send, urlopen
"""
_INVOKE = """
import contextlib, io, time
context = types.SimpleNamespace(aws_request_id="bench", function_name="bench", get_remaining_time_in_millis=lambda: 50000)
handler = getattr(module, os.environ["_HANDLER"].partition(".")[2])
def once():
    given.clear()
    began = time.perf_counter_ns()
    with contextlib.redirect_stdout(io.StringIO()):
        result = handler(recorded["event"], context)
    assert result.get("statusCode", 200) < 300, result
    return (time.perf_counter_ns() - began) / 1e6
told["first"] = once()
told["memory"] = peak()
told["warm"] = sorted(once() for _ in range(int(os.environ["BENCH_WARM"])))
told["asked"] = {asked.rpartition(".")[2]: times for asked, times in given.items() if " " not in asked}
"""
_SAME_CALLS = """
import boto3, botocore, json, time
clients = {service: boto3.client(service) for service, _, _ in recorded["calls"]}
made = {}
for service, operation, parameters in recorded["calls"]:
    made.setdefault(operation, []).append((getattr(clients[service], botocore.xform_name(operation)), parameters))
asked = json.loads(os.environ["BENCH_ASKED"])
calls = [made[operation][nth % len(made[operation])] for operation, times in asked.items() for nth in range(times)]
def once():
    began = time.perf_counter_ns()
    for call, parameters in calls:
        call(**parameters)
    return (time.perf_counter_ns() - began) / 1e6
once()
told["warm"] = sorted(once() for _ in range(int(os.environ["BENCH_WARM"])))
"""


@dataclass(frozen=True)
class Run:
    """Milliseconds of the first invocation and (median) of the next, megabytes after the first.

    `asked`: the calls of AWS that the last of them made, by operation. The first makes more: it has no secrets yet.
    """

    first: float
    warm: float
    memory: float
    asked: Mapping[str, int] = field(default_factory=dict)


def measure(function: Function, recording: Path, processes: int = 5, warm: int = 0) -> Run:
    """Medians over fresh processes; `warm` further invocations in each (0: the first only)."""
    runs = [start(function, _REPLAY + _INVOKE, _env(recording, warm)) for _ in range(processes)]
    return Run(
        first=median(run["first"] for run in runs),
        warm=median(median(run["warm"]) for run in runs) if warm else 0.0,
        memory=median(run["memory"] for run in runs),
        asked=runs[0]["asked"],
    )


def same_calls(floor: Function, recording: Path, asked: Mapping[str, int], warm: int, processes: int = 3) -> float:
    """Milliseconds a hand-written handler takes for the AWS calls of that invocation alone: those that `asked` counts, no others."""
    env = {**_env(recording, warm), "BENCH_ASKED": json.dumps(asked)}
    runs: list[Any] = [start(floor, _REPLAY + _SAME_CALLS, env) for _ in range(processes)]
    return float(median(median(run["warm"]) for run in runs))


def _env(recording: Path, warm: int) -> dict[str, str]:
    return {"BENCH_RECORDING": str(recording), "BENCH_WARM": str(warm), "HOME": os.environ.get("HOME", "/")}
