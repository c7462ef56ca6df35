"""What a decision is made from (决定所依据的输入), as one digest: the same inputs can be recognised without being kept twice."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.digested import digested
from chalicelib.domain.policy import Policy


def inputs_hash(application: Application, findings: Sequence[Finding], policy: Policy, on: date) -> str:
    """SHA-256 over everything a decision is made from, in one canonical JSON."""
    inputs = {
        "application": digested(application),
        "findings": sorted(
            (finding.to_json() for finding in findings), key=lambda finding: (finding["check"], finding["subject"])
        ),
        "policy": policy.version,
        "on": on,
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
