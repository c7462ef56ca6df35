"""A fresh process that starts one function as Lambda would: from the unpacked package, which it cannot write to."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ENV = {
    "PATH": "/usr/bin:/bin",
    "AWS_DEFAULT_REGION": "cn-northwest-1",
    "AWS_LAMBDA_FUNCTION_NAME": "anju",
    "AWS_ACCESS_KEY_ID": "bench",
    "AWS_SECRET_ACCESS_KEY": "bench",
    "PYTHONDONTWRITEBYTECODE": "1",  # as if the folder were read-only, which root would not notice
}
FLOOR_MODULE = "floor"
FLOOR = '''"""The floor: what nobody who calls AWS from Python gets below by ordinary means."""

import boto3

client = boto3.client("dynamodb")


def handler(event, context):
    return {}
'''
_READY = """
import sys
sys.path[:0] = [sys.argv[1], *sys.argv[3:]]
module = __import__(sys.argv[2])
import json, time
ready, used = time.monotonic_ns(), time.process_time()
def peak():  # VmHWM, because ru_maxrss begins with what the process that started us had
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
told = {"ready": ready, "cpu": used, "memory": peak()}
"""
_TELL = "\nprint(json.dumps(told))"


@dataclass(frozen=True)
class Function:
    """A handler in a package: `name` is app.<function>, or the floor's; `env`, what it is told; `layer`, what only it has besides."""

    package: Path
    name: str
    env: Mapping[str, str] = field(default_factory=dict)
    layer: Path | None = None

    @property
    def module(self) -> str:
        """What Lambda imports."""
        return self.name.partition(".")[0]


def floor(package: Path) -> Function:
    """The floor, packaged exactly as ours: the same folder, its own module with bytecode beside it."""
    return Function(package, f"{FLOOR_MODULE}.handler")


def start(function: Function, then: str = "", env: dict[str, str] | None = None) -> dict[str, Any]:
    """Starts a function and runs `then`, which may add to `told`. Gives ready (ms), cpu (ms), memory (MB), and the rest."""
    # -S: Lambda has no site-packages of ours; the package is all there is.
    command = [sys.executable, "-S", "-c", _READY + then + _TELL, str(function.package), function.module]
    command += [str(function.layer / "python")] if function.layer else []
    environment = {**os.environ, **ENV, **function.env, **(env or {}), "_HANDLER": function.name}
    environment.pop("PYTHONPATH", None)
    began = time.monotonic_ns()
    made = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True)
    if made.returncode:
        raise RuntimeError(f"{function.name}: {made.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(made.stdout.splitlines()[-1])
    return {**told, "ready": (told["ready"] - began) / 1e6, "cpu": told["cpu"] * 1000}
