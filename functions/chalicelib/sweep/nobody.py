"""Work that nobody may do any more where it is (无人可办): found by the sweep before it is late, offered to a centre that stands in, brought home from one
where nobody may either, or marked and rung for."""

from collections.abc import Iterator, Sequence

from chalicelib import policy
from chalicelib.casework.found import Found
from chalicelib.domain.work import DESK, STAFF
from chalicelib.records import casefile, upkeep
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Event
from chalicelib.records.tasks import Task
from chalicelib.sweep.gauges import Seen

# Whom nobody at a desk can stand in for: a clerk's, who has people before them.
_OFFERED = [kind for kind, work in STAFF.items() if {*work.by} <= {*DESK}]
# What a party says of us is told to no other party.
_TOLD_TO_NOBODY = [kind for kind, work in STAFF.items() if work.about == "voice"]


def looked(case: CaseFile, waits: Sequence[Task], seen: Seen) -> Iterator[Found]:
    """Looks at each open task of staff. One that somebody may do after all has its mark no more."""
    for wait in waits:
        if wait.is_open and wait.kind in STAFF:
            yield from _looked(case, wait, seen)


def _looked(case: CaseFile, wait: Task, seen: Seen) -> Iterator[Found]:
    from chalicelib.casework import remaining  # few cases have a task of staff open

    if not remaining.is_nobodys(case, wait):
        if wait.nobody_since and not wait.lent_by:
            upkeep.mark(wait, is_nobodys=False)
        return
    to = remaining.stands_in(case, wait) if wait.kind in _OFFERED else ""
    if not to:
        upkeep.mark(wait, is_nobodys=True)
        seen.nobodys += 1
        yield Found.NOBODY_LEFT
    if to or wait.lent_by:  # what nobody may do anywhere waits at home, where its supervisor sees it
        _moved(case, wait, to or wait.lent_by, is_nobodys=not to)
        yield Found.OFFERED_ELSEWHERE if to not in ("", wait.lent_by) else Found.BROUGHT_HOME


def _moved(case: CaseFile, wait: Task, to: str, *, is_nobodys: bool) -> None:
    is_home = to == wait.lent_by
    said = {"task": f"TASK_{wait.kind.upper()}", "centre": policy.centres()[to]}
    before = _moves(case, wait)
    nth = f"{wait.id}.{len(before)}"
    told = casefile.event("BROUGHT_HOME", nth, **said) if is_home else casefile.event("OFFERED_ELSEWHERE", nth, **said)
    last = (before[-1].code, before[-1].values["centre"]) if before else None
    if wait.kind not in _TOLD_TO_NOBODY and last != (told.event.code, said["centre"]):
        casefile.amend(case, told)
    moved = upkeep.offer(wait, to)
    if is_home and not is_nobodys:
        upkeep.mark(moved, is_nobodys=False)


def _moves(case: CaseFile, wait: Task) -> list[Event]:
    """The lines of its moves, each its own; the last may be of one that a death has kept from being done."""
    theirs = tuple(f"{code}.{wait.id}." for code in ("OFFERED_ELSEWHERE", "BROUGHT_HOME"))
    told = (one for key, one in case.events.items() if f"{key}.".startswith(theirs))
    return sorted(told, key=lambda one: one.at)
