"""What all check steps share: ask what the linked matters need, once for each subject, and remember the answer."""

from collections.abc import Callable, Sequence
from functools import partial

from chalicelib import clock
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain import matters
from chalicelib.domain.application import Person
from chalicelib.domain.checks.finding import Finding
from chalicelib.records import casefile, ledger
from chalicelib.records.casefile import CaseFile
from chalicelib.steps.knowing import policy_of
from chalicelib.steps.questions import questions


def ask_of_each(case: CaseFile, check: str, people: Sequence[Person], ask: Callable[[Person, Purpose], Finding]) -> str:
    """Asks an agency about each person who has no answer yet. Returns `done`; raises what the agency raises."""
    for person in people:
        ask_once(case, check, person.key, partial(ask, person))
    return "done"


def ask_once(case: CaseFile, check: str, subject: str, ask: Callable[[Purpose], Finding]) -> None:
    """Asks one question and writes the answer down with its line in the timeline, unless it has its answer already or
    belongs to no matter the case links: then nobody is asked, and there is nothing to know.
    """
    of = questions(case.application)(check, subject)
    if case.answered(check, subject, of) or check not in matters.checks(case.application, policy_of(case)):
        return
    finding = ask(purpose_of(case, check))
    key = f"{check}.{subject}"
    entry = {
        "of": of, "at": clock.stamp(), "outcome": finding.outcome, "code": finding.code,
        "sealed": case.seal(f"findings.{key}", finding.to_json()),
    }  # fmt: skip
    told = casefile.event(
        "CHECK_ANSWERED",
        f"{key}.{of[:8]}",
        check=f"CHECK_{check.upper()}",
        outcome=f"OUTCOME_{finding.outcome.upper()}",
    )
    casefile.amend(case.id, {f"findings.{key}": entry, **told})


def purpose_of(case: CaseFile, step: str) -> Purpose:
    """Who asks, for which case, on whose consents; each agency says about whom and replacing which material."""
    return Purpose(
        case=case.id, number=case.number or case.id, asked_by=step, centre=case["centre"], consents=case.application.consents,
        record=lambda entry: ledger.append(case.id, entry),
    )  # fmt: skip
