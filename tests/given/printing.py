"""The function that makes papers, where nothing of AWS stands but its services: invoked by the same wire, in this process."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.awslambda_simple.models import LambdaSimpleBackend

from chalicelib.errors import StepError
from chalicelib.papers import run

NAME = "arn:aws-cn:lambda:cn-northwest-1:123456789012:function:anju-papers:live"


@contextmanager
def printing() -> Iterator[None]:
    """Answers invocations of `NAME` until the end of the block."""

    def invoke(_backend: Any, name: str, _qualifier: Any, body: Any, _headers: Any, answered: dict[str, Any]) -> bytes:
        assert name == NAME
        try:
            return json.dumps(run.handle(json.loads(body))).encode()
        except StepError as error:
            answered["x-amz-function-error"] = "Unhandled"
            return json.dumps({"errorType": type(error).__name__, "errorMessage": str(error)}).encode()

    with patch.object(LambdaSimpleBackend, "invoke", invoke):
        yield
