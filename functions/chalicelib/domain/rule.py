"""What a rule (审核规则) is: a function of a situation that gives results, each with its text, basis and inputs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from chalicelib.domain.application import Application
from chalicelib.domain.evidence import Evidence
from chalicelib.domain.policy import Policy


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
        """What may stand in the clear: everything but the inputs."""
        return {name: str(value) for name, value in asdict(self).items() if name != "inputs"}


@dataclass(frozen=True)
class Situation:
    """What every rule reads."""

    application: Application
    evidence: Evidence
    policy: Policy
    on: date

    def result(self, code: str, outcome: Verdict, subject: str, **inputs: Any) -> RuleResult:
        """A result of the rule `code`, with its text and basis from the policy."""
        rule = self.policy.rules[code]
        return RuleResult(code, outcome, subject, rule.text, rule.basis, inputs)


Rule = Callable[[Situation], Iterator[RuleResult]]


def passes(holds: bool) -> Verdict:
    """Pass or fail, for a rule whose answers are all there."""
    return Verdict.PASS if holds else Verdict.FAIL
