"""A quote (试算): what the rules of a decision make of a household that only states its facts, and what a change would do.

Pure and kept nowhere. There is no rule and no formula here: `decision.judge` answers, for the question and every change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from chalicelib.domain import materials, matters
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.circumstances import Facts
from chalicelib.domain.judging.burden import Burden, burden
from chalicelib.domain.judging.decision import judge, unsettled
from chalicelib.domain.judging.judgement import Judgement
from chalicelib.domain.judging.rule import UNVERIFIED, RuleResult, Said, Situation, Verdict
from chalicelib.domain.loan import servicing
from chalicelib.domain.loan.schedule import (
    EQUAL_INSTALMENT,
    EQUAL_PRINCIPAL,
    Combination,
    Schedule,
    first_payment,
    schedule,
)
from chalicelib.domain.materials import Need
from chalicelib.domain.policy import Matter, Policy
from chalicelib.domain.quote import changes
from chalicelib.domain.quote.asked import Asked
from chalicelib.domain.quote.stated import least_down_payment, least_share, situation

MOST_EFFECTS = 6
_UNUSED = {"tiers", "arranged"}  # who approves, and which days are off
_USED_WHERE = {"transfer": "transfer", "off_site": "off_site", "commercial_rate": "combination"}  # figure -> fact
_RANK = (Verdict.FAIL, Verdict.LOOK, Verdict.PASS)


@dataclass(frozen=True)
class Effect:
    """What a change would do. `more` and `first_payment_more` are differences in yuan, below zero for less.

    `clears` are the codes of the rules that refused and then no longer do.
    """

    change: changes.Change
    before: Verdict
    eligible: Verdict
    amount: Decimal
    more: Decimal
    months: int
    first_payment_more: Decimal
    clears: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """The whole answer. Amounts in yuan; `plans` by repayment method, none where nothing can be lent."""

    policy: Policy
    on: date
    application: Application  # what the rules read
    facts: Facts
    judgement: Judgement
    eligible: Verdict
    least_down_payment: Decimal
    least_share: Decimal  # of the price: what that rests on
    rate_since: date
    plans: Mapping[str, Schedule]
    combination: Combination | None
    burden: Burden | None  # what both parts of a combination ask of the income
    reset: date | None  # when the rate of a loan paid out today first follows a change
    effects: tuple[Effect, ...]
    materials: tuple[Need, ...]
    matters: tuple[Matter, ...]

    @property
    def unverified(self) -> tuple[str, ...]:
        """The figures this quote used that nobody has confirmed yet; of rules, materials and matters see `policy.confirmed`."""
        caps = {f"caps.{code}" for code in self.judgement.caps}
        unused = {*_UNUSED, *(name for name, fact in _USED_WHERE.items() if self.facts.get(fact) in (False, "none"))}
        return tuple(
            name
            for name in self.policy.unverified
            if name in caps or ("." not in name and name not in unused) or self._is_of_bank(name)
        )

    def _is_of_bank(self, figure: str) -> bool:
        return self.combination is not None and figure.startswith("bank_part.")


def quote(asked: Asked, policy: Policy, on: date) -> Quote:
    """Answers a question under a policy, as if the loan were decided and paid out on that day."""
    stated = situation(asked, policy, on)
    judgement = judge(stated)
    plans = _plans(judgement)
    least = least_down_payment(stated)
    return Quote(
        policy=policy,
        on=on,
        application=stated.application,
        facts=stated.facts,
        judgement=judgement,
        eligible=eligible(stated, judgement),
        least_down_payment=least,
        least_share=least_share(stated),
        rate_since=next(row.since for row in reversed(policy.rates) if row.since <= on),
        plans=plans,
        combination=_combination(asked, judgement, plans, policy),
        burden=burden(judgement.basis, judgement.amount, policy) if asked.commercial and plans else None,
        reset=servicing.next_reset(on, judgement.months),
        effects=tuple(_effects(changes.Now(asked, judgement, least, policy, on), eligible(stated, judgement))),
        materials=materials.needed(stated.application, policy),
        matters=matters.linked(stated.application, policy),
    )


def eligible(stated: Situation, judgement: Judgement) -> Verdict:
    """Whether they may borrow: pass, fail, or look where a person has to decide or a check has no answer to rest on."""
    if not judgement.approved:
        return Verdict.FAIL
    if any(result.outcome is Verdict.LOOK for result in judgement.reasons) or unsettled(stated):
        return Verdict.LOOK
    return Verdict.PASS


def _plans(judgement: Judgement) -> dict[str, Schedule]:
    if not judgement.amount or not judgement.months:
        return {}
    return {
        method: schedule(judgement.amount, judgement.rate, judgement.months, method)
        for method in (EQUAL_INSTALMENT, EQUAL_PRINCIPAL)
    }


def _combination(
    asked: Asked, judgement: Judgement, plans: Mapping[str, Schedule], policy: Policy
) -> Combination | None:
    if not asked.commercial or not plans:
        return None
    months, method = judgement.basis.commercial_months or judgement.months, asked.commercial_method or judgement.method
    bank = schedule(asked.commercial, policy.commercial_rate, months, method)
    return Combination(plans[judgement.method], bank)


def _effects(now: changes.Now, before: Verdict) -> Iterator[Effect]:
    """The changes that change something, best first: what makes eligible, what lends more, what costs less a month."""
    payment, refusing = _first_payment(now.judgement), _refusing(now.judgement)
    telling = []
    for change in changes.possible(now):
        otherwise = situation(change.asked, now.policy, change.on, _Untold)
        then = judge(otherwise)
        effect = Effect(
            change=change,
            before=before,
            eligible=eligible(otherwise, then),
            amount=then.amount,
            more=then.amount - now.judgement.amount,
            months=then.months,
            first_payment_more=_first_payment(then) - payment,
            clears=tuple(sorted(refusing - _refusing(then))),
        )
        if effect.eligible is not before or effect.more or effect.first_payment_more:
            telling.append(effect)
    telling.sort(key=lambda e: (-_RANK.index(e.eligible), -e.more, e.first_payment_more))
    yield from telling[:MOST_EFFECTS]


class _Untold(Situation):
    """A situation whose results have no text, basis or inputs: nobody is shown them, and there are a dozen judgements."""

    def result(self, code: str, said: Said) -> RuleResult:
        """What the rule `code` said, bare."""
        return _bare(code, said.outcome, said.subject)


@cache
def _bare(code: str, outcome: Verdict, subject: str) -> RuleResult:
    return RuleResult(code, outcome, subject, "", "")


def _first_payment(judgement: Judgement) -> Decimal:
    if not judgement.amount or not judgement.months:
        return Decimal("0.00")
    return first_payment(judgement.amount, judgement.rate, judgement.months, judgement.method)


def _refusing(judgement: Judgement) -> set[str]:
    """The rules that are not met, also those that may not refuse by themselves."""
    return {
        result.code for result in judgement.reasons if result.outcome is Verdict.FAIL or UNVERIFIED in result.inputs
    }
