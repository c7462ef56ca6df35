"""`make run` and `make demo`: stands everything up, takes the samples to their end, shows how, and says where to look."""

import argparse
import json
import shutil
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from rich.console import Console

from chalicelib.tracing import reading
from infra.local import display, picker
from infra.local.display import Display
from infra.local.partners import PartnersFailed, in_process
from infra.local.serve import PortTaken
from infra.local.stack import Platform, stack
from infra.players.client import Operations
from infra.players.endings import Ending
from infra.players.samples import Play, Sample, load
from infra.simulators import travel

VAR = Path(__file__).parents[2] / "var"
LOGS, RESULTS = VAR / "logs", VAR / "results"
AT_ONCE = 3
OPERATIONS = "code-ops-1"
SWEEP_EVERY = 15.0
"""Seconds; on AWS a rule runs it every five minutes."""
LONGEST_WAIT = 0.25
"""Seconds the road pauses at most between tries, of which a partner that is down takes dozens: on AWS it is minutes and hours."""


def main() -> int:
    """Returns the exit code: 0 when every sample ended as expected, 1 when not, 2 when a port cannot be had or nothing be written."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it otherwise
    asked = _arguments()
    travel.depart(asked.at)
    console = display.console()
    if unwritable := _unwritable(VAR):
        console.print(f"[red]写不进 {VAR}[/red]（{unwritable}）：请改它的权限，或把仓库放到能写的地方", soft_wrap=True)
        return 2
    try:
        partners = in_process(asked.partners_port, LOGS, travelling=bool(asked.at))
        with stack(partners, logs=LOGS, port=asked.port, longest_wait=LONGEST_WAIT, seals=asked.seals) as platform:
            console.print(
                f"[bold]安居[/bold] 本地环境已就绪:{platform.api}(模拟的部门与银行:{platform.partners})", soft_wrap=True
            )
            console.print(f"  从这里开始:{platform.api}{picker.START}", soft_wrap=True, highlight=False)
            threading.Thread(target=_sweeping, args=[platform], daemon=True).start()
            samples = load()
            endings = _play(platform, samples, Display(console, {sample.key: sample.name for sample in samples}))
            _conclude(console, platform, endings)
            if asked.json:
                asked.json.write_text(json.dumps(_report(endings), ensure_ascii=False, indent=2) + "\n", "utf-8")
            if asked.stay:
                console.print("按 Ctrl-C 停止并关闭所启动的一切。Ctrl-C stops everything.")
                threading.Event().wait()
    except PortTaken as taken:
        console.print(
            f"[red]端口 {taken} 用不了:已被占用，或者没有权限。[/red]请换一个:make run PORT=8010(或先停掉占用它的程序)"
        )
        return 2
    except PartnersFailed as failed:
        console.print(f"[red]模拟器没有启动:{failed}[/red](端口被占用时可换:make run PARTNERS_PORT=8011)")
        return 2
    except KeyboardInterrupt:
        console.print("已停止。")
        return 0 if asked.stay else 130
    return 0 if len(endings) == len(samples) and not any(ending.wrong for ending in endings) else 1


def _sweeping(platform: Platform) -> None:
    """What EventBridge does on AWS. A run that fails is logged by its function, and there is a next one."""
    while True:
        time.sleep(SWEEP_EVERY)
        with suppress(Exception):
            platform.invoke("sweep", {})


def _unwritable(folder: Path) -> str:
    """Why nothing can be written there; empty where it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text}：端口请写 1 至 65535 的整数，如 8010")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local.run", description=__doc__)
    parser.add_argument("--stay", action="store_true", help="stay up until Ctrl-C")
    parser.add_argument("--json", type=Path, help="write the outcome of every case to this file")
    parser.add_argument("--port", type=_port, default=8000, help="of the API")
    parser.add_argument("--partners-port", type=_port, default=8001, help="of the simulated agencies and banks")
    parser.add_argument("--at", type=travel.moment, help="as if it were then, such as 2027-02-16T09:30")
    parser.add_argument(
        "--seals", choices=("ECDSA_SHA_256", "SM2DSA"), default="ECDSA_SHA_256", help="what centres seal with"
    )
    return parser.parse_args()


