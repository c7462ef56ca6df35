"""How a case ends without a loan: 不予贷款决定书, 不予受理通知书 and the notices of an ended case."""

from collections.abc import Sequence

from chalicelib import messages
from chalicelib.documents.letter import Letter, Reason, reason_rows

_WITH_REMEDY = {"REFUSED", "NOT_ACCEPTED"}


def ending_pdf(letter: Letter, ending: str, reasons: Sequence[Reason], policy_version: str = "") -> bytes:
    """The letter of an ending: REFUSED, NOT_ACCEPTED, WITHDRAWN, CANCELLED or EXPIRED.

    Each reason is shown with its code, rule text and legal basis. A refusal also says how to put it right, how to have a
    person look again, and how to object [the ways of objecting are general knowledge, unverified for Gansu].
    """
    paper = letter.open(f"PAPER_{ending}", f"OPEN_{ending}")
    if reasons:
        paper.table(("序号", "代码", "理由", "依据"), reason_rows(reasons), (12, 42, 62, 42), "CLLL")
    if policy_version:
        paper.remark(f"适用政策版本：{policy_version}（以受理日施行的政策为准）")
    if ending in _WITH_REMEDY:
        paper.heading("救济途径")
        for number, code in enumerate(("REMEDY_FIX", "REMEDY_PERSON", "REMEDY_OBJECT"), 1):
            paper.paragraph(f"{number}．{messages.text(code, centre=letter.issuer)}")
    return letter.close(paper)
