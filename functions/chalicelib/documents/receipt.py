"""收件回执: what was handed in and when it counts as received; nothing is accepted by it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from chalicelib import messages
from chalicelib.documents.letter import Letter, mark_of
from chalicelib.documents.paper import chinese_date
from chalicelib.domain import limits
from chalicelib.domain.form.application import upload_of
from chalicelib.domain.policy import Policy
from chalicelib.domain.statute import quoted


class Received(NamedTuple):
    """The day a case counts as received, and the one on which it is accepted though nobody says so."""

    on: date
    accepted_at_latest: date


def receipt_pdf(letter: Letter, policy: Policy, received: Received) -> bytes:
    """The receipt, with everything that was handed in and the limits there are. `policy` is that of the day it was received."""
    paper = letter.open("PAPER_RECEIPT", "OPEN_RECEIPT")
    latest = received.accepted_at_latest
    facts = [
        ("办件编号", letter.number),
        ("收件日期", chinese_date(received.on)),
        ("至迟视为受理", chinese_date(latest)),
        ("住房坐落", letter.application.home.location),
    ]
    paper.facts(facts)
    paper.table(("序号", "收到的材料", "何人", "份数"), _handed_in(letter, policy), (13, 80, 45, 20), "CLLC")
    days, by = limits.telling_days(policy), chinese_date(latest)
    paper.paragraph(messages.text("RECEIPT_TELLING", days=days, by=by, mark=mark_of(policy, "guide.telling_day")))
    law, last = quoted(policy, "decision"), chinese_date(limits.legal_by(policy, latest))
    paper.paragraph(messages.text("RECEIPT_LAW", days=limits.legal_days(policy), law=law, latest=by, by=last))
    return letter.close(paper)


def _handed_in(letter: Letter, policy: Policy) -> Sequence[tuple[str, str, str, str]]:
    names = {material.code: f"{material.name}（{material.code}）" for material in policy.materials}
    rows = [(messages.text("RECEIPT_FORM"), "", 1)]
    for key, files in sorted(letter.application.documents.items()):
        code, person = upload_of(key)
        rows.append((names.get(code, code), letter.whom(person or "borrower"), len(files)))
    return [(str(number), name, whose or "—", str(count)) for number, (name, whose, count) in enumerate(rows, 1)]
