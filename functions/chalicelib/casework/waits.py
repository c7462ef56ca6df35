"""What the parties may do now (可办事项): it follows from the wait that is open, not from a status that a stuck step has left behind."""

from collections.abc import Sequence

from chalicelib import clock
from chalicelib.casework import turns
from chalicelib.domain.status import OPEN_FORM, Status
from chalicelib.domain.work import CORRECTION_WAIT, TAKEN_NO_MORE
from chalicelib.records import tasks
from chalicelib.records.casefile import CaseFile

BANK = "bank"
BANK_PART = "bank_part"  # the bank's own contract, of its part of a combination


def may_be_signed(case: CaseFile) -> bool:
    """The contract may be signed: it waits for signatures, and nothing holds it up (特别程序、告知承诺)."""
    return may_be_declined(case) and not is_held_up(case)


def may_be_declined(case: CaseFile) -> bool:
    """There is a contract and the road waits for signatures, or will find them when it comes to: also once the step failed before
    there was a wait. A last signature may be given again: the telling of it may have been lost."""
    if case.contract is None or case.is_leaving:
        return False
    return case.status is Status.SIGNING or (case.status is Status.ATTENDING and not _is_over(case, "sign"))


def correction(case: CaseFile) -> tasks.Task | None:
    """The wait of the latest notice for its corrections, whose due time counts; None when it waits for none, or the road is about to stop."""
    wait = _open(case, "correction", case.notice.round) if case.notice else None
    last = clock.stamp(clock.now() - CORRECTION_WAIT + TAKEN_NO_MORE)
    return wait if wait and _waits_since(wait) > turns.digits(last) else None


def may_be_corrected(case: CaseFile) -> bool:
    """The latest notice waits for its corrections."""
    return correction(case) is not None


def form_is_open(case: CaseFile) -> bool:
    """The form and its documents may still change."""
    return case.status in OPEN_FORM or may_be_corrected(case)


def is_held_up(case: CaseFile) -> bool:
    """Whether a special procedure is open, or what it rests on was found untrue: nobody signs before a person has said what came of it, or has decided."""
    if case.open_procedures:
        return True
    if not case.commitments:
        return False
    from chalicelib.casework import commitments  # few cases rest on one

    return commitments.is_untrue(case)


def is_stopped(case: CaseFile, wait: tasks.Task) -> bool:
    """Whether that wait is for signatures, which nobody may give meanwhile: nothing of it is late, and nobody is told to."""
    return wait.kind == "sign" and is_held_up(case)


def next_due(case: CaseFile, waits: Sequence[tasks.Task]) -> tuple[str | None, bool]:
    """By when what the road waits for is due, and whether that may still move; None where there is nothing it waits for."""
    listed = [wait for wait in waits if wait.is_listed and wait.on_the_road and not is_stopped(case, wait)]
    return min(((wait.due_at, wait.provisional) for wait in listed), default=(None, False))


def _waits_since(wait: tasks.Task) -> str:
    """Since when the road that will hear of it has waited, in digits: of a restarted one since it came here, whenever the wait was opened."""
    return turns.visit_of(wait) or turns.digits(wait.opened_at)


def _open(case: CaseFile, kind: str, number: int) -> tasks.Task | None:
    if case.ended or case.is_leaving:
        return None
    wait = tasks.find(case.id, kind, number)
    return wait if wait and wait.is_open else None


def _is_over(case: CaseFile, kind: str) -> bool:
    wait = tasks.find(case.id, kind)
    return wait is not None and not wait.is_open
