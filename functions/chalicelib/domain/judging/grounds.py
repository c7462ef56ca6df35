"""The grounds of a decision as they are kept, and what may refuse without a person (自动不予贷款的依据): only what an authority's own text says, for this centre.

A mark belongs to a figure and a centre. A rule that is not met and rests on anything nobody verified for the centre says look:
a person decides, and is told what was not verified. Payments rest on decisions, and no mark stops one.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NotRequired, TypedDict

from chalicelib.domain.judging.rule import UNVERIFIED, Rule, RuleResult, Situation, Verdict, judged
from chalicelib.domain.policy import Policy


class Reason(TypedDict):
    """What one rule said of one subject, and the inputs it used (`RuleResult.to_json`)."""

    code: str
    outcome: str
    subject: str
    text: str
    basis: str
    inputs: Mapping[str, Any]


class Explained(TypedDict):
    """One cap (`amount.Cap`); yuan as text."""

    code: str
    name: str
    value: str
    formula: str
    inputs: Mapping[str, str]
    verified: bool
    source: str


class Grounds(TypedDict):
    """Everything a decision rests on (`Decision.to_json`); of an early refusal, all that could be judged. It holds personal data.

    Amounts are yuan and rates annual percent, both as text. What an early refusal lacks is not required.
    """

    approved: bool
    next: str
    reasons: list[Reason]
    decided_on: str
    policy_version: str
    unverified: list[str]
    inputs_hash: str
    stage: NotRequired[str]  # `refusal.EARLY`, of an early refusal alone
    route: NotRequired[str]
    why: NotRequired[list[str]]
    caps: NotRequired[Mapping[str, str]]
    explained: NotRequired[list[Explained]]
    binding: NotRequired[str]
    amount: NotRequired[str]
    terms: NotRequired[Mapping[str, int]]
    months: NotRequired[int]
    rate: NotRequired[str]
    method: NotRequired[str]
    homes: NotRequired[str]


# The figures each rule reads beside its own entry; a rule that is not here reads none.
READS: Mapping[str, tuple[str, ...]] = {
    "ADULT": ("min_age",),
    "CO_OWNER_ADULT": ("min_age",),
    "RETIREMENT": ("retirement",),
    "RECENT_DIVORCE": ("recent_divorce_months",),
    "DEPOSIT_MONTHS": ("min_deposit_months", "transferred_months"),
    "DEPOSIT_PLACE": ("recognises",),
    "OFF_SITE_PLACE": ("off_site", "recognises"),
    "OFF_SITE_CERTIFICATE": ("min_deposit_months", "recognises"),
    "FLEXIBLE_DEPOSITOR": ("flexible_depositors",),
    "FRAUD_BAN": ("fraud_ban",),
    "WITHDRAWAL_DONE": ("withdrawal_in_flight",),
    "HOMES": ("counting", "max_fund_loans"),
    "DOWN_PAYMENT": ("counting", "down_payment", "max_fund_loans"),
    "TRANSFER_MONTHS": ("transfer",),
    "TRANSFER_CAPACITY": ("loan_ratio", "transfer"),
    "TRANSFER_RECORD": ("transfer",),
    "BANK_TERM": ("bank_part.term",),
    "BANK_BURDEN": ("bank_part.burden", "commercial_rate"),
    "TERM": ("age_limit", "house_age_plus_term", "max_months", "retirement"),
    "TERM_POLICY": ("max_months",),
    "TERM_AGE": ("age_limit", "retirement"),
    "TERM_HOUSE_AGE": ("house_age_plus_term",),
    "CREDIT_OVERDUE": ("credit",),
    "CREDIT_MORTGAGES": ("commercial_mortgage",),
    "CREDIT_QUERIES": ("credit",),
}


def ruled(rules: Mapping[str, Rule], s: Situation) -> tuple[RuleResult, ...]:
    """What every rule that is for this case says, a refusal only where it may refuse."""
    return tuple(held(result, s.policy) for result in judged(rules, s))


def held(result: RuleResult, policy: Policy) -> RuleResult:
    """A result as it counts: a failure on anything unverified is a look, and says on what."""
    if result.outcome is not Verdict.FAIL or not (lacking := doubted(result.code, policy)):
        return result
    return replace(result, outcome=Verdict.LOOK, inputs={**result.inputs, UNVERIFIED: list(lacking)})


def figures_of(code: str, policy: Policy) -> tuple[str, ...]:
    """The figures a rule reads beside its own entry; the amount's, every cap and what that depends on."""
    if code != "AMOUNT":
        return READS.get(code, ())
    return tuple(dict.fromkeys(("round_to", *(name for cap in policy.caps for name in _of_cap(cap, policy)))))


def doubted(code: str, policy: Policy) -> tuple[str, ...]:
    """What a rule rests on that nobody verified for this centre: its own entry, and the figures it reads."""
    return tuple(name for name in (f"rules.{code}", *figures_of(code, policy)) if name not in policy.confirmed)


def doubted_of_term(code: str, policy: Policy) -> tuple[str, ...]:
    """What one limit of the term (domain/judging/term.py) rests on that nobody verified for this centre; the use of the land is a fact."""
    return tuple(name for name in READS.get(code, ()) if name not in policy.confirmed)


def doubted_of_cap(code: str, policy: Policy) -> tuple[str, ...]:
    """What one cap rests on that nobody verified for this centre: its own entry, and every figure its result depends on."""
    return tuple(name for name in _of_cap(code, policy) if name not in policy.confirmed)


def _of_cap(code: str, policy: Policy) -> tuple[str, ...]:
    from chalicelib.domain.judging.formulas import FORMULAS  # with the schedules, which no rule but the amount's needs

    return (f"caps.{code}", *FORMULAS[str(policy.caps[code]["formula"])].reads)
