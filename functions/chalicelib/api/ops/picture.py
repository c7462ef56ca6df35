"""The road as a picture (流程图): the states and ways of the very definition an execution runs on, which may be an earlier release's."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib import aws
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import starting
from chalicelib.domain.work import STAFF
from chalicelib.messages import step, text_or, way
from chalicelib.settings import setting

State = Mapping[str, Any]
# Ways of attention: from every step when it is stuck, and back. Where a case stands is the step before them.
_LEFT_OUT = re.compile("Stuck$|Unanswered$|^Enter$|^Resume$|^Attend$|^RefuseByHand$")
_KINDS = {"Parallel": "parallel", "Pass": "pass", "Succeed": "end", "Fail": "end"}
_CAUGHT = {
    "States.Timeout": "late",
    "MoreMaterial": "more",
    "SentBack": "back",
    "SentUp": "up",
    "PartiesAsked": "asked",
    "DecideAnew": "anew",
    "Withdrawn": "withdrawn",
}


def road(call: Call) -> Answer:
    """The road the case's execution runs on; today's where Step Functions knows the execution no more (`own` is false then)."""
    states, own = aws.client("stepfunctions"), starting.state_of(call.case) not in (None, starting.FORGOTTEN)
    if own:
        found = states.describe_state_machine_for_execution(executionArn=starting.execution(call.case))
    else:
        found = states.describe_state_machine(stateMachineArn=setting("STATE_MACHINE"))
    return Answer({"own": own, **drawn(json.loads(found["definition"]))})


def drawn(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Nodes in the order they are declared, and the ways between them. A choice is drawn as the words on the ways that leave it."""
    states = definition["States"]
    nodes = [*_nodes(states, None)]
    names = {node["name"] for node in nodes}
    ways = [
        way
        for name, state in states.items()
        if name in names
        for way in _ways(states, name, state)
        if way["to"] in names
    ]
    return {"nodes": nodes, "ways": [json.loads(way) for way in dict.fromkeys(map(json.dumps, ways))]}  # fmt: skip


def _nodes(states: Mapping[str, State], within: str | None) -> Iterator[dict[str, Any]]:
    for name, state in states.items():
        if state["Type"] == "Choice" or _LEFT_OUT.search(name):
            continue
        waits = str(state.get("Resource", "")).endswith("waitForTaskToken")
        kind = "wait" if waits else _KINDS.get(state["Type"], "task")
        yield {"name": name, "text": _called(name), "kind": kind, "within": within}
        for branch in state.get("Branches", ()):
            yield from _nodes(branch["States"], name)


def _called(name: str) -> str:
    """A state that waits for staff is called as their work is."""
    work = STAFF.get(re.sub("(?<!^)(?=[A-Z])", "_", name).lower())
    return work.meaning if work else step(name)


def _ways(states: Mapping[str, State], name: str, state: State) -> Iterator[dict[str, str]]:
    for word, target in _followed(states, "", str(state.get("Next", ""))):
        yield _way(name, target, "next", word)
    for catcher in state.get("Catch", ()):
        if caught := _CAUGHT.get(catcher["ErrorEquals"][0]):
            yield _way(name, catcher["Next"], caught, "")


def _followed(states: Mapping[str, State], word: str, target: str) -> Iterator[tuple[str, str]]:
    choice = states.get(target, {})
    if choice.get("Type") != "Choice":
        yield word, target
        return
    for one in choice["Choices"]:
        yield from _followed(states, str(one.get("StringEquals", "")), one["Next"])
    if "Default" in choice:
        yield from _followed(states, "", choice["Default"])


def _way(start: str, end: str, kind: str, word: str) -> dict[str, str]:
    return {"from": start, "to": end, "kind": kind, "text": way(word) if word else text_or("", f"WAY_{kind.upper()}")}
