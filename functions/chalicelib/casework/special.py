"""Special procedures (特别程序): what a case waits for that nobody here can hasten, an appraisal, an investigation, another centre's reply, court
papers, an objection to the credit report.

One stops our own promise, for as long as the policy allows its kind, and never the law's days. While it is open nothing is decided and nothing
paid, and the task it was entered from lies aside. A person leaves it by saying what came of it; where its limit passes before, the clock goes on
and a supervisor finds out. How this differs from putting a task aside: decision 30.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib import clock
from chalicelib.casework import disputes, notes, outages
from chalicelib.casework.actor import Actor
from chalicelib.casework.clocks import due, limit_of, stretches, told_first
from chalicelib.casework.found import Found
from chalicelib.casework.rules import legal_by
from chalicelib.casework.stops import OF_ERRORS
from chalicelib.domain.status import ENDED, Status
from chalicelib.domain.work import LONGEST_HOLD, Result, Special
from chalicelib.errors import Contended
from chalicelib.messages import worded
from chalicelib.records import agenda, casefile, tasks, upkeep
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.statements import Procedure
from chalicelib.records.tasks import Task

STOP = "IN_PROCEDURE"  # why a step stands still, and no decision is taken
# What waits for staff: roads of earlier releases waited for fifteen days, less than a procedure may last.
_OF_STAFF = ("Verify", "Review", "FirstReview", "SecondReview", "FinalReview", "Supplement")
MOST = 20  # of one case, with all that is written of them: leaving the last one still finds room in its record
_OF_ONE = ("credit_objection",)
# In which one may be entered: the case is on its road, and the bank does not have its order yet.
_ENTERED_IN = frozenset(
    {Status.VERIFYING, Status.CORRECTION, Status.ATTENDING, Status.REVIEWING, Status.SIGNING, Status.REGISTERING}
)


def barred(case: CaseFile, kind: Special) -> str | None:
    """The code of why the case cannot enter one of that kind now: it has gone on too far, one is open already, or the policy has no limit for it."""
    if case.status not in _ENTERED_IN or case.is_leaving or case.payment:  # a step may have stopped after the order
        return "WRONG_STATUS"
    if len(case.procedures) >= MOST:
        return "PROCEDURES_FULL"
    if any(case.procedures[key].kind == kind for key in case.open_procedures):
        return STOP
    return None if limit_of(case, kind) else "NOT_A_CHOICE"


def enter(case: CaseFile, task: Task, kind: Special, reason: str, number: str, who: Actor, more: Changes) -> str:
    """Puts a case that is not `barred` into a special procedure from now on, with the changes beside it, and its task aside; gives its key.
    Raises `Contended`."""
    until, provisional = limit_of(case, kind) or due(case, disputes.KIND)
    key = f"{kind}.{1 + sum(one.kind == kind for one in case.procedures.values())}"
    entered = Procedure(
        kind, clock.stamp(), who.login, who.person, until, case.seal_procedure(key, "reason", reason), provisional,
        case.seal_procedure(key, "number", number),
    )  # fmt: skip
    told = casefile.event("PROCEDURE_ENTERED", key, procedure=called(kind), until=clock.day(until).isoformat())
    as_read = Expect(status=_ENTERED_IN, unchanged=("procedures", "leaving", "payment"))
    casefile.amend(case, told, expect=as_read, **more | Changes(procedures={**case.procedures, key: entered}))
    case = casefile.load(case.id)
    _put_aside(case, task, kind, who)
    keep_time(case, tasks.of_case(case.id))
    agenda.enter(case.id, case.status, timedelta())  # the parties are told soon
    return key


def leave(case: CaseFile, key: str, result: Result, note: str, files: Sequence[str], who: Actor, more: Changes) -> None:
    """Has the case leave one that is open, with what came of it and the papers that show it; what only waited for that goes on. Raises `Contended`."""
    one = case.procedures[key]
    left = replace(
        one, result=result, left_at=clock.stamp(), left_by=who.login, left_person=who.person,
        note=case.seal_procedure(key, "note", note), files=[*files],
    )  # fmt: skip
    told = casefile.event("PROCEDURE_LEFT", key, procedure=called(one.kind), result=f"PROCEDURE_{result.upper()}")
    as_read = Expect(status=frozenset(Status) - ENDED, unchanged=("procedures",))
    keep_time(case, tasks.of_case(case.id))  # what an earlier release has moved tells that only while it counts in full
    casefile.amend(case, told, expect=as_read, **more | Changes(procedures={**case.procedures, key: left}))
    case = casefile.load(case.id)
    waits = tasks.of_case(case.id)
    for wait in waits:
        if wait.held_why == one.kind and wait.is_open:
            _put_aside(case, wait, one.kind, who)
    keep_time(case, waits)
    for _ in _gone_on(case, waits):
        pass


def looked(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """What the sweep does about them: a limit that has passed is a supervisor's, told once; what a death kept from going on goes on."""
    if moved := _moved(case):
        as_read = Expect(unchanged=("procedures",))
        casefile.amend(case, expect=as_read, procedures={**case.procedures, **moved})
        case = casefile.load(case.id)
        yield Found.PROCEDURE_MOVED
    for key in case.open_procedures:
        if clock.parsed(case.procedures[key].until) < clock.now() and f"TASK_PROCEDURE.{key}" not in case.events:
            _given_to_supervisor(case, key)
            yield Found.PROCEDURE_OVER
    yield from _gone_on(case, waits)


