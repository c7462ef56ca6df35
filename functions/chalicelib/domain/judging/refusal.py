"""An early refusal (征信查询前不予贷款): a hard rule failed before the credit bureau was asked, so nothing was computed.

Its grounds are kept as a decision's are, to be explained and made again.
"""

import json
from collections.abc import Sequence
from datetime import date

from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.application import Application
from chalicelib.domain.judging.grounds import Grounds, ruled
from chalicelib.domain.judging.inputs import inputs_hash
from chalicelib.domain.judging.rule import Situation
from chalicelib.domain.judging.rules import BEFORE_CREDIT
from chalicelib.domain.policy import Policy

EARLY = "early"


def grounds(application: Application, findings: Sequence[Finding], policy: Policy, on: date) -> Grounds:
    """Every rule that could be judged so far, in the shape of `Decision.to_json` without amounts. It holds personal data."""
    situation = Situation.of(application, findings, policy, on)
    whole = {
        "approved": False,
        "next": "refuse",
        "stage": EARLY,
        "reasons": [result.to_json() for result in ruled(BEFORE_CREDIT, situation)],
        "decided_on": on,
        "policy_version": policy.version,
        "unverified": policy.unverified,
        "inputs_hash": inputs_hash(application, findings, policy, on),
    }
    plain: Grounds = json.loads(json.dumps(whole, default=str))
    return plain
