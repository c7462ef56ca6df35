"""One run of the sweep: the longest due first, until nothing is due or its time is up; what is left over is due in the next run.

First every case is looked at, which asks nobody else. Then partners are asked whose word is late, and each only as long as it answers;
last, what the files are that nobody has read yet.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from chalicelib import clock
from chalicelib.casework.found import Found, Kind
from chalicelib.records import agenda, casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.parts import READ_ON
from chalicelib.sweep import failing, gauges, looks, queues
from chalicelib.tracing import log, metrics

PER_SHARD = 25  # cases of one reading of a shard: every shard has its turn before any has its next
# The schedule of infra/deploy/template.yaml; and until files are asked about again.
EVERY = AGAIN = timedelta(minutes=5)
# Seconds that have to be left: for one more case, a minute of partners, and to say what was seen; and for a partner that hangs, twice.
FOR_A_LOOK, FOR_A_PARTNER = 105.0, 45.0
FOR_A_FILE = 40.0  # seconds: one inspection, and what is written of it
FOR_A_PACKAGE = 60.0  # seconds: the files of one case


def handle(event: Mapping[str, Any], context: Any = None) -> dict[Kind, int]:
    """Looks at what is due; `{"execution": name}` looks at its case at once. Returns how often each thing was found."""
    named = [event["execution"].partition("-")[0]] if "execution" in event else None
    seen = gauges.Seen()
    found: Counter[Kind] = Counter()
    for id in named or _due(seen, partial(_has_left, context, FOR_A_LOOK)):
        found.update(_look(id, seen))
    if named is None:
        found.update(queues.stood_in())
        found.update(queues.at(seen, partial(_has_left, context, FOR_A_LOOK), _turn()))
    if seen.late:
        from chalicelib.sweep import partners  # most runs find nobody late

        found.update(partners.asked(seen.late, partial(_has_left, context, FOR_A_PARTNER)))
    if seen.unread:
        from chalicelib.sweep import files  # hardly any run has one

        found.update(files.read(seen.unread, partial(_has_left, context, FOR_A_FILE)))
    if seen.to_archive:
        from chalicelib.sweep import packages  # nor does any but a few archive

        found.update(packages.made(seen.to_archive, partial(_has_left, context, FOR_A_PACKAGE)))
    if named is None:
        from chalicelib.sweep import figures  # what can wait longest

        found.update(figures.counted(partial(_has_left, context, FOR_A_LOOK), _turn()))
    for kind, number in found.items():
        metrics.count("sweep_findings", number, kind=kind)
    failing.say(found)
    seen.say()
    log.line("INFO", "sweep", found=found)
    return dict(found)


def _has_left(context: Any, seconds: float) -> bool:
    """Whether the run has that much of its time left. One that nobody limits has."""
    return context is None or context.get_remaining_time_in_millis() >= seconds * 1000


def _turn() -> int:
    """Which run this is."""
    return int(clock.now().timestamp() // EVERY.total_seconds())


def _due(seen: gauges.Seen, goes_on: Callable[[], bool]) -> Iterator[str]:
    """What is due, each once. Every run begins with another shard, so that none is the last whenever time is short."""
    first, taken = _turn(), set[str]()
    shards = deque((first + turn) % agenda.SHARDS for turn in range(agenda.SHARDS))
    while shards:
        read = agenda.due(shard := shards.popleft(), PER_SHARD)
        left = [id for id in read if id not in taken]  # an index may lag
        for id in left:
            if not goes_on():
                return
            taken.add(id)
            seen.looked_at(read[id])
            yield id
        if left and len(read) == PER_SHARD:
            shards.append(shard)


def _look(id: str, seen: gauges.Seen) -> list[Kind]:
    """What was found of one case. One that cannot be looked at keeps nobody else waiting, and is looked at again."""
    case: CaseFile | None = None
    found: list[Kind] = []
    try:
        case = casefile.load(id)
        for one in looks.at(case, seen):
            found.append(one)
    except Exception as error:  # one case must not keep the others from being looked at
        found += [failing.failed("not looked at", error, case=id), *(() if case else (Found.UNREADABLE,))]
    try:
        _next(id, case, found, seen)
    except Exception as error:  # it stays due, and the others are looked at
        found.append(failing.failed("not put off", error, case=id))
    return found


def _next(id: str, case: CaseFile | None, found: list[Kind], seen: gauges.Seen) -> None:
    """What moved, or could not be looked at, is looked at again as its state says; what waits for somebody, not before that is due."""
    if case is None:
        agenda.put_off(id, agenda.UNREADABLE)
    elif Found.ENDED in found:
        from chalicelib.sweep import figures  # once of each case

        figures.add_time_used(case)
        agenda.leave(id, case.due_at)
    elif Found.ENDED_JUST_NOW in found:
        agenda.put_off(id, READ_ON)
    else:
        rest = AGAIN if id in seen.unread or id in seen.to_archive else None if found else seen.at_rest.get(id)
        agenda.enter(id, case.status, rest, case.due_at)
