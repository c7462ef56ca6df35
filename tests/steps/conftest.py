from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.domain.finding import Finding, Outcome
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import checking

SAMPLES = Path(__file__).parents[2] / "samples"
TRACE = "1-65f00000-000000000000000000000001"


def form_of(sample: str) -> dict[str, Any]:
    return yaml.safe_load(next(SAMPLES.glob(f"{sample}-*.yaml")).read_text(encoding="utf-8"))["form"]


@pytest.fixture
def submitted(platform: Any) -> Callable[..., CaseFile]:
    """A case of a sample as the API leaves it after submission, with more values on request."""

    def make(sample: str = "1", **values: Any) -> CaseFile:
        form = form_of(sample)
        casefile.create("c1", form["centre"], "person_1", form, "online")
        application = {name: form[name] for name in ("centre", "kind", "people", "home", "wish")} | {
            "consents": [
                {**consent, "id": f"consent-{number}", "given_at": "2026-11-23T00:00:00.000Z"}
                for number, consent in enumerate(form["consents"])
            ],
            "documents": {"B03": ["d1"]},
        }
        parties = {person["key"]: f"person_{n}" for n, person in enumerate(form["people"], start=1)}
        casefile.amend(
            "c1",
            {
                "application": casefile.load("c1").seal("application", application),
                "parties": parties,
                "unit": "unit_1",
                "status": "SUBMITTED",
                "accepted_on": "2026-11-23",
                "trace": TRACE,
                **values,
            },
        )
        return casefile.load("c1")

    return make


def answered(case: CaseFile, check: str, subject: str, outcome: Outcome, code: str, **facts: Any) -> None:
    checking.ask_once(case, check, subject, lambda purpose: Finding(check, subject, outcome, code, facts))


def event(step: str, **more: Any) -> dict[str, Any]:
    return {"case": "c1", "trace": TRACE, "step": step, "attempt": 0, "last": "check", **more}
