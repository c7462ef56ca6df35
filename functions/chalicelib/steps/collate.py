"""Collation (核验汇总): looks at everything known so far and says what is next. The only step that may ask for anything."""

from chalicelib import clock
from chalicelib.domain import collation
from chalicelib.domain.finding import Finding, Outcome
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame
from chalicelib.steps.knowing import known, policy_of


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `verify`, `correct`, `refuse`, `credit` or `assess`; see domain/collation.py for what decides."""
    return frame.run(event, _collate)


def _collate(case: CaseFile, event: frame.Event) -> str:
    today = clock.in_china(clock.now()).date()
    findings = known(case)
    if event["last"] == "unanswered":
        findings += _no_credit_answer(case, findings)
    verdict = collation.collate(case.application, findings, policy_of(case), today)
    if verdict.next == "correct":
        _write_notice(case, verdict)
    elif verdict.next == "verify":
        casefile.amend(case.id, {"looks": [look.to_json() for look in verdict.looks]})
    elif verdict.next == "refuse":
        casefile.amend(case.id, {"reasons": [reason.told() for reason in verdict.reasons]})
    return verdict.next


def _no_credit_answer(case: CaseFile, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    answered = {finding.subject for finding in findings if finding.check == "credit"}
    return tuple(
        Finding("credit", person.key, Outcome.UNAVAILABLE, "CREDIT_UNAVAILABLE")
        for person in case.application.people
        if person.key not in answered
    )
