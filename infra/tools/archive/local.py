"""Archived cases on one's own machine: the local stack, the samples played to their end, and what of them has ended archived by the sweep's own role."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from rich.console import Console

from chalicelib import policy
from chalicelib.casework import packaging
from chalicelib.domain.status import ENDED
from chalicelib.records import casefile, caseload
from infra.local.partners import in_process
from infra.local.roles import acting_as
from infra.local.run import AT_ONCE, VAR
from infra.local.stack import Platform, stack
from infra.players.samples import Play, Sample, load

_LOGS = VAR / "archive"


@contextmanager
def archived(console: Console) -> Iterator[list[str]]:
    """A running local stack, and the ids of its archived cases; everything is stopped at the end of the block."""
    with stack(in_process(0, _LOGS), logs=_LOGS) as platform:
        samples = load()
        console.print(f"本地环境已就绪，办理 {len(samples)} 个样例并归档……")
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda sample: _played(console, platform, sample), samples))
        yield [case for case in _ended() if _is_archived(case)]


def _played(console: Console, platform: Platform, sample: Sample) -> None:
    """One sample to its end. One that gets stuck is told; the others go on."""
    try:
        Play(sample, platform.api, platform.partners).run()
    except Exception as error:
        console.print(f"[yellow]{sample.key} 没有办完：{type(error).__name__}[/yellow]")


def _ended() -> Iterator[str]:
    for centre in policy.centres():
        rows, cursor = caseload.of_centre(centre)
        while rows:
            yield from (row["id"] for row in rows if row["status"] in ENDED)
            rows, cursor = caseload.of_centre(centre, cursor=cursor) if cursor else ([], None)


def _is_archived(id: str) -> bool:
    case = casefile.load(id)
    if packaging.is_due(case):
        with acting_as("sweep"):
            packaging.make(case)
    return casefile.load(id).package is not None
