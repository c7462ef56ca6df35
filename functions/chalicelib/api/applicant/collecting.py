"""Handing out (出件): at the window papers are handed over to a party who is there, or to an agent whose authorisation says so; by post they are
sent to where the form says, or to the address on the identity card. Whoever does it again with the same key does it once.
"""

from typing import Any

from chalicelib import clock
from chalicelib.api import actors, whose
from chalicelib.api.applicant import signed_forms
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import delivering, handing, parties
from chalicelib.casework.corrections import form_that_holds
from chalicelib.domain.form import delivery
from chalicelib.messages import whom
from chalicelib.records import proofs
from chalicelib.records.archive import link
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Paper
from chalicelib.records.handouts import POST, WINDOW, HandOut
from chalicelib.records.presences import Presence

ELECTRONIC, SCAN = "electronic", "scan"
ID_CARD = "id_card"  # the address of a letter that the form has none for


def opened(call: Call) -> Answer:
    """One paper, by its SHA-256, with a link to save it by: the first time it is opened is when it was handed to whoever opens it, and every time
    stands in the ledger before the link is given. 404 for a paper that is not theirs."""
    key = whose.person(call, call.case)
    paper = next((one for one in call.case.results if one.is_for(key) and one.sha256 == call.path["paper"]), None)
    if key is None or paper is None:
        raise Problem("NOT_FOUND", about=call.case.id)
    handing.by_page(call.case, key, call.who.subject, paper)
    return Answer(_shown(call.case, paper))


def _shown(case: CaseFile, paper: Paper) -> dict[str, str]:
    """The paper with a link to save it by, under what people call it: 受理通知书.pdf."""
    title = handing.called(paper, case.results)
    file = f"{title}.{paper.name.rpartition('.')[2]}"
    return {"name": paper.name, "title": title, "sha256": paper.sha256, "link": link(paper.key, file)}


def hand_over(call: Call) -> Answer:
    """The papers with links, once it stands in the record and the ledger who has got them before whom, and how they signed for it. An agent
    collects once for having come."""
    case, key = call.case, actors.party(call, call.body.person)
    papers = handing.of(case, key)
    if not papers:
        raise Problem("WRONG_STATUS")
    proof, hand = actors.present(call, key), actors.once(call, key)
    one = handing.done(case, call.id)
    if one is None:
        signed, hashes = _signed(call, proof), [paper.sha256 for paper in papers]
        one = HandOut(
            call.id, key, proof.party, WINDOW, clock.stamp(), hashes, call.who.subject, proof.agent, proof.id, signed
        )
        # Taken back meanwhile, nothing is handed over, and the ledger says nothing.
        handing.record(case, one, changes=hand)
    came = {
        "mandate": proof.mandate,
        "presence": proof.id,
        "method": proof.method,
        "terminal": proof.terminal,
        "proof": proof.evidence,
    }
    handing.note(case, one, person=call.who.person, **came)
    got = [paper for paper in case.results if paper.sha256 in one.papers]  # whoever asks again gets what was recorded
    shown = [_shown(case, one) for one in got]
    return Answer(
        {**_whose(call, key), "is_agent": bool(proof.agent), "signed": one.signed["how"], "items": shown}, 201
    )


def send(call: Call) -> Answer:
    """What a party has not been handed yet goes to them by post: by the number of the letter, to the address of the form. One letter is one party's."""
    case, key = call.case, call.body.person
    if key not in parties.named(case):
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    to = _address(form_that_holds(case), key, by_id_card=call.body.by_id_card)
    one = handing.done(case, call.id) or _in_letter(call, key)
    if one is None:
        papers = handing.owed(case, key)
        if not papers:
            raise Problem("WRONG_STATUS")
        hashes, party = [paper.sha256 for paper in papers], parties.named(case)[key]
        one = HandOut(
            call.id, key, party, POST, clock.stamp(), hashes, call.who.subject, tracking=call.body.tracking, to=to
        )
        handing.record(case, one, changes=actors.at_window(call))
    handing.note(case, one, person=call.who.person)
    sent: list[Paper] = [paper for paper in case.results if paper.sha256 in one.papers]
    items = [{"name": paper.name, "sha256": paper.sha256} for paper in sent]
    return Answer(
        {
            **_whose(call, key),
            "tracking": one.tracking,
            "to": one.to,
            "to_text": delivering.place_in_words(one.to),
            "items": items,
        },
        201,
    )


def _whose(call: Call, key: str) -> dict[str, Any]:
    return {"id": call.case.id, "person": key, "text": whom(key)}


def _signed(call: Call, proof: Presence) -> dict[str, str]:
    """How who came has signed for it: on paper, whose scan this clerk brings, or by having been verified for it at the terminal."""
    said = call.body.receipt
    if said is None:
        return {"how": ELECTRONIC, "evidence": proof.evidence}
    if not proofs.is_announced(call.case.id, said.document, call.who.subject):
        raise Problem("INVALID_REQUEST", [Defect("DOCUMENT_ABSENT", "/receipt/document")])
    version = signed_forms.look_at(call.case.id, said.document, said)
    return {"how": SCAN, "document": said.document, "sha256": said.sha256, **({"version": version} if version else {})}


def _in_letter(call: Call, key: str) -> HandOut | None:
    """The letter of that number, if it was sent already. 422 where it is another's."""
    found = next((one for one in call.case.handed if one.tracking == call.body.tracking), None)
    if found and found.person != key:
        raise Problem("INVALID_REQUEST", [Defect("LETTER_OF_ANOTHER", "/tracking")])
    return found


def _address(form: Any, key: str, *, by_id_card: bool) -> str:
    """Where in the form the address is that papers go to, or that it is the one of their identity card. 422 where the form has none and that
    is not wanted."""
    if to := delivery.place(form, key) or (ID_CARD if by_id_card else ""):
        return to
    raise Problem("INVALID_REQUEST", [Defect("NO_ADDRESS", "/person")])
