"""Notes (批注): what staff writes beside its tasks. A comment is for whoever works on the case after; a draft is its author's alone, and is there
when they come back: whoever loses a task while they write loses no word."""

from typing import Any

from chalicelib.casework.actor import Actor
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.statements import Note

COMMENT, RETURNED, DRAFT = "comment", "returned", "draft"
MOST = 200  # of a case; the oldest drafts go first, and no comment does


def keep(case: CaseFile, task: str, kind: str, who: Actor, text: str) -> None:
    """Keeps a note; a draft takes the place of that person's last one on the task, and an empty one only takes it away. Raises `Contended`."""
    casefile.amend(case, expect=Expect(unchanged=("notes",)), **Changes(notes=with_it(case, task, kind, who, text)))


def with_it(case: CaseFile, task: str, kind: str, who: Actor, text: str) -> list[Note]:
    """The notes of a case with one more, as `keep` keeps it."""
    others = [one for one in case.notes if not (kind == DRAFT and _is_draft_of(one, task, who.person))]
    added = [case.note(task, kind, who.login, who.person, text)] if text.strip() else []
    kept = [*others, *added]
    return kept if len(kept) <= MOST else [one for one in others if one.kind != DRAFT] + added


def shown(case: CaseFile, task: str, person: str) -> list[dict[str, Any]]:
    """Every note of the case but others' drafts, and one's own of other tasks; oldest first."""
    seen = [one for one in case.notes if one.kind != DRAFT or _is_draft_of(one, task, person)]
    return [{"task": one.task, "kind": one.kind, "by": one.by, "at": one.at, "text": case.text_of(one)} for one in seen]


def _is_draft_of(note: Note, task: str, person: str) -> bool:
    return (note.kind, note.task, note.person) == (DRAFT, task, person)