def in_time(case: CaseFile, wait: Task, first: Task) -> Task:
    """A wait of the centre's own, or for signatures, with the due time it has by now: later than it was first told by how long its limit has stood
    still since the task `first`, within the law. What it was first told is kept, since only the law shortens that."""
    if not wait.on_the_road or not stretches(case, wait.kind):
        return wait
    since = first.opened_at
    told = wait.first_due or first.first_due or told_first(case, wait.kind, wait.due_at, since, wait.opened_at)
    due_at, provisional = due(case, wait.kind, clock.parsed(since), told)
    if (due_at, told) == (wait.due_at, wait.first_due):
        return wait
    return upkeep.postpone(wait, due_at, provisional=provisional, told=told)


def shown(case: CaseFile) -> list[dict[str, Any]]:
    """Every one as the parties see it: what it waits for, until when at the latest it stops our promise, how it ended."""
    return [
        {
            "id": str(place),
            "code": called(one.kind),
            "text": worded(called(one.kind)),
            "entered_at": one.at,
            "until": one.until,
            "provisional": one.provisional,
            "left_at": one.left_at or None,
            "result": one.result or None,
            "result_text": worded(f"PROCEDURE_{one.result.upper()}") if one.result else None,
        }
        for place, one in enumerate(case.procedures.values(), 1)
    ]


def shown_to_staff(case: CaseFile) -> list[dict[str, Any]]:
    """The same with what staff said of each."""
    said = case.said_of_procedure
    return [
        {
            **told,
            "id": key,
            "code": f"HELD_{one.kind.upper()}",
            "text": worded(f"HELD_{one.kind.upper()}"),
            "by": one.by,
            "left_by": one.left_by or None,
            "files": [*one.files],
            **{what: said(key, what, getattr(one, what)) for what in ("reason", "number", "note")},
        }
        for told, (key, one) in zip(shown(case), case.procedures.items(), strict=True)
    ]


def _moved(case: CaseFile) -> dict[str, Procedure]:
    """Those that are open whose limit moves, or is certain by now, because the holidays of its year have been arranged."""
    counted = {key: (one, limit_of(case, one.kind, clock.day(one.at))) for key, one in _uncertain(case)}
    return {
        key: replace(one, until=limit.due_at, provisional=limit.provisional)
        for key, (one, limit) in counted.items()
        if limit and (limit.due_at, limit.provisional) != (one.until, one.provisional)
    }


def _uncertain(case: CaseFile) -> Iterator[tuple[str, Procedure]]:
    return ((key, case.procedures[key]) for key in case.open_procedures if case.procedures[key].provisional)


def called(kind: str) -> str:
    """What the parties are told a case waits for: whose credit it is about is no other party's business."""
    return "HELD_OF_ONE" if kind in _OF_ONE else f"HELD_{kind.upper()}"


def _put_aside(case: CaseFile, task: Task, kind: str, who: Actor) -> None:
    """A task lies aside until the last limit of those that are open now that one of that kind was entered or left, or the law's last day where
    that comes first, and is taken up where there is none; nobody is kept from taking it up before."""
    law = None if case.is_decided else legal_by(case)
    most = min(filter(None, (law, clock.today() + LONGEST_HOLD)))
    still = [
        (min(clock.day(one.until), most), one.kind)
        for key, one in case.procedures.items()
        if key in case.open_procedures
    ]
    day, why = max(still, default=(clock.today(), kind))
    if day > clock.today():
        _hold(case, task, day.isoformat(), why, who)
    elif task.held_why == kind:
        _hold(case, task, "", kind, who)


def _hold(case: CaseFile, task: Task, until: str, why: str, who: Actor) -> None:
    """As from the desk, with its note; whoever is faster has it their way."""
    kind, said = (notes.HELD, f"{why} {until}") if until else (notes.RESUMED, why)
    with suppress(Contended, notes.Full):
        upkeep.hold(task, until, why, who.login, notes.beside(casefile.load(case.id), task.id, kind, who, said))


def keep_time(case: CaseFile, waits: Sequence[Task]) -> None:
    """Gives every open wait the due time it has by now (`in_time`), an outage's as when it began."""
    for wait in waits:
        if wait.is_open:
            with suppress(Contended):
                in_time(case, wait, outages.first(wait, waits))


def _gone_on(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """A step that only stood still for this, or whose wait for staff ran out meanwhile, is tried again; the supervisor's task about a limit is over with the procedure."""
    for wait in waits:
        if wait.is_open and not case.open_procedures and _stood_still(case, wait) and tasks.try_again(wait, "sweep"):
            yield Found.PROCEDURE_LEFT
        of = wait.id.partition(f".{disputes.KIND}.procedure-")[2]
        if of and wait.is_open and of not in case.open_procedures:
            upkeep.retire(wait)


def _stood_still(case: CaseFile, wait: Task) -> bool:
    codes = [*wait.details.get("codes", ())]
    if codes == [OF_ERRORS["States.Timeout"]] and wait.details.get("step") in _OF_STAFF:
        return any(one.at <= wait.opened_at <= (one.left_at or wait.opened_at) for one in case.procedures.values())
    return codes == [STOP]


def _given_to_supervisor(case: CaseFile, key: str) -> None:
    due_at, provisional = due(case, disputes.KIND)
    tasks.open_task(
        case.id, disputes.KIND, f"procedure-{key}", "", centre=case.centre, due_at=due_at, provisional=provisional, details={"codes": [disputes.PROCEDURE_OVER]},
    )  # fmt: skip
    casefile.amend(case, casefile.event("TASK_PROCEDURE", key, procedure=called(case.procedures[key].kind)))
