"""Appeals (异议复核): a party objects to how a case ended, once, within the policy's limit; somebody decides who took no part in it.

It stops nothing: the ways to court and to the reviewing body stay open beside it. Of two who object at once one does; what is said at the
last second counts by the clock of the write.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from chalicelib import clock, policy
from chalicelib.casework.clocks import due
from chalicelib.domain import limits
from chalicelib.messages import party_code
from chalicelib.records import agenda, casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.statements import Appeal
from chalicelib.records.tasks import Task

KIND = "appeal"
LATE = "APPEAL_AFTER_LAST_DAY"


def of_end(case: CaseFile) -> Appeal | None:
    """The appeal against how the case stands ended now."""
    return next((one for one in case.appeals if one.of == case.ended_at), None) if case.ended else None


def open_of(case: CaseFile) -> Appeal | None:
    """The same, while nobody has decided it."""
    appeal = of_end(case)
    return appeal if appeal and not appeal.outcome else None


def until(case: CaseFile) -> date | None:
    """The last day to object; None of what may not be objected to. By the policy of the day it ended."""
    if not (case.ended_at and case.is_submitted and case.ended):
        return None
    from chalicelib.casework.endings import may_object  # most cases have not ended

    if not may_object(case, case.status):
        return None
    ended_on = clock.day(case.ended_at)
    return limits.appeal_until(policy.in_force(case.centre, ended_on), ended_on)


def may_be_filed(case: CaseFile) -> bool:
    """Whether a party may object now: nobody has, and the last day is not over, or nobody has verified which it is: what is late is taken then, and
    said to be late to whoever decides."""
    last = until(case)
    return last is not None and of_end(case) is None and (clock.today() <= last or not is_settled(case))


def is_settled(case: CaseFile) -> bool:
    """Whether the centre's own limit of objections is verified: one that is assumed refuses nobody."""
    return "guide.appeal_day" in policy.in_force(case.centre, clock.day(str(case.ended_at))).confirmed


def takes_files(case: CaseFile) -> bool:
    """Whether what shows that an end is not right may be brought: before it is objected to, and until that is decided."""
    return may_be_filed(case) or open_of(case) is not None


def number(case: CaseFile, appeal: Appeal) -> int:
    """Its number in the case: 1 of the first end."""
    return 1 + [one.of for one in case.appeals].index(appeal.of)


def task_of(case: CaseFile, appeal: Appeal) -> str:
    """The id of the task of whoever decides it."""
    return tasks.task_id(case.id, KIND, number(case, appeal))


def file(case: CaseFile, by: str, party: str, grounds: str, files: Sequence[str], hand: Changes) -> Task:
    """Writes down who objects to the end, why, and opens the task of whoever decides, both or neither. The package of the case, where there is one,
    is made anew once that is decided. Raises `Contended` where somebody else was faster, or the case has gone on."""
    end = str(case.ended_at)
    appeal = Appeal(end, case.status, clock.stamp(), by, party, case.seal_appeal(end, grounds), tuple(files))
    written = replace(case, appeals=[*case.appeals, appeal])
    n, (due_at, provisional), last = number(written, appeal), due(case, KIND), until(case)
    late = [LATE] if last and clock.today() > last else []
    told = casefile.event("APPEAL_FILED", str(n), party=party_code(party))
    changes = Changes(appeals=written.appeals, package=None) | hand
    task = tasks.open_task(
        case.id, KIND, n, "", centre=case.centre, due_at=due_at, provisional=provisional,
        details={"codes": [f"STATUS_{appeal.called}", *late]},
        beside=casefile.update(case, told, expect=Expect(status={case.status}, unchanged=("appeals",)), **changes),
    )  # fmt: skip
    agenda.enter(case.id, case.status, timedelta())  # the parties are told by the sweep
    return task


def decided(case: CaseFile, appeal: Appeal, outcome: str, reason: str) -> list[Appeal]:
    """The appeals of a case with that one decided."""
    said = replace(appeal, outcome=outcome, decided_at=clock.stamp(), reason=case.seal_appeal(appeal.of, reason))
    return [said if one.of == appeal.of else one for one in case.appeals]
