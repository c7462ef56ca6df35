"""The road (办理流程): what follows what, and nothing else. Every state is built by one of the few makers below.

Execution data is {case, centre, trace, last, failure, stuck, ending}: ids and routing words. `last.next` is what the step
before decided; Choice states read it. `$.failure` is what a task died of, `$.stuck` the step a person has to see to and why.
"""

from collections.abc import Sequence
from typing import Any

from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.work import STAFF
from statemachine.policies import (
    AGENCY,
    ATTEND_WAIT,
    CORRECTION_WAIT,
    NEVER_GIVEN_UP,
    OURS,
    PARTNER,
    PAYMENT,
    PENDING,
    PLATFORM,
    REGISTRY_WAIT,
    RUN,
    SIGN_WAIT,
    STAFF_WAIT,
    TIMEOUT,
    Retrier,
    overdue,
    withdrawn_or,
)

State = dict[str, Any]

# Steps that a person can order to be tried again (专人跟进): the state that runs each.
RETRIABLE = (
    "Intake", "Collate", "Verify", "Correction", "Assess", "Review", "FirstReview", "SecondReview",
    "Sign", "Mortgage", "Supplement", "Disburse", "Issue", "Refuse", "Decline", "Discharge", "Void", "Close",
)  # fmt: skip


def definition() -> dict[str, Any]:
    """The whole state machine in Amazon States Language, with ${Partition} and ${<Function>Arn} for the template to fill."""
    return {
        "Comment": "住房公积金个人住房贷款购房“一件事”: from the form to the paid loan",
        "StartAt": "Enter",
        "States": {**_main_road(), **_people(), **_endings(), **_attention()},
    }


def _main_road() -> dict[str, State]:
    return {
        # A case whose road has died is started anew where it stopped (api/ops/restart.py).
        "Enter": _choice({"restart": "Resume"}, otherwise="Intake"),
        "Intake": _told_when(_task("Intake", "intake", then="Accepted")),
        "Accepted": _choice({"declined": "Decline"}, otherwise="Checks"),
        "Checks": _parallel("Collate", **_asked_at_once()),
        "Collate": _task("Collate", "collate", then="Collated"),
        "Collated": _choice(
            {"credit": "Credit", "assess": "Assess", "verify": "Verify", "correct": "Correction"}, otherwise="Refuse"
        ),
        # A bureau that does not answer is a missing answer like any other: Collate then asks a person.
        "Credit": _task("Credit", "credit", then="Collate", retry=[AGENCY], stuck="CreditUnanswered"),
        "CreditUnanswered": _word("unanswered", then="Collate"),
        "Assess": _task("Assess", "assess", then="Route"),
        "Route": _choice({"A": "Sign", "B": "Review", "C": "FirstReview"}, otherwise="Refuse"),
        "Sign": _wait("Sign", "sign", SIGN_WAIT, then="Signed", late="Expire", retry=[PARTNER]),
        "Signed": _choice({"signed": "Mortgage"}, otherwise="Compensate"),
        "Mortgage": _wanting_more(
            _wait("Mortgage", "mortgage", REGISTRY_WAIT, then="Registered", retry=[PARTNER]), then="Supplement"
        ),
        "Registered": _choice({"registered": "Disburse"}, otherwise="Compensate"),
        "Disburse": _task("Disburse", "disburse", then="Paid", retry=[PARTNER, PAYMENT]),
        "Paid": _choice({"paid": "Issue"}, otherwise="Compensate"),
        "Issue": _task("Issue", "issue", then="Done", retry=[PARTNER]),
        "Done": {"Type": "Succeed"},
    }


def _asked_at_once() -> dict[str, State]:
    """A state for each step that asks agencies before anything else is settled, patient where one of its checks may be."""
    steps: dict[str, list[Retrier]] = {}
    for check in CHECKS.values():
        if not check.last:
            steps.setdefault(check.step, []).extend([PENDING] if check.pending else [])
    return {name_of(step): _check(step, *patience) for step, patience in steps.items()}


def _people() -> dict[str, State]:
    review = {"approved": "Sign"}
    return {
        "Verify": _wait("Verify", "review", STAFF_WAIT, then="Collate", ask="verify"),
        "Correction": _wait("Correction", "correction", CORRECTION_WAIT, then="Intake", late="Expire", retry=[PARTNER]),
        "Review": _wait("Review", "review", STAFF_WAIT, then="Reviewed", ask="first_review"),
        "Reviewed": _choice(review, otherwise="Refuse"),
        "FirstReview": _wait("FirstReview", "review", STAFF_WAIT, then="FirstReviewed", ask="first_review"),
        "FirstReviewed": _choice({"approved": "SecondReview"}, otherwise="Refuse"),
        "SecondReview": _wait("SecondReview", "review", STAFF_WAIT, then="Reviewed", ask="second_review"),
        # Nothing has failed: the registry wants more (补充材料), as often as it likes.
        "Supplement": _wait("Supplement", "review", STAFF_WAIT, then="Supplemented", ask="supplement"),
        "Supplemented": _choice({"supplied": "Mortgage"}, otherwise="Compensate"),
    }


def _endings() -> dict[str, State]:
    """Refusal and non-acceptance have nothing to undo; every other early end undoes what may have been done."""
    closing = [PARTNER]
    return {
        "Decline": _task("Decline", "close", then="Ended", retry=closing, ending="NOT_ACCEPTED", forward=False),
        "Refuse": _task("Refuse", "close", then="Ended", retry=closing, ending="REFUSED", forward=False),
        "Withdraw": _ending("WITHDRAWN"),
        "Expire": _ending("EXPIRED"),
        "Compensate": _ending("CANCELLED"),
        "Discharge": _task(
            "Discharge", "discharge", then="Void", retry=[PARTNER, PAYMENT], ending="$.ending", forward=False
        ),
        "Void": _task("Void", "void", then="Close", retry=[PARTNER], forward=False),
        "Close": _task("Close", "close", then="Ended", retry=closing, ending="$.ending", forward=False),
        "Ended": {"Type": "Succeed"},
    }


