"""How each field of a case lies in its item (存法).

Names hold JSON text in few bytes (`dense`), or plain strings where an index or a condition needs them. Five maps grow by key. What is large is a part of
its own, whose name stands under `part:<what it is>`, of a finding in its answer; in records of schema 1 it stands in the item itself. A role stands under
`hand:<person>`, so that one write can be refused for it; so does under `spent:<form>` what a form signed by hand was used for.
"""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from chalicelib.domain.status import Status
from chalicelib.records import commitments, contents, dense, handouts, loan, reviews, statements
from chalicelib.records.bank_part import BankPart, by_reference
from chalicelib.records.presences import Invitation, Presence

PLAIN = {
    "id",
    "number",
    "centre",
    "status",
    "applicant",
    "opened_at",
    "submitted_at",
    "key",
    "due_at",
    "due_shard",
    "handing",
}
SPARSE = {"handing", "leaving"}  # of an index, or of a condition: empty, it is not there
MAPS: Mapping[str, Any] = {
    "findings": contents.Answer,
    "events": contents.Event,
    "documents": contents.Document,
    "signatures": loan.Signature,
    "messages": contents.Message,
}
ENTRIES: Mapping[str, Any] = {
    "rulings": statements.Ruling,
    "contests": statements.Contest,
    "replies": statements.Reply,
    "voices": statements.Voice,
    "commitments": commitments.Commitment,
    "tolerances": commitments.Tolerance,
    "deliveries": statements.Delivery,
    "procedures": statements.Procedure,
    "invitations": Invitation,
}
LISTS: Mapping[str, Any] = {
    "reviews": reviews.Review,
    "notes": statements.Note,
    "appeals": statements.Appeal,
    "results": contents.Paper,
    "presences": Presence,
    "handed": handouts.HandOut,
}
ONES: Mapping[str, Any] = {
    "contract": loan.Contract,
    "mortgage": loan.Mortgage,
    "payment": loan.Payment,
    "payment_notice": loan.PaymentNotice,
    "bank_part": BankPart,
    "withdrawal": contents.Withdrawal,
    "stopped": contents.Stop,
    "title_seen": contents.HomeSeen,
    "filing_seen": contents.HomeSeen,
    "package": contents.Package,
}
SEALED = {"form", "application", "grounds", "prefilled"}
LARGE = {*SEALED, "decision", "consents", "notices"}
POINTER = "part:"
COMPARED = {
    *ONES, *LISTS, *ENTRIES, "people", "documents", "signatures", "leaving", "findings", "lent",
    *(f"{POINTER}{name}" for name in ("application", "consents", "decision", "form", "prefilled")),
}  # fmt: skip
HAND = "hand:"
_JSON = {type(None), str, int, float, bool}
APART = {"hands": HAND, "spent": "spent:", "words": "word:"}  # each entry stands by itself
FINDINGS = "findings"  # what a case calls its answers
GONE = {"notice", "round", "disputed_at", "submitted_by"}  # what earlier releases wrote and nothing reads any more


def decoded(name: str, stored: Mapping[str, Any]) -> Any:
    """One value of an item, in JSON's own types."""
    is_text = name in PLAIN or name in SEALED or name.startswith(HAND)
    return stored["S"] if is_text else json.loads(dense.text(stored))


def typed(name: str, value: Any) -> Any:
    """The same, as what a case holds under that name."""
    if name in ONES:
        return contents.read(ONES[name], by_reference(value) if name == "bank_part" else value)
    if name in LISTS:
        return [contents.read(LISTS[name], entry) for entry in value]
    if name in ENTRIES:
        return {key: contents.read(ENTRIES[name], entry) for key, entry in value.items()}
    if name in ("accepted_on", "received_on", "reopened_on"):
        return date.fromisoformat(value)
    return Status(value) if name == "status" else value


def encoded(name: str, value: Any) -> dict[str, Any]:
    """What a case holds under a name, as one value of an item."""
    if name in PLAIN:
        return {"S": str(value)}
    return dense.stored(json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")))


def plain(value: Any) -> Any:
    """What a case holds, in JSON's own types."""
    kind = type(value)
    if kind in _JSON or isinstance(value, str | int | float):
        return value  # most of it is
    if kind is dict or isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return contents.stored(value)
    return value.isoformat() if isinstance(value, date) else value


def called(name: str) -> str:
    """What a case calls what an item has under a name."""
    return "answers" if name == FINDINGS else name
