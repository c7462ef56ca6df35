"""How agencies answer (部门接口健康), what the sweep has found (巡检), and which alarms ring (告警): out of CloudWatch, no case is read."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from chalicelib import aws, clock
from chalicelib.api.http.route import Answer, Call
from chalicelib.messages import known, partner, text, text_or, worded
from chalicelib.settings import setting
from chalicelib.tracing import measured, metrics
from chalicelib.tracing.measured import Series

_LEVELS = (
    "oldest_wait",
    "paid_not_issued",
    "past_law",
    "nobody_left",
    "submitted_without_execution",
    "sweep_lag",
    "calendar_horizon",
)
_WANTED = {
    "agency_answers": ("Sum",), "agency_seconds": ("Sum", "Maximum"), "step_errors": ("Sum",), "sweep_findings": ("Sum",),
    **dict.fromkeys(_LEVELS, ("Maximum",)),
}  # fmt: skip
# Each run sees the cases that are due in it alone: within this every case has been seen, and a level is the most that was said.
_ROUND = timedelta(hours=6)
_OF_EVERY_RUN = ("calendar_horizon",)  # about no case
_PAGE = "docs/runbooks/"


def health(call: Call) -> Answer:
    """Agencies, errors of steps and findings of the sweep, each today and in seven days; and every level as the runs
    of the last hours said it. Of what CloudWatch
    does not tell now, `unknown` says so: the rest is shown all the same."""
    found, unread = measured.read(_WANTED)
    today = measured.today()
    week = clock.now() - timedelta(measured.DAYS)
    return Answer(
        {
            "at": clock.stamp(),
            "agencies": [*_agencies(found, today, week)],
            "errors": [*_counted(found, "step_errors", _error, today, week)],
            "findings": [*_counted(found, "sweep_findings", _finding, today, week)],
            "levels": [*_levels(found)],
            "unknown": [{"name": name, "text": worded(f"LEVEL_{name.upper()}")} for name in _WANTED if name in unread],
        }
    )


def alarms(call: Call) -> Answer:
    """Every alarm of this stage, those that ring first, each with its page of docs/runbooks; empty where none are deployed."""
    pages = aws.client("cloudwatch").get_paginator("describe_alarms").paginate()
    found = [one for page in pages for one in page["MetricAlarms"] if _is_ours(one)]
    found.sort(key=lambda one: (one["StateValue"] != "ALARM", one["AlarmName"]))
    return Answer({"items": [_alarm(one) for one in found]})


def _agencies(found: Sequence[Series], today: datetime, week: datetime) -> Iterator[dict[str, Any]]:
    names = sorted({one.by["agency"] for one in found if one.name == "agency_answers"})
    for name in names:
        of = [one for one in found if one.by.get("agency") == name]
        yield {"agency": name, "text": partner(name), "today": _answers(of, today), "week": _answers(of, week)}


def _answers(of: Sequence[Series], since: datetime) -> dict[str, Any]:
    def total(name: str, statistic: str = "Sum") -> dict[str, float]:
        wanted = [one for one in of if (one.name, one.statistic) == (name, statistic)]
        return {one.by["outcome"]: sum(values) for one in wanted if (values := one.since(since))}

    answers, seconds = total("agency_answers"), total("agency_seconds")
    slowest = [value for one in of if one.statistic == "Maximum" for value in one.since(since)]
    asked = sum(answers[outcome] for outcome in seconds if outcome in answers)
    return {
        "outcomes": {outcome: int(number) for outcome, number in sorted(answers.items())},
        "seconds": round(sum(seconds.values()) / asked, 3) if asked else None,
        "slowest": round(max(slowest), 3) if slowest else None,
    }


def _counted(
    found: Sequence[Series], name: str, said: Callable[[str], dict[str, str]], today: datetime, week: datetime
) -> Iterator[dict[str, Any]]:
    for one in sorted((one for one in found if one.name == name), key=lambda one: one.by["kind"]):
        kind = one.by["kind"]
        yield {"kind": kind, **said(kind), "today": int(sum(one.since(today))), "week": int(sum(one.since(week)))}


def _error(kind: str) -> dict[str, str]:
    return {"text": text_or(kind, f"ERROR_{kind.upper()}")}


def _finding(kind: str) -> dict[str, str]:
    """One that failed bears its error behind its name."""
    code = f"FOUND_{kind.partition('.')[0].upper()}"
    code = code if known(f"{code}_DO") else "FOUND_UNKNOWN"
    return {"text": text(code), "cause": text(f"{code}_CAUSE"), "advice": text(f"{code}_DO")}


def _levels(found: Sequence[Series]) -> Iterator[dict[str, Any]]:
    for one in found:
        if one.name in _LEVELS and one.hours:
            recent = [hour for hour in one.hours if one.name not in _OF_EVERY_RUN and hour[0] >= clock.now() - _ROUND]
            at, value = max(recent, key=lambda hour: hour[1]) if recent else one.hours[0]
            of = one.by.get("queue")
            said = {
                "text": worded(f"LEVEL_{one.name.upper()}"),
                "of": of,
                "of_text": worded(f"TASK_{of.upper()}") if of else None,
            }
            yield {"name": one.name, "unit": metrics.METRICS[one.name].unit, "value": value, "at": clock.stamp(at), **said}  # fmt: skip


def _is_ours(alarm: Any) -> bool:
    stages = [one["Value"] for one in alarm.get("Dimensions", ()) if one["Name"] == metrics.STAGE]
    return _PAGE in alarm.get("AlarmDescription", "") and stages in ([], [setting("STAGE")])


def _alarm(alarm: Any) -> dict[str, Any]:
    page = alarm["AlarmDescription"].rpartition(_PAGE)[2].removesuffix(".md")
    return {
        "name": alarm["AlarmName"], "state": alarm["StateValue"], "text": worded(f"ALARM_{alarm['StateValue']}"), "runbook": page,
        "meaning": alarm["AlarmDescription"].partition(" docs/")[0], "since": clock.stamp(alarm["StateUpdatedTimestamp"]),
    }  # fmt: skip
