"""The few kinds of state the road is made of (流程状态), each built in one place, with its retries and what catches it.

`last.next` is what the step before decided; `$.failure` is what a task died of, `$.stuck` the step a person has to see to and why.
"""

from collections.abc import Sequence
from typing import Any

from chalicelib.domain.work import STAFF
from statemachine.policies import AGENCY, OURS, PLATFORM, RUN, TIMEOUT, Retrier, overdue, withdrawn_or

State = dict[str, Any]


def task(
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


def wait(
    name: str, function: str, seconds: int, *, then: str, retry: Sequence[Retrier] = (), late: str = "", ask: str = ""
) -> State:
    """A run that hands its token to a task for somebody; the road goes on when the task is answered."""
    payload = {**_payload(name), "token.$": "$$.Task.Token"}
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


def check(function: str, *more: Retrier) -> State:
    """One agency's check inside Checks: it never fails the others; no answer is left for Collate to see."""
    name = name_of(function)
    return {
        **task(name, function, then="", retry=[AGENCY, *more]),
        "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": f"{name}Unanswered"}],
    }


def parallel(then: str, **checks: State) -> State:
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


def choice(roads: dict[str, str], *, otherwise: str) -> State:
    choices = [{"Variable": "$.last.next", "StringEquals": word, "Next": state} for word, state in roads.items()]
    return {"Type": "Choice", "Choices": choices, "Default": otherwise}


def ending(status: str) -> State:
    return {"Type": "Pass", "Result": status, "ResultPath": "$.ending", "Next": "Discharge"}


def word(word: str, *, then: str) -> State:
    return {"Type": "Pass", "Result": {"next": word}, "ResultPath": "$.last", "Next": then}


def stuck(name: str) -> State:
    """A task has failed for good: which, and by what error."""
    told = {"step": name, "error.$": "$.failure.Error"}
    return {"Type": "Pass", "Parameters": told, "ResultPath": "$.stuck", "Next": "Attend"}


def leaving_by(error: str, wait: State, *, then: str) -> State:
    """A wait that may end otherwise than with its answer: with a wish for more, or sent back."""
    other = {"ErrorEquals": [error], "ResultPath": "$.failure", "Next": then}
    return {**wait, "Catch": [other, *wait["Catch"]]}


def _payload(name: str) -> dict[str, Any]:
    """What every function is handed. When its state was entered tells a late duplicate, which would move the case back, from what is asked now, and which
    execution it is of, a road before a reopening from the one after it."""
    return {
        "case.$": "$.case",
        "trace.$": "$.trace",
        "last.$": "$.last.next",
        "step": name,
        "attempt.$": "$$.State.RetryCount",
        "visit.$": "$$.State.EnteredTime",
        "execution.$": "$$.Execution.Name",
    }


def _arn(function: str) -> str:
    return "${" + name_of(function) + "Arn}"


def name_of(function: str) -> str:
    return "".join(word.capitalize() for word in function.split("_"))
