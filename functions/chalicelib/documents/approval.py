"""准予贷款通知书: what was granted, by which policy, and what comes next."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from chalicelib import messages
from chalicelib.documents.letter import Letter, full_amount, mark_of, percent, term
from chalicelib.domain.judging.grounds import doubted_of_cap
from chalicelib.domain.policy import Policy
from chalicelib.domain.statute import quoted


def approval_pdf(letter: Letter, decision: Mapping[str, Any], policy: Policy) -> bytes:
    """The notice of a grant under the policy that judged it. `decision` is a stored decision: amount, months, rate, and the policy version it rests on."""
    paper = letter.open("PAPER_APPROVAL", "OPEN_APPROVAL")
    mark = mark_of(policy, "rates")
    paper.facts(
        [
            ("贷款金额", full_amount(Decimal(decision["amount"]))),
            *_bound_by(decision, policy),
            ("贷款期限", term(int(decision["months"]))),
            ("年利率", f"{percent(Decimal(decision['rate']))}{mark}"),
            ("还款方式", messages.text(f"METHOD_{letter.application.wish.method}")),
            ("住房坐落", letter.application.home.location),
            ("法律依据", quoted(policy, "decision")),
        ]
    )
    if decision.get("policy_version"):
        paper.remark(f"适用政策版本：{decision['policy_version']}")
    paper.paragraph(messages.text("APPROVAL_NEXT"))
    return letter.close(paper)


def _bound_by(decision: Mapping[str, Any], policy: Policy) -> Iterator[tuple[str, str]]:
    """The cap that lowered the wish, where one did, and its mark."""
    cap = str(decision.get("binding"))
    if cap in policy.caps:
        mark = messages.text("UNVERIFIED_MARK") if doubted_of_cap(cap, policy) else ""
        yield "决定额度的上限", f"{policy.caps[cap].get('name') or messages.text(cap)}{mark}"
