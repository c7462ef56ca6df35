"""What the registry says of a mortgage (抵押登记结果), whether it called back or was asked: recorded first, then told to the road."""

from collections.abc import Mapping
from contextlib import suppress
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


def hear(
    case: CaseFile, status: str, certificate: str | None, registered_at: str | None, wish: str | None = None
) -> None:
    """Takes the registry's word. One that comes after its last, or that means nothing to us, changes nothing. Safe to repeat."""
    mortgage = case.mortgage
    if mortgage is None or status not in OUTCOMES:
        return
    if mortgage.status != status or is_news(case, wish):
        if not mortgage.may_change:
            return
        after = replace(
            mortgage, status=status, certificate_number=certificate, registered_at=registered_at,
            wanted=case.seal_wish(wish),
        )  # fmt: skip
        casefile.amend(case, expect=Expect(unchanged=("mortgage",)), mortgage=after)
    _tell(case, mortgage, OUTCOMES[status])


def is_news(case: CaseFile, wish: str | None) -> bool:
    """The registry wants something, and not what it wanted last."""
    return wish is not None and wish != case.wish


def _tell(case: CaseFile, mortgage: Mortgage, outcome: Mapping[str, str]) -> None:
    task = tasks.task_id(case.id, "mortgage", mortgage.attempt)
    try:
        tasks.answer(task, outcome, "registry")
    except (
        Contended
    ):  # that wait is over, or not there yet: who opens it finds the word. The registry need not tell us again
        with suppress(tasks.TaskNotFound):
            if tasks.get(task).is_open:
                raise
