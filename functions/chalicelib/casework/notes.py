"""Notes (批注): what staff writes beside its tasks. A comment is for whoever works on the case after; a draft is its author's alone, and is there
when they come back; so is what they were sending when they lost the task: neither takes the other's place."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.casework.actor import Actor
from chalicelib.messages import worded
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import stored
from chalicelib.records.statements import Note

COMMENT, RETURNED, HELD, RESUMED, DRAFT, LOST = "comment", "returned", "held", "resumed", "draft", "lost"
_OWN = (DRAFT, LOST)
# Bytes that notes may take of a case's item, which holds 400 KB of all sorts: of what people write as they like, and, beyond, of what goes with
# a deed of theirs.
ROOM, ROOM_FOR_DEEDS = 96 * 1024, 144 * 1024
_NOTHING: Sequence[Mapping[str, Any]] = ()


class Full(Exception):
    """The notes of a case have no room for one more; nothing that was written makes way."""


def keep(
    case: CaseFile, task: str, kind: str, who: Actor, text: str, items: Sequence[Mapping[str, Any]] = _NOTHING
) -> None:
    """Keeps a note; a draft takes the place of that person's last one on the task, and an empty one takes away all they had there. Raises
    `Contended`, `Full`."""
    kept = with_it(case, task, kind, who, text, items)
    if kept != case.notes:
        casefile.amend(case, expect=Expect(unchanged=("notes",)), **Changes(notes=kept))


def beside(case: CaseFile, task: str, kind: str, who: Actor, text: str) -> dict[str, Any]:
    """The DynamoDB `Update` that keeps a note, for use with what is done to the task: both or neither. Raises `Full`."""
    return casefile.update(
        case, expect=Expect(unchanged=("notes",)), **Changes(notes=with_it(case, task, kind, who, text))
    )


def with_it(
    case: CaseFile, task: str, kind: str, who: Actor, text: str, items: Sequence[Mapping[str, Any]] = _NOTHING
) -> Sequence[Note]:
    """The notes of a case with one more, as `keep` keeps it. Raises `Full`."""
    is_empty = not (text.strip() or items)
    gone = () if kind != DRAFT else _OWN if is_empty else (DRAFT,)
    others = [one for one in case.notes if not (one.kind in gone and _is_of(one, task, who.person))]
    if is_empty or (kind == LOST and _is_kept(case, others, task, who.person, text, items)):
        return others
    kept = [*others, case.note(task, kind, who.login, who.person, text, items)]
    if _weight(kept) > (ROOM if kind in (COMMENT, DRAFT) else ROOM_FOR_DEEDS):
        raise Full(case.id)
    return kept


def is_last(case: CaseFile, task: str, kind: str, who: Actor, text: str) -> bool:
    """Whether the last note beside a task, drafts apart, is this one already."""
    of_task = [one for one in case.notes if one.task == task and one.kind not in _OWN]
    last = of_task[-1] if of_task else None
    return last is not None and (last.kind, last.person, case.text_of(last)) == (kind, who.person, text)


def shown(case: CaseFile, task: str, person: str) -> list[dict[str, Any]]:
    """Every note of the case but others' drafts, and one's own of other tasks; oldest first."""
    seen = [one for one in case.notes if one.kind not in _OWN or _is_of(one, task, person)]
    return [
        {
            "task": one.task,
            "kind": one.kind,
            "by": one.by,
            "at": one.at,
            "text": _text(case, one),
            "items": case.items_of(one),
        }
        for one in seen
    ]


def _text(case: CaseFile, note: Note) -> str:
    text = case.text_of(note)
    if note.kind not in (HELD, RESUMED):
        return text
    why, _, until = text.partition(" ")  # a code, and the day it comes back
    return " ".join(filter(None, (worded(f"HELD_{why.upper()}"), until)))


def _is_of(note: Note, task: str, person: str) -> bool:
    return (note.task, note.person) == (task, person)


def _is_kept(
    case: CaseFile, notes: Sequence[Note], task: str, person: str, text: str, items: Sequence[Mapping[str, Any]]
) -> bool:
    own = (one for one in notes if one.kind in _OWN and _is_of(one, task, person))
    return any((case.text_of(one), case.items_of(one)) == (text, [*items]) for one in own)


def _weight(notes: Sequence[Note]) -> int:
    return sum(len(json.dumps(stored(one), ensure_ascii=False).encode()) + 1 for one in notes)
