"""What moto needs to be a fair stand-in for Step Functions and DynamoDB under many threads."""

import copy
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from threading import RLock
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from moto.dynamodb.responses import DynamoHandler
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import WaitFunction
from moto.stepfunctions.parser.asl.eval.environment import Environment
from moto.stepfunctions.parser.asl.eval.program_state import ProgramStopped
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
from moto.stepfunctions.parser.asl.utils import json_path

from chalicelib import aws
from infra.local.items import plain_items
from infra.local.roles import ROAD, acting_as


@contextmanager
def fair_engine(longest_wait: float) -> Iterator[None]:
    """Serialises DynamoDB, lets the road call functions as its own role, and caps its pauses at `longest_wait` seconds."""
    with ExitStack() as patches:
        patches.enter_context(fair_tables())
        patches.enter_context(plain_items())
        patches.enter_context(patch.object(AmazonStateLanguageParser, "parse", _parsed_once()))
        patches.enter_context(patch.object(json_path, "parse", cache(json_path.parse)))
        patches.enter_context(patch.object(lambda_eval_utils, "_invoke_lambda_function", _invoke_as_road))
        patches.enter_context(patch.object(retrier_decl, "time", SimpleNamespace(sleep=_capped(longest_wait))))
        patches.enter_context(patch.object(Environment, "set_stop", _heard_while_waiting(Environment.set_stop)))
        patches.enter_context(patch.object(Environment, "set_error", _unless_stopped(Environment.set_error)))
        wait = WaitFunction._wait_interval
        patches.enter_context(
            patch.object(
                WaitFunction,
                "_wait_interval",
                lambda self, env, wait_seconds: wait(self, env, min(wait_seconds, longest_wait)),
            )
        )
        yield


@contextmanager
def fair_tables() -> Iterator[None]:
    """Serialises DynamoDB: moto's transactions snapshot and restore whole tables, and acknowledged writes of others get lost."""
    call, lock = DynamoHandler.call_action, RLock()

    def locked(handler: Any) -> Any:
        with lock:
            return call(handler)

    with patch.object(DynamoHandler, "call_action", locked):
        yield


def _parsed_once() -> Any:
    # moto parses the definition again for every execution, a third of a second each, and a path whenever it reads it.
    parse = cache(AmazonStateLanguageParser.parse)

    def fresh(definition: str) -> tuple[Any, Any]:
        program, tree = parse(definition)
        return copy.deepcopy(program), tree

    return staticmethod(fresh)


def _invoke_as_road(parameters: dict[str, Any], region: str, state_credentials: Any) -> Any:
    with acting_as(ROAD):
        answer = aws.client("lambda").invoke(**{name: value for name, value in parameters.items() if value is not None})
    answer["Payload"] = lambda_eval_utils._from_payload(answer["Payload"])
    return answer


def _heard_while_waiting(stop: Any) -> Any:
    # A task of moto's that waits for a word hears of a stop only with that word, which nobody may ever send.
    def stop_and_wake(environment: Any, **why: Any) -> None:
        stop(environment, **why)
        for task in list(environment.callback_pool_manager._pool.values()):
            task.interrupt_all()

    return stop_and_wake


def _unless_stopped(fail: Any) -> Any:
    # A stopped task that wakes ends as timed out, and would make a failure of the stop.
    return lambda environment, error: (
        None if isinstance(environment.program_state(), ProgramStopped) else fail(environment, error)
    )


def _capped(longest: float) -> Any:
    return lambda seconds: time.sleep(min(seconds, longest))
