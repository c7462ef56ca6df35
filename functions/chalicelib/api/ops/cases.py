"""Operations (运维): where a case stands, as codes, steps and times. No personal data is read, let alone shown."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib import aws, clock, policy
from chalicelib.api import agency_answers
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.api.ops import stopped
from chalicelib.casework import horizon, refusing, starting
from chalicelib.casework.timeline import lines, said
from chalicelib.messages import known, partner, step, text, way, worded
from chalicelib.records import tasks
from chalicelib.records.contents import Event
from chalicelib.tracing import reading


def case(call: Call) -> Answer:
    """One case as codes: status, timeline, agencies' answers, tasks, decision's class and reasons, outside numbers."""
    found, decision, waits = call.case, call.case.decision, tasks.of_case(call.case.id)
    names = ("id", "centre", "status", "channel", "opened_at", "submitted_at", "trace")
    return Answer(
        {
            **{name: getattr(found, name) for name in names},
            "number": found.number or None,
            "status_text": text(f"STATUS_{found.called(found.status)}"),
            "ended": found.ended,
            "step": starting.step_of(found),
            "stopped": stopped.of_case(found, waits),
            "timeline": [{"at": line.at, "code": line.code, "text": _worded(line)} for line in lines(found)],
            "answers": agency_answers.answers(found),
            "tasks": [_wait(task) for task in waits],
            "route": decision["route"] if decision else None,
            "reasons": [
                reason["code"] for reason in refusing.reasons(found) or (decision["reasons"] if decision else ())
            ],
            "signed": found.signed,
            "contract": found.contract.number if found.contract else None,
            "mortgage": found.mortgage.status if found.mortgage else None,
            "payment": found.payment.status if found.payment else None,
        }
    )


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
            "history": [step for step in map(_step, events) if step],
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


def _worded(line: Event) -> str:
    """A line in words: what fills them is a code of the catalogue, or is not shown."""
    shown = {name: value if known(str(value)) else "…" for name, value in line.values.items()}
    return worded(said(line), shown)


def _wait(task: tasks.Task) -> dict[str, Any]:
    done = task.outcome or {}
    return {
        "id": task.id,
        "kind": task.kind,
        "text": worded(f"TASK_{task.kind.upper()}"),
        "state": task.state,
        "opened_at": task.opened_at,
        "due_at": task.due_at,
        "provisional": task.provisional,
        "outcome": task.outcome,
        "outcome_text": way(word) if (word := str(done.get("next") or done.get("error") or "")) else None,
    }


def _moment(value: Any) -> str | None:
    return value.isoformat() if value else None


def calendar(call: Call) -> Answer:
    """How many days ahead working days are known; below `warn_below` the next year's arrangement has to be put in."""
    days = horizon.days_known(policy.shipped(), clock.today())
    return Answer({"days_known": days, "warn_below": horizon.WARN_BELOW, "warning": days < horizon.WARN_BELOW})


def seals(call: Call) -> Answer:
    """For how long each centre can seal its papers; below `warn_below` another certificate has to be had."""
    rows = [_seal(centre, name) for centre, name in policy.centres().items()]
    limits = {"warn_below": horizon.SEAL_WARN_BELOW, "urgent_below": horizon.SEAL_URGENT_BELOW}
    return Answer({"items": rows, **limits, "warning": any(row["warning"] for row in rows)})


def _seal(centre: str, name: str) -> dict[str, Any]:
    until, days = horizon.seal_ends(centre), horizon.seal_days([centre], clock.today())
    said = {"until": until.isoformat() if until else None, "days_left": days}
    return {"centre": centre, "name": name, **said, "warning": days < horizon.SEAL_WARN_BELOW}
