"""收件回执: what was handed in and when it counts as received; nothing is accepted by it."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from chalicelib import messages
from chalicelib.documents.letter import Fact, Head, Letter, chinese_date, mark_of, marked
from chalicelib.domain import limits
from chalicelib.domain.form.application import upload_of
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Policy


class Received(NamedTuple):
    """The day a case counts as received, the one on which it is accepted though nobody says so, and the law if it is; `is_reopened`: it is received
    because it goes on after an end (恢复办理), whenever it was handed in."""

    on: date
    accepted_at_latest: date
    law: limits.Law
    is_reopened: bool = False


@frozen
class Receipt:
    """What was received; a row for each material: number, name, whose, how many."""

    KIND: ClassVar = "receipt"
    head: Head
    opening: str
    facts: tuple[Fact, ...]
    rows: tuple[tuple[str, ...], ...]
    telling: str
    law: str


def receipt(letter: Letter, policy: Policy, received: Received) -> Receipt:
    """The receipt, with everything that was handed in and the limits there are. `policy` is that of the day it was received."""
    latest = received.accepted_at_latest
    days, by = limits.telling_days(policy), chinese_date(latest)
    law = received.law
    return Receipt(
        letter.head("PAPER_RECEIPT"),
        messages.text("OPEN_RECEIPT"),
        (
            ("收件日期", chinese_date(received.on) + _why_then(letter, received)),
            ("至迟视为受理", by),
            ("住房坐落", letter.application.home.location),
        ),
        tuple(_handed_in(letter, policy)),
        messages.text("RECEIPT_TELLING", days=days, by=by, mark=mark_of(policy, "guide.telling_day")),
        messages.text("RECEIPT_LAW", days=law.days, law=marked(law.article), latest=by, by=chinese_date(law.by)),
    )


def _why_then(letter: Letter, received: Received) -> str:
    """Why it counts as received on another day than it was handed in."""
    if received.is_reopened:
        return messages.text("RECEIPT_GOES_ON")
    return messages.text("RECEIPT_AFTER_HOURS") if letter.on < received.on else ""


def _handed_in(letter: Letter, policy: Policy) -> Sequence[tuple[str, str, str, str]]:
    names = {material.code: f"{material.name}（{material.code}）" for material in policy.materials}
    rows = [(messages.text("RECEIPT_FORM"), "", 1)]
    for key, files in sorted(letter.application.documents.items()):
        code, person = upload_of(key)
        rows.append((names.get(code, code), letter.whom(person or "borrower"), len(files)))
    return [(str(number), name, whose or "—", str(count)) for number, (name, whose, count) in enumerate(rows, 1)]
