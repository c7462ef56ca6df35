"""What all check steps share: ask once for each subject, remember the answer, never ask the same question twice."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from chalicelib import clock
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.application import Application, Person
from chalicelib.domain.finding import Finding
from chalicelib.records import casefile, ledger
from chalicelib.records.casefile import CaseFile


def ask_of_each(case: CaseFile, check: str, people: Sequence[Person], ask: Callable[[Person, Purpose], Finding]) -> str:
    """Asks an agency about each person who has no answer yet. Returns `done`; raises what the agency raises."""
    for person in people:
        ask_once(case, check, person.key, partial(ask, person))
    return "done"


def ask_once(case: CaseFile, check: str, subject: str, ask: Callable[[Purpose], Finding]) -> None:
    """Asks one question unless it has its answer, and writes the answer down with its line in the timeline."""
    of = question(case.application, check, subject)
    if case.answered(check, subject, of):
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


def question(application: Application, check: str, subject: str) -> str:
    """A digest of what is asked, so that a corrected form is asked about anew and an unchanged one is not."""
    asked: dict[str, Any] = {"check": check, "subject": subject, "people": [asdict(p) for p in application.people]}
    if check in ("property", "tax"):
        asked["home"] = asdict(application.home)
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()


def purpose_of(case: CaseFile, step: str) -> Purpose:
    """Who asks, for which case, on whose consents; each agency says about whom and replacing which material."""
    return Purpose(
        case=case.id, number=case.number or case.id, asked_by=step, centre=case["centre"], consents=case.application.consents,
        record=lambda entry: ledger.append(case.id, entry),
    )  # fmt: skip
