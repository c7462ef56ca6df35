"""Instructions from the start of a process to ready, counted by valgrind: what no neighbour on the machine disturbs.

`python -m infra.bench.counted identity assess` (`api` for the API) counts each beside the floor. It tells which code runs, not what the
kernel does for it, so a start that asks for memory in vain a thousand times hardly shows here: see page faults for that.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from infra.bench import packages, road
from infra.bench.process import ENV, Function, floor

_COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")
_READY = "import sys; sys.path.insert(0, sys.argv[1]); __import__(sys.argv[2])"


def instructions(function: Function) -> int:
    """How many until the handler's module is imported. Raises `RuntimeError` where it does not start or valgrind says none."""
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    start = [sys.executable, "-S", "-c", _READY, str(function.package), function.module]
    environment = {**os.environ, **ENV, **function.env, "_HANDLER": function.name, "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONPATH", None)
    made = subprocess.run([*command, *start], env=environment, cwd="/", capture_output=True, text=True)
    said = _COUNTED.search(made.stderr)
    if made.returncode or not said:
        raise RuntimeError(f"{function.name}: {made.stderr[-2000:]}")
    return int(said[1].replace(",", ""))


def main(names: list[str]) -> None:
    """A line for the floor and for each function: millions, and how many times the floor's."""
    with tempfile.TemporaryDirectory() as scratch:
        ours = packages.ours(Path(scratch))
        with road.platform() as running:
            env = dict(running.env)
        base = instructions(floor(ours))
        print(f"floor {base / 1e6:.1f}")
        for name in names:
            counted = instructions(Function(ours, f"app.{'app' if name == 'api' else name}", env))
            print(f"{name} {counted / 1e6:.1f} {counted / base:.3f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
