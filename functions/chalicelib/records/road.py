"""Telling the state machine (告知流程) what became of a wait, under the token the wait has now."""

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws

_GONE = {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"}


def tell(item: Mapping[str, Any]) -> None:
    """Resumes whoever waits with the recorded outcome of a task's item; nobody waits for one without a token. Safe to repeat."""
    if not item["token"]["S"]:
        return
    try:
        states = aws.client("stepfunctions")
        if item["state"]["S"] == "interrupted":
            states.send_task_failure(taskToken=item["token"]["S"], error="Withdrawn", cause="withdrawn")
        elif error := json.loads(item["outcome"]["S"]).get("error"):
            states.send_task_failure(taskToken=item["token"]["S"], error=error, cause="answered so")
        else:
            states.send_task_success(taskToken=item["token"]["S"], output=item["outcome"]["S"])
    except ClientError as error:
        # The wait has ended or the step is being retried under a new token: the recorded answer will be found there.
        if error.response["Error"]["Code"] not in _GONE:
            raise


def fail(item: Mapping[str, Any], error: str) -> None:
    """Ends with an error what waits for a task of which nothing is recorded: it stays open for when the road comes back to it. Safe to repeat."""
    tell({**item, "outcome": {"S": json.dumps({"error": error})}})
