"""One run of the sweep: a bounded number of cases, the longest due first; what is left over is due in the next run."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from chalicelib.records import agenda, casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.parts import READ_ON
from chalicelib.sweep import gauges, looks
from chalicelib.tracing import log, metrics

PER_SHARD = 25  # cases of one run: with all shards what one function does in a minute


def handle(event: Mapping[str, Any], context: object = None) -> dict[str, int]:
    """Looks at what is due; `{"execution": name}` looks at its case at once. Returns how often each thing was found."""
    named = [event["execution"].partition("-")[0]] if "execution" in event else None
    seen = gauges.Seen()
    found: Counter[str] = Counter()
    for id in named or _due():
        found.update(_look(id, seen))
    for kind, number in found.items():
        metrics.count("sweep_findings", number, kind=kind)
    seen.say()
    log.line("INFO", "sweep", found=found)
    return dict(found)


def _due() -> list[str]:
    return [id for shard in range(agenda.SHARDS) for id in agenda.due(shard, PER_SHARD)]


def _look(id: str, seen: gauges.Seen) -> list[str]:
    """What was found of one case. One that cannot be looked at keeps nobody else waiting, and is looked at again."""
    case: CaseFile | None = None
    try:
        case = casefile.load(id)
        found = list(looks.at(case, seen))
    except Exception as error:  # one case must not keep the others from being looked at
        found = [f"failed.{type(error).__name__}", *(() if case else ("unreadable",))]
    with suppress(Exception):  # it stays due, and the others are looked at
        _next(id, case, found)
    return found


def _next(id: str, case: CaseFile | None, found: list[str]) -> None:
    if case is None:
        agenda.put_off(id, agenda.UNREADABLE)
    elif "ended" in found:
        agenda.leave(id, case.due_at)
    elif "ended_just_now" in found:
        agenda.put_off(id, READ_ON)
    else:
        agenda.enter(id, case.status)
