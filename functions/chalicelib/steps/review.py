"""Staff tasks (人工办理): a check no agency could answer, a first or second review, or a step that is stuck."""

import re
from typing import Any

from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame
from chalicelib.steps.deadlines import due
from chalicelib.steps.questions import questions

_STATUS = {"verify": "ATTENDING", "first_review": "REVIEWING", "second_review": "REVIEWING", "attend": "ATTENDING"}


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Opens the task `event["ask"]`; its answer resumes the road with the word of whoever decided."""
    return frame.run(event, _review, forward=event["ask"] != "attend")


def _review(case: CaseFile, event: frame.Event) -> str:
    # When the state was entered tells its visits apart and stays the same while a visit is retried.
    ask, visit = event["ask"], re.sub(r"\D", "", event["visit"])
    casefile.amend(case.id, {"status": _STATUS[ask], **casefile.event(f"TASK_{ask.upper()}", visit)})
    tasks.open_task(
        case.id, ask, visit, event["token"],
        centre=case["centre"], **due(case, ask), details=_details(case, event),
    )  # fmt: skip
    return "waiting"


def _details(case: CaseFile, event: frame.Event) -> dict[str, Any]:
    if event["ask"] == "verify":
        question = questions(case.application)
        return {"looks": [{**look, "of": question(look["check"], look["subject"])} for look in case["looks"]]}
    if event["ask"] == "attend":
        return {"step": event["stuck"], "error": event["error"]}
    return {"route": case["decision"]["route"], "codes": [reason["code"] for reason in case["decision"]["reasons"]]}
