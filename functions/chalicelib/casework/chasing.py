"""催补: what becomes of what a case owes while nobody acts. Whoever owes it is reminded before its last day; when that is over, and they were, it
is written down and everybody is told; the step that only waits for it lies aside until then, and goes on by itself."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

from chalicelib import clock, policy
from chalicelib.casework import bringing, owing
from chalicelib.casework.clocks import DueTime
from chalicelib.casework.found import Found
from chalicelib.casework.purpose import asking
from chalicelib.domain import limits
from chalicelib.domain.policy import NoPolicy
from chalicelib.errors import AgencyRefused
from chalicelib.records import casefile, tasks, upkeep
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import told_as
from chalicelib.records.tasks import Task

REMIND, OVER = "MESSAGE_REMIND_OWED", "MESSAGE_OWED_OVER"
_AT_LEAST = 1  # days before: nobody is late who was not reminded, whatever the policy says of other reminders


def looked(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """What the sweep does without telling anybody."""
    yield from over(case, waits)
    if case.ended or not case.tolerances:
        return
    waits_for = owing.left(case)
    yield from gone_on(case, waits)
    if not waits_for:
        return
    for key in waits_for:
        if _is_late(case, key) and not case.is_leaving:
            bringing.lapse(case, key)
            case = casefile.load(case.id)
            yield Found.OWED_LAPSED
    yield from _put_aside(case, waits, waits_for)


def gone_on(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """Has the step tried again that stood still for nothing but what was owed, once nothing is, or what came is not enough."""
    is_over = bool(owing.not_enough(case)) or not owing.left(case)
    for wait in waits:
        if is_over and _only_waits(wait) and tasks.try_again(wait, "sweep"):
            yield Found.OWED_SETTLED


def over(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """Nobody has to look at what another file has taken the place of, or somebody has looked at, or after the end."""
    for wait in waits:
        if wait.kind == bringing.KIND and wait.is_open and not bringing.is_wanted(case, wait):
            upkeep.retire(wait)
            yield Found.OWED_LOOK_OVER


def is_due(case: CaseFile) -> bool:
    """Whether there is anything to tell the parties of."""
    return bool(case.tolerances) and any(_untold(case, *one) for one in _to_tell(case))


def told(case: CaseFile) -> Iterator[Found]:
    """Tells whoever owes the loan what is due soon, or over. Raises `AgencyUnavailable`."""
    from chalicelib.casework import notify  # most looks tell nobody

    for code, key in _to_tell(case):
        if to := _untold(case, code, key):
            due = owing.due_by(case, key)
            by = _day_named(code, due).isoformat() if due else ""
            for who in to:  # one at a time: what has gone out to one is kept, whatever becomes of the others
                with suppress(AgencyRefused), asking(case, "sweep") as purpose:
                    casefile.amend(case, messages=notify.sent(case, purpose, code, _occasion(case, key), [who], by=by))
            case = casefile.load(case.id)
            yield Found.OWED_TOLD


def _day_named(code: str, due: DueTime) -> date:
    """Who is reminded only when the day is over has until the end of today: nobody is late on the day of the reminder."""
    day = clock.day(due.due_at)
    return max(day, clock.today()) if code == REMIND else day


def _occasion(case: CaseFile, key: str) -> str:
    """A case that goes on after an end has days of its own, and everybody is told of them."""
    return f"{key}.{case.reopened_on.isoformat()}" if case.reopened_on else key


def _to_tell(case: CaseFile) -> Iterator[tuple[str, str]]:
    for key in owing.left(case):
        due = owing.due_by(case, key)
        if case.tolerances[key].lapsed_at:
            yield OVER, key
        elif due and _is_near(case, due) and not owing.is_being_read(case, key):
            yield REMIND, key


def _is_near(case: CaseFile, due: DueTime) -> bool:
    return clock.today() >= clock.day(due.due_at) - timedelta(_days_before(case))


def _days_before(case: CaseFile) -> int:
    try:
        return limits.remind_before(policy.in_force(case.centre, clock.today())) or _AT_LEAST
    except NoPolicy:
        return _AT_LEAST


def _untold(case: CaseFile, code: str, key: str) -> Collection[str]:
    return case.untold(code, _occasion(case, key), case.owing)


def _is_late(case: CaseFile, key: str) -> bool:
    """The day it was told is over, it is not there, and on an earlier day everybody who owes it was reminded. A telephone that takes no message keeps a case
    no longer than the law has it: the day was in the letter of acceptance."""
    due = owing.due_by(case, key)
    if due is None or case.tolerances[key].lapsed_at or clock.day(due.due_at) >= clock.today():
        return False
    may_be = _were_told(case, REMIND, key) or owing.is_last_day(case)
    return may_be and not (owing.is_being_read(case, key) or key in owing.not_enough(case))


def _were_told(case: CaseFile, code: str, key: str) -> bool:
    """Whether everybody who owes it was, on an earlier day."""
    sent = [case.messages.get(told_as(code, who, _occasion(case, key))) for who in case.owing]
    return all(one and clock.day(one.at) < clock.today() for one in sent)


def _only_waits(wait: Task) -> bool:
    return wait.is_open and [*wait.details.get("codes", ())] == [owing.STOP]


def _put_aside(case: CaseFile, waits: Sequence[Task], keys: Collection[str]) -> Iterator[Found]:
    """Whoever attends to a step that only waits for it has nothing to do before it is late; nobody is kept from taking it up."""
    due = [clock.day(one.due_at) for key in keys if (one := owing.due_by(case, key))]
    until = min(due, default=clock.today()) + timedelta(1)
    for wait in waits:
        if _only_waits(wait) and not wait.held_until and wait.state == "open" and until > clock.today():
            told = casefile.event("OWED_AWAITED", wait.id.rpartition(".")[2])
            upkeep.hold(wait, until.isoformat(), "parties", "sweep", casefile.update(case, told))
            yield Found.OWED_AWAITED
