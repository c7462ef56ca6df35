"""What a rule (审核规则) is: a function of a situation that says, of each subject it is about, pass, fail or look.

Its text, its legal basis and the cases it is for are policy (policy/data, rules); the functions are in rules/.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.facts import NORMAL
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form import circumstances, parties
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.people import Person
from chalicelib.domain.frozen import frozen
from chalicelib.domain.judging import homes, term
from chalicelib.domain.policy import Policy

UNVERIFIED = "unverified"  # among a result's inputs: what nobody confirmed, and a person therefore looks at


class Verdict(StrEnum):
    """What a rule can say."""

    PASS = "pass"
    FAIL = "fail"
    LOOK = "look"


@dataclass(frozen=True)
class RuleResult:
    """One rule about one subject: its code, what it said, the rule's text and legal basis, and the inputs it used."""

    code: str
    outcome: Verdict
    subject: str  # a person's key, or home
    text: str
    basis: str
    inputs: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The whole result; its inputs are personal data."""
        return asdict(self)

    def told(self) -> dict[str, str]:
        """What may stand in the clear: what it said of whom, and why; nothing of its inputs."""
        return {name: str(getattr(self, name)) for name in ("code", "outcome", "subject", "text", "basis")}


class Said(NamedTuple):
    """What a rule says of one subject, and the inputs it used."""

    outcome: Verdict
    subject: str
    inputs: Mapping[str, Any]


@frozen
class Situation:
    """What every rule reads. What several rules need is worked out once."""

    application: Application
    evidence: Evidence
    policy: Policy
    on: date

    @classmethod
    def of(cls, application: Application, findings: Sequence[Finding], policy: Policy, on: date) -> "Situation":
        """An application and what is known about it, under a policy, on a day."""
        return cls(application, Evidence(application, findings), policy, on)

    @cached_property
    def facts(self) -> circumstances.Facts:
        """What a `when` may ask about this case."""
        return circumstances.of(self.application, self.policy)

    @cached_property
    def homes(self) -> homes.Count:
        """The family's homes and loans, as far as they are settled."""
        return homes.of_family(self.evidence, self.policy)

    @cached_property
    def terms(self) -> Mapping[str, int]:
        """Every limit of the term, in months."""
        return term.limits(self.application, self.evidence, self.policy, self.on)

    @property
    def histories(self) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
        """What the fund says of everybody it was asked about, whatever they declare, or None while nothing may rest on it."""
        for person in self.application.people:
            if self.evidence.was_asked("fund_account", person.key):
                yield person.key, self.evidence.facts("fund_account", person.key)

    @property
    def accounts(self) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
        """The fund account of every party who says they deposit, or None while nothing may rest on it."""
        for person in self.evidence.depositors:
            yield person.key, self.evidence.facts("fund_account", person.key)

    @cached_property
    def live(self) -> Mapping[str, Mapping[str, Any]]:
        """The accounts in normal standing, by depositor: no other's base is an income, and no other's deposits count."""
        return {key: account for key, account in self.accounts if account is not None and account["status"] == NORMAL}

    @cached_property
    def undeclared(self) -> Mapping[str, Mapping[str, Any]]:
        """The accounts in normal standing of those who say to deposit nothing."""
        said_so = {person.key for person in self.application.people if not person.is_depositor}
        known = {key: account for key, account in self.histories if account is not None and key in said_so}
        return {key: account for key, account in known.items() if account.get("status") == NORMAL}

    def people(self, code: str) -> tuple[Person, ...]:
        """Who of those who owe the loan a rule is for, by the roles the policy names."""
        return parties.in_roles(self.application, self.policy.rules[code].of)

    def result(self, code: str, said: Said) -> RuleResult:
        """What the rule `code` said, with its text and basis from the policy."""
        rule = self.policy.rules[code]
        return RuleResult(code, said.outcome, said.subject, rule.text, rule.basis, said.inputs)


Rule = Callable[[Situation], Iterator[Said]]


def judged(rules: Mapping[str, Rule], s: Situation) -> tuple[RuleResult, ...]:
    """What every rule that is for this case says: all are evaluated, none hides another."""
    return tuple(s.result(code, said) for code, rule in rules.items() if _is_for(s, code) for said in rule(s))


def said(outcome: Verdict, subject: str, **inputs: Any) -> Said:
    """What a rule says of one subject, and the inputs it used."""
    return Said(outcome, subject, inputs)


def passes(holds: bool) -> Verdict:
    """Pass or fail, for a rule whose answers are all there."""
    return Verdict.PASS if holds else Verdict.FAIL


def _is_for(s: Situation, code: str) -> bool:
    """A rule that begins later is for no case yet. An open condition lets no case slip by."""
    rule = s.policy.rules.get(code)
    return rule is not None and (not rule.when or circumstances.holds(rule.when, s.facts) is not False)
