"""An execution that never ends fails its own test, says where it hangs, and keeps no other test from resting."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.workflow.conftest import World


class Pages:
    def __init__(self, *pages: dict[str, Any]) -> None:
        self.pages = pages

    def paginate(self, **_: str) -> Any:
        return self.pages


class Endless:
    """Executions that go on though they are stopped, in a review within the road."""

    def __init__(self) -> None:
        self.names, self.stopped = ["arn:1"], list[str]()

    def get_paginator(self, operation: str) -> Pages:
        if operation == "list_executions":
            return Pages({"executions": [{"executionArn": name} for name in self.names]})
        entered = [
            {"type": "TaskStateEntered", "stateEnteredEventDetails": {"name": name, "input": "张三"}}
            for name in ("Intake", "Review")
        ]
        left = {"type": "TaskStateExited", "stateExitedEventDetails": {"name": "Intake", "output": "张三"}}
        return Pages({"events": [entered[0], left]}, {"events": [entered[1], {"type": "TaskSubmitted"}]})

    def stop_execution(self, executionArn: str) -> None:
        self.stopped.append(executionArn)


def test_an_execution_without_end_fails_one_test_and_says_where_it_hangs_and_nothing_of_its_case() -> None:
    states = Endless()
    platform: Any = SimpleNamespace(env={"ANJU_STATE_MACHINE": "road"}, client=lambda service: states)
    world = World(platform, None, patience=0.0)  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match=r"arn:1.*\['Review', 'TaskSubmitted'\]") as told:
        world.come_to_rest()
    assert "张三" not in str(told.value) and states.stopped == ["arn:1"]
    world.come_to_rest()
    states.names.append("arn:2")
    with pytest.raises(AssertionError, match="arn:2") as told:
        world.come_to_rest()
    assert "arn:1" not in str(told.value)
