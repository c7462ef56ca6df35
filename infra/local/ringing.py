"""Alarms (告警) of the template on one machine: the same rules, judged on the metrics that are read off the logs whenever somebody asks for them.

Metrics are added up by the hour here (metering.py), so what CloudWatch judges in minutes is judged over the hour: it may ring sooner, never later.
A percentile cannot be said of sums: such an alarm says that it lacks data.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from moto.cloudwatch.models import CloudWatchBackend, MetricAggregatedDatum, cloudwatch_backends

from infra.local.actions import ACCOUNT, REGION

RENDERED = Path(__file__).parents[1] / "deploy" / "alarms.json"
_HOUR = 3600
_OF: Mapping[str, Callable[[list[Any]], float]] = {
    "Sum": lambda data: sum(datum.sum for datum in data),
    "SampleCount": lambda data: sum(datum.sample_count for datum in data),
    "Maximum": lambda data: max(datum.max for datum in data),
    "Minimum": lambda data: min(datum.min for datum in data),
}


def hang(cloudwatch: Any, stage: str) -> None:
    """Puts every alarm on our metrics, and has them judged when they are described."""
    rendered = json.loads(RENDERED.read_text(encoding="utf-8"))
    for name, resource in rendered.items():
        told = {key: value for key, value in resource["Properties"].items() if key != "AlarmActions"}
        told["Dimensions"] = [{**one, "Value": stage if isinstance(one["Value"], dict) else one["Value"]} for one in told["Dimensions"]]  # fmt: skip
        cloudwatch.put_metric_alarm(AlarmName=name, **told)
    backend = cloudwatch_backends[ACCOUNT][REGION]
    since, described, ours = _now(), backend.describe_alarms, rendered.keys()

    def judged() -> Iterable[Any]:
        for alarm in described():
            if alarm.name in ours and (state := _state(alarm, backend, since)) != alarm.state_value:
                alarm.update_state("judged", "{}", state)
        return list(described())

    backend.describe_alarms = judged


def _state(alarm: Any, backend: CloudWatchBackend, hung: datetime) -> str:
    if alarm.statistic not in _OF:
        return "INSUFFICIENT_DATA"
    periods = [_breaches(alarm, data) for data in _periods(alarm, backend)]
    if all(periods):
        return "ALARM"
    if any(breaches is None for breaches in periods) and alarm.treat_missing_data == "breaching":
        long_enough = _now() - hung >= timedelta(seconds=alarm.period * alarm.evaluation_periods)
        return "ALARM" if long_enough and all(one is not False for one in periods) else "OK"
    return "OK"


def _periods(alarm: Any, backend: CloudWatchBackend) -> Iterator[list[Any]]:
    """What was measured in each period it looks at, the latest first; whole hours."""
    lasts = max(alarm.period, _HOUR)
    wanted = {(one.name, one.value) for one in alarm.dimensions}
    data = [one for one in backend.metric_data if isinstance(one, MetricAggregatedDatum) and one.name == alarm.metric_name and {(by.name, by.value) for by in one.dimensions} == wanted]  # fmt: skip
    ends = _now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    for number in range(math.ceil(alarm.period * alarm.evaluation_periods / lasts)):
        until = ends - timedelta(seconds=number * lasts)
        yield [one for one in data if until - timedelta(seconds=lasts) <= _aware(one.timestamp) < until]


def _breaches(alarm: Any, data: list[Any]) -> bool | None:
    """None where nothing was measured."""
    if not data:
        return None
    value = _OF[alarm.statistic](data)
    limit: float = alarm.threshold
    return value < limit if alarm.comparison_operator == "LessThanThreshold" else value >= limit


def _now() -> datetime:
    return datetime.now(UTC)


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
