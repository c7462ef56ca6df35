"""What one run of the sweep has seen (巡检指标): levels, said by every run, 0 too.

An open case is looked at every hour, one that waits for somebody every four (`looks.AT_REST`), as long as `sweep_lag` stays low: it says
by how much a look came later than it was due.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from chalicelib import clock, policy
from chalicelib.casework import outages
from chalicelib.casework.horizon import days_known, seal_days
from chalicelib.casework.rules import is_past_law
from chalicelib.domain.work import WAITS
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task
from chalicelib.tracing import log, metrics

ISSUED_WITHIN = timedelta(minutes=15)  # of the pay-out: longer is not on its way but stuck


class Word(NamedTuple):
    """The word of a partner that is late: what kind of wait of which case it would end."""

    case: str
    kind: str


@dataclass
class Seen:
    """Filled while cases are looked at."""

    oldest: dict[str, float] = field(default_factory=lambda: dict.fromkeys(WAITS, 0.0))
    paid_not_issued: int = 0
    without_execution: int = 0
    past_law: int = 0
    nobodys: int = 0  # tasks that nobody may do, and no centre stands in for
    lag: float = 0.0  # seconds
    late: list[Word] = field(default_factory=list)
    # Cases with files that nobody has read yet, looked at again in minutes.
    unread: list[str] = field(default_factory=list)
    to_archive: list[str] = field(default_factory=list)  # cases that have ended, and of which nothing is left to do
    at_rest: dict[str, timedelta] = field(default_factory=dict)  # until when a case need not be looked at, by its id

    def looked_at(self, due_at: str) -> None:
        """A look begins now that was due then."""
        self.lag = max(self.lag, (clock.now() - clock.parsed(due_at)).total_seconds())

    def case(self, case: CaseFile, waits: Sequence[Task], *, has_execution: bool) -> None:
        """Takes one open case in."""
        self.waits([wait for wait in waits if wait.is_listed], waits)
        self.without_execution += not has_execution
        self.past_law += is_past_law(case)
        paid = case.payment.settled_at if case.payment and case.payment.status == "paid" else None
        self.paid_not_issued += paid is not None and clock.now() - clock.parsed(paid) > ISSUED_WITHIN

    def waits(self, listed: Sequence[Task], of_case: Sequence[Task] = ()) -> None:
        """Takes in what stands in a queue, out of all waits of its case: an outage is as old as its first task."""
        for wait in listed:
            age = (clock.now() - clock.parsed(outages.first(wait, of_case).opened_at)).total_seconds()
            self.oldest[wait.kind] = max(age, self.oldest.get(wait.kind, 0.0))

    def say(self) -> None:
        """Every level as a metric."""
        for queue, age in self.oldest.items():
            metrics.gauge("oldest_wait", age, queue=queue)
        metrics.gauge("paid_not_issued", self.paid_not_issued)
        metrics.gauge("past_law", self.past_law)
        metrics.gauge("nobody_left", self.nobodys)
        metrics.gauge("submitted_without_execution", self.without_execution)
        metrics.gauge("sweep_lag", self.lag)
        metrics.gauge("calendar_horizon", days_known(policy.shipped(), clock.today()))
        metrics.gauge("seal_horizon", _seal_days())


def _seal_days() -> int:
    """What cannot be read is said to be over: nothing can be sealed with it either."""
    try:
        return seal_days(policy.centres(), clock.today())
    except Exception as error:  # the other levels are said all the same
        log.failed("certificates of seals", error, "WARNING")
        return 0
