"""Whether every path a state reads is there on every way to it: Step Functions ends an execution that reads another, uncaught."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.casework.starting import STEPS

State = Mapping[str, Any]
# What is there, path and word: (case, ""), (last.next, ""), (stuck.step, Sign)…; "" is any.
Known = frozenset[tuple[str, str]]

# What an execution is started with (casework/starting.py), and what whoever answers a wait gives back (records/tasks.py).
_ALWAYS: Known = frozenset((path, "") for path in ("case", "centre", "trace", "last"))
STARTED_WITH = (
    _ALWAYS | {("last.next", "submitted")},
    *(
        _ALWAYS
        | {("last.next", "restart"), ("stuck", ""), ("stuck.step", step), ("stuck.error", "")}
        | ({("ending", "")} if step == "Discharge" else set())
        for step in STEPS
    ),
)
_ANSWERED_WITH = {"next.$": ""}
_FAILED_WITH = {"Error.$": "", "Cause.$": ""}


# What this analysis understands, by type of state; another field could lose or read a path unseen.
_FIELDS = {
    "Task": {"Resource", "Parameters", "ResultSelector", "ResultPath", "TimeoutSeconds", "Retry", "Catch"},
    "Pass": {"Result", "Parameters", "ResultPath"},
    "Choice": {"Choices", "Default"},
    "Parallel": {"Branches", "ResultPath", "Catch"},
    "Succeed": set(),
    "Fail": {"Error", "Cause"},
}
_PATH = re.compile(r"\$(\.\w+)+")
_CONTEXT = {
    "$$.Execution.Name",
    "$$.State.EnteredTime",
    "$$.State.RetryCount",
    "$$.Task.Token",
}  # what Step Functions knows of a run, as far as we ask
_MACHINE = {
    "Comment",
    "StartAt",
    "States",
    "TimeoutSeconds",
}  # a query language, for one, would change what every path means


def problems(machine: State, given: Known) -> list[str]:
    """Every path that is read where it may be missing, a sentence each, branches of Parallel states included.

    What it does not understand is a problem too.
    """
    states = machine["States"]
    found = [f"the machine has {field}, which is not looked into" for field in machine.keys() - _MACHINE]
    found += [problem for name, state in states.items() for problem in _not_understood(name, state)]
    if found:
        return found
    for name, known in sorted(_visits(machine, given), key=lambda visit: visit[0]):
        there = {path for path, _ in known}
        missing = (path for path in _read(states[name]) if path not in there)
        found += [f"{name} reads $.{path}, which is not there on every way to it" for path in missing]
        found += [problem for branch in states[name].get("Branches", ()) for problem in problems(branch, known)]
    return list(dict.fromkeys(found))


def _not_understood(name: str, state: State) -> Iterator[str]:
    if state["Type"] not in _FIELDS:
        yield f"{name} is of a type that is not looked into"
    for field in state.keys() - {"Type", "Next", "End", "Comment"} - _FIELDS.get(state["Type"], set()):
        yield f"{name} has {field}, which is not looked into"
    yield from _results_not_understood(name, state)
    if any(catcher.keys() != {"ErrorEquals", "ResultPath", "Next"} for catcher in state.get("Catch", ())):
        yield f"{name} catches in a way that is not looked into"
    if any(choice.keys() != {"Variable", "StringEquals", "Next"} for choice in state.get("Choices", ())):
        yield f"{name} chooses by what is not looked into"
    if _holds_lists(state.get("Parameters", {})):
        yield f"{name} hands lists on, which are not looked into"
    yield from (
        f"{name} reads {path}, which is not looked into" for path in _read(state) if not _PATH.fullmatch(f"$.{path}")
    )


def _results_not_understood(name: str, state: State) -> Iterator[str]:
    places = [catcher.get("ResultPath") for catcher in state.get("Catch", ())]
    if state["Type"] in ("Task", "Pass") and "Next" in state:
        places.append(state.get("ResultPath"))
    for place in places:
        if not (isinstance(place, str) and _PATH.fullmatch(place)):
            yield f"{name} puts a result to {place}, where it takes other paths away"
    if state["Type"] == "Parallel" and state.get("ResultPath", "$") is not None:
        yield f"{name} keeps the results of its branches, which is not looked into"
    if state["Type"] == "Task":
        waits = state["Resource"].endswith(".waitForTaskToken")
        selector = state.get("ResultSelector")
        if waits and selector or not waits and selector not in (None, {"next.$": "$.Payload.next"}):
            yield f"{name} selects of its result what is not there"


def _visits(machine: State, given: Known) -> set[tuple[str, Known]]:
    """Every state with everything that can be known when it is entered."""
    seen: set[tuple[str, Known]] = set()
    ahead = [(machine["StartAt"], given)]
    while ahead:
        visit = ahead.pop()
        if visit not in seen and visit[0] in machine["States"]:
            seen.add(visit)
            ahead += _leaving(machine["States"][visit[0]], visit[1])
    return seen


def _leaving(state: State, known: Known) -> Iterator[tuple[str, Known]]:
    for catcher in state.get("Catch", ()):
        yield catcher["Next"], _put(known, catcher["ResultPath"], _FAILED_WITH)
    done = _put(known, state.get("ResultPath", "$"), _result(state))
    words = dict(known)
    for choice in state.get("Choices", ()):
        if words.get(choice["Variable"].removeprefix("$."), "") in ("", choice["StringEquals"]):
            yield choice["Next"], done
    yield from ((target, done) for target in (state.get("Next"), state.get("Default")) if target)


def _result(state: State) -> Any:
    """The shape of what a state gives; None where it gives what it got."""
    if state["Type"] == "Task":
        return state.get("ResultSelector", _ANSWERED_WITH)
    return state.get("Result", state.get("Parameters")) if state["Type"] == "Pass" else None


def _put(known: Known, path: str | None, result: Any) -> Known:
    if path in (None, "$") or result is None:
        return known
    name = path.removeprefix("$.")
    return frozenset(one for one in known if not f"{one[0]}.".startswith(f"{name}.")) | {*_named(name, result)}


def _named(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """A value's parts by path, with the word where it is written down; a name ending in .$ refers to another value."""
    if isinstance(value, Mapping):
        yield name, ""
        for key, part in value.items():
            yield from _named(f"{name}.{key.removesuffix('.$')}", "" if key.endswith(".$") else part)
    else:
        yield name, str(value)


def _read(state: State) -> Iterator[str]:
    yield from _referred(state.get("Parameters", {}))
    yield from (choice.get("Variable", "").removeprefix("$.") for choice in state.get("Choices", ()))


def _referred(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key.endswith(".$") and isinstance(part, str):
                if part not in _CONTEXT:
                    yield part.removeprefix("$.") if part.startswith("$.") else f"({part})"
            else:
                yield from _referred(part)


def _holds_lists(value: Any) -> bool:
    return isinstance(value, list) or isinstance(value, Mapping) and any(map(_holds_lists, value.values()))
