"""Which cases operations look at (办件清单): a centre's, by status, by age, or those with a wait that is overdue."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.api.http import paging
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import laws
from chalicelib.domain.status import ENDED, Status
from chalicelib.domain.work import WAITS
from chalicelib.records import caseload, tasks
from chalicelib.records.tasks import Task

QUERY = ("centre", "status", "age", "overdue", "cursor")


class _Selection(NamedTuple):
    centre: str
    status: str
    opened_before: str

    def fits(self, line: dict[str, Any]) -> bool:
        return (not self.status or line["status"] == self.status) and (
            not self.opened_before or line["opened_at"] < self.opened_before
        )


def cases(call: Call) -> Answer:
    """One page of a centre's cases, newest first: `status`, opened `age` days ago or earlier, `overdue=true`.

    Overdue are those somebody keeps waiting: `overdue` then says in what kind of wait and since when; they come by kind, the
    longest waiting first. A page may be empty and not the last: `cursor` says whether there are more.
    """
    selection, cursor = _selection(call), call.query.get("cursor")
    rows, following = _overdue(selection, cursor) if "overdue" in call.query else _all(selection, cursor)
    return Answer({"items": _with_law(rows), "cursor": paging.cursor(following)})


def _with_law(rows: caseload.Rows) -> caseload.Rows:
    open = [row["id"] for row in rows if row["status"] not in ENDED]
    lines = caseload.lines(open, *laws.LINE)
    return [{**row, "law_by": laws.law_by(lines[row["id"]]) if row["id"] in lines else None} for row in rows]


def _selection(call: Call) -> _Selection:
    centre, status, age = (call.query.get(name, "") for name in ("centre", "status", "age"))
    wrong = []
    if not (len(centre) == 6 and centre.isascii() and centre.isdigit()):
        wrong.append(Defect("WRONG_FORMAT" if centre else "MISSING", "centre"))
    if "status" in call.query and status not in set(Status):
        wrong.append(Defect("NOT_A_CHOICE", "status"))
    if "age" in call.query and not (age.isascii() and age.isdigit() and len(age) <= 4):
        wrong.append(Defect("WRONG_FORMAT", "age"))
    if call.query.get("overdue", "true") != "true":
        wrong.append(Defect("NOT_A_CHOICE", "overdue"))
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    return _Selection(centre, status, clock.stamp(clock.now() - timedelta(int(age))) if age else "")


def _all(selection: _Selection, cursor: str | None) -> tuple[caseload.Rows, str | None]:
    start = paging.opened(cursor, {"id": None, "opened_at": None, "centre": selection.centre})
    if start and selection.opened_before and json.loads(start)["opened_at"]["S"] >= selection.opened_before:
        raise _of_another_list()
    rows, following = caseload.of_centre(
        selection.centre, status=selection.status, opened_before=selection.opened_before, cursor=start
    )
    return [{**row, "overdue": None} for row in rows], following


def _overdue(selection: _Selection, cursor: str | None) -> tuple[caseload.Rows, str | None]:
    """Goes from queue to queue as far as the first page with something to show; what waits is in a queue until it is answered."""
    kinds = list(WAITS)
    queues = [f"{selection.centre}#{kind}" for kind in kinds]
    start = paging.opened(cursor, *tasks.cursors())
    at = _lane(json.loads(start)) if start else queues[0]
    if at not in queues:
        raise _of_another_list()
    for number in range(queues.index(at), len(queues)):
        waits, following = tasks.queue(selection.centre, kinds[number], start)
        rows, start = _late(selection, waits), None
        if rows and not following and number + 1 < len(queues):
            following = tasks.after(waits[-1])  # with the next queue
        if rows or following:
            return rows, following
    return [], None


def _late(selection: _Selection, waits: list[Task]) -> caseload.Rows:
    now = clock.in_china(clock.now()).isoformat()
    late = [task for task in waits if task.due_at < now]
    lines = caseload.lines(task.case for task in late)
    return [
        {**lines[task.case], "overdue": {"kind": task.kind, "due_at": task.due_at}}
        for task in late
        if task.case in lines and selection.fits(lines[task.case])
    ]


def _lane(key: Mapping[str, Mapping[str, str]]) -> str:
    return (key.get("lane") or key["queue"])["S"]


def _of_another_list() -> Problem:
    return Problem("BAD_CURSOR", [Defect("WRONG_FORMAT", "cursor")])
