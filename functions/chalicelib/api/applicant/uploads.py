"""Documents (申请材料): announce a file, send it straight to storage, have it looked at."""

from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from chalicelib import clock
from chalicelib.api import access
from chalicelib.api.applicant import revisions
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import agents, parties, presence, supplement
from chalicelib.casework.rules import policy_of
from chalicelib.casework.waits import form_is_open
from chalicelib.domain.status import OPEN_FORM, Status
from chalicelib.errors import Contended
from chalicelib.records import casefile, documents
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Document
from chalicelib.records.tasks import Task


class Room(NamedTuple):
    """How many files are taken for one thing, and of those by one who is not the applicant: nobody uses up the others' room."""

    most: int
    of_a_party: int


FORM, WISH = Room(60, 20), Room(20, 10)  # a full form leaves room for each thing the registry wants more
MOST = 200  # of a case, which is one item of at most 400 KB; what is kept of a file takes half a one
AT_ONCE = 20  # writes tried of one file: a phone sends as many at a time, and of those one is kept with every try
_OPEN = OPEN_FORM | {Status.ATTENDING}


def announce(call: Call) -> Answer:
    """A place to send one file to, as a presigned POST: the mini-program can only send multipart forms."""
    for _ in range(AT_ONCE):
        with suppress(Contended):
            _announced(call)
            slot = documents.slot(call.case.id, call.id, call.body.content_type)
            return Answer(
                {"id": call.id, "url": slot.url, "fields": slot.fields, "expires_at": slot.expires_at},
                201,
                {"Location": f"/v1/applications/{call.case.id}/documents/{call.id}"},
            )
        call = call.with_(found=casefile.load(call.case.id))
    raise Contended(call.case.id)


def _announced(call: Call) -> None:
    """Counts the file among those of the case as it was read. Raises `Contended` if there are others by now."""
    case, body = call.case, call.body
    wish = _awaited(case)
    brought_for = supplement.wish_of(case, wish) if wish else None
    _room_for_one(call, brought_for)
    of_wish = {supplement.MATERIAL} if wish else set()
    if body.material not in {one.code for one in policy_of(case).materials} | of_wish:
        raise Problem("INVALID_REQUEST", [Defect("MATERIAL_UNKNOWN", "/material")])
    if call.id in case.documents:
        return
    person = body.person if body.person != "borrower" else None
    whose = parties.named(case).get(person) or None if person else None
    announced = Document(
        body.material, body.content_type, body.size, body.sha256, "announced", clock.stamp(), person,
        party=whose, by=access.acting(call), brought=_brought(call), supplies=brought_for,
    )  # fmt: skip
    as_read = Expect(status=_OPEN, unchanged=("documents",))
    casefile.amend(case, expect=as_read, **Changes(documents={call.id: announced}) | access.at_window(call))


def _room_for_one(call: Call, wish: str | None) -> None:
    """422 for a file beyond those a case takes, or a party brings, and for one that is said to be another party's."""
    case, own, room = call.case, access.person(call, call.case), WISH if wish else FORM
    alike = [one for one in case.documents.values() if one.supplies == wish]
    if own not in (None, parties.BORROWER):
        if call.body.person not in (None, own):
            raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
        if [one.by for one in alike].count(access.acting(call)) >= room.of_a_party:
            raise Problem("INVALID_REQUEST", [Defect("TOO_MANY", "")])
    if len(alike) >= room.most or len(case.documents) >= MOST:
        raise Problem("INVALID_REQUEST", [Defect("TOO_MANY", "")])


def verify(call: Call) -> Answer:
    """Looks at what was uploaded. `verified` counts towards the application, and raises its revision; `rejected` has to be sent again."""
    case, id = call.case, call.path["document"]
    document = case.documents.get(id)
    if document is None:
        raise Problem("NOT_FOUND")
    if document.state == "announced":
        defect, version = documents.look_at(case.id, id, document.content_type, document.sha256)
        if defect == "DOCUMENT_ABSENT":
            raise Problem("DOCUMENT_NOT_THERE", [Defect(defect, "")])
        document = _settled(call, id, defect, version)
    return Answer(
        {
            "id": id,
            "material": document.material,
            "state": document.state,
            "defect": Defect(document.defect, "").to_json() if document.defect else None,
        }
    )


def _settled(call: Call, id: str, defect: str | None, version: str | None) -> Document:
    """Writes what was found of a file. Once it counts, nobody hands in what they were shown without it."""
    case = call.case
    for _ in range(AT_ONCE):
        wish = _awaited(case)
        document = case.documents[id]
        if document.state != "announced":
            return document
        document = replace(document, state="rejected" if defect else "verified", defect=defect, version=version)
        if wish:  # another than it was announced for, perhaps: whoever has that one sees it
            document = replace(document, supplies=supplement.wish_of(case, wish))
        changes = Changes(documents={id: document}) | access.at_window(call)
        changes |= Changes() if defect or wish else revisions.with_file(case)
        with suppress(Contended):
            as_read = Expect(status=_OPEN, revision=case.revision, unchanged=("documents",) if wish else ())
            casefile.amend(case, expect=as_read, **changes)
            return document
        case = casefile.load(case.id)
    raise Contended(case.id)


def _awaited(case: CaseFile) -> Task | None:
    """What the registry wants more, where a file is brought for that, and None where it is brought with the form; 409 where neither is
    open."""
    if form_is_open(case):
        return None
    wish = supplement.wanted(case)
    if wish is None:
        raise Problem("WRONG_STATUS")
    return wish


def _brought(call: Call) -> str | None:
    """The proof of the agent who hands it in, where one is at the window for that: it binds nobody, but the party reads of it."""
    if call.who.audience != "clerk" or not agents.named(call.case):
        return None
    key = call.body.person or parties.BORROWER
    found = presence.present(call.case, key, call.who.subject, agents.DOCUMENTS, call.id)
    return found.id if found and found.agent else None
