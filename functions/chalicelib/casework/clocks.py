"""Deadlines people are told (承诺时限): working days from now, by the policy that judges the case, within the law's."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from chalicelib import clock
from chalicelib.casework.rules import accepted_on, calendar_of, counted_from, legal_by, policy_of
from chalicelib.domain import limits
from chalicelib.domain.calendar import CLOSES, Calendar, Pause
from chalicelib.domain.policy import NoPolicy
from chalicelib.domain.work import STAFF, WAITS
from chalicelib.records.casefile import CaseFile
from chalicelib.records.statements import Procedure


class DueTime(NamedTuple):
    """When something is due, and whether that may still move because the holidays of its year are not arranged."""

    due_at: str
    provisional: bool


def due(case: CaseFile, kind: str, since: datetime | None = None, told: str = "") -> DueTime:
    """The end of the last working day of a kind of wait (domain/work.py), for example `correction`, that begins now or began at `since`.

    Before acceptance what the centre owes is due while what is lacking can still be told. From then until the decision the last working
    day the law leaves bounds everything, what the parties are asked for too, who as a rule leave that day to whoever decides: nothing stops
    the law. Nobody waits for a policy: where there is none, the next working day is due, provisionally.

    `told`: what was said it is due by, before any stretch of it stood still. It is never less by the working days that took; only the law shortens it.
    """
    now = clock.in_china(since or clock.now())
    try:
        return _by_policy(case, kind, now, told)
    except NoPolicy:
        return DueTime(max(_end_of(Calendar().add_working_days(now.date(), 1)).isoformat(), told), True)


def told_first(case: CaseFile, kind: str, due_at: str, since: str, opened_at: str) -> str:
    """What was said that a wait is due by, before its limit stood still: as it is due, where nothing had stood still yet when it was opened; else its
    limit without that, since an open procedure counts with all that its own limit leaves it, and may be left before. So too where it is due as its
    limit is with all that: earlier releases moved it, and kept nothing beside it."""
    began_still = any(
        began <= clock.parsed(opened_at) and ended >= clock.parsed(since) for began, ended in stretches(case, kind)
    )
    now = clock.in_china(clock.parsed(since))
    try:
        is_moved = due_at == _by_policy(case, kind, now).due_at
        return _by_policy(case, kind, now, stands_still=False).due_at if began_still or is_moved else due_at
    except NoPolicy:
        return "" if began_still else due_at


def stopped(one: Procedure) -> tuple[datetime, datetime]:
    """From when until when a special procedure (特别程序) stops our promise, and never the law's days: until it was left or its limit was over,
    whichever came first; of an open one, all that its limit leaves it."""
    began, last = (clock.in_china(clock.parsed(at)) for at in (one.at, one.until))
    last -= timedelta(seconds=1)  # its last day is over with the office hours, and the next one counts
    return began, min(last, clock.in_china(clock.parsed(one.left_at))) if one.left_at else last


def stands_still(kind: str) -> bool:
    """Whether a special procedure stops the limit of that kind of wait: what the road to the decision waits for at the centre, and signing,
    which nobody may do meanwhile. What anybody says of a case, and what follows from it, is answered all the same."""
    return kind == "sign" or (WAITS.get(kind) in limits.BEFORE_DECISION and kind in STAFF and STAFF[kind].on_the_road)


def stretches(case: CaseFile, kind: str) -> list[tuple[datetime, datetime]]:
    """From when until when the limit of that kind of wait has stood still: for special procedures, and of signing also while what somebody gave
    their word for (告知承诺) was held to be untrue, which another person has found otherwise since."""
    if not stands_still(kind):
        return []
    cleared = [
        (key.split(".", 2)[2], told.at) for key, told in case.events.items() if told.code == "COMMITMENT_CLEARED"
    ]
    untrue = [(clock.here(since), clock.here(until)) for since, until in cleared] if kind == "sign" else []
    return [*map(stopped, case.procedures.values()), *untrue]


def pause(one: Procedure, now: datetime) -> Pause:
    """The same as a pause of the promise: without an end (None) while it lasts."""
    began, ended = stopped(one)
    return began, None if one.is_open and now < ended else ended


def limit_of(case: CaseFile, kind: str, since: date | None = None) -> DueTime | None:
    """Until when at the latest a special procedure of that kind that is entered now, or was on that day, stops our promise; None where the policy has no limit
    for one, so that there is none."""
    days, calendar = policy_of(case).special.get(kind), calendar_of(case)
    if days is None:
        return None
    last = calendar.due(since or clock.today(), days["office_days"])
    return DueTime(_end_of(last.on).isoformat(), last.provisional)


def of_tolerated(case: CaseFile, material: str, chosen_on: date) -> DueTime | None:
    """Until when a material that is tolerated (容缺) is to be brought: so many working days after acceptance, or after it was chosen then, within
    the law's days, whose last working day is left to whoever decides. None before acceptance, and where the policy tolerates no lack of it."""
    accepted, days, calendar = counted_from(case), policy_of(case).tolerance.get(material), calendar_of(case)
    law = legal_by(case)
    if accepted is None or law is None or days is None:
        return None
    since = max(accepted, chosen_on)
    first = since + timedelta(1)
    last = limits.within_law(calendar.due(since, days["office_days"]), law, first, calendar)
    last = limits.leaving_a_day(last, law, first, calendar)
    return DueTime(_end_of(last.on).isoformat(), last.provisional)


