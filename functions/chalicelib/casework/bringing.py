"""补交: what was owed is brought, and somebody looks at it like at every upload; or its time is over without it. Each is one conditional write."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

from chalicelib import clock
from chalicelib.casework.answers import known
from chalicelib.casework.clocks import due
from chalicelib.casework.owing import left
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.finding import key_of
from chalicelib.domain.checks.papers import LOOK, PAPER, TO_READ, shown_by, subject_of
from chalicelib.domain.form.application import application_from
from chalicelib.domain.status import ENDED, Status
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.commitments import Tolerance
from chalicelib.records.statements import Ruling
from chalicelib.records.tasks import Task

KIND = "owed"  # the task of whoever looks at what was brought


def bring(case: CaseFile, brought: Mapping[str, Sequence[str]], application: Mapping[str, Any], hand: Changes) -> None:
    """Takes in what was owed: the sealed application with these files (SHA-256, by key), and the task of whoever looks at them, in one
    write. Raises `Contended` where the case, or what is owed, is not as it was read: its time may be over this very moment."""
    lacking = left(case)
    sealed = casefile.update(
        case,
        *(
            casefile.event("OWED_BROUGHT", f"{key}.{_number({key: files})}", name=lacking[key].name)
            for key, files in brought.items()
        ),
        expect=Expect(status={case.status}, unchanged=("tolerances", "documents", "contract", "leaving", "withdrawal")),
        **Changes(application=application, tolerances=_with(case, *brought, brought_at=clock.stamp())) | hand,
    )
    question = questions(application_from(application))
    due_at, provisional = due(case, KIND)
    tasks.open_task(
        case.id, KIND, _number(brought), "", centre=case.centre, due_at=due_at, provisional=provisional,
        details={"looks": [_look(key, files, question) for key, files in brought.items()]}, beside=sealed,
    )  # fmt: skip


def is_wanted(case: CaseFile, task: Task) -> bool:
    """Whether somebody has still to look at what a task is about: these very files count, and nobody has said what they show."""
    if case.ended:
        return False
    question, said = questions(case.application), {(one.check, one.subject) for one in known(case)}
    looks = [look for look in task.details["looks"] if question(PAPER, look["subject"]) == look["of"]]
    return any((PAPER, look["subject"]) not in said for look in looks)


def looked_at(case: CaseFile, waits: Iterable[Task]) -> set[str]:
    """The papers, as rulings call them, that somebody is asked to look at already: one look counts, so there is one task."""
    wanted = (wait for wait in waits if wait.kind == KIND and wait.is_open and is_wanted(case, wait))
    return {look["subject"] for wait in wanted for look in wait.details["looks"]}


def ruled_meanwhile(case: CaseFile, task: Task) -> dict[str, Ruling]:
    """What somebody has said, since a task was opened or of other files, of the papers that count now: it stays, whoever says more of what the
    task was about."""
    question, kept = questions(case.application), {}
    for look in task.details["looks"]:
        key, of = key_of(look["check"], look["subject"]), question(look["check"], look["subject"])
        one = case.rulings.get(key)
        if look["check"] == PAPER and one and one.of == of and (look["of"] != of or one.at > task.opened_at):
            kept[key] = one
    return kept


def lapse(case: CaseFile, key: str) -> None:
    """Writes down that the time of one is over without it. Raises `Contended` where it was brought this very moment."""
    as_read = Expect(status=frozenset(Status) - ENDED, unchanged=("tolerances", "documents", "rulings", "leaving"))
    changes = Changes(tolerances=_with(case, key, lapsed_at=clock.stamp()))
    casefile.amend(case, casefile.event("OWED_LAPSED", key, name=left(case)[key].name), expect=as_read, **changes)


def _with(case: CaseFile, *keys: str, brought_at: str = "", lapsed_at: str = "") -> dict[str, Tolerance]:
    changed = {}
    for key in keys:
        one = case.tolerances[key]
        changed[key] = replace(one, brought_at=brought_at or one.brought_at, lapsed_at=lapsed_at or one.lapsed_at)
    return {**case.tolerances, **changed}


def _look(key: str, files: Sequence[str], question: Callable[[str, str], str]) -> dict[str, Any]:
    subject = subject_of(key)
    asked = {"check": PAPER, "subject": subject, "code": TO_READ, "what": LOOK, "facts": shown_by(key)}
    return {**asked, "files": [*files], "of": question(PAPER, subject)}


def _number(brought: Mapping[str, Sequence[str]]) -> str:
    """What tells one bringing from another: what was brought."""
    said = "\n".join(f"{key} {' '.join(files)}" for key, files in sorted(brought.items()))
    return str(crc32(said.encode()))
