"""What a decision rests on: the agencies' answers as far as they still answer the present form, and staff's rulings."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib import policy
from chalicelib.domain.finding import Finding, Outcome
from chalicelib.policy import Policy
from chalicelib.records.casefile import CaseFile
from chalicelib.steps.checking import question

_OPEN = set(Outcome) - {Outcome.CONTRADICTED}


def known(case: CaseFile) -> tuple[Finding, ...]:
    """Every finding that counts. An answer to a form since corrected does not; a person's ruling settles an open answer."""
    counting = {(found.check, found.subject): found for found in _current(case)}
    for key, ruling in case.get("rulings", {}).items():
        check, _, subject = key.partition(".")
        open_answer = counting.get((check, subject)) or _none(check, subject)
        if ruling["of"] == question(case.application, check, subject) and open_answer.outcome in _OPEN:
            counting[check, subject] = _ruled(case, key, open_answer, ruling)
    return tuple(counting.values())


def policy_of(case: CaseFile) -> Policy:
    """The policy that judges the case: the one in force in its centre on the day it was accepted."""
    return policy.in_force(case["centre"], date.fromisoformat(case["accepted_on"]))


def _current(case: CaseFile) -> Iterator[Finding]:
    for found in case.findings:
        if case.answered(found.check, found.subject, question(case.application, found.check, found.subject)):
            yield found


def _ruled(case: CaseFile, key: str, answer: Finding, ruling: Mapping[str, Any]) -> Finding:
    outcome = Outcome(ruling["outcome"])
    code = answer.code if outcome is Outcome.CONFIRMED else f"RULED_{answer.check.upper()}"
    supplied = case.open(f"rulings.{key}", ruling["facts"]) if "facts" in ruling else {}
    return replace(answer, outcome=outcome, code=code, facts={**answer.facts, **supplied}, by=f"staff:{ruling['by']}")


def _none(check: str, subject: str) -> Finding:
    return Finding(check, subject, Outcome.UNAVAILABLE, f"{check.upper()}_UNAVAILABLE")
