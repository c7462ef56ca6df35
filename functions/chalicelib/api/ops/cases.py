"""Operations (运维): where a case stands, as codes, steps and times. No personal data is read, let alone shown."""

from typing import Any

from chalicelib.api import agency_answers
from chalicelib.api.http.route import Answer, Call
from chalicelib.api.ops import stopped
from chalicelib.casework import refusing, starting
from chalicelib.casework.timeline import lines, said
from chalicelib.messages import known, text, way, worded
from chalicelib.records import tasks
from chalicelib.records.contents import Event


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