def _play(platform: Platform, samples: Sequence[Sample], shown: Display) -> list[Ending]:
    """Plays all samples, a few at once. A sample that gets stuck has no ending; why is shown."""
    endings: dict[str, Ending] = {}
    waiting = deque(samples)

    def work() -> None:
        with suppress(IndexError):
            while True:
                one(waiting.popleft())

    def one(sample: Sample) -> None:
        play = Play(sample, platform.api, platform.partners)
        try:
            endings[sample.key] = play.run(_Watcher(shown, sample.key, platform.api, play))
            shown.ended(sample.key, endings[sample.key].status)
        except Exception as error:  # one sample's failure is told; the others go on
            shown.ended(sample.key)
            shown.say(sample.key, f"没有办完:{type(error).__name__} {error}")

    with shown.live():
        threads = [threading.Thread(target=work, daemon=True) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return [endings[sample.key] for sample in samples if sample.key in endings]


class _Watcher:
    """Follows one sample: what the tracking page says, and what the trace adds for operations."""

    def __init__(self, shown: Display, key: str, api: str, play: Play) -> None:
        self._shown, self._key, self._play = shown, key, play
        self._operations = Operations(api, OPERATIONS)
        self._told = 0
        self._segments: set[str] = set()
        self._decided = False
        self._looked = 0.0

    def __call__(self, track: Mapping[str, Any]) -> None:
        if self._play.filled and not self._told:
            filled = self._play.filled
            self._shown.say(self._key, f"● 各方本人授权后采用预填 {filled.taken} 项,自己填写或选择 {filled.given} 项")
        self._shown.stands(self._key, track["status_text"], track["held_by"]["text"])
        self._steps(at_least_every=0.0 if track["held_by"]["code"] == "HOLDER_NOBODY" else 0.5)
        for entry in track["timeline"][self._told :]:
            self._shown.say(self._key, f"● {entry['text']}")
        self._told = len(track["timeline"])
        if track["decision"] and not self._decided:
            self._decided = True
            for line in display.decided(track["decision"]):
                self._shown.say(self._key, line)
        for defect in (track["notice"] or {}).get("defects", ()):
            if (line := f"  补正:{defect['text']}") not in self._segments:
                self._segments.add(line)
                self._shown.say(self._key, line)

    def _steps(self, at_least_every: float) -> None:
        if time.monotonic() - self._looked < at_least_every:
            return
        self._looked = time.monotonic()
        found = self._operations.trace(self._play.case)["segments"]
        new = [segment for segment in found if segment["id"] not in self._segments]
        self._segments |= {segment["id"] for segment in new}
        for line in display.steps_of(new):
            self._shown.say(self._key, f"  {line}")


def _conclude(console: Console, platform: Platform, endings: Sequence[Ending]) -> None:
    where = {
        "网页 pages": f"{platform.api}{picker.START}",
        "接口 API": f"{platform.api}/v1/health",
        "文档 OpenAPI": f"{platform.api}/v1/openapi.json",
        "结果 results": RESULTS,
        "日志 logs": platform.logs,
    }
    shutil.rmtree(RESULTS, ignore_errors=True)
    for ending in endings:
        display.keep(RESULTS, ending)
    console.print(display.outcomes(endings))
    if endings:
        first = endings[0]
        console.print(f"\n[bold]样例{first.sample[0]} 的调用轨迹[/bold] {first.number}")
        segments = Operations(platform.api, OPERATIONS).trace(first.case)["segments"]
        console.print(display.waterfall(reading.waterfall(segments)))
        where["轨迹 trace"] = (
            f"{platform.api}/v1/ops/cases/{first.number}/trace(运维会话,登录码 {OPERATIONS},Anju-Device: terminal-ops-1)"
        )
    console.print("\n[bold]到哪里看[/bold]")
    for what, place in where.items():
        console.print(f"  {what:<14} {place}", soft_wrap=True, highlight=False)


def _report(endings: Sequence[Ending]) -> dict[str, Any]:
    return {"as_expected": not any(ending.wrong for ending in endings), "cases": [end.to_json() for end in endings]}


if __name__ == "__main__":
    sys.exit(main())
