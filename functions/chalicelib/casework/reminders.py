"""Reminders (到期提醒): what the parties have to do, some days before its last day, once each, to whoever has not done it."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

from chalicelib import clock, policy
from chalicelib.casework.found import Found
from chalicelib.casework.waits import is_stopped
from chalicelib.domain import limits
from chalicelib.domain.form.people import is_co_owner
from chalicelib.domain.policy import NoPolicy
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

_MESSAGES = {"correction": "MESSAGE_REMIND_CORRECTION", "sign": "MESSAGE_REMIND_SIGN"}


def is_due(case: CaseFile, waits: Sequence[Task]) -> bool:
    """Whether anybody has to be reminded today, or told that the time is over of what they owed."""
    return due(case, waits) is not None or _of_what_is_owed(case)


def due(case: CaseFile, waits: Sequence[Task]) -> Task | None:
    """What of these the parties have to be reminded of today, if anything."""
    return next(
        (
            wait
            for wait in waits
            if wait.kind in _MESSAGES and _is_due(case, wait) and _untold(case, wait) and not is_stopped(case, wait)
        ),
        None,
    )


def reminded(case: CaseFile) -> Iterator[Found]:
    """Reminds whoever has it to do and has not been reminded; says so where anybody was. Raises `AgencyUnavailable`."""
    if _of_what_is_owed(case):
        from chalicelib.casework import chasing

        yield from chasing.told(case)
        case = casefile.load(case.id)
    wait = due(case, tasks.of_case(case.id))
    if wait is None:
        return
    from chalicelib.casework import notify  # most looks remind nobody
    from chalicelib.casework.purpose import asking

    code, by = _MESSAGES[wait.kind], clock.day(wait.due_at).isoformat()
    with asking(case, "sweep") as purpose:
        told = notify.sent(case, purpose, code, _occasion(wait), _untold(case, wait), by=by)
    casefile.amend(case, messages=told)
    yield Found.REMINDED


def _of_what_is_owed(case: CaseFile) -> bool:
    if not case.tolerances:
        return False
    from chalicelib.casework import chasing  # few cases owe anything

    return chasing.is_due(case)


def _is_due(case: CaseFile, wait: Task) -> bool:
    """It waits since a day before, so that what asked for it has reached them, and its last day is so near, as the policy of the centre says today."""
    try:
        days = limits.remind_before(policy.in_force(case.centre, clock.today()))
    except NoPolicy:
        days = None
    last = clock.day(wait.due_at)
    is_of_today = clock.day(wait.opened_at) >= clock.today()
    return days is not None and wait.is_open and not is_of_today and last - timedelta(days) <= clock.today() <= last


def _untold(case: CaseFile, wait: Task) -> Collection[str]:
    """Which parties have it still to do and were not reminded: what is corrected, those who borrow; who only owns the home, what is asked of them."""
    asked = {one["where"] for one in case.notice.defects} if case.notice else set()
    correcting = [one.key for one in case.application.parties if not is_co_owner(one.key) or one.key in asked]
    if case.notice and case.notice.to:
        correcting = [case.notice.to]
    owing = case.unsigned if wait.kind == "sign" else correcting
    present = [person.key for person in case.application.parties if person.key in owing]
    return case.untold(_MESSAGES[wait.kind], _occasion(wait), present)


def _occasion(wait: Task) -> str:
    return wait.id.rpartition(".")[2]
