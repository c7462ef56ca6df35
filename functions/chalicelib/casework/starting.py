"""Where a case's road begins (启动): at its first step, or, when its execution has died, at the step where the record says it stopped."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib import aws, clock
from chalicelib.casework import levels, turns
from chalicelib.casework.leaving import ending_of
from chalicelib.domain.status import Status
from chalicelib.domain.work import LEVELS, STAFF
from chalicelib.records import tasks, upkeep
from chalicelib.records.casefile import CaseFile
from chalicelib.records.loan import Mortgage
from chalicelib.settings import setting

# A status in which one kind of staff's work alone is done: a case goes on there, in the state named after the kind. Where several are, the
# rest of the record tells.
_DONE_IN = {status: [kind for kind, work in STAFF.items() if work.status is status] for status in Status}
_STAFFED = {status: kinds[0].title().replace("_", "") for status, kinds in _DONE_IN.items() if len(kinds) == 1}
# Every step at which a road is begun once more; statemachine/paths.py checks each.
STEPS = (
    "Intake", "Review", "FirstReview", "SecondReview", "FinalReview", "Correction", "Refuse", "Sign", "Mortgage", "Supplement", "Disburse", "Issue", "Discharge",
    *_STAFFED.values(),
)  # fmt: skip
FORGOTTEN = "FORGOTTEN"  # how an execution stands that began and that Step Functions does not know any more
_KEPT = timedelta(days=90)  # as long as it knows one that has ended
GONE = ("ExecutionDoesNotExist", "InvalidArn")  # what is said of an execution Step Functions does not know
# Where the road asks for a review, by class and kind.
_REVIEW = {
    ("B", "first_review"): "Review",
    ("C", "first_review"): "FirstReview",
    ("C", "second_review"): "SecondReview",
    ("C", "final_review"): "FinalReview",
}


def start(case: CaseFile) -> None:
    """Starts the execution the case names, which makes starting it twice impossible, and ends the one it replaces."""
    states, name = aws.client("stepfunctions"), turns.execution(case)
    if case.restarts and state_of(replaced := replace(case, restarts=case.restarts - 1)) == "RUNNING":
        states.stop_execution(executionArn=execution(replaced))
    _retire(case)
    with suppress(states.exceptions.ExecutionAlreadyExists):
        states.start_execution(stateMachineArn=setting("STATE_MACHINE"), name=name, input=json.dumps(_given(case)))


def execution(case: CaseFile) -> str:
    """The ARN of the execution that moves a case."""
    return f"{setting('STATE_MACHINE').replace(':stateMachine:', ':execution:')}:{turns.execution(case)}"


def state_of(case: CaseFile) -> str | None:
    """How its execution stands: RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, or FORGOTTEN; None when it never began."""
    states = aws.client("stepfunctions")
    try:
        return str(states.describe_execution(executionArn=execution(case))["status"])
    except states.exceptions.ClientError as error:
        if error.response["Error"]["Code"] in GONE:
            return None if _may_never_have_begun(case) else FORGOTTEN
        raise


def listening_since(case: CaseFile) -> datetime | None:
    """Since when its execution has done nothing but wait for the word of somebody; None while it does anything else."""
    told = aws.client("stepfunctions").get_execution_history(
        executionArn=execution(case), reverseOrder=True, maxResults=1
    )
    last = max(told["events"], key=lambda event: event["id"])
    return last["timestamp"] if last["type"] == "TaskSubmitted" else None


def _may_never_have_begun(case: CaseFile) -> bool:
    """Nothing of its road is in the record, and it was to begin not so long ago that it may be over and forgotten."""
    if case.restarts:
        return clock.now() - clock.parsed(case.events[f"RESTARTED.{case.restarts}"].at) < _KEPT
    return case.status is Status.SUBMITTED


def step_of(case: CaseFile) -> str:
    """The step where a case stands by its record alone: the old execution may be forgotten by then. Every step may run twice."""
    if case.is_leaving:
        return "Discharge"
    if case.status in _STAFFED:
        return _STAFFED[case.status]
    if case.payment:
        return "Issue" if case.payment.status == "paid" else "Disburse"
    if case.mortgage:
        return "Disburse" if case.mortgage.status == "DONE" else _registering(case.mortgage)
    if case.contract:
        return "Sign"
    if case.notice and case.notice.asked and not case.corrected(case.notice.round):
        return "Correction"  # a reviewer asks, and nobody has answered
    return _decided(case) if case.decision else "Intake"


def _registering(mortgage: Mortgage) -> str:
    return "Supplement" if mortgage.status == "NEED_MORE_MATERIAL" else "Mortgage"


def _retire(case: CaseFile) -> None:
    """What the dead road waited for is no work of staff any more: the new one asks anew. Others keep their one wait."""
    if case.restarts:
        since = case.events[f"RESTARTED.{case.restarts}"].at
        for wait in tasks.of_case(case.id):
            if wait.is_listed and wait.on_the_road and wait.kind in STAFF and wait.opened_at < since:
                upkeep.retire(wait)


def _decided(case: CaseFile) -> str:
    """The first review its decision takes that nobody has decided; a refusal of any stands, whatever the class is now."""
    refused = any(review.decision == "refuse" for review in case.standing if review.level in LEVELS)
    if refused or not (case.decision and case.decision.get("route")):
        return "Refuse"
    lacking = levels.lacking(case)
    return _REVIEW[case.decision["route"], lacking[0]] if lacking else "Sign"


def _given(case: CaseFile) -> dict[str, Any]:
    given = {"case": case.id, "centre": case.centre, "trace": case.trace, "last": {"next": "submitted"}}
    if not case.restarts:
        return given
    at = {"last": {"next": "restart"}, "stuck": {"step": step_of(case), "error": "Restarted"}}
    return {**given, **at, **({"ending": ending_of(case)} if case.is_leaving else {})}
