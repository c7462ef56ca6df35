"""Walks as real executions of moto's engine. Functions say what the script says; waits are real: their token is told."""

import json
import time
import uuid
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from moto import mock_aws
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.models import stepfunctions_parser_backends

from chalicelib import aws
from infra.local.engine import fair_engine
from tests.statemachine.walking.plan import LATE, Definition, Said, Walk, Walked, filled

_REGION, _ACCOUNT = "cn-northwest-1", "123456789012"
_ROLE = f"arn:aws-cn:iam::{_ACCOUNT}:role/road"
_PATIENCE = 20
Script = dict[str, deque[Said]]


class Moto:
    """The engine; machines stay while it stands."""

    def __init__(self) -> None:
        self.scripts: dict[str, Script] = {}
        self._states = aws.client("stepfunctions")
        # Reading a history over the API costs as much as the walk.
        self._running = stepfunctions_parser_backends[_ACCOUNT][_REGION]
        self._machine = cache(self._made)

    def walk(self, definition: Definition, walk: Walk) -> Walked:
        """Takes the walk as an execution."""
        name, machine = uuid.uuid4().hex, self._machine(json.dumps(_sooner(definition, walk)))
        self.scripts[name] = defaultdict(deque)
        for said in walk.script:
            self.scripts[name][said.state].append(said)
        started = json.dumps({**walk.given, "case": name})
        arn = self._states.start_execution(stateMachineArn=machine, name=name, input=started)["executionArn"]
        execution, patience = self._running.describe_execution(arn), time.monotonic() + _PATIENCE
        while execution.exec_status == "RUNNING":
            assert time.monotonic() < patience, f"it waits in {_entered(execution)[-1]}"
            time.sleep(0.005)
        return Walked(execution.exec_status.value, _entered(execution))

    def _made(self, definition: str) -> str:
        name = f"road-{uuid.uuid4().hex}"
        made = self._states.create_state_machine(name=name, definition=filled(definition), roleArn=_ROLE)
        return str(made["stateMachineArn"])

    def invoke(self, parameters: dict[str, Any], **_who: Any) -> dict[str, Any]:
        """One call of a function by the road."""
        payload = json.loads(parameters["Payload"])
        script = self.scripts[payload["case"]]
        said = script[payload["step"]].popleft() if script[payload["step"]] else Said(payload["step"], "done")
        if "token" in payload:
            self._answer(payload["token"], said)
            return {"StatusCode": 200, "Payload": {"next": "waiting"}}
        if said.error:
            return {"StatusCode": 200, "FunctionError": "Unhandled", "Payload": {"errorType": said.error}}
        return {"StatusCode": 200, "Payload": {"next": said.word}}

    def _answer(self, token: str, said: Said) -> None:
        if said.error == LATE:
            return
        if said.error:
            self._states.send_task_failure(taskToken=token, error=said.error, cause="")
        else:
            self._states.send_task_success(taskToken=token, output=json.dumps({"next": said.word}))


@contextmanager
def engine() -> Iterator[Moto]:
    """Stands the engine up."""
    config: Any = {"stepfunctions": {"execute_state_machine": True}}
    with mock_aws(config=config), patch.dict("os.environ", AWS_DEFAULT_REGION=_REGION), fair_engine(0.0):
        moto = Moto()
        with patch.object(lambda_eval_utils, "_invoke_lambda_function", moto.invoke):
            yield moto


def _entered(execution: Any) -> list[str]:
    events = execution.to_history_output()["events"]
    return [event["stateEnteredEventDetails"]["name"] for event in events if "stateEnteredEventDetails" in event]


def _sooner(definition: Definition, walk: Walk) -> Definition:
    """With a second's patience where nobody answers in time: no deadline can be told, it has to pass."""
    states = dict(definition["States"])
    for said in walk.script:
        if said.error == LATE:
            states[said.state] = {**states[said.state], "TimeoutSeconds": 1}
    return {**definition, "States": states}
