"""Looking at papers (查看材料): whoever rules on one opens it first, and says which bytes they have seen."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from infra.players.client import Depositor, Staff


def with_papers(staff: Staff, case: str, task: str, decision: Mapping[str, Any]) -> dict[str, Any]:
    """The decision with the hashes of all papers each look of the task rests on, taken from what was downloaded."""
    if "items" not in decision:
        return dict(decision)
    staff.post(f"/v1/tasks/{task}/claim")
    shown = staff.get(f"/v1/tasks/{task}")
    wanted = {(look["check"], look["subject"]): look.get("files", ()) for look in shown["looks"]}
    papers = {one["sha256"]: one["id"] for one in shown["papers"]}
    items = []
    for item in decision["items"]:
        files = [papers[one] for one in wanted.get((item["check"], item["subject"]), ())]
        items.append({**item, "files": [_seen(staff, case, id) for id in files]})
    return {**decision, "items": items}


def _seen(staff: Staff, case: str, document: str) -> str:
    link = staff.get(f"/v1/applications/{case}/documents/{document}")["link"]
    return hashlib.sha256(staff.download(link)).hexdigest()


def opened(reader: Depositor, case: str, listed: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """Every paper that is listed to a party, opened one by one, by name."""
    shown = {one["name"]: reader.get(f"/v1/applications/{case}/results/{one['sha256']}") for one in listed}
    return {name: reader.download(paper["link"]) for name, paper in shown.items()}
