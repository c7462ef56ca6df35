"""Cases in the store, put there with the product's own functions. Only tests of the case file itself write one otherwise."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, is_dataclass
from typing import Any

from chalicelib.domain.application import application_from
from chalicelib.domain.checks.finding import Finding
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import checking
from chalicelib.steps.questions import questions
from tests.given.application import accepted
from tests.given.form import Form

TRACE = "1-65f00000-000000000000000000000001"
CONTRACT = {
    "number": "JK620100202611230001", "bank": "B01", "sha256": hashlib.sha256(b"contract").hexdigest(),
    "name": "contract.pdf", "key": "cases/x/contract.pdf",
}  # fmt: skip
_SEALED = ("form", "application", "grounds")


def draft(id: str = "c1", form: Form | None = None, applicant: str = "person_1", centre: str = "620100") -> CaseFile:
    """A draft somebody began online."""
    return casefile.create(id, centre, applicant, form or {}, "online")


def submitted(form: Form, id: str = "c1", **values: Any) -> CaseFile:
    """A case as the API leaves it after submission and acceptance, with its down payment proven, and these values."""
    draft(id, form, centre=form["centre"])
    usual = {
        "application": accepted(form, documents={"B03": ["d1"]}), "unit": "unit_1", "status": "SUBMITTED",
        "parties": {person["key"]: f"person_{n}" for n, person in enumerate(form["people"], start=1)},
        "accepted_on": "2026-11-23", "trace": TRACE,
    }  # fmt: skip
    return put(id, **{**usual, **values})


def put(id: str, findings: Iterable[Finding] = (), **values: Any) -> CaseFile:
    """Writes values into a case, personal ones sealed, and the answers of agencies; None takes a value away.

    An `application` or `grounds` may be the domain's own or its JSON; `signatures.bank` names an entry of a map.
    """
    case = casefile.load(id)
    sealed = {name: case.seal(name, stored(values[name])) for name in _SEALED if name in values}
    if findings:
        asked = values["application"] if "application" in values else case.unseal("application")
        sealed |= _answers(case, questions(application_from(stored(asked))), findings)
    casefile.amend(id, {**values, **sealed})
    return casefile.load(id)


def happened(id: str, code: str, key: str = "", **values: str) -> None:
    """Writes a line into the timeline of a case."""
    casefile.amend(id, casefile.event(code, key, **values))


def answered(id: str, found: Finding) -> None:
    """Lets a check step ask, which gets this answer."""
    checking.ask_once(casefile.load(id), found.check, found.subject, lambda purpose: found)


def waiting(id: str, kind: str, status: str, number: int = 1, details: Any = None, **values: Any) -> str:
    """Puts a case where a step that waits for people would, with an open task. Gives the task's id."""
    put(id, status=status, **values)
    return tasks.open_task(
        id, kind, number, f"token-{kind}-{number}",
        centre="620100", due_at="2026-12-01T18:00:00+08:00", details=details or {},
    ).id  # fmt: skip


def stored(value: Any) -> Any:
    """A value as it comes back out of the store."""
    return json.loads(json.dumps(asdict(value) if is_dataclass(value) else value, default=str))


def _answers(case: CaseFile, question: Callable[[str, str], str], findings: Iterable[Finding]) -> dict[str, Any]:
    return {
        f"findings.{found.check}.{found.subject}": {
            "of": question(found.check, found.subject), "at": "", "outcome": found.outcome, "code": found.code,
            "sealed": case.seal(f"findings.{found.check}.{found.subject}", found.to_json()),
        }
        for found in findings
    }  # fmt: skip
