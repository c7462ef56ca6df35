"""Assessment (审核定额): eligibility, amount, term and rate by the centre's policy, and the approval class of the case."""

from chalicelib import clock
from chalicelib.casework import turns
from chalicelib.casework.answers import known
from chalicelib.casework.rules import policy_of
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.status import BEFORE_REVIEW
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.changes import OF_ANSWERS
from chalicelib.steps import frame

_AS_READ = Expect(status=BEFORE_REVIEW, unchanged=(*OF_ANSWERS, "contract", "procedures"))


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns the class `A`, `B` or `C`, or `refuse`. Raises `PreconditionFailed` while a special procedure is open: nothing is decided then;
    `Contended` where what it decides on has changed meanwhile."""
    return frame.run(event, _assess)


def _assess(case: CaseFile, event: frame.Event) -> str:
    # Late: people act on what was decided, whoever attends to what is stuck since too. Earlier roads do not tell when; there a contract does.
    if case.contract or case.status not in BEFORE_REVIEW or turns.is_over(case, event):
        return (case.decision and case.decision["route"]) or "refuse"
    frame.not_in_procedure(case)
    today = clock.today()
    decided = decide(case.application, known(case), policy_of(case), today)
    told, grounds = decided.told(), decided.to_json()
    if not decided.approved:
        casefile.amend(case, expect=_AS_READ, decision=told, grounds=grounds, reasons=told["reasons"])
        return "refuse"
    assessed = casefile.event("ASSESSED", route=f"ROUTE_{decided.route}")
    casefile.amend(case, assessed, expect=_AS_READ, decision=told, grounds=grounds)
    return decided.route
