"""Assessment (审核定额): eligibility, amount, term and rate by the centre's policy, and the approval class of the case."""

from chalicelib import clock
from chalicelib.domain.decision import decide
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame
from chalicelib.steps.knowing import known, policy_of


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns the class `A`, `B` or `C`, or `refuse`."""
    return frame.run(event, _assess)


def _assess(case: CaseFile, event: frame.Event) -> str:
    today = clock.today()
    decided = decide(case.application, known(case), policy_of(case), today)
    whole = decided.to_json()
    changes = {"decision": decided.told(), "grounds": case.seal("grounds", whole)}
    if not decided.approved:
        casefile.amend(case.id, {**changes, "reasons": decided.told()["reasons"]})
        return "refuse"
    casefile.amend(case.id, {**changes, **casefile.event("ASSESSED", route=f"ROUTE_{decided.route}")})
    return decided.route
