"""What may be promised (承诺时限): never more than the law allows.

The law counts calendar days from acceptance and nothing stops them (住房公积金管理条例, Art. 26: ten days since 2026-09-20, fifteen
before); the centres promise working days. So a promise is the smaller of both, as a number and as a day.

Acceptance (受理) is not receipt (收件): a case is accepted when it is found complete, or by silence, once the working days are over within
which whoever applied had to be told everything that is lacking (一次告知; the model is 行政许可法, Art. 32). decision 14.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.calendar import Calendar, Due
from chalicelib.domain.policy import Policy

if TYPE_CHECKING:
    from chalicelib.domain.statute import Stated

WHOLE = "review"  # the promise of a decision; the others are parts of it, or begin after it
# Every limit of the policy, in the order of the road. What runs under which: work.py.
BEFORE_DECISION = ("verify", WHOLE, "first_review", "second_review", "attend")
OF_THE_PARTIES = "correction"
UNTIL_DECISION = (*BEFORE_DECISION, OF_THE_PARTIES)  # over by the law's last day once a case is accepted
LIMITS = (*UNTIL_DECISION, "signing", "mortgage", "disbursement")
APPEAL = "appeal"  # 异议复核: beside them, as the case has ended; no part of the promise


AFTER_LAW = (
    2  # working days the parties have for what is asked once the law's days are over: whoever decides is late already
)


class Law(NamedTuple):
    """法定办结时限 of a case that was accepted, or goes on again, on a day: within how many calendar days of it the law wants a decision, the last
    of them, and the article that says so; it bears the mark of both."""

    days: int
    by: date
    article: "Stated"


class Promise(NamedTuple):
    """Working days of each limit, for one case. `provisional` (暂定): they fall into days nobody has arranged yet, so they may change.

    A decision promised within 0 of them is made on the law's last day: only days off are left before it.
    """

    days: Mapping[str, int]
    provisional: bool


def telling_days(policy: Policy) -> int:
    """一次告知期限: within how many working days of receipt everything that is lacking has to be told."""
    return int(policy.guide["telling_day"])


def remind_before(policy: Policy) -> int | None:
    """到期提醒: how many days before the last day of what the parties have to do they are reminded of it; None: not at all."""
    days = policy.guide.get("remind_before")
    return int(days) if days else None


def told_by(policy: Policy, received_on: date, calendar: Calendar) -> Due:
    """The last day to tell what is lacking of a case that counts as received on that day."""
    return calendar.due(received_on, telling_days(policy))


def accepted_in_silence(policy: Policy, received_on: date, calendar: Calendar) -> date:
    """视为受理: the working day after that; a case of which nothing was told by then is accepted on it."""
    return calendar.add_working_days(received_on, telling_days(policy) + 1)


def appeal_until(policy: Policy, ended_on: date) -> date:
    """异议期限: the last day on which a party may object to an end of that day."""
    return ended_on + timedelta(int(policy.guide["appeal_day"]))


def legal_days(policy: Policy) -> int:
    """法定办结时限: within how many calendar days of acceptance the law wants a decision."""
    return int(policy.guide["anticipate_day"])


def law(policy: Policy) -> Law:
    """What the law says of a case accepted on the day whose policy this is: no other day's can tell."""
    from chalicelib.domain.statute import Stated, quoted, stated  # what most functions work out later, or never

    days = legal_days(policy)
    article = quoted(policy, "decision")
    is_confirmed = article.is_confirmed and stated(policy, "anticipate_day").is_confirmed
    return Law(days, policy.on + timedelta(days), Stated(article.words, is_confirmed))


def promised(policy: Policy) -> dict[str, int]:
    """What each limit of the policy comes to, in working days: those before the decision fit into the law's days whatever
    day of the week they begin on."""
    most = _working_days_at_least(legal_days(policy))
    within = {name: min(days, most) if name in BEFORE_DECISION else days for name, days in policy.deadlines.items()}
    return within | {APPEAL: int(policy.guide["appeal_decided_day"])}


def promised_from(policy: Policy) -> Promise:
    """What each limit comes to for a case that is accepted on the day whose policy this is, by the law's days from that day on: holidays leave fewer
    working days in them than a week does."""
    calendar, law = Calendar(policy.arranged), policy.on + timedelta(legal_days(policy))
    return promised_on(policy, law, calendar.received_on(datetime.combine(policy.on, time.min)), calendar)


def promised_to(policy: Policy, later: Sequence[Policy] = ()) -> dict[str, int]:
    """The working days each limit comes to for whoever hands in on the day whose policy this is, at any hour, and has it accepted as soon as it counts as
    received.
    Accepted later, by silence at the latest, it is bounded by the law's own days, which stand beside it; and by the policies of those days, where
    the law leaves fewer by then (`later`)."""
    calendar, law = Calendar(policy.arranged), timedelta(legal_days(policy))
    late = calendar.received_on(datetime.combine(policy.on, time.max))
    now, after = promised_from(policy).days, promised_on(policy, late + law, late, calendar).days
    ways = (now, after, *map(promised_to, later))
    return {name: min(way[name] for way in ways) for name in now}


def promised_on(policy: Policy, by: date, received_on: date, calendar: Calendar) -> Promise:
    """What each limit comes to for one case whose last day by the law is `by`, after the day it counts as received: none before the decision is
    longer than what the law's days hold of working days by the calendar."""
    left = _days(received_on + timedelta(1), by)
    within = sum(map(calendar.is_working_day, left))
    return Promise(
        {name: min(days, within) if name in BEFORE_DECISION else days for name, days in promised(policy).items()},
        provisional=not calendar.is_arranged_within(received_on + timedelta(1), by),
    )


def within_law(due: Due, law: date, first: date, calendar: Calendar) -> Due:
    """A due day for whoever has to act and can from the day `first` on: the last working day the law leaves; the law's own
    day where only days off are left of it; and its own once the law's days are over.
    """
    if law < first:
        return due
    last = next((day for day in reversed(_days(first, law)) if calendar.is_working_day(day)), law)
    return Due(last, last != law and not calendar.is_arranged_within(last, law)) if last < due.on else due


def leaving_a_day(due: Due, law: date, first: date, calendar: Calendar) -> Due:
    """A due day of the parties' that leaves the last working day within the law to whoever has to decide without their answer, where they
    have another day after `first` to give it."""
    working = [day for day in _days(first, law) if calendar.is_working_day(day)]
    return due if len(working) < 3 or due.on < working[-1] else Due(working[-2], due.provisional)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def _working_days_at_least(days: int) -> int:
    weeks, rest = divmod(days, 7)
    return days - 2 * weeks - min(2, rest)
