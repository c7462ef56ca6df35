"""How a case ends without a loan: 不予贷款决定书, 不予受理通知书 and the notices of an ended case."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib import messages
from chalicelib.documents.letter import Letter, text_if_any
from chalicelib.domain.policy import Policy
from chalicelib.domain.status import STATES, Status
from chalicelib.domain.statute import quoted

Reason = Mapping[str, Any]
_OF_ACCOUNT = {"ACCOUNT_NORMAL", "DEPOSIT_MONTHS", "AMOUNT"}  # rest on what is credited to an account


def ending_pdf(
    letter: Letter, ending: Status, reasons: Sequence[Reason], policy_version: str = "", *, policy: Policy | None = None
) -> bytes:
    """The letter of an ending that has one (domain/status.py).

    A reason is {code, text?, basis?, subject?, outcome?, unverified?}, as rules tell it; of rules only the failed ones are reasons.
    Each is shown with its code, rule text and legal basis, and marked where nobody confirmed what it rests on. Raises `ValueError`
    for a refusal without one: nobody is told no without being told why. An end one may object to also says how to put it right, how to
    have a person look again, and how to object, by the `policy` that judged it where there is one [the ways of objecting are general knowledge, unverified for Gansu].
    """
    paper = letter.open(f"PAPER_{ending}", f"OPEN_{ending}")
    failed = [reason for reason in reasons if reason.get("outcome", "fail") == "fail"]
    if ending == Status.REFUSED and not failed:
        raise ValueError(f"{letter.number}: a refusal gives its reasons")
    if failed:
        rows = [_row(letter, number, reason) for number, reason in enumerate(failed, 1)]
        paper.table(("序号", "涉及", "代码", "理由", "依据"), rows, (13, 24, 43, 44, 34), "CLLLL")
    if policy_version:
        paper.remark(f"适用政策版本：{policy_version}（以受理日施行的政策为准）")
    if STATES[ending].may_object:
        paper.heading("救济途径")
        of_account = policy is not None and any(reason["code"] in _OF_ACCOUNT for reason in failed)
        balances, law = (("OBJECTION_BALANCES",), quoted(policy, "balances")) if policy and of_account else ((), "")
        for number, code in enumerate(("OBJECTION_FIX", *balances, "OBJECTION_PERSON", "OBJECTION_WAYS"), 1):
            paper.paragraph(f"{number}．{messages.text(code, centre=letter.issuer, law=law)}")
    return letter.close(paper)


def _row(letter: Letter, number: int, reason: Reason) -> tuple[str, ...]:
    code = str(reason["code"])
    text = str(reason.get("text") or messages.text(code))
    remedy = text_if_any(f"REMEDY_{code}")
    return (
        str(number),
        letter.whom(str(reason.get("subject", ""))) or "—",
        code,
        text + (f"（{remedy}）" if remedy else ""),
        str(reason.get("basis") or "—") + (messages.text("UNVERIFIED_MARK") if reason.get("unverified") else ""),
    )