def _attention() -> dict[str, State]:
    """What nobody foresaw: a person is told which step failed and how, and says what happens next."""
    told = {f"{name}Stuck": _stuck(name) for name in RETRIABLE}
    return {
        **told,
        "Attend": {
            **_wait("Attend", "review", ATTEND_WAIT, then="Attended", ask="attend"),
            "Retry": NEVER_GIVEN_UP,
            "Catch": withdrawn_or("Attend"),
        },
        "Attended": _choice({"retry": "Resume", "refuse": "RefuseByHand"}, otherwise="Compensate"),
        "RefuseByHand": _ending("REFUSED"),
        "Resume": {
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.stuck.step", "StringEquals": name, "Next": name} for name in RETRIABLE
            ],
            "Default": "Compensate",
        },
    }  # fmt: skip


def _task(
    name: str,
    function: str,
    *,
    then: str,
    retry: Sequence[Retrier] = (),
    stuck: str = "",
    ending: str = "",
    forward: bool = True,
) -> State:
    """One run of a function. `forward=False`: on the way out, where a withdrawal changes nothing any more."""
    payload = _payload(name)
    if ending:
        payload["ending.$" if ending.startswith("$") else "ending"] = ending
    catch = withdrawn_or(stuck or f"{name}Stuck")
    return {
        "Type": "Task",
        "Resource": "arn:${Partition}:states:::lambda:invoke",
        "Parameters": {"FunctionName": _arn(function), "Payload": payload},
        "ResultSelector": {"next.$": "$.Payload.next"},
        "ResultPath": "$.last",
        "TimeoutSeconds": RUN,
        "Retry": [PLATFORM, OURS, *retry, TIMEOUT],
        "Catch": catch if forward else catch[1:],
        "Next": then,
    }


def _wait(
    name: str, function: str, seconds: int, *, then: str, retry: Sequence[Retrier] = (), late: str = "", ask: str = ""
) -> State:
    """A run that hands its token to a task for somebody; the road goes on when the task is answered."""
    payload = {**_payload(name), "token.$": "$$.Task.Token", "visit.$": "$$.State.EnteredTime"}
    if ask:
        payload["ask"] = ask
    if ask and STAFF[ask].about == "stuck":
        payload["stuck.$"] = "$.stuck.step"
        payload["error.$"] = "$.stuck.error"
    return {
        "Type": "Task",
        "Resource": "arn:${Partition}:states:::lambda:invoke.waitForTaskToken",
        "Parameters": {"FunctionName": _arn(function), "Payload": payload},
        "ResultPath": "$.last",
        "TimeoutSeconds": seconds,
        "Retry": [PLATFORM, OURS, *retry],
        "Catch": (overdue(late) if late else []) + withdrawn_or(f"{name}Stuck"),
        "Next": then,
    }


def _check(function: str, *more: Retrier) -> State:
    """One agency's check inside Checks: it never fails the others; no answer is left for Collate to see."""
    name = name_of(function)
    return {
        **_task(name, function, then="", retry=[AGENCY, *more]),
        "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": f"{name}Unanswered"}],
    }


def _parallel(then: str, **checks: State) -> State:
    branches = []
    for name, check in checks.items():
        unanswered = f"{name}Unanswered"
        ends = {key: value for key, value in check.items() if key != "Next"} | {"End": True}
        branches.append({"StartAt": name, "States": {name: ends, unanswered: {"Type": "Pass", "End": True}}})
    return {
        "Type": "Parallel",
        "Branches": branches,
        "ResultPath": None,
        "Catch": withdrawn_or("IntakeStuck"),
        "Next": then,
    }


def _choice(roads: dict[str, str], *, otherwise: str) -> State:
    choices = [{"Variable": "$.last.next", "StringEquals": word, "Next": state} for word, state in roads.items()]
    return {"Type": "Choice", "Choices": choices, "Default": otherwise}


def _ending(status: str) -> State:
    return {"Type": "Pass", "Result": status, "ResultPath": "$.ending", "Next": "Discharge"}


def _word(word: str, *, then: str) -> State:
    return {"Type": "Pass", "Result": {"next": word}, "ResultPath": "$.last", "Next": then}


def _stuck(name: str) -> State:
    """A task has failed for good: which, and by what error."""
    told = {"step": name, "error.$": "$.failure.Error"}
    return {"Type": "Pass", "Parameters": told, "ResultPath": "$.stuck", "Next": "Attend"}


def _wanting_more(wait: State, *, then: str) -> State:
    """A wait that ends with a wish for more before its answer."""
    wish = {"ErrorEquals": ["MoreMaterial"], "ResultPath": "$.failure", "Next": then}
    return {**wait, "Catch": [wish, *wait["Catch"]]}


def _told_when(task: State) -> State:
    """A task that is told when its state was entered: a late duplicate of it would move the case back."""
    payload = {**task["Parameters"]["Payload"], "visit.$": "$$.State.EnteredTime"}
    return {**task, "Parameters": {**task["Parameters"], "Payload": payload}}


def _payload(name: str) -> dict[str, Any]:
    return {
        "case.$": "$.case", "trace.$": "$.trace", "last.$": "$.last.next", "step": name,
        "attempt.$": "$$.State.RetryCount",
    }  # fmt: skip


def _arn(function: str) -> str:
    return "${" + name_of(function) + "Arn}"


def name_of(function: str) -> str:
    return "".join(word.capitalize() for word in function.split("_"))
