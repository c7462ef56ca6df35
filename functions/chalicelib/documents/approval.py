"""准予贷款通知书: what was granted, by which policy, and what comes next."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from chalicelib import messages
from chalicelib.documents.letter import (
    Fact,
    Head,
    Letter,
    figures,
    full_amount,
    mark_of,
    marked,
    percent,
    remedies,
    term,
    window,
)
from chalicelib.domain import bank_part
from chalicelib.domain.form.application import Application
from chalicelib.domain.frozen import frozen
from chalicelib.domain.judging.grounds import READS, doubted_of_cap
from chalicelib.domain.policy import Policy
from chalicelib.domain.statute import quoted


@frozen
class Approval:
    """What was granted; `policy` is the version it rests on, empty of a decision that names none; `ways` what can be done where that is less than was
    asked for."""

    KIND: ClassVar = "approval"
    head: Head
    opening: str
    facts: tuple[Fact, ...]
    policy: str
    next: str
    ways: tuple[str, ...] = ()


def approval(
    letter: Letter,
    decision: Mapping[str, Any],
    policy: Policy,
    counted: Application | None = None,
    then: Policy | None = None,
) -> Approval:
    """The notice of a grant under the policy that judged it. `decision` is a stored decision: amount, months, rate, and the policy version it rests on;
    `counted` the application as it has counted with it (judging/counted.py). Of a grant of less than was asked for it says so, and how to object by what
    holds `then`, on its day (`policy` where none is given)."""
    rate = f"{percent(Decimal(decision['rate']))}{mark_of(policy, 'rates')}"
    return Approval(
        letter.head("PAPER_APPROVAL"),
        messages.text("OPEN_APPROVAL"),
        (
            ("贷款金额", full_amount(Decimal(decision["amount"]))),
            *_asked(letter.application, decision, counted or letter.application, policy),
            *_bound_by(decision, policy),
            ("贷款期限", term(int(decision["months"]))),
            ("年利率", rate),
            ("还款方式", messages.text(f"METHOD_{letter.application.wish.method}")),
            *_other_loan(letter.application, int(decision["months"]), policy),
            ("住房坐落", letter.application.home.location),
            ("法律依据", marked(quoted(policy, "decision"))),
        ),
        decision.get("policy_version") or "",
        messages.text("APPROVAL_NEXT"),
        tuple(_ways(letter, then or policy)) if any(_lowered(letter.application, decision)) else (),
    )


def _lowered(application: Application, decision: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether less is granted than was asked for, and whether for a shorter term."""
    wish = application.wish
    return Decimal(decision["amount"]) < wish.amount, int(decision["months"]) < wish.months


def _asked(
    application: Application, decision: Mapping[str, Any], counted: Application, policy: Policy
) -> Iterator[Fact]:
    """What was asked for where that is not what was granted, and what counted as paid where that is not what the form states. A shorter term has a mark
    where a figure that may shorten one has."""
    is_less, is_shorter = _lowered(application, decision)
    wish, stated, paid = application.wish, application.home.down_payment, counted.home.down_payment
    if is_less:
        less = figures(wish.amount - Decimal(decision["amount"]))
        yield "申请金额", messages.text("APPROVAL_LESS", wished=figures(wish.amount), less=less)
    if is_shorter:
        mark = next(filter(None, (mark_of(policy, figure) for figure in READS["TERM"])), "")
        yield "申请期限", messages.text("APPROVAL_SHORTER", wished=term(wish.months)) + mark
    if paid != stated:
        yield "首付款", messages.text("APPROVAL_PAID", paid=figures(paid), stated=figures(stated))


def _ways(letter: Letter, policy: Policy) -> Iterator[str]:
    told = {"centre": letter.issuer, "law": marked(quoted(policy, "balances")), **remedies(policy)}
    for code in ("OBJECTION_BALANCES", "OBJECTION_PERSON", "OBJECTION_WAYS"):
        yield messages.text(code, **told)
    yield window(letter.issuer, policy, "WINDOW_ENDED")


def _other_loan(application: Application, months: int, policy: Policy) -> Iterator[Fact]:
    """The bank's part of a combination, which this decision does not grant."""
    wish = application.wish
    if wish.is_combination:
        cost = messages.text("OTHER_LOAN_COST") if bank_part.needs_confirmed_cost(policy) else ""
        amount, as_long = figures(wish.commercial_amount), term(bank_part.months_of(wish, months))
        yield "商业性贷款部分", messages.text("OTHER_LOAN_APPROVAL", amount=amount, months=as_long, cost=cost)


def _bound_by(decision: Mapping[str, Any], policy: Policy) -> Iterator[Fact]:
    """The cap that lowered the wish, where one did, and its mark."""
    cap = str(decision.get("binding"))
    if cap in policy.caps:
        mark = messages.text("UNVERIFIED_MARK") if doubted_of_cap(cap, policy) else ""
        yield "决定额度的上限", f"{policy.caps[cap].get('name') or messages.text(cap)}{mark}"
