"""What Step Functions would only find at run time: dangling or unreachable states, unguarded tasks, unhandled errors, missing paths."""

from collections.abc import Iterator
from typing import Any

from chalicelib import errors
from statemachine import paths
from statemachine.policies import NOT_RETRIED

State = dict[str, Any]


def problems(definition: dict[str, Any]) -> list[str]:
    """Everything wrong with a definition, one sentence each; empty when it is sound."""
    return [
        *_structure(definition, "the road"),
        *(problem for name, state in tasks(definition) for problem in _guards(name, state)),
        *_errors(definition),
        *dict.fromkeys(problem for given in paths.STARTED_WITH for problem in paths.problems(definition, given)),
    ]


def tasks(machine: dict[str, Any]) -> Iterator[tuple[str, State]]:
    """Every Task state, those inside Parallel branches too."""
    for name, state in machine["States"].items():
        if state["Type"] == "Task":
            yield name, state
        for branch in state.get("Branches", ()):
            yield from tasks(branch)


def asked(machine: dict[str, Any]) -> dict[str, str]:
    """The kind of task (domain/work.py) that each state which waits for staff asks for."""
    kinds = {name: state["Parameters"]["Payload"].get("ask") for name, state in tasks(machine)}
    return {name: kind for name, kind in kinds.items() if kind}


def leads_to(state: State) -> list[str]:
    """The states that may follow a state directly."""
    nexts = [state.get("Next"), state.get("Default")]
    nexts += [choice["Next"] for choice in state.get("Choices", ())]
    nexts += [catcher["Next"] for catcher in state.get("Catch", ())]
    return [name for name in nexts if name]


def _structure(machine: dict[str, Any], where: str) -> Iterator[str]:
    states = machine["States"]
    for name, state in states.items():
        for target in leads_to(state):
            if target not in states:
                yield f"{name} in {where} leads to {target}, which does not exist"
        if not leads_to(state) and not state.get("End") and state["Type"] not in ("Succeed", "Fail"):
            yield f"{name} in {where} leads nowhere"
        for branch in state.get("Branches", ()):
            yield from _structure(branch, f"a branch of {name}")
    reached, ahead = set(), [machine["StartAt"]]
    while ahead:
        name = ahead.pop()
        if name in states and name not in reached:
            reached.add(name)
            ahead += leads_to(states[name])
    yield from (f"{name} in {where} cannot be reached" for name in states if name not in reached)


def _guards(name: str, state: State) -> Iterator[str]:
    for guard in ("TimeoutSeconds", "Retry", "Catch", "ResultPath"):
        if guard not in state:
            yield f"{name} has no {guard}"
    caught = [error for catcher in state.get("Catch", ()) for error in catcher["ErrorEquals"]]
    if caught[-1:] != ["States.ALL"]:
        yield f"{name} does not catch everything in the end"


def _errors(definition: dict[str, Any]) -> Iterator[str]:
    raised = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.StepError) and kind is not errors.StepError
    }
    retried = {
        error
        for _, state in tasks(definition)
        for retrier in state.get("Retry", ())
        for error in retrier["ErrorEquals"]
        if "." not in error
    }
    yield from (f"{name} is neither retried nor declared final" for name in sorted(raised - retried - NOT_RETRIED))
    yield from (
        f"{name} is retried or final but nothing raises it" for name in sorted((retried | NOT_RETRIED) - raised)
    )
