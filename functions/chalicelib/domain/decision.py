"""The decision (审核定额): may they borrow, how much, how long, at what rate, and who has to approve it. All of it explained."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain import amount, homes, term
from chalicelib.domain.application import Application
from chalicelib.domain.eligibility import after_credit, before_credit
from chalicelib.domain.evidence import Evidence
from chalicelib.domain.finding import Finding
from chalicelib.domain.money import floor_to
from chalicelib.domain.policy import Policy
from chalicelib.domain.rule import RuleResult, Situation, Verdict, passes

WISH = "WISH"  # what binds when the applicants ask for less than they could have


class Unsettled(ValueError):
    """A decision was asked for before every answer it needs is settled."""


@dataclass(frozen=True)
class Decision:
    """One decision. Amounts in yuan, `months` the term granted, `rate` annual percent on the day decided: pay-out prices.

    `next` is refuse or route; `route` is A automatic, B one review, C two reviews, empty when refused; `why` says in
    codes why that class and what differs from the wish. The same inputs, policy version and day give the same decision.
    """

    approved: bool
    next: str
    route: str
    why: tuple[str, ...]
    reasons: tuple[RuleResult, ...]
    caps: Mapping[str, Decimal]
    binding: str
    amount: Decimal
    terms: Mapping[str, int]
    months: int
    rate: Decimal
    method: str
    homes: str
    decided_on: date
    policy_version: str
    unverified: tuple[str, ...]
    inputs_hash: str

    def to_json(self) -> dict[str, Any]:
        """Everything, amounts and rates as strings. It holds personal data."""
        whole: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str))
        return whole

    def told(self) -> dict[str, Any]:
        """What may stand in the clear: the outcome, without the inputs and caps it came from.

        Its reasons are the rules that failed if it is a refusal, else all that were looked at.
        """
        whole = self.to_json()
        shown = [result.told() for result in self.reasons if self.approved or result.outcome is Verdict.FAIL]
        return {name: whole[name] for name in whole if name not in ("caps", "terms")} | {"reasons": shown}


def decide(application: Application, findings: Sequence[Finding], policy: Policy, on: date) -> Decision:
    """Decides on an application whose checks are all settled, as `collate` says. Raises `Unsettled`."""
    evidence = Evidence(application, findings)
    kind = homes.of_family(evidence, policy.max_fund_loans).kind
    if kind is None:
        raise Unsettled("the family's homes are not counted yet")
    class_of_home = homes.SECOND if kind == homes.REJECT else kind
    terms = term.limits(application, evidence, policy, on)
    months = max(0, term.allowed(terms, application.wish.months))
    basis = amount.basis(application, evidence, policy, on, class_of_home, max(1, months))
    caps = amount.caps(basis, policy)
    wished = application.wish.amount
    granted = floor_to(min(wished, *caps.values()), policy.round_to)
    lowest = min(caps, key=lambda code: caps[code])
    reasons = (
        *before_credit(application, findings, policy, on),
        *after_credit(application, findings, policy, on),
        _amount(Situation(application, evidence, policy, on), granted, wished, caps),
    )
    approved = kind != homes.REJECT and not any(result.outcome is Verdict.FAIL for result in reasons)
    why_a_person = tuple(_why_a_person(application, evidence, policy, reasons, basis, granted))
    route, why = _route(granted, policy, why_a_person) if approved else ("", ())
    lowered = [
        *(["AMOUNT_LOWERED"] if granted < wished else []),
        *(["TERM_SHORTENED"] if months < application.wish.months else []),
    ]
    return Decision(
        approved=approved,
        next="route" if approved else "refuse",
        route=route,
        why=(*why, *lowered),
        reasons=reasons,
        caps=caps,
        binding=lowest if caps[lowest] < wished else WISH,
        amount=granted,
        terms=terms,
        months=months,
        rate=basis.rate,
        method=application.wish.method,
        homes=class_of_home,
        decided_on=on,
        policy_version=policy.version,
        unverified=policy.unverified,
        inputs_hash=inputs_hash(application, findings, policy, on),
    )  # fmt: skip


def inputs_hash(application: Application, findings: Sequence[Finding], policy: Policy, on: date) -> str:
    """SHA-256 over everything a decision is made from, in one canonical JSON."""
    inputs = {
        "application": asdict(application),
        "findings": sorted(
            (found.to_json() for found in findings), key=lambda found: (found["check"], found["subject"])
        ),
        "policy": policy.version,
        "on": on,
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def _amount(s: Situation, granted: Decimal, wished: Decimal, caps: Mapping[str, Decimal]) -> RuleResult:
    figures = {code: f"{cap:.2f}" for code, cap in caps.items()}
    return s.result(
        "AMOUNT", passes(granted > 0), "borrower", wished=f"{wished:.2f}", granted=f"{granted:.2f}", **figures
    )


def _route(granted: Decimal, policy: Policy, why: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if granted > policy.tiers["one_review"]:
        return "C", ("ROUTE_AMOUNT_HIGH",)
    return ("B", why) if why else ("A", ("ROUTE_ALL_CONFIRMED",))


def _why_a_person(
    application: Application,
    evidence: Evidence,
    policy: Policy,
    reasons: Sequence[RuleResult],
    basis: amount.Basis,
    granted: Decimal,
) -> Iterator[str]:
    """Everything that keeps a case from being decided without a person."""
    if granted > policy.tiers["automatic"]:
        yield "ROUTE_AMOUNT_MIDDLE"
    if application.home.kind != "new":
        yield "ROUTE_EXISTING_HOME"
    if application.wish.commercial_amount:
        yield "ROUTE_COMBINATION"
    if not evidence.by_agencies_alone:
        yield "ROUTE_NOT_BY_AGENCIES"
    if basis.children or application.documents.get(amount.INCOME_PROOF):
        yield "ROUTE_UPLOADED_PROOF"
    if any(result.outcome is Verdict.LOOK for result in reasons):
        yield "ROUTE_LOOK"
