"""The tables of docs/performance.md, as Markdown."""

import json
from collections.abc import Iterable, Mapping

from infra.bench.cold import Start
from infra.bench.invoke import Beside, Run
from infra.bench.road import Road
from infra.deploy.package import ROOT

SIZES = (128, 256, 512, 1024, 1769)
_WHOLE_CORE = 1769  # MB at which Lambda gives one core; below, in proportion
_PRINTS = {"papers"}  # what makes PDFs


def starts(base: Start, starts: Mapping[str, Start], firsts: Mapping[str, Run]) -> str:
    """Time to ready and memory of each function beside the floor's, and its first invocation."""
    rows = [["floor, beside itself", *_figures(base), "", ""]]
    for name, start in starts.items():
        first = firsts.get(name)
        label = name + (" (PDF)" if name in _PRINTS else "")
        rows.append([label, *_figures(start), *([f"{first.first:.0f}", f"{first.memory:.0f}"] if first else ["", ""])])
    head = [
        "function", "ready, ms", "× floor", "processor, ms", "× floor", "quartiles", "memory, MB", "× floor", "first invocation, ms",
        "memory after it, MB",
    ]  # fmt: skip
    return _section("From start to ready", head, rows)


def _figures(start: Start) -> list[str]:
    lower, upper = start.cpu_spread
    return [
        f"{start.ready:.0f}",
        f"{start.time_ratio:.2f}",
        f"{start.cpu:.0f}",
        f"**{start.cpu_ratio:.2f}**",
        f"{lower:.2f}–{upper:.2f}",
        f"{start.memory:.0f}",
        f"{start.memory_ratio:.2f}",
    ]


def papers(measured: Mapping[str, tuple[float, ...]], whole: Run) -> str:
    """What each kind of paper costs whoever prints and seals it: the first of a process, the next ones, how large it is; and what a whole
    invocation costs, of the clock."""
    rows = [
        [kind, f"{first:.0f}", f"**{warm:.0f}**", f"{seal:.0f}", f"**{seals:.0f}**", f"{size / 1024:.0f}"]
        for kind, (first, warm, seal, seals, size) in measured.items()
    ]
    head = ["paper", "printed first, ms", "next ones, ms", "sealed first, ms", "next ones, ms", "size, kB"]
    told = f"A sealed paper, first invocation: {whole.first:.0f} ms, {whole.memory:.0f} MB; the next: {whole.warm:.0f} ms.\n"
    return _section("Papers", head, rows) + "\n" + told


def plain(beside: Mapping[str, Start]) -> str:
    """Ours as a ratio to the same function as `chalice package` ships it."""
    rows = [
        [
            name,
            f"{start.ready:.0f}",
            f"{start.ready / start.time_ratio:.0f}",
            f"{start.time_ratio:.2f}",
            f"**{start.cpu_ratio:.2f}**",
        ]
        for name, start in beside.items()
    ]
    head = ["function", "ours, ms", "plain, ms", "× plain", "processor × plain"]
    return _section("Beside plain `chalice package`", head, rows)


def warm(measured: Mapping[str, Beside]) -> str:
    """The next invocations, beside a hand-written handler that makes the same AWS calls and does nothing else."""
    names = {"api": "API: `GET /v1/applications/{id}/track`", "assess": "step: assess"}
    rows = [
        [names[name], str(sum(run.asked.values())), f"{run.ours:.2f}", f"{run.calls:.2f}", f"**{run.ratio:.2f}**"]
        for name, run in measured.items()
    ]
    return _section("Warm", ["", "AWS calls", "ours, ms", "the calls alone, ms", "× the calls"], rows)


def sizes(starts: Mapping[str, Start], firsts: Mapping[str, Run]) -> str:
    """Cold start and first invocation at each memory size: processor time, scaled by the share of a core Lambda gives."""
    groups = {
        "API": ["api"],
        "step": [name for name in firsts if name not in _PRINTS | {"api"}],
        "what makes PDFs": sorted(_PRINTS),
    }
    chosen = json.loads((ROOT / "functions/.chalice/config.json").read_text())
    rows = []
    for group, names in groups.items():
        work = max(starts[name].cpu + firsts[name].first for name in names)
        memory = max(firsts[name].memory for name in names)
        at = [f"{work * _WHOLE_CORE / size / 1000:.1f} s" if size > memory * 1.2 else "too small" for size in SIZES]
        rows.append([group, f"{memory:.0f}", *at, ", ".join(_chosen(chosen, names))])
    return _section("Memory sizes", ["", "used, MB", *(f"{size} MB" for size in SIZES), "chosen, MB"], rows)


def _chosen(config: Mapping[str, dict[str, dict[str, int]]], names: Iterable[str]) -> list[str]:
    functions = config["lambda_functions"]
    keys = ("api_handler" if name == "api" else name for name in names)
    return sorted({str(functions[key].get("lambda_memory_size", config["lambda_memory_size"])) for key in keys})


def road(measured: Road) -> str:
    """One case, and the same machine with handlers that do nothing."""
    calls = sum(measured.calls.values())
    rows = [
        ["sample 1 on the road, without its waits for people and partners", f"{measured.full:.2f} s"],
        ["the same state machine with empty handlers", f"{measured.empty:.2f} s"],
        ["**our share**", f"**{measured.share:.0%}**"],
        ["state transitions", str(measured.transitions)],
        ["calls to AWS and partners, all steps", str(calls)],
        ["of these per step", ", ".join(f"{name} {number}" for name, number in sorted(measured.calls.items()))],
    ]
    return _section("The road", ["", ""], rows)


def schedules(measured: Mapping[str, tuple[float, float]]) -> str:
    """A schedule of 360 months, each way to make it."""
    rows = [[name, f"{taken:.2f}", f"**{ratio:.2f}**"] for name, (taken, ratio) in measured.items()]
    return _section("A schedule of 360 months", ["", "ms", "× the plain loop"], rows)


def quotes(measured: Mapping[str, tuple[float, float, int]]) -> str:
    """A quote's own time."""
    rows = [
        [name, f"**{median:.1f}**", f"{slow:.1f}", f"{size / 1024:.0f}"]
        for name, (median, slow, size) in measured.items()
    ]
    return _section("A quote", ["asked for", "median, ms", "95 %, ms", "answer, kB"], rows)


def _section(title: str, head: list[str], rows: list[list[str]]) -> str:
    line = "|".join("---" for _ in head)
    body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"\n### {title}\n\n| {' | '.join(head)} |\n|{line}|\n{body}\n"
