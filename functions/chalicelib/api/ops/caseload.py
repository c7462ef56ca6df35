"""Which cases operations look at (办件清单): a centre's, by status, by age, those with a wait that is overdue, or those that have stopped."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib import clock, policy
from chalicelib.api.http import paging
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.api.ops import stopped
from chalicelib.casework import laws
from chalicelib.domain.status import ENDED, Status
from chalicelib.domain.work import WAITS
from chalicelib.messages import text
from chalicelib.records import caseload, lanes
from chalicelib.records.tasks import Task

QUERY = ("centre", "status", "age", "overdue", "stopped", "step", "error", "cursor")


class _Selection(NamedTuple):
    centre: str
    status: str
    opened_before: str
    overdue: bool
    stopped: bool
    step: str
    error: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """The waits it is found by; none where every case is looked at."""
        return stopped.KINDS if self.stopped else tuple(WAITS) if self.overdue else ()

    @property
    def queues(self) -> list[tuple[str, str]]:
        """Centre and kind of each queue of such waits, in their order."""
        return [
            (centre, kind) for centre in ([self.centre] if self.centre else policy.centres()) for kind in self.kinds
        ]

    def takes(self, task: Task, now: str) -> bool:
        """Whether such a wait is one of those that are asked for."""
        at = stopped.line(task)
        by_time = not self.overdue or task.due_at < now
        return by_time and self.step in ("", at["step"]) and self.error in ("", at["error"], *at["codes"])

    def fits(self, line: dict[str, Any]) -> bool:
        return (not self.status or line["status"] == self.status) and (
            not self.opened_before or line["opened_at"] < self.opened_before
        )


def cases(call: Call) -> Answer:
    """One page of a centre's cases, newest first: `status`, opened `age` days ago or earlier, `overdue=true`, `stopped=true`; of those that have
    stopped in every centre, where none is named.

    Overdue are those somebody keeps waiting: `overdue` then says in what kind of wait and since when. Stopped are those that wait for
    somebody to follow up or restart them, at a `step` and with an `error` if wanted: `stopped` then says where and why. Both come by kind,
    the longest waiting first. A page may be empty and not the last: `cursor` says whether there are more.
    """
    selection, cursor = _selection(call), call.query.get("cursor")
    rows, following = _waiting(selection, cursor) if selection.kinds else _all(selection, cursor)
    return Answer({"items": _with_law(rows), "cursor": paging.cursor(following)})


def _with_law(rows: caseload.Rows) -> caseload.Rows:
    of = [row["id"] for row in rows if row["status"] not in ENDED or row["status"] == Status.WITHDRAWN]
    lines = caseload.lines(of, *laws.LINE, "withdrawal")
    return [{**row, **_more(row["status"], lines.get(row["id"]))} for row in rows]


def _more(status: str, line: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the index does not hold: the law's limit of one that is open, and how that was ended which somebody has left."""
    law_by = laws.law_by(line) if line and status not in ENDED else None
    return {"law_by": law_by, "status_text": text(f"STATUS_{caseload.called(line) if line else status}")}


def _selection(call: Call) -> _Selection:
    centre, status, age, step, error = (
        call.query.get(name, "") for name in ("centre", "status", "age", "step", "error")
    )
    wrong = []
    everywhere = not centre and "stopped" in call.query
    if not everywhere and not (len(centre) == 6 and centre.isascii() and centre.isdigit()):
        wrong.append(Defect("WRONG_FORMAT" if centre else "MISSING", "centre"))
    if "status" in call.query and status not in set(Status):
        wrong.append(Defect("NOT_A_CHOICE", "status"))
    if "age" in call.query and not (age.isascii() and age.isdigit() and len(age) <= 4):
        wrong.append(Defect("WRONG_FORMAT", "age"))
    wrong += [Defect("NOT_A_CHOICE", name) for name in ("overdue", "stopped") if call.query.get(name, "true") != "true"]
    wrong += [
        Defect("UNEXPECTED", name) for name in ("step", "error") if name in call.query and "stopped" not in call.query
    ]
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    before = clock.stamp(clock.now() - timedelta(int(age))) if age else ""
    return _Selection(centre, status, before, "overdue" in call.query, "stopped" in call.query, step, error)


def _all(selection: _Selection, cursor: str | None) -> tuple[caseload.Rows, str | None]:
    start = paging.opened(cursor, {"id": None, "opened_at": None, "centre": selection.centre})
    if start and selection.opened_before and json.loads(start)["opened_at"]["S"] >= selection.opened_before:
        raise paging.broken()
    rows, following = caseload.of_centre(
        selection.centre, status=selection.status, opened_before=selection.opened_before, cursor=start
    )
    return [{**row, "overdue": None, "stopped": None} for row in rows], following


def _waiting(selection: _Selection, cursor: str | None) -> tuple[caseload.Rows, str | None]:
    """Goes from queue to queue as far as the first page with something to show; what waits is in a queue until it is answered."""
    of = selection.queues
    queues = [f"{centre}#{kind}" for centre, kind in of]
    start = paging.opened(cursor, *lanes.cursors())
    at = _lane(json.loads(start)) if start else queues[0]
    if at not in queues:
        raise paging.broken()
    for number in range(queues.index(at), len(queues)):
        waits, following = lanes.queue(*of[number], start)
        rows, start = _taken(selection, waits), None
        if rows and not following and number + 1 < len(queues):
            following = lanes.after(waits[-1])  # with the next queue
        if rows or following:
            return rows, following
    return [], None


def _taken(selection: _Selection, waits: list[Task]) -> caseload.Rows:
    now = clock.in_china(clock.now()).isoformat()
    taken = [task for task in waits if selection.takes(task, now)]
    lines = caseload.lines(task.case for task in taken)
    return [
        {
            **lines[task.case],
            "overdue": {"kind": task.kind, "due_at": task.due_at} if selection.overdue else None,
            "stopped": stopped.line(task) if selection.stopped else None,
        }
        for task in taken
        if task.case in lines and selection.fits(lines[task.case])
    ]


def _lane(key: Mapping[str, Mapping[str, str]]) -> str:
    return (key.get("lane") or key["queue"])["S"]
