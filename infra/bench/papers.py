"""What each kind of paper costs whoever prints it: processor time of the first of a process and of the next ones, in the package with its layer.

`python -m infra.bench.papers` measures these alone, with what samples 1 and 3 have printed, in a minute or two.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from chalicelib.papers import run
from infra.bench import packages, road, tables
from infra.bench.process import Function, start

_ROUNDS, _NEXT = 5, 20
_PRINT = """
import os, statistics
from chalicelib.documents import printing
with open(os.environ["BENCH_VALUES"]) as file:
    kind, values = json.load(file)
def once():
    began = time.process_time_ns()
    made = printing.printed(kind, values)
    return (time.process_time_ns() - began) / 1e6, len(made)
told["first"], told["size"] = once()
def another(turn):  # nothing of the paper before is left to be used again
    values["head"]["number"] = f"{turn:04}"
    return once()[0]
told["next"] = statistics.median(another(turn) for turn in range(int(os.environ["BENCH_NEXT"])))
"""


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with road.platform() as running, asked() as values:
            road.recorded(running, 3)
            env = dict(running.env)
        function = Function(packages.ours(folder), "app.papers", env, packages.layer(folder))
        print(tables.papers(measured(function, values)))


@contextmanager
def asked() -> Iterator[dict[str, Mapping[str, Any]]]:
    """The values of the first paper of every kind that is made until the end of the block."""
    seen: dict[str, Mapping[str, Any]] = {}
    make = run._made

    def made(event: Mapping[str, Any]) -> dict[str, str]:
        seen.setdefault(event["kind"], event["values"])
        return make(event)

    with patch.object(run, "_made", made):
        yield seen


def measured(function: Function, values: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[float, float, int]]:
    """Milliseconds of processor time of the first and of the next (the calmest of several processes), and bytes."""
    return {kind: _measured(function, kind, one) for kind, one in sorted(values.items())}


def _measured(function: Function, kind: str, values: Mapping[str, Any]) -> tuple[float, float, int]:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([kind, values], file)
        file.flush()
        env = {"BENCH_VALUES": file.name, "BENCH_NEXT": str(_NEXT)}
        runs = [start(function, _PRINT, env) for _ in range(_ROUNDS)]
    return min(run["first"] for run in runs), min(run["next"] for run in runs), runs[0]["size"]


if __name__ == "__main__":
    main()
