"""Commitments (告知承诺) as the parties see them, and with what was found of them as staff do."""

from typing import Any

from chalicelib.casework.corrections import form_is_open
from chalicelib.messages import text
from chalicelib.records.casefile import CaseFile
from chalicelib.records.commitments import Commitment


def shown(case: CaseFile) -> list[dict[str, Any]]:
    """Each that was made: in which words, when, and whether it was found untrue."""
    return [_shown(code, one, case) for code, one in case.commitments.items()]


def to_staff(case: CaseFile) -> list[dict[str, Any]]:
    """The same with who has found what, and why."""
    return [
        {
            **_shown(code, one, case),
            "found_by": one.found_by or None,
            "note": case.said_of_commitment(code, "note", one.note) or None,
            "cleared_by": one.cleared_by or None,
            "why": case.said_of_commitment(code, "why", one.why) or None,
        }
        for code, one in case.commitments.items()
    ]


def _state(code: str, one: Commitment, case: CaseFile) -> str:
    from chalicelib.casework import commitments  # few cases rest on one

    is_to_be_sent = form_is_open(case) and code in (
        case.form.get("commitments") or ()
    )  # given anew, and not handed in yet
    if not (is_to_be_sent or commitments.is_made(case, code)):
        return "taken_back"
    return "untrue" if one.is_untrue else "unclear" if one.is_doubted else "cleared" if one.cleared_at else "made"


def _shown(code: str, one: Commitment, case: CaseFile) -> dict[str, Any]:
    state = _state(code, one, case)
    return {
        "code": code, "words": one.words, "version": one.version, "made_at": one.at,
        "state": state, "state_text": text(f"COMMITMENT_STATE_{state.upper()}"),
        "untrue_at": (not one.unclear and one.untrue_at) or None, "cleared_at": one.cleared_at or None,
    }  # fmt: skip
