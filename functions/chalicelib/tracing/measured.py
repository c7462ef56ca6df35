"""Reading our metrics back (指标查询) out of CloudWatch, hour by hour over the last seven days, whatever there is of each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from chalicelib import aws, clock
from chalicelib.settings import setting
from chalicelib.tracing.metrics import METRICS, NAMESPACE, STAGE

DAYS = 7
_HOUR = 3600
_AT_ONCE = 500  # queries GetMetricData takes


class Series(NamedTuple):
    """One metric with its dimensions, by one statistic: its hours, the last one first."""

    name: str
    by: Mapping[str, str]
    statistic: str
    hours: Sequence[tuple[datetime, float]]

    def since(self, moment: datetime) -> list[float]:
        """The values of the hours that began then or later."""
        return [value for began, value in self.hours if began >= moment]


def read(wanted: Mapping[str, Sequence[str]]) -> list[Series]:
    """What was measured: metric → the statistics wanted of it (Sum, Maximum). One of which nothing was measured is not there."""
    asked = [(metric, statistic) for name in wanted for metric in _there_is(name) for statistic in wanted[name]]
    found: list[Series] = []
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        hours = _hours(part)
        found += [
            Series(metric["MetricName"], _by(metric), statistic, hours[f"m{number}"])
            for number, (metric, statistic) in enumerate(part)
        ]
    return found


def today() -> datetime:
    """When the day began on the clocks of Gansu."""
    return clock.in_china(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)


def _there_is(name: str) -> Iterator[dict[str, Any]]:
    """Every set of dimensions the metric was measured by, of this stage, and not those it is added up by."""
    wanted = {STAGE, *METRICS[name].by}
    pages = aws.client("cloudwatch").get_paginator("list_metrics").paginate(
        Namespace=NAMESPACE, MetricName=name, Dimensions=[{"Name": STAGE, "Value": setting("STAGE")}]
    )  # fmt: skip
    for page in pages:
        for metric in page["Metrics"]:
            if {one["Name"] for one in metric["Dimensions"]} == wanted:
                yield {name: metric[name] for name in ("Namespace", "MetricName", "Dimensions")}


def _hours(part: Sequence[tuple[dict[str, Any], str]]) -> dict[str, list[tuple[datetime, float]]]:
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    queries: Any = [
        {"Id": f"m{number}", "MetricStat": {"Metric": metric, "Period": _HOUR, "Stat": statistic}}
        for number, (metric, statistic) in enumerate(part)
    ]
    pages = aws.client("cloudwatch").get_paginator("get_metric_data").paginate(
        MetricDataQueries=queries, ScanBy="TimestampDescending", StartTime=hour - timedelta(DAYS),
        EndTime=hour + timedelta(hours=1),
    )  # fmt: skip
    hours: dict[str, list[tuple[datetime, float]]] = {query["Id"]: [] for query in queries}
    for page in pages:
        for one in page["MetricDataResults"]:
            hours[one["Id"]] += zip(one["Timestamps"], one["Values"], strict=True)
    return {id: sorted(of, reverse=True) for id, of in hours.items()}


def _by(metric: Mapping[str, Any]) -> dict[str, str]:
    return {one["Name"]: one["Value"] for one in metric["Dimensions"] if one["Name"] != STAGE}
