"""Documents (申请材料): announce a file, send it straight to storage, have it looked at."""

from contextlib import suppress
from dataclasses import replace

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

MOST = 60  # a case is one item of at most 400 KB
OF_A_PARTY = 20  # by one who is not the applicant: nobody uses up the others' room
AT_ONCE = 8  # writes tried of one file: a phone sends several at a time, and each raises the revision
_OPEN = OPEN_FORM | {Status.ATTENDING}


def announce(call: Call) -> Answer:
    """A place to send one file to, as a presigned POST: the mini-program can only send multipart forms."""
    case = call.case
    wish = _awaited(case)
    who, own = access.acting(call), access.person(call, case)
    if own not in (None, parties.BORROWER):
        if call.body.person not in (None, own):
            raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
        if [one.by for one in case.documents.values()].count(who) >= OF_A_PARTY:
            raise Problem("INVALID_REQUEST", [Defect("TOO_MANY", "")])
    if len(case.documents) >= MOST:
        raise Problem("INVALID_REQUEST", [Defect("TOO_MANY", "")])
    of_wish = {supplement.MATERIAL} if wish else set()
    if call.body.material not in {one.code for one in policy_of(case).materials} | of_wish:
        raise Problem("INVALID_REQUEST", [Defect("MATERIAL_UNKNOWN", "/material")])
    if call.id not in case.documents:
        person = call.body.person if call.body.person != "borrower" else None
        body = call.body
        whose = parties.named(case).get(person) or None if person else None
        announced = Document(
            body.material, body.content_type, body.size, body.sha256, "announced", clock.stamp(), person,
            party=whose, by=who, brought=_brought(call), supplies=wish.id if wish else None,
        )  # fmt: skip
        casefile.amend(
            case, expect=Expect(status=_OPEN), **Changes(documents={call.id: announced}) | access.at_window(call)
        )
    slot = documents.slot(case.id, call.id, call.body.content_type)
    return Answer(
        {"id": call.id, "url": slot.url, "fields": slot.fields, "expires_at": slot.expires_at},
        201,
        {"Location": f"/v1/applications/{case.id}/documents/{call.id}"},
    )


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
        changes = Changes(documents={id: document}) | access.at_window(call)
        changes |= Changes() if defect or wish else revisions.with_file(case)
        with suppress(Contended):
            casefile.amend(case, expect=Expect(status=_OPEN, revision=case.revision), **changes)
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
