"""What the registry says of a mortgage (抵押登记结果), whether it called back or was asked: recorded first, then told to the road."""

from collections.abc import Mapping
from dataclasses import replace

from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.contents import Mortgage

# What its words mean to the road. `MoreMaterial` is an error to it, so that executions of every release know what to do.
OUTCOMES: Mapping[str, Mapping[str, str]] = {
    "DONE": {"next": "registered"},
    "REJECTED": {"next": "rejected"},
    "CANCELLED": {"next": "rejected"},
    "NEED_MORE_MATERIAL": {"error": "MoreMaterial"},
}
_NOT_LAST = ("PENDING", "NEED_MORE_MATERIAL")


def hear(case: CaseFile, status: str, certificate: str | None, registered_at: str | None) -> None:
    """Takes the registry's word. One that comes after its last, or that means nothing to us, changes nothing. Safe to repeat."""
    filed = case.mortgage
    if filed is None or status not in OUTCOMES:
        return
    if filed.status != status:
        if filed.status not in _NOT_LAST:
            return
        heard = replace(filed, status=status, certificate_number=certificate, registered_at=registered_at)
        casefile.amend(case, expect=Expect(unchanged=("mortgage",)), mortgage=heard)
    _tell(case, filed, OUTCOMES[status])


def _tell(case: CaseFile, filed: Mortgage, outcome: Mapping[str, str]) -> None:
    task = tasks.task_id(case.id, "mortgage", filed.attempt)
    try:
        tasks.answer(task, outcome, "registry")
    except Contended:  # that wait is over: the registry need not tell us again
        if tasks.get(task).is_open:
            raise
