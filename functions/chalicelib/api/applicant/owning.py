"""What a co-owner sees (产权共有人可见范围): the case they mortgage the home in, the contract they sign, and what is their own. Of who owes the
loan, their figures and what was found about them, nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.domain.form.people import is_co_owner
from chalicelib.messages import party_code
from chalicelib.records.contents import Event

# What is told of a case when it is tracked: everything else is nothing, or empty.
_TOLD = (
    "id", "number", "status", "status_text", "held_by", "timeline", "next", "parties", "contract", "results", "papers", "agents",
)  # fmt: skip
_NOT_THEIRS = ("CAN_APPEAL",)  # what every party may do who owes the loan


def left(body: Mapping[str, Any], key: str | None) -> Mapping[str, Any]:
    """How a case stands for that party: all of it, but for a co-owner."""
    if not is_co_owner(key):
        return body
    offered = [one for one in body["next"] if one["code"] not in _NOT_THEIRS]
    closed: dict[str, Any] = {
        name: [] if isinstance(part, list) else None for name, part in body.items() if name not in _TOLD
    }
    return {**body, **closed, "next": offered, "parties": [one for one in body["parties"] if one["person"] == key]}


def told(lines: Iterable[Event], key: str | None) -> list[Event]:
    """The timeline for that party: all of it, but for a co-owner, who is told of the case and of what they have done, and not of another or of
    what was found about one."""
    own = (None, party_code(key or ""))
    closed = is_co_owner(key)
    hidden = (
        "CHECK_ANSWERED",
        "PROCEDURE_ENTERED",
        "PROCEDURE_LEFT",
        "TASK_PROCEDURE",
        "COMMITMENT_FOUND_UNTRUE",
        "COMMITMENT_DOUBTED",
        "COMMITMENT_CLEARED",
        "OWED_CHOSEN",
        "OWED_BROUGHT",
        "OWED_LAPSED",
    )
    return [one for one in lines if not closed or (one.values.get("party") in own and one.code not in hidden)]
