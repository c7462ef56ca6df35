"""Opening an upload (查看材料): its owner, and who works on the case for the centre, get a link that lasts for minutes and only saves.

Who else may read the case reads that there is one, and not what is in it. A look of staff stands in the ledger before the link leaves.
"""

from typing import Any

from chalicelib import clock
from chalicelib.api import reaches
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import parties, uploads
from chalicelib.casework.rules import policy_of
from chalicelib.domain.policy import Policy
from chalicelib.messages import text
from chalicelib.records import documents, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Document


def opened(call: Call) -> Answer:
    """One verified file: what it is, the hash of the very bytes that are kept, and a link to them. 409 for staff who do not work on the
    case."""
    case, id = call.case, call.path["document"]
    document = case.documents.get(id)
    if document is None or document.state != "verified":
        raise Problem("NOT_FOUND")
    if call.who.audience != "depositor" and not _works_on_it(call):
        raise Problem("CLAIM_FIRST", about=case.id)
    link = documents.link(case.id, id, document.content_type, document.version)
    until = clock.stamp(clock.now() + documents.OPEN_FOR)
    return Answer({**_shown(id, document, policy_of(case)), "link": link, "until": until})


def papers(case: CaseFile) -> list[dict[str, Any]]:
    """Every file of a case that was verified and is of who it names, as whoever has to look at it is shown it, without a link."""
    named, rules = parties.named(case), policy_of(case)
    found = uploads.counting(case, named)
    return [_shown(id, one, rules) for id, one in found.items() if one.state == "verified"]


def _shown(id: str, one: Document, rules: Policy) -> dict[str, Any]:
    names = {material.code: material.name for material in rules.materials}
    return {
        "id": id, "material": one.material, "name": names.get(one.material) or text("MATERIAL_WANTED" if one.supplies else "MATERIAL_OF_CONTEST"), "person": one.person,
        "content_type": one.content_type, "sha256": one.kept or one.sha256, "at": one.at,
    }  # fmt: skip


def _works_on_it(call: Call) -> bool:
    is_at_home = call.who.centre == call.case.centre  # who stands in keeps nothing of what they did
    if is_at_home and call.who.person in call.case.hands:
        return True
    return any(reaches.has_taken(call, wait) for wait in tasks.of_case(call.case.id))
