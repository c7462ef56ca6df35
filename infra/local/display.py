"""What is shown while samples run: a live table on a terminal, plain lines elsewhere; then outcomes and a waterfall."""

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from chalicelib.messages import amount, partner, step, text_or
from chalicelib.tracing.reading import Row
from infra.players.endings import Ending

_WIDTH = 40  # columns of a waterfall's bars
_PLAIN_WIDTH = 140  # columns where nobody is looking: a log


def console() -> Console:
    """Where everything is shown."""
    return Console() if sys.stdout.isatty() else Console(width=_PLAIN_WIDTH)


class Display:
    """One for all samples; safe to use from their threads."""

    def __init__(self, console: Console, names: Mapping[str, str]) -> None:
        self.console = console
        self._names = names
        self._stand: dict[str, tuple[str, str]] = {}
        self._started: dict[str, float] = {}
        self._ended: dict[str, float] = {}
        self._begun = time.monotonic()
        self._lock = Lock()

    @contextmanager
    def live(self) -> Iterator[None]:
        """Shows where every sample stands, below the lines, if somebody is looking."""
        if not self.console.is_terminal:
            yield
            return
        with Live(get_renderable=self._table, console=self.console, refresh_per_second=8):
            yield

    def say(self, key: str, line: str) -> None:
        """One line about one sample."""
        at = time.monotonic() - self._begun
        shown = f"[dim]{at:6.1f}s[/dim] [cyan]样例{key[0]}[/cyan] {escape(line)}"
        self.console.print(shown, highlight=False, soft_wrap=True)  # draws the table, so not under its lock

    def stands(self, key: str, status: str, holder: str) -> None:
        """Where one sample stands now, and with whom."""
        with self._lock:
            self._started.setdefault(key, time.monotonic())
            self._stand[key] = (status, holder)

    def ended(self, key: str, status: str = "") -> None:
        """One sample is over, with a status, or without any because it got stuck."""
        with self._lock:
            self._ended[key] = time.monotonic()
            self._stand[key] = (text_or(f"STATUS_{status}", f"STATUS_{status}") if status else "没有办完", "")

    def _table(self) -> Table:
        table = Table(expand=True, show_edge=False, header_style="bold")
        for head, width in (("样例", None), ("到哪一步", 30), ("由谁办理", 26), ("用时", 8)):
            table.add_column(head, width=width, overflow="ellipsis", no_wrap=True)
        with self._lock:
            for key, name in self._names.items():
                status, holder = self._stand.get(key, ("等待开始", ""))
                end = self._ended.get(key, time.monotonic())
                table.add_row(f"{key[0]} {name}", status, holder, f"{end - self._started.get(key, end):.1f}s")
        return table


def steps_of(segments: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A line per step run in a trace: which step, whom it asked, how long, what came of it; of what is tried for long, every tenth try."""
    for segment in segments:
        if segment["name"] == "api":
            continue
        said = segment.get("annotations", {})
        if "error" in said and said.get("attempt", 0) > 4 and said["attempt"] % 10:
            continue
        calls = " ".join(_call(call) for call in segment.get("subsegments", ()))
        tries = f"(第 {said['attempt'] + 1} 次)" if said.get("attempt") else ""
        outcome = said.get("outcome") or said.get("error", "")
        name = step(segment["name"])
        yield f"{name}{tries} {_milliseconds(segment)} ms → {outcome}" + (f" ┆ {calls}" if calls else "")


def decided(decision: Mapping[str, Any]) -> Iterator[str]:
    """What was decided and why, in lines."""
    if decision.get("approved"):
        why = ";".join(text_or(code, code) for code in decision["why"])
        yield f"决定:贷款 {amount(decision['amount'])} 元,{decision['months']} 个月,年利率 {decision['rate']}%,{text_or('ROUTE_' + decision['route'], 'ROUTE_' + decision['route'])}:{why}"
        return
    for reason in decision.get("reasons", ()):
        if reason.get("outcome", "fail") == "fail":
            yield f"决定:不予贷款,{reason['code']} {reason['text']}(依据:{reason.get('basis', '')})"


def outcomes(endings: Sequence[Ending]) -> Table:
    """How every sample ended, and whether that is as expected."""
    table = Table(title="结果 Outcomes", title_justify="left", header_style="bold")
    for head in ("样例", "办件流水号", "结局", "类", "金额", "期限", "利率", "状态", "用时", "与预期"):
        table.add_column(head, overflow="fold", no_wrap=head != "与预期")
    for end in endings:
        given = (end.amount, str(end.months), end.rate) if end.approved else (" ".join(end.reasons), "", "")
        verdict = "[green]相符[/green]" if not end.wrong else f"[red]不符:{escape('; '.join(end.wrong))}[/red]"
        table.add_row(
            end.sample[0], end.number, end.status, end.route, *given, str(end.transitions), f"{end.total:.1f}s", verdict
        )
    return table


def waterfall(rows: Sequence[Row]) -> Table:
    """A trace as bars over time."""
    whole = max((row.start + row.duration for row in rows), default=1) or 1
    table = Table(show_edge=False, box=None, header_style="bold", pad_edge=False)
    for head, width in (("步骤 / 调用", 16), ("毫秒", 6), ("时间 →", _WIDTH + 1), ("结果", None)):
        table.add_column(head, no_wrap=True, min_width=width)
    for row in rows:
        if row.name == "api" and row.annotations.get("route", "").startswith("GET"):
            continue  # looking is not part of the road
        left = round(row.start / whole * _WIDTH)
        bar = " " * left + "█" * max(1, round(row.duration / whole * _WIDTH))
        name = partner(row.name) if row.depth else step(row.name)
        said = row.annotations
        outcome = said.get("outcome") or said.get("error") or said.get("route") or ""
        table.add_row(f"{'  └ ' * row.depth}{name}", str(row.duration), bar[: _WIDTH + 1], escape(str(outcome)))
    return table


def keep(folder: Path, ending: Ending) -> None:
    """Puts a sample's documents on disk."""
    here = folder / ending.sample
    here.mkdir(parents=True, exist_ok=True)
    for name, content in ending.papers.items():
        (here / name).write_bytes(content)


def _call(call: Mapping[str, Any]) -> str:
    said = call.get("annotations", {})
    asked = said.get("agency") or said.get("bank") or call["name"]
    return f"{partner(asked)} {_milliseconds(call)} ms {said.get('outcome') or said.get('error', '')}".strip()


def _milliseconds(entity: Mapping[str, Any]) -> int:
    return round((float(entity.get("end_time", entity["start_time"])) - float(entity["start_time"])) * 1000)
