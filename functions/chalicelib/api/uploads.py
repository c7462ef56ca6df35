"""Documents (申请材料): announce a file, send it straight to storage, have it looked at."""

from chalicelib.api.applications import rules_of
from chalicelib.api.problem import Defect, Problem
from chalicelib.api.route import Answer, Call
from chalicelib.records import casefile, documents

MOST = 60  # a case is one item of at most 400 KB
_OPEN = ("DRAFT", "CORRECTION")


def announce(call: Call) -> Answer:
    """A place to send one file to, as a presigned POST: the mini-program can only send multipart forms."""
    case = call.case
    if case.status not in _OPEN:
        raise Problem("WRONG_STATUS")
    if len(case["documents"]) >= MOST:
        raise Problem("INVALID_REQUEST", [Defect("TOO_MANY", "")])
    if call.body.material not in {one.code for one in rules_of(case).materials}:
        raise Problem("INVALID_REQUEST", [Defect("MATERIAL_UNKNOWN", "/material")])
    if call.id not in case["documents"]:
        person = call.body.person if call.body.person != "borrower" else None
        entry = documents.entry(call.body.material, call.body.content_type, call.body.size, call.body.sha256, person)
        casefile.amend(case.id, {f"documents.{call.id}": entry}, expect={"status": _OPEN})
    slot = documents.slot(case.id, call.id, call.body.content_type)
    return Answer(
        {"id": call.id, "url": slot.url, "fields": slot.fields, "expires_at": slot.expires_at},
        201,
        {"Location": f"/v1/applications/{case.id}/documents/{call.id}"},
    )


def verify(call: Call) -> Answer:
    """Looks at what was uploaded. `verified` counts towards the application; `rejected` has to be sent again."""
    case, id = call.case, call.path["document"]
    document = case["documents"].get(id)
    if document is None:
        raise Problem("NOT_FOUND")
    if document["state"] == "announced":
        defect, version = documents.defect_of(case.id, id, document["content_type"], document["sha256"])
        if defect == "DOCUMENT_ABSENT":
            raise Problem("DOCUMENT_NOT_THERE", [Defect(defect, "")])
        if case.status not in _OPEN:
            raise Problem("WRONG_STATUS")
        document = {
            **document, "state": "rejected" if defect else "verified",
            **({"defect": defect} if defect else {}), **({"version": version} if version else {}),
        }  # fmt: skip
        casefile.amend(case.id, {f"documents.{id}": document}, expect={"status": _OPEN})
    defect = document.get("defect")
    return Answer(
        {
            "id": id, "material": document["material"], "state": document["state"],
            "defect": Defect(defect, "").to_json() if defect else None,
        }
    )  # fmt: skip
