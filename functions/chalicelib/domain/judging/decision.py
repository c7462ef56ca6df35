"""The decision (审核定额): may they borrow, how much, how long, at what rate, and who has to approve it. All of it explained."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, cast

from chalicelib.domain.checks.expected import Place, expected
from chalicelib.domain.checks.finding import Finding, key_of
from chalicelib.domain.form.application import Application
from chalicelib.domain.frozen import frozen
from chalicelib.domain.judging import amount, homes, term
from chalicelib.domain.judging.amount import Basis, Cap
from chalicelib.domain.judging.burden import judged as judged_burden
from chalicelib.domain.judging.classes import classed
from chalicelib.domain.judging.grounds import Grounds, doubted, held, ruled
from chalicelib.domain.judging.inputs import inputs_hash
from chalicelib.domain.judging.judgement import WISH, Granted, Judgement
from chalicelib.domain.judging.rule import Said, Situation, Verdict, passes, said
from chalicelib.domain.judging.rules import AFTER_CREDIT, BEFORE_CREDIT
from chalicelib.domain.loan.money import floor_to
from chalicelib.domain.plain import plain
from chalicelib.domain.policy import Policy


class Decided(TypedDict):
    """What may stand in the clear of a decision, as a case keeps it: the outcome, nothing of the inputs and caps it came from."""

    approved: bool
    next: str
    route: str
    why: list[str]
    binding: str
    amount: str
    months: int
    rate: str
    method: str
    homes: str
    decided_on: str
    policy_version: str
    unverified: list[str]
    inputs_hash: str
    reasons: list[Mapping[str, Any]]  # of a refusal the rules that failed, else all that were looked at


class Unsettled(ValueError):
    """A decision was asked for before every answer it needs is settled."""


@frozen
class Decision(Granted):
    """One decision; its rate is that of the day decided: pay-out prices.

    `next` is refuse or route; `route` is A automatic, B one review, C two or three (`work.levels`), empty when refused; `why` says in
    codes why that class and what differs from the wish. The same inputs, policy version and day give the same decision.
    """

    next: str
    route: str
    why: tuple[str, ...]
    explained: tuple[Cap, ...]  # the same caps, and what each was computed from
    decided_on: date
    policy_version: str
    unverified: tuple[str, ...]
    inputs_hash: str

    def to_json(self) -> Grounds:
        """Everything, amounts and rates as strings. It holds personal data."""
        return cast(Grounds, plain(self))

    def told(self) -> Decided:
        """What may stand in the clear: the outcome, and what the rules said.

        Its reasons are the rules that failed if it is a refusal, else all that were looked at.
        """
        shown = [result.told() for result in self.reasons if self.approved or result.outcome is Verdict.FAIL]
        clear = {name: plain(getattr(self, name)) for name in Decided.__annotations__ if name != "reasons"}
        return cast(Decided, {**clear, "reasons": shown})


def judge(situation: Situation) -> Judgement:
    """May they borrow, how much, how long, at what rate. Raises `Unsettled` while the family's homes are not counted."""
    kind = situation.homes.kind
    if kind is None:
        raise Unsettled("the family's homes are not counted yet")
    class_of_home = homes.SECOND if kind == homes.REJECT else kind
    wish = situation.application.wish
    months = term.allowed(situation.terms, wish.months)
    basis = amount.basis(situation, class_of_home, max(1, months))
    caps = amount.caps(basis, situation.policy)
    granted = _granted(min(wish.amount, *caps.values()), basis, situation.policy)
    lowest = min(caps, key=lambda code: caps[code])
    reasons = (
        *ruled(BEFORE_CREDIT, situation),
        *ruled(AFTER_CREDIT, situation),
        held(situation.result("AMOUNT", _amount(granted, wish.amount, caps)), situation.policy),
        *(
            held(situation.result("BANK_BURDEN", one), situation.policy)
            for one in judged_burden(situation, basis, granted)
        ),
    )
    beyond = kind == homes.REJECT and not doubted("HOMES", situation.policy)
    return Judgement(
        approved=not beyond and not any(result.outcome is Verdict.FAIL for result in reasons),
        reasons=reasons,
        caps=caps,
        binding=lowest if caps[lowest] < wish.amount else WISH,
        amount=granted,
        terms=situation.terms,
        months=months,
        rate=basis.rate,
        method=wish.method,
        homes=class_of_home,
        basis=basis,
    )


def _granted(most: Decimal, basis: Basis, policy: Policy) -> Decimal:
    """The most there may be, rounded down; a loan that is to be replaced whole is replaced to the cent, or a rest of it would stay."""
    return most if basis.old_loan and most == basis.old_loan else floor_to(most, policy.round_to)


def unsettled(situation: Situation) -> list[Place]:
    """Every check and subject that must have an answer and has none to rest on."""
    places = expected(situation.application, situation.policy)
    return [place for place in places if not situation.evidence.settled(*place)]


def decide(
    application: Application, findings: Sequence[Finding], policy: Policy, on: date, *, again: bool = False
) -> Decision:
    """Decides on an application whose checks are all settled, as `collate` says. Raises `Unsettled`.

    A decision made `again` does not miss what its release did not ask.
    """
    situation = Situation.of(application, findings, policy, on)
    lacking = [place for place in unsettled(situation) if not again or situation.evidence.was_asked(*place)]
    if lacking:
        raise Unsettled(f"no settled answer: {', '.join(key_of(*place) for place in lacking)}")
    judgement = judge(situation)
    route, why = classed(situation, judgement) if judgement.approved else ("", ())
    lowered = [
        *(["AMOUNT_LOWERED"] if judgement.amount < application.wish.amount else []),
        *(["TERM_SHORTENED"] if judgement.months < application.wish.months else []),
    ]
    return Decision(
        **{one.name: getattr(judgement, one.name) for one in fields(Granted)},
        next="route" if judgement.approved else "refuse",
        route=route,
        why=(*why, *lowered),
        explained=amount.explained(judgement.basis, policy),
        decided_on=on,
        policy_version=policy.version,
        unverified=tuple(_unverified(application, policy)),
        inputs_hash=inputs_hash(application, findings, policy, on),
    )


def _amount(granted: Decimal, wished: Decimal, caps: Mapping[str, Decimal]) -> Said:
    """Something is left to lend (可贷额度)."""
    figures = {code: f"{cap:.2f}" for code, cap in caps.items()}
    return said(passes(granted > 0), "borrower", wished=f"{wished:.2f}", granted=f"{granted:.2f}", **figures)


def _unverified(application: Application, policy: Policy) -> Iterator[str]:
    """The figures nobody has confirmed; those of a bank's part only where there is one."""
    for name in policy.unverified:
        if application.wish.is_combination or not name.startswith("bank_part."):
            yield name
