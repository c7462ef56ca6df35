"""A request and a step in a warm process, beside a hand-written handler that makes the same AWS calls: at most twice as long is the aim.

`python -m infra.bench.warm` measures these alone, in some two minutes of processor time; `--write` puts the table into docs/performance.md.
"""

import argparse
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from infra.bench import invoke, packages, road, tables
from infra.bench.process import Function

PAGE = Path(__file__).parent.parent.parent / "docs/performance.md"
NAMES = ("api", "assess")
TIMES = 300


def main() -> None:
    """Records the first sample once, which reaches both, then measures."""
    parser = argparse.ArgumentParser(prog="infra.bench.warm")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        ours = packages.ours(folder)
        with road.platform() as running:
            taken, env = road.recorded(running, 1), dict(running.env)
        recordings = {name: taken[name].save(folder, name) for name in NAMES}
        functions = {name: Function(ours, f"app.{'app' if name == 'api' else name}", env) for name in NAMES}
        table = tables.warm(beside(functions, recordings))
    print(table)
    if asked.write:
        PAGE.write_text(
            re.sub(r"### Warm\n.*?(?=\n### )", lambda _: f"{table.strip()}\n\n", PAGE.read_text(), flags=re.DOTALL)
        )


def beside(functions: Mapping[str, Function], recordings: Mapping[str, Path]) -> dict[str, invoke.Beside]:
    """Each in warm processes, in turns with its own calls alone."""
    return {name: invoke.beside(functions[name], recordings[name], TIMES) for name in NAMES}


if __name__ == "__main__":
    main()
