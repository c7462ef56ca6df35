"""Metrics (指标): what CloudWatch reads off the log of a function, so that they can be read back here too: added up by the hour."""

import json
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from moto.cloudwatch.models import MetricAggregatedDatum, cloudwatch_backends

from infra.local.actions import ACCOUNT, REGION

_lock = Lock()


class _hours:
    """What was added up of one stack's metrics; another stack has a list of its own."""

    of: Any = None
    known: dict[Any, Any] = {}


def read_off(text: str) -> None:
    """Takes in a line of a log, if it holds metrics in the embedded metric format; nothing else is looked at."""
    if '"_aws"' not in text:
        return
    line = json.loads(text)
    hour = datetime.fromtimestamp(line["_aws"]["Timestamp"] / 1000, UTC).replace(
        minute=0, second=0, microsecond=0, tzinfo=None
    )
    with _lock:
        for directive in line["_aws"]["CloudWatchMetrics"]:
            for metric in directive["Metrics"]:
                by = tuple((name, line[name]) for name in directive["Dimensions"][0])
                datum = _datum(directive["Namespace"], metric["Name"], metric["Unit"], by, hour)
                _add(datum, float(line[metric["Name"]]))


def _add(datum: Any, value: float) -> None:
    datum.min, datum.max = min(datum.min, value), max(datum.max, value)
    datum.sum, datum.sample_count = datum.sum + value, datum.sample_count + 1


def _datum(namespace: str, name: str, unit: str, by: tuple[tuple[str, str], ...], hour: datetime) -> Any:
    measured = cloudwatch_backends[ACCOUNT][REGION].metric_data
    if _hours.of is not measured:
        _hours.of, _hours.known = measured, {}
    key = (namespace, name, by, hour)
    if key not in _hours.known:
        dimensions = [{"Name": dimension, "Value": value} for dimension, value in by]
        datum = MetricAggregatedDatum(namespace, name, float("inf"), float("-inf"), 0, 0, dimensions, hour, unit)
        measured.append(datum)
        _hours.known[key] = datum
    return _hours.known[key]
