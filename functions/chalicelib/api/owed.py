"""What is owed of a case that was accepted without it (容缺), as the parties and the desk see it."""

from collections.abc import Mapping
from typing import Any

from chalicelib.casework import owing
from chalicelib.casework.rules import policy_of
from chalicelib.domain.materials import Need
from chalicelib.messages import text
from chalicelib.records.casefile import CaseFile
from chalicelib.records.commitments import Tolerance


def shown(case: CaseFile) -> list[dict[str, Any]]:
    """Each that was chosen, as the parties and staff see it: where it stands, and by when it is due once the case is accepted."""
    if not case.tolerances:
        return []
    lacking = owing.left(case)
    return [_stands(case, key, one, lacking) for key, one in case.tolerances.items()]


def _stands(case: CaseFile, key: str, one: Tolerance, lacking: Mapping[str, Need]) -> dict[str, Any]:
    state, due = owing.state(case, key, lacking), owing.due_by(case, key) if key in lacking else None
    names = {material.code: material.name for material in policy_of(case).materials}
    return {
        "upload_as": key, "name": names.get(key.partition(".")[0], key), "chosen_at": one.at, "words": one.words, "version": one.version,
        "state": state, "state_text": text(f"OWED_STATE_{state.upper()}"), "due_at": due.due_at if due else None,
        "provisional": bool(due and due.provisional), "brought_at": one.brought_at or None,
    }  # fmt: skip
