"""Cases to replay on one's own machine: the local stack with the samples, and the synthetic province's people up to their decision."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

from rich.console import Console

from chalicelib import clock, policy
from infra.local.partners import in_process
from infra.local.run import AT_ONCE, VAR
from infra.local.stack import Platform, stack
from infra.players.people import application_of
from infra.players.samples import Play, Sample, Stuck, load

_LOGS = VAR / "whatif"
_PATIENCE = 20.0  # seconds in which something must have happened to a case
# It is judged, and waits for people whom nobody plays here: until they have decided, its track shows no decision.
_WITH_STAFF = ("REVIEWING",)
_SINGLE: Mapping[str, Any] = {"commitments": ("SINGLE_STATUS",)}
_DIVORCED: Mapping[str, Any] = {"marital": "40"}
# Who applies, and how they would truthfully; see samples/README.md for what is special about each.
_APPLICANTS: Mapping[str, Mapping[str, Any]] = {
    "code-tang-yining": {"marital": "20", "spouse": "code-gu-nanxing"},
    "code-fang-ruogu": {"marital": "20", "spouse": "code-ye-qinghuan"},
    "code-cao-jingxing": _DIVORCED,
    "code-peng-wangshu": _DIVORCED,
    **dict.fromkeys(
        (
            "code-shen-muzhi", "code-qin-wangyue", "code-deng-yunfan", "code-xiao-ranting", "code-cheng-jianwei",
            "code-dong-huaijin", "code-liang-suian", "code-yu-mubai", "code-du-ruofei", "code-ji-wangbei",
            "code-su-wangbei", "code-ren-shuying", "code-bai-shouyi", "code-yin-zhiqiu", "code-wei-yunshen",
        ),
        _SINGLE,
    ),
}  # fmt: skip


class _Decided(Exception):
    """Enough is known of a case: it need not go on."""


@contextmanager
def filled(console: Console, *, travelling: bool = False) -> Iterator[Platform]:
    """A running local stack whose case store holds decided cases; everything is stopped at the end of the block. `travelling`: decided by what was
    known by the day our clock shows, which the book that asks about them knows more than."""
    then = policy.shipped().as_of(clock.today()) if travelling else policy.shipped()
    with stack(in_process(0, _LOGS, travelling=travelling), logs=_LOGS) as platform:
        with patch.object(policy, "shipped", lambda: then):
            _fill(console, platform)
        yield platform


def _fill(console: Console, platform: Platform) -> None:
    applications = [application_of(login, **truth) for login, truth in _APPLICANTS.items()]
    console.print(f"本地环境已就绪，办理 {len(load())} 个样例和 {len(applications)} 位虚构的申请人……")
    # The samples tell the simulators to fail, which would meet whoever is on the road beside them.
    play = partial(_play, console, platform)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(play, applications))
    for sample in load():
        play(sample)


def _play(console: Console, platform: Platform, sample: Sample) -> None:
    """One case until its decision. A sample that gets stuck is told; the others go on."""

    def look(track: Mapping[str, Any]) -> None:
        if track["decision"] or track["status"] in _WITH_STAFF:
            raise _Decided
        if track["status"] == "ATTENDING" and not sample.staff:
            raise Stuck(f"{sample.key}: ATTENDING, and nobody of the centre is played")

    try:
        Play(sample, platform.api, platform.partners, patience=_PATIENCE).run(look)
    except _Decided:
        pass
    except Stuck as stuck:
        console.print(f"[yellow]{sample.key} 没有办到决定，不再等待：{stuck}[/yellow]", soft_wrap=True)
    except Exception as error:
        console.print(f"[yellow]{sample.key} 没有办到决定：{type(error).__name__} {error}[/yellow]", soft_wrap=True)
