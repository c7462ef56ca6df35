"""What a decision rests on: the agencies' answers as far as they still answer the present form, and staff's rulings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from chalicelib import policy
from chalicelib.domain.finding import Finding, Outcome
from chalicelib.policy import Policy
from chalicelib.records.casefile import CaseFile
from chalicelib.steps.checking import question

_OPEN = {Outcome.NOT_FOUND, Outcome.AMBIGUOUS, Outcome.UNAVAILABLE}


def known(case: CaseFile) -> tuple[Finding, ...]:
    """Every finding that counts. An answer to a form since corrected does not; a person's ruling settles an open answer."""
    findings = tuple(_current(case))
    for key, ruling in case.get("rulings", {}).items():
        check, _, subject = key.partition(".")
        if ruling["of"] == question(case.application, check, subject):
            findings = _ruled(findings, check, subject, Outcome(ruling["outcome"]), ruling["by"])
    return findings


def policy_of(case: CaseFile) -> Policy:
    """The policy that judges the case: the one in force in its centre on the day it was accepted."""
    return policy.in_force(case["centre"], date.fromisoformat(case["accepted_on"]))


def _current(case: CaseFile) -> Iterator[Finding]:
    for found in case.findings:
        if case.answered(found.check, found.subject, question(case.application, found.check, found.subject)):
            yield found


def _ruled(findings: tuple[Finding, ...], check: str, subject: str, outcome: Outcome, by: str) -> tuple[Finding, ...]:
    def ruled(answer: Finding) -> Finding:
        code = answer.code if outcome == Outcome.CONFIRMED else f"RULED_{check.upper()}"
        return replace(answer, outcome=outcome, code=code, by=f"staff:{by}")

    about = [found for found in findings if (found.check, found.subject) == (check, subject)]
    unanswered = [] if about else [Finding(check, subject, Outcome.UNAVAILABLE, f"{check.upper()}_UNAVAILABLE")]
    return tuple(ruled(found) if found in about and found.outcome in _OPEN else found for found in findings) + tuple(
        ruled(found) for found in unanswered
    )
