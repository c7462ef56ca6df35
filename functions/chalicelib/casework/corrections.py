"""What may still be corrected (可补正): it follows from the wait that is open, not from a status that a stuck step has left behind."""

from collections.abc import Mapping
from typing import Any

from chalicelib import clock
from chalicelib.casework import turns
from chalicelib.domain.status import OPEN_FORM, Status
from chalicelib.domain.work import CORRECTION_WAIT, TAKEN_NO_MORE
from chalicelib.records import tasks
from chalicelib.records.casefile import CaseFile

# In which an open form is written: somebody may be attending beside an open correction.
WRITTEN_IN = OPEN_FORM | {Status.ATTENDING}


def correction(case: CaseFile) -> tasks.Task | None:
    """The wait of the latest notice for its corrections, whose due time counts; None when it waits for none, or the road is about to stop."""
    wait = _open(case, "correction", case.notice.round) if case.notice else None
    last = clock.stamp(clock.now() - CORRECTION_WAIT + TAKEN_NO_MORE)
    return wait if wait and _waits_since(wait) > turns.digits(last) else None


def may_be_corrected(case: CaseFile) -> bool:
    """The latest notice waits for its corrections."""
    return correction(case) is not None


def takes_corrections(case: CaseFile) -> bool:
    """The same, or they have just been sent, or are about to be waited for: what is said once more is answered."""
    return case.status is Status.CORRECTION or may_be_corrected(case)


def form_is_open(case: CaseFile) -> bool:
    """The form and its documents may still change."""
    return case.status in OPEN_FORM or may_be_corrected(case)


def form_that_holds(case: CaseFile) -> Mapping[str, Any]:
    """The form as it is written while it is open, else as it was handed in: what a correction that was never sent has typed holds of nobody."""
    return case.form_handed_in if case.is_submitted and not form_is_open(case) else case.form


def _waits_since(wait: tasks.Task) -> str:
    """Since when the road that will hear of it has waited, in digits: of a restarted one since it came here, whenever the wait was opened."""
    return turns.visit_of(wait) or turns.digits(wait.opened_at)


def _open(case: CaseFile, kind: str, number: int) -> tasks.Task | None:
    if case.ended or case.is_leaving:
        return None
    wait = tasks.find(case.id, kind, number)
    return wait if wait and wait.is_open else None
