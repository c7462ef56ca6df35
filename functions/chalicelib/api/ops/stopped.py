"""Where a case stands still (停住): step, error, since when, what clears it, and which page of docs/runbooks says what to do."""

from collections.abc import Sequence
from typing import Any

from chalicelib.casework import restarting, stops
from chalicelib.messages import known, step, text, worded
from chalicelib.records.casefile import CaseFile
from chalicelib.records.reviews import Review
from chalicelib.records.tasks import Task

KINDS = ("restart", "attend")  # the waits for somebody to move what has stopped, what stops most first
# Why something is restarted, as the page offers it; a reason in other words stays sealed.
REASONS = ("RESTART_PARTNER_BACK", "RESTART_MENDED", "RESTART_PLATFORM_BACK", "RESTART_LOST")
_PAGES = {restarting.STRANDED: "StrandedAlarm", "TIMED_OUT": "RoadTimedOutAlarm"}


def of_case(case: CaseFile, waits: Sequence[Task]) -> dict[str, Any] | None:
    """What stops it, and who has asked for a restart already; None where nothing does."""
    listed = [wait for kind in KINDS for wait in waits if wait.kind == kind and wait.is_listed]
    if not listed or case.ended:
        return None
    task = listed[0]
    asked = restarting.asked(case, task) if task.kind == restarting.KIND else None
    return {
        **line(task),
        "step_text": step(_step(task)),
        "texts": [_text(code) for code in line(task)["codes"]],
        "due_at": task.due_at,
        "held_by": task.claimed_by,
        "asked": _asked(case, asked) if asked else None,
    }


def line(task: Task) -> dict[str, Any]:
    """The same as codes, for a list, with what they say in short."""
    error = str(task.details.get("error", ""))
    found = task.details.get("codes") or (
        [] if task.kind == restarting.KIND else [stops.OF_ERRORS.get(error, stops.UNFORESEEN)]
    )
    codes = [*found] or [error]
    return {
        "kind": task.kind, "step": _step(task), "error": error, "codes": codes, "text": _text(codes[0]), "since": task.opened_at,
        "runbook": _page(task),
    }  # fmt: skip


def _step(task: Task) -> str:
    return str(task.details.get("step", ""))


def _page(task: Task) -> str:
    if task.kind == restarting.KIND:
        return _PAGES.get(str(task.details.get("error", "")), "ExecutionEndedAlarm")
    return f"{_step(task)}Stuck"


def _text(code: str) -> str:
    return next((text(one) for one in (f"STOP_{code}", f"ROAD_{code}") if known(one)), code)


def _asked(case: CaseFile, said: Review) -> dict[str, str]:
    """Who wants it restarted: the words that are ours are shown, any others stay in the record, for they may name somebody."""
    ours = next(
        (worded(code) for code in REASONS if case.reason_of(said).startswith(worded(code))), worded("RESTART_OTHER")
    )
    return {"by": said.by, "at": said.at, "reason": ours}
