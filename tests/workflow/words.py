"""Which words of the road an execution has walked: `Choice-word`, or `Choice-otherwise`, as tests/statemachine names them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from statemachine.road import definition
from tests.statemachine.walking import plan
from tests.workflow.conftest import World

SAID = "$.last.next"
"""Where the word is that a function, or whoever answers a wait, has said; the road itself writes `$.stuck.step`."""


def said() -> list[str]:
    """Every word of every Choice about what was said."""
    return [str(way) for way in plan.words(definition()) if way.state in _about_what_was_said()]


def walked(world: World, execution: str) -> Iterator[str]:
    """Those words that one execution has walked, in order."""
    states = _about_what_was_said()
    pages = (
        world.platform.client("stepfunctions").get_paginator("get_execution_history").paginate(executionArn=execution)
    )
    for event in (event for page in pages for event in page["events"]):
        entered: Mapping[str, Any] = event.get("stateEnteredEventDetails", {})
        if state := states.get(entered.get("name", "")):
            word, known = (
                json.loads(entered["input"])["last"]["next"],
                [one["StringEquals"] for one in state["Choices"]],
            )
            yield f"{entered['name']}-{word if word in known else 'otherwise'}"


def _about_what_was_said() -> dict[str, Any]:
    states = definition()["States"]
    return {name: state for name, state in states.items() if _variable(state) == SAID}


def _variable(state: Mapping[str, Any]) -> str:
    return str(state["Choices"][0]["Variable"]) if state["Type"] == "Choice" else ""
