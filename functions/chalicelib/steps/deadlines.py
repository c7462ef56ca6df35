"""Deadlines people are told (承诺时限): working days from now, by the policy that judges the case."""

from chalicelib import clock
from chalicelib.domain.calendar import Calendar
from chalicelib.records.casefile import CaseFile
from chalicelib.steps.knowing import policy_of


def due(case: CaseFile, limit: str) -> str:
    """The end of the last working day of a limit, for example `correction`. Raises if the year is unknown."""
    policy = policy_of(case)
    last = Calendar(policy.arranged).add_working_days(clock.today(), policy.deadlines[limit])
    return f"{last.isoformat()}T18:00:00+08:00"