def is_beyond_law(case: CaseFile, kind: str, due_at: str) -> bool:
    """Whether a wait of that kind is due after the law's last day for it, which law that was learnt of since may have brought forward."""
    try:
        law = _law(case, WAITS[kind])
    except NoPolicy:
        return False
    return law is not None and law < clock.day(due_at)


def urgent_by(case: CaseFile, due_at: str) -> str:
    """What a wait is put in its queue by: the last day the law leaves for what the case needs next, then its own due time. It moves as the
    case is accepted or decided, and the sweep brings it up to date."""
    try:
        law = None if case.is_decided else _law(case, limits.WHOLE)
    except NoPolicy:
        law = None
    return f"{(law or clock.day(due_at)).isoformat()} {due_at}"


def _by_policy(case: CaseFile, kind: str, now: datetime, told: str = "", *, stands_still: bool = True) -> DueTime:
    limit = WAITS[kind]
    policy, calendar = policy_of(case), calendar_of(case)
    days = limits.promised(policy)[limit]
    if told:
        days = max(days, calendar.days_to(now.date(), clock.day(told)))
    last = calendar.due(now.date(), days, stretches(case, kind) if stands_still else ())
    if law := _law(case, limit):
        over = now >= _end_of(now.date())  # the office hours of today
        if over and now.date() == law:
            return DueTime(datetime.combine(law, time(23, 59, 59), clock.CHINA).isoformat(), provisional=False)
        first = now.date() + timedelta(over)
        last = limits.within_law(last, law, first, calendar)
        if limit == limits.OF_THE_PARTIES:
            last = limits.leaving_a_day(last, law, first, calendar)
            if law < first:
                last = min(last, calendar.due(now.date(), limits.AFTER_LAW), key=lambda one: one.on)
    return DueTime(_end_of(last.on).isoformat(), last.provisional)


def _law(case: CaseFile, limit: str) -> date | None:
    """The law's last day for what runs under a limit, where it has one."""
    law = legal_by(case)
    if law and limit in limits.UNTIL_DECISION and not case.is_decided:
        return law
    if accepted_on(case) is None and limit in limits.BEFORE_DECISION and case.received_on:
        return limits.told_by(policy_of(case), case.received_on, calendar_of(case)).on
    return None


def _end_of(day: date) -> datetime:
    return datetime.combine(day, CLOSES, clock.CHINA)
