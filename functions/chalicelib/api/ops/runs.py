"""What ran for a case (流程执行): its execution by states and times, and its trace across API, steps and partners."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib import aws
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import starting
from chalicelib.messages import partner, step, way
from chalicelib.tracing import reading


def execution(call: Call) -> Answer:
    """The state machine's view: status, and every state entered and left with its time."""
    arn = starting.execution(call.case)
    states = aws.client("stepfunctions")
    try:
        described = states.describe_execution(executionArn=arn)
        events = [
            event
            for page in states.get_paginator("get_execution_history").paginate(executionArn=arn)
            for event in page["events"]
        ]
    except states.exceptions.ClientError as error:
        if error.response["Error"]["Code"] in starting.GONE:
            raise Problem("NOT_FOUND") from None
        raise
    return Answer(
        {
            "name": described["name"],
            "status": described["status"],
            "started_at": _moment(described["startDate"]),
            "stopped_at": _moment(described.get("stopDate")),
            "error": described.get("error"),
            "transitions": sum(event["type"].endswith("StateEntered") for event in events),
            "history": [one for one in map(_step, events) if one],
        }
    )


def trace(call: Call) -> Answer:
    """The case's trace across API, steps and partners: X-Ray segment documents."""
    id = call.case.trace
    segments = reading.read(id) if id else []
    return Answer({"trace": id, "segments": segments, "names": _names(segments)})


def _names(segments: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What steps, partners and what came of them are called in words, by their code; one nobody has worded is its code."""
    called: dict[str, str] = {}
    for segment in segments:
        called[segment["name"]] = step(segment["name"])
        for one in (segment, *segment.get("subsegments", ())):
            notes = one.get("annotations", {})
            called |= {str(notes[name]): partner(str(notes[name])) for name in ("agency", "bank") if name in notes}
            called |= {str(notes["outcome"]): way(str(notes["outcome"]))} if "outcome" in notes else {}
    return called


def _step(event: dict[str, Any]) -> dict[str, Any] | None:
    details = event.get("stateEnteredEventDetails") or event.get("stateExitedEventDetails")
    failed = next((value for name, value in event.items() if name.endswith("FailedEventDetails")), None)
    if details is None and failed is None:
        return None
    return {
        "at": _moment(event["timestamp"]),
        "type": event["type"],
        "state": (details or {}).get("name"),
        "error": (failed or {}).get("error"),
    }


def _moment(value: Any) -> str | None:
    return value.isoformat() if value else None
