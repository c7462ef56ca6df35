"""How every case ends (办结): reported to the province, everyone told, open tasks and guards let go, and only then marked as ended."""

from collections.abc import Sequence
from typing import Any

from chalicelib import clock
from chalicelib.agencies import province
from chalicelib.records import acceptance, casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.steps.checking import purpose_of
from chalicelib.steps.telling import tell

# 办件状态, docs/domain.md 1.5: 5 not accepted, 11 granted, 13 not granted, 14 withdrawn, 15 revoked.
_REPORTED_AS = {
    "DISBURSED": "11", "REFUSED": "13", "NOT_ACCEPTED": "5", "WITHDRAWN": "14", "CANCELLED": "15", "EXPIRED": "13",
}  # fmt: skip


def end(case: CaseFile, step: str, status: str, results: Sequence[dict[str, Any]]) -> str:
    """Ends a case with a status and its result documents, for the step that does. Every part may be repeated; the status comes last."""
    if case.number:
        moments = {"accepted_on": case["accepted_on"], "ended_at": clock.stamp()}
        province.report_case(_REPORTED_AS[status], moments, purpose_of(case, step))
    tell(case, step, f"MESSAGE_{status}")
    tasks.interrupt(case.id)
    acceptance.release(case)
    casefile.amend(
        case.id,
        {"status": status, "results": list(results), "ended_at": clock.stamp(), **casefile.event(f"ENDED_{status}")},
    )
    return "done"
