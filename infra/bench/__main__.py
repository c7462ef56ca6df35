"""`make bench`: every measurement of docs/performance.md. `--write` puts the tables there; `--rounds` trades time for calm."""

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from infra.bench import cold, invoke, packages, papers, road, rules, tables, warm
from infra.bench.process import Function, floor
from infra.deploy import permissions

PAGE = Path(__file__).parent.parent.parent / "docs/performance.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->"
# Reads its file from S3 as a stream, and asks a scanner over a socket: neither is repeated here; no sample asks for a page.
UNANSWERED = {"inspection", "pages"}
STEPS = [name for name in permissions.FUNCTIONS if name != "api_handler"]


def main() -> None:
    """Takes about ten minutes with fifteen rounds."""
    parser = argparse.ArgumentParser(prog="infra.bench")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        measured = _measured(Path(scratch), asked.rounds)
    print(measured)
    if asked.write:
        before, rest = PAGE.read_text().split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{measured}{END}{rest.split(END)[1]}")


def _measured(scratch: Path, rounds: int) -> str:
    ours, plain = packages.ours(scratch), packages.plain(scratch)
    base = floor(ours)
    _say("recording the samples")
    with road.platform() as running, papers.asked() as values:
        taken, env = road.recorded(running), dict(running.env)
    recordings = {name: taken[name].save(scratch, name) for name in taken}
    functions = {name: Function(ours, f"app.{'app' if name == 'api' else name}", env) for name in ("api", *STEPS)}
    functions["papers"] = replace(functions["papers"], layer=packages.layer(scratch))
    starts, firsts = {}, {}
    for name, function in functions.items():
        _say(name)
        starts[name] = cold.measure(function, base, rounds)
        if name not in UNANSWERED:
            firsts[name] = invoke.measure(function, recordings[name])
    _say("beside plain chalice package")
    beside = {
        name: cold.measure(functions[name], replace(functions[name], package=plain), rounds)
        for name in ("api", "identity")
    }
    _say("warm")
    next_ones = warm.beside(functions, recordings)
    _say("the papers")
    printed = papers.measured(functions["papers"], values)
    whole_paper = invoke.measure(functions["papers"], recordings["papers"], warm=20)
    _say("the road")
    whole = road.measure(3)
    _say("the rules")
    ruled = rules.measured()
    return "\n".join(
        [
            tables.starts(cold.measure(base, base, rounds), starts, firsts),
            tables.plain(beside),
            tables.warm(next_ones),
            tables.sizes(starts, firsts),
            tables.papers(printed, whole_paper),
            tables.road(whole),
            ruled,
        ]
    )


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
