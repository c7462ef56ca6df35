"""Law learnt late (补录): a case decided before we knew of law that had begun. A person looks at it; nothing is moved by it."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from chalicelib.casework import disputes
from chalicelib.casework.clocks import due
from chalicelib.records import agenda, casefile, tasks
from chalicelib.records.casefile import CaseFile

CODE = "DISPUTE_LAW_LEARNT_LATE"


def open_task(case: CaseFile, learnt: date, differing: Iterable[str]) -> bool:
    """The task of whoever has to look at a decision again by what was learnt of on a day: one a case for what is `differing`, so that
    more learnt of on the same day is another. Whether it is new."""
    what = sha256("\n".join(sorted(differing)).encode()).hexdigest()
    number = f"law-{learnt}-{what[:8]}"
    told = casefile.event("TASK_LAW", number)
    if told.key in case.events:
        return False
    due_at, provisional = due(case, disputes.KIND)
    tasks.open_task(
        case.id, disputes.KIND, number, "", centre=case.centre, due_at=due_at, provisional=provisional, details={"codes": [CODE]},
    )  # fmt: skip
    casefile.amend(case, told)
    if not agenda.enter(case.id, case.status):  # it has moved on meanwhile
        agenda.enter(case.id, casefile.load(case.id).status)
    return True
