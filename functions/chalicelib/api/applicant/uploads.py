"""Documents (申请材料): announce a file, send it straight to storage, have it looked at."""

from contextlib import suppress
from typing import NamedTuple

from chalicelib import clock
from chalicelib.api import actors, whose
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import agents, inspecting, parties, presence, supplement
from chalicelib.casework.corrections import form_is_open, may_be_corrected
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form.application import upload_key
from chalicelib.errors import Contended
from chalicelib.records import casefile, documents, inspections
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Document
from chalicelib.records.tasks import Task


class Room(NamedTuple):
    """How many files are taken for one thing, and of those by one who is not the applicant: nobody uses up the others' room."""

    most: int
    of_a_party: int


FORM, WISH = Room(60, 20), Room(20, 10)  # a full form leaves room for each thing the registry wants more
MOST = 200  # of a case, which is one item of at most 400 KB; what is kept of a file takes half a one


def announce(call: Call) -> Answer:
    """A place to send one file to, as a presigned POST: the mini-program can only send multipart forms."""
    for _ in range(inspecting.AT_ONCE):
        with suppress(Contended):
            _announced(call)
            slot = documents.slot(call.case.id, call.id, call.body.content_type, call.body.size)
            return Answer(
                {"id": call.id, "url": slot.url, "fields": slot.fields, "expires_at": slot.expires_at},
                201,
                {"Location": f"/v1/applications/{call.case.id}/documents/{call.id}"},
                is_final=False,  # the place is gone in minutes: who asks again is given another, for the same file
            )
        call = call.with_(found=casefile.load(call.case.id))
    raise Contended(call.case.id)


def _announced(call: Call) -> None:
    """Counts the file among those of the case as it was read. Raises `Contended` if there are others by now."""
    case, body = call.case, call.body
    wish = _awaited(case)
    if call.id in case.documents:
        return
    brought_for = supplement.wish_of(case, wish) if wish else None
    _room_for_one(call, brought_for)
    # What shows that a finding is not so.
    of_wish = {supplement.MATERIAL} if wish or may_be_corrected(case) or case.ended else set()
    if body.material not in {one.code for one in policy_of(case).materials} | of_wish or _is_not_owed(call, wish):
        raise Problem("INVALID_REQUEST", [Defect("MATERIAL_UNKNOWN", "/material")])
    person = body.person if body.person != "borrower" else None
    party = parties.named(case).get(person) if person else None
    if person and not party:  # it would be of whoever is named so one day
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    announced = Document(
        body.material, body.content_type, body.size, body.sha256, "announced", clock.stamp(), person,
        party=party, by=actors.acting(call), brought=_brought(call), supplies=brought_for,
    )  # fmt: skip
    as_read = Expect(status=inspecting.open_in(case), unchanged=("documents",))
    casefile.amend(case, expect=as_read, **Changes(documents={call.id: announced}) | actors.at_window(call))


def _is_not_owed(call: Call, wish: Task | None) -> bool:
    """Where a file is taken because something is owed (容缺), nothing else is."""
    case = call.case
    if wish or not case.tolerances or form_is_open(case) or case.ended:
        return False
    from chalicelib.casework import owing  # few cases owe anything

    return upload_key(call.body.material, call.body.person) not in owing.left(case)


def _room_for_one(call: Call, wish: str | None) -> None:
    """422 for a file beyond those a case takes, or a party brings, and for one that is said to be another party's."""
    case, own, room = call.case, whose.person(call, call.case), WISH if wish else FORM
    alike = [one for one in case.documents.values() if one.supplies == wish]
    if own not in (None, parties.BORROWER):
        if call.body.person not in (None, own):
            raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
        if [one.by for one in alike].count(actors.acting(call)) >= room.of_a_party:
            raise Problem("INVALID_REQUEST", [Defect("TOO_MANY", "")])
    if len(alike) >= room.most or len(case.documents) >= MOST:
        raise Problem("INVALID_REQUEST", [Defect("TOO_MANY", "")])


def verify(call: Call) -> Answer:
    """Has what was uploaded inspected. `verified` counts towards the application, and raises its revision; `rejected` has to be sent again;
    `waiting` was not answered yet, and is asked again by the platform too."""
    case, id = call.case, call.path["document"]
    if id not in case.documents:
        raise Problem("NOT_FOUND")
    try:
        document = inspecting.inspect(case, id, actors.at_window(call))
    except inspecting.Closed:
        raise Problem("WRONG_STATUS") from None
    if document.state == "announced":
        raise Problem("DOCUMENT_NOT_THERE", [Defect(document.defect or "DOCUMENT_ABSENT", "")])
    defect = "DOCUMENT_WAITS" if document.state == inspections.WAITING else document.defect
    return Answer(
        {
            "id": id,
            "material": document.material,
            "state": document.state,
            "defect": Defect(defect, "").to_json() if defect else None,
        }
    )


def _awaited(case: CaseFile) -> Task | None:
    try:
        return inspecting.awaited(case)
    except inspecting.Closed:
        raise Problem("WRONG_STATUS") from None


def _brought(call: Call) -> str | None:
    """The proof of the agent who hands it in, where one is at the window for that: it binds nobody, but the party reads of it."""
    if call.who.audience != "clerk" or not agents.named(call.case):
        return None
    key = call.body.person or parties.BORROWER
    found = presence.present(call.case, key, call.who.subject, agents.DOCUMENTS, call.id)
    return found.id if found and found.agent else None
