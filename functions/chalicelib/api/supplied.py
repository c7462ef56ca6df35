"""What was brought for the registry (已补材料), shown to the parties and to whoever passes it on."""

from typing import Any

from chalicelib.casework import supplement
from chalicelib.casework.rules import policy_of
from chalicelib.messages import text
from chalicelib.records import documents
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task


def shown(case: CaseFile, task: Task) -> list[dict[str, Any]]:
    """Every file announced for that task, without a link to it."""
    names = {one.code: one.name for one in policy_of(case).materials}
    return [
        {
            "id": id,
            "material": one.material,
            "name": names.get(one.material) or text("MATERIAL_WANTED"),
            "person": one.person,
            "at": one.at,
            "state": one.state,
            "defect": one.defect,
        }
        for id, one in supplement.brought(case, task).items()
    ]


def linked(case: CaseFile, task: Task) -> list[dict[str, Any]]:
    """The same, each that was verified with a link to it."""
    return [
        {**one, "link": _link(case, one["id"]) if one["state"] == "verified" else None} for one in shown(case, task)
    ]


def _link(case: CaseFile, id: str) -> str:
    one = case.documents[id]
    return documents.link(case.id, id, one.content_type, one.version)
