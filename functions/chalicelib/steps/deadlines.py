"""Deadlines people are told (承诺时限): working days from now, by the policy that judges the case, within the law's."""

from datetime import date
from typing import Any

from chalicelib import clock
from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar
from chalicelib.records.casefile import CaseFile
from chalicelib.steps.knowing import policy_of


def due(case: CaseFile, limit: str) -> dict[str, Any]:
    """The end of the last working day of a limit, for example `correction`: {due_at, provisional}.

    Until the case is decided the law's last day bounds whatever the centre owes.
    """
    policy = policy_of(case)
    last = Calendar(policy.arranged).due(clock.today(), limits.promised(policy)[limit])
    if limit in limits.BEFORE_DECISION and not case.get("contract"):
        last = limits.bounded(last, limits.legal_by(policy, date.fromisoformat(case["accepted_on"])))
    return {"due_at": f"{last.on.isoformat()}T18:00:00+08:00", "provisional": last.provisional}
