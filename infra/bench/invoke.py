"""The first and the next invocations of a function in a fresh process, with recorded answers in place of the network.

What is measured is all that happens in the function: our code, botocore's signing and parsing, and nothing of who answers.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
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

# That a session is used is noted once a minute: what is measured are the requests in between, which have a call less to be measured by.
if "chalicelib.trust.sessions" in sys.modules:
    import datetime
    sys.modules["chalicelib.trust.sessions"]._NOTED = datetime.timedelta(days=1)
"""
_INVOKE = """
import contextlib, io, time
context = types.SimpleNamespace(aws_request_id="bench", function_name="bench", get_remaining_time_in_millis=lambda: 50000)
handler = getattr(module, os.environ["_HANDLER"].partition(".")[2])
def once():
    given.clear()
    began = time.process_time_ns()
    with contextlib.redirect_stdout(io.StringIO()):
        result = handler(recorded["event"], context)
    assert result.get("statusCode", 200) < 300, result
    return (time.process_time_ns() - began) / 1e6
told["first"] = once()
told["memory"] = peak()
told["warm"] = [once() for _ in range(int(os.environ["BENCH_WARM"]))]
"""
_BESIDE = """
import boto3, botocore
asked = {asked.rpartition(".")[2]: times for asked, times in given.items() if " " not in asked}
clients = {service: boto3.client(service) for service, _, _ in recorded["calls"]}
made = {}
for service, operation, parameters in recorded["calls"]:
    made.setdefault(operation, []).append((getattr(clients[service], botocore.xform_name(operation)), parameters))
calls = [made[operation][nth % len(made[operation])] for operation, times in asked.items() for nth in range(times)]
def the_calls():
    given.clear()
    began = time.process_time_ns()
    for call, parameters in calls:
        call(**parameters)
    return (time.process_time_ns() - began) / 1e6
the_calls()
pairs = [(once(), the_calls()) for _ in range(int(os.environ["BENCH_BESIDE"]))]
told["asked"], told["ours"], told["calls"] = asked, *zip(*pairs)
"""


@dataclass(frozen=True)
class Run:
    """Milliseconds of processor time of the first invocation and (median) of the next, megabytes after the first."""

    first: float
    warm: float
    memory: float


@dataclass(frozen=True)
class Beside:
    """Milliseconds of processor time of a warm invocation and of its AWS calls alone (medians), the median of the ratios of processes, and
    how many calls it makes, by operation. The first of a process makes more: it has no secrets yet."""

    ours: float
    calls: float
    ratio: float
    asked: Mapping[str, int]


def measure(function: Function, recording: Path, processes: int = 5, warm: int = 0) -> Run:
    """Medians over fresh processes; `warm` further invocations in each (0: the first only)."""
    runs = [start(function, _REPLAY + _INVOKE, _env(recording, warm)) for _ in range(processes)]
    return Run(
        first=median(run["first"] for run in runs),
        warm=median(median(run["warm"]) for run in runs) if warm else 0.0,
        memory=median(run["memory"] for run in runs),
    )


def beside(function: Function, recording: Path, times: int, processes: int = 5) -> Beside:
    """Warm invocations and what a hand-written handler with boto3's own clients takes for the same AWS calls, in turns in one process."""
    env = {**_env(recording, 20), "BENCH_BESIDE": str(times)}
    runs: list[Any] = [start(function, _REPLAY + _INVOKE + _BESIDE, env) for _ in range(processes)]
    ours, calls = ([median(run[which]) for run in runs] for which in ("ours", "calls"))
    ratios = [mine / theirs for mine, theirs in zip(ours, calls, strict=True)]
    return Beside(median(ours), median(calls), median(ratios), runs[0]["asked"])


def _env(recording: Path, warm: int) -> dict[str, str]:
    return {"BENCH_RECORDING": str(recording), "BENCH_WARM": str(warm), "HOME": os.environ.get("HOME", "/")}
