"""What Step Functions does, in small: walks a road from a state to its end with the functions of today.

An execution keeps the definition it was started with and meets whatever functions there are by then, so a released case
walks the road of its release. Nothing pauses here: an error is retried at once, as often as the road allows.
"""

import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import app
from chalicelib import clock

State = Mapping[str, Any]
Data = dict[str, Any]
WAIT = ".waitForTaskToken"
MOST = 100  # states: more is a circle


class Failed(Exception):
    """A state failed with an error of that name, as its Catch sees it."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


def walk(road: Mapping[str, Any], name: str, data: Data, answer: Callable[[], Data], *, waiting: bool) -> str:
    """Goes from the state `name` with its input to the end and returns the last state's name.

    `answer` brings about what a wait waits for, and gives it or raises `Failed`. `waiting`: the first state has begun its
    wait already.
    """
    states = road["States"]
    for _ in range(MOST):
        state = states[name]
        if state["Type"] in ("Succeed", "Fail"):
            return name
        if state["Type"] == "Choice":
            name = _chosen(state, data)
        elif state["Type"] == "Pass":
            data, name = _put(data, state, state["Result"]), state["Next"]
        elif state["Type"] == "Parallel":
            _branches(state, data)
            name = state["Next"]
        else:
            data, name = _task(state, data, answer, waiting=waiting)
        waiting = False
    raise AssertionError(f"goes round and round in {name}")


def _task(state: State, data: Data, answer: Callable[[], Data], *, waiting: bool) -> tuple[Data, str]:
    try:
        result = {} if waiting else _run(state, data)
        return _put(data, state, answer() if state["Resource"].endswith(WAIT) else result), state.get("Next", "")
    except Failed as failed:
        caught = _fitting(state["Catch"], failed.error)
        return _put(data, caught, {"Error": failed.error, "Cause": ""}), caught["Next"]


def _run(state: State, data: Data) -> Data:
    """The function's answer, tried again as its Retry says."""
    tries: dict[int, int] = {}
    while True:
        context = {
            "Task": {"Token": uuid.uuid4().hex},
            "Execution": {"Name": "c1"},
            "State": {"EnteredTime": clock.stamp(), "RetryCount": sum(tries.values())},
        }
        try:
            return dict(_handler(state)(_payload(state["Parameters"]["Payload"], data, context)))
        except Exception as error:
            retry = _fitting(state["Retry"], type(error).__name__)
            tries[id(retry)] = tries.get(id(retry), 0) + 1
            if not retry or tries[id(retry)] > retry["MaxAttempts"]:
                raise Failed(type(error).__name__) from error


def _handler(state: State) -> Callable[[Data], Data]:
    arn = state["Parameters"]["FunctionName"]  # ${FundAccountArn}
    name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in arn[2:-4]).strip("_")
    return partial(getattr(app, name), context=None)


def _branches(state: State, data: Data) -> None:
    for branch in state["Branches"]:
        _task(branch["States"][branch["StartAt"]], data, dict, waiting=False)


def _payload(template: Mapping[str, Any], data: Data, context: Data) -> Data:
    return {
        name.removesuffix(".$"): _at(value, data, context) if name.endswith(".$") else value
        for name, value in template.items()
    }


def _at(path: str, data: Data, context: Data) -> Any:
    start, *names = path.split(".")
    found: Any = context if start == "$$" else data
    for name in names:
        found = found[name]
    return found


def _put(data: Data, state: State, result: Any) -> Data:
    path = state.get("ResultPath")
    return {**data, path.removeprefix("$."): result} if path else data


def _chosen(state: State, data: Data) -> str:
    for choice in state["Choices"]:
        if _at(choice["Variable"], data, {}) == choice["StringEquals"]:
            return str(choice["Next"])
    return str(state["Default"])


def _fitting(rules: list[Mapping[str, Any]], error: str) -> Mapping[str, Any]:
    """The first rule of a Retry or Catch that speaks of an error, empty if none does."""
    return next((rule for rule in rules if {error, "States.ALL"} & set(rule["ErrorEquals"])), {})
