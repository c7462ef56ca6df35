"""What the parties may do now (可办事项): it follows from the wait that is open, not from a status that a stuck step has left behind."""

from collections.abc import Sequence

from chalicelib.domain.status import Status
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


def _is_over(case: CaseFile, kind: str) -> bool:
    wait = tasks.find(case.id, kind)
    return wait is not None and not wait.is_open
