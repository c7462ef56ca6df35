"""Law learnt late (补录): a case decided, ended, or told its last day, before we knew of law that had begun. A person looks at it; nothing is moved by
the finding itself. Two who say that it is so have a wrong letter drawn anew."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import TypedDict

from chalicelib.casework import accepting, disputes, receipt_letter
from chalicelib.casework.rules import policy_of
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Told
from chalicelib.records.contents import Paper
from chalicelib.records.tasks import Task

DECISION = "DISPUTE_LAW_LEARNT_LATE"
LETTER = "DISPUTE_LAW_LETTER"  # of a case not decided yet
REMEDIES = "DISPUTE_LAW_REMEDIES"
# What the parties are told of each; of several, of the first.
OF = {DECISION: "", REMEDIES: "_REMEDIES", LETTER: "_LETTER"}
ANEW, RECEIPT_ANEW = "LAW_LETTER_ANEW", "LAW_RECEIPT_ANEW"


class Differs(TypedDict):
    """One thing that is another by what was learnt, in Chinese with units: what, as it was taken to be or told, and as it is. No personal data."""

    what: str
    was: str
    holds: str


def open_task(case: CaseFile, learnt: date, codes: Sequence[str], differing: Sequence[Differs]) -> bool:
    """The task of whoever has to look again by what was learnt of on a day: one a case for what is `differing`, so that
    more learnt of on the same day is another. `codes`: of what of it. Whether it is new. It, its line, and that the sweep looks at the case again, which
    may have ended, are one write. Raises `Contended`."""
    what = sha256("\n".join(sorted(f"{one['what']} {one['holds']}" for one in differing)).encode()).hexdigest()
    number = f"law-{learnt}-{what[:8]}"
    of = next(of for code, of in OF.items() if code in codes)
    told = casefile.event(f"TASK_LAW{of}", number)
    if told.key in case.events:
        return False
    details = {
        "codes": [*codes], "partner": "", "said": "", "learnt": learnt.isoformat(), "differing": [*differing],
    }  # fmt: skip
    return disputes.stand(case, number, details, told)


def is_one(task: Task) -> bool:
    """Whether a task is one of those."""
    return not OF.keys().isdisjoint(task.details.get("codes", ()))


def upheld(case: CaseFile, task: Task) -> tuple[Changes, Told] | None:
    """What follows once a person has found that what was said does rest on other law: what names another last day, the letter of acceptance or the
    receipt before it, is drawn anew, with a second person's word, as long as nobody has decided. A decision, or an end, is put right by whoever may.
    None for another task."""
    if not is_one(task):
        return None
    has_letter = case.accepted_on is not None or bool(receipt_letter.of(case))
    if LETTER not in task.details["codes"] or case.is_decided or case.ended or not has_letter:
        return Changes(), casefile.event("LAW_UPHELD", task.id)
    has_second = any(review.task == f"{task.id}.first" for review in case.reviews)
    changes = Changes(results=_anew(case)) if has_second else Changes()
    if case.accepted_on:
        return changes, casefile.event("LAW_LETTER_ANEW", task.id, policy=policy_of(case).version)
    return changes, casefile.event("LAW_RECEIPT_ANEW", task.id, policy=receipt_letter.version(case))


def _anew(case: CaseFile) -> list[Paper]:
    if case.accepted_on:
        return accepting.anew(case, case.accepted_on)
    receipt = receipt_letter.drawn(case)
    return accepting.papers(case.results, *([receipt] if receipt else []))
