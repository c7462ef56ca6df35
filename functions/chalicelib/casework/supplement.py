"""What the registry wants more (补充登记材料): who may bring it while the case waits for it, and what has come."""

from collections.abc import Iterable, Mapping

from chalicelib.casework import turns
from chalicelib.casework.present import present
from chalicelib.casework.registration import MORE_MATERIAL
from chalicelib.domain.status import Status
from chalicelib.records import tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Document
from chalicelib.records.loan import Mortgage
from chalicelib.records.reviews import Review
from chalicelib.records.tasks import Task

KIND = "supplement"
_SINCE = "@"  # between an application and since when something is wanted of it
MATERIAL = "Z01"  # what a file is announced as that is on no list of the policy: the registry asks for what it likes


def wanted(case: CaseFile, waits: Iterable[Task] | None = None) -> Task | None:
    """The open task of staff over what the registry wants more, out of all waits of a case; None when it waits for none."""
    mortgage = case.mortgage
    if case.status is not Status.ATTENDING or case.is_leaving or mortgage is None:
        return None
    if mortgage.status != "NEED_MORE_MATERIAL":
        return None
    opened = [
        wait for wait in (tasks.of_case(case.id) if waits is None else waits) if follows_up(wait) and wait.is_open
    ]
    return opened[-1] if opened else None


def follows_up(task: Task) -> bool:
    """Whoever has it follows up what the registry wants. An earlier release's road asks whoever attends to the registration."""
    return task.kind == KIND or (task.kind == "attend" and task.details.get("step") in ("Mortgage", "Supplement"))


def is_passed_on(case: CaseFile, filed: Mortgage) -> bool:
    """Whether a person has said that what the registry wants was passed on to it, since it wants that; where an earlier release did not
    write down since when, since the road has filed the application, or taken it up again."""
    since = turns.digits(filed.wanted_at or filed.visit)
    return filed.status == "NEED_MORE_MATERIAL" and any(
        turns.digits(said.at) > since and _passed_on(said) for said in case.reviews
    )


def _passed_on(said: Review) -> bool:
    if said.level == "attend" and said.decision == "retry":
        return tasks.get(said.task).details.get("error") == MORE_MATERIAL
    return said.level == KIND and said.decision == "supplied"


def application(case: CaseFile, task: Task) -> str:
    """The application at the registry a task is about; a restart opens another task about the same."""
    return str(task.details.get("apply_biz_id") or present(case.mortgage, "mortgage").apply_biz_id)


def wish_of(case: CaseFile, task: Task) -> str:
    """What tells the wish of a task apart: of one application the registry may want one thing after another."""
    return f"{application(case, task)}{_SINCE}{since(case)}" if since(case) else application(case, task)


def since(case: CaseFile) -> str:
    """Since when the registry wants what it wants, in digits; empty where an earlier release did not write it down."""
    return turns.digits(present(case.mortgage, "mortgage").wanted_at)


def brought(case: CaseFile, task: Task) -> Mapping[str, Document]:
    """The files somebody has announced for the application a task is about, by their ids, the oldest first."""
    of = application(case, task)
    found = {id: one for id, one in case.documents.items() if (one.supplies or "").partition(_SINCE)[0] == of}
    return dict(sorted(found.items(), key=lambda entry: entry[1].at))


def has_come(case: CaseFile, task: Task) -> bool:
    """Whether anything for what is wanted now was looked at and counts: then it is the centre's turn."""
    wish = wish_of(case, task)
    return any(one.state == "verified" and one.supplies == wish for one in brought(case, task).values())
