"""Inspecting an upload (材料检视): what is found of a file is written down; what nobody answered is kept waiting, and asked again.

A file that is kept waiting is not verified: it counts for nothing. Whoever sent it may ask again, and the sweep does. One over which the
reader is killed twice is not waited for: it is the file.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from chalicelib.casework import supplement
from chalicelib.casework.corrections import WRITTEN_IN, form_is_open
from chalicelib.domain.status import Status
from chalicelib.errors import Contended
from chalicelib.records import agenda, casefile, inspections
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Document
from chalicelib.records.inspections import WAITING, Looked
from chalicelib.records.tasks import Task

FILES = "/documents"  # the place of the files among what has changed
AT_ONCE = 20  # writes tried of one file: a phone sends as many at a time, and of those one is kept with every try
MOST_BROKEN = 2  # times that a reader is killed over one file: then it has to be sent again, as another
AGAIN = timedelta(minutes=5)  # until somebody asks again
_TO_LOOK_AT = ("announced", WAITING)
_NOTHING = Changes()


class Closed(Exception):
    """Files are not taken for the case now: neither with the form, nor for the registry."""


def inspect(case: CaseFile, id: str, hand: Changes = _NOTHING) -> Document:
    """Has one announced file inspected and writes what was found: what it is then. One not there yet stays announced. Raises `Closed`."""
    document = case.documents[id]
    if document.state not in _TO_LOOK_AT:
        return document
    try:
        looked = inspections.look_at(case.id, id, document.content_type, document.sha256, document.size)
    except inspections.Broken:
        if document.broke + 1 < MOST_BROKEN:
            return _kept_waiting(case, id, hand, broke=1)
        looked = Looked("DOCUMENT_UNREADABLE")
    except inspections.Uninspected:
        return _kept_waiting(case, id, hand)
    if looked.defect == "DOCUMENT_ABSENT" and document.state != WAITING:
        return replace(document, defect=looked.defect)
    return _settled(case, id, looked, hand)


def waiting(case: CaseFile) -> list[str]:
    """The files of a case about which nobody has answered yet."""
    return [id for id, one in case.documents.items() if one.state == WAITING]


def ask_soon(case: CaseFile) -> None:
    """Has the sweep look at a case in which files wait. A save puts its next look off, so it says so again."""
    if waiting(case):
        agenda.enter(case.id, case.status, AGAIN)


def awaited(case: CaseFile) -> Task | None:
    """What the registry wants more, where a file is brought for that, and None where it is brought with the form, for an appeal, or because it is owed. Raises `Closed`."""
    if form_is_open(case) or shows_that_an_end_is_wrong(case) or is_owed(case):
        return None
    wish = supplement.wanted(case)
    if wish is None:
        raise Closed(case.id)
    return wish


def shows_that_an_end_is_wrong(case: CaseFile) -> bool:
    """Whether a file would be brought for an appeal."""
    if not case.ended:
        return False
    from chalicelib.casework import appeals  # few ends are objected to

    return appeals.takes_files(case)


def is_owed(case: CaseFile) -> bool:
    """Whether a file would be brought because it is owed (容缺)."""
    if not case.tolerances:
        return False
    from chalicelib.casework import owing  # few cases owe anything

    return owing.is_taken(case)


def open_in(case: CaseFile) -> frozenset[Status]:
    """The states in which a file of this case is written down: where it stands counts as read."""
    return WRITTEN_IN | ({case.status} if case.ended or case.tolerances else set())


def _kept_waiting(case: CaseFile, id: str, hand: Changes, broke: int = 0) -> Document:
    for _ in range(AT_ONCE):
        awaited(case)
        document = case.documents[id]
        if document.state not in _TO_LOOK_AT or (document.state == WAITING and not broke):
            break
        document = replace(document, state=WAITING, broke=document.broke + broke)
        with suppress(Contended):
            as_read = Expect(status=open_in(case), unchanged=("documents",))
            casefile.amend(case, expect=as_read, **Changes(documents={id: document}) | hand)
            break
        case = casefile.load(case.id)
    agenda.enter(case.id, case.status, AGAIN)
    return document


def _settled(case: CaseFile, id: str, looked: Looked, hand: Changes) -> Document:
    """Writes what was found of a file. Once it counts, nobody hands in what they were shown without it."""
    for _ in range(AT_ONCE):
        wish = awaited(case)
        document = case.documents[id]
        if document.state not in _TO_LOOK_AT:
            return document
        document = replace(
            document,
            state="rejected" if looked.defect else "verified",
            defect=looked.defect,
            version=looked.version,
            kept=looked.kept,
        )
        if wish:  # another than it was announced for, perhaps: whoever has that one sees it
            document = replace(document, supplies=supplement.wish_of(case, wish))
        changes = Changes(documents={id: document}) | hand
        changes |= Changes() if looked.defect or wish or not form_is_open(case) else _revised(case)
        with suppress(Contended):
            as_read = Expect(status=open_in(case), revision=case.revision, unchanged=("documents",) if wish else ())
            casefile.amend(case, expect=as_read, **changes)
            return document
        case = casefile.load(case.id)
    raise Contended(case.id)


def _revised(case: CaseFile) -> Changes:
    """What to write with a file that counts from now on: whoever was shown the case before it was shown another."""
    revision = case.revision + 1
    return Changes(revision=revision, edited={**case.edited, FILES: revision})
