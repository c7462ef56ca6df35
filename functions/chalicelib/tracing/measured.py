"""Reading our metrics back (指标查询) out of CloudWatch, hour by hour over the last seven days, whatever there is of each."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any, NamedTuple, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import aws, clock
from chalicelib.settings import setting
from chalicelib.tracing import log
from chalicelib.tracing.metrics import METRICS, NAMESPACE, STAGE

DAYS = 7
_HOUR = 3600
_AT_ONCE = 500  # queries GetMetricData takes
_T = TypeVar("_T")
PATIENCE = 10.0  # seconds after which nothing more is asked: whoever looks is told what is known by then


class Series(NamedTuple):
    """One metric with its dimensions, by one statistic: its hours, the last one first."""

    name: str
    by: Mapping[str, str]
    statistic: str
    hours: Sequence[tuple[datetime, float]]

    def since(self, moment: datetime) -> list[float]:
        """The values of the hours that began then or later."""
        return [value for began, value in self.hours if began >= moment]


def read(wanted: Mapping[str, Sequence[str]]) -> tuple[list[Series], Collection[str]]:
    """What was measured: metric → the statistics wanted of it (Sum, Maximum); one of which nothing was measured is not there. And the metrics of
    which CloudWatch did not tell all: throttled, gone, or slow."""
    found, unread, until = list[Series](), set[str](), monotonic() + PATIENCE

    def told(names: Iterable[str], ask: Callable[[], list[_T]]) -> list[_T]:
        try:
            if monotonic() > until:
                raise TimeoutError
            return ask()
        except (BotoCoreError, ClientError, OSError) as error:
            unread.update(names)
            log.failed("metrics were not read", error, "WARNING")
            return []

    there = [(name, metric) for name in wanted for metric in told([name], partial(_there_is, name))]
    asked = [(metric, statistic) for name, metric in there for statistic in wanted[name]]
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        hours = told((metric["MetricName"] for metric, _ in part), partial(_hours, part))
        for (metric, statistic), (of, is_whole) in zip(part, hours, strict=False):
            found.append(Series(metric["MetricName"], _by(metric), statistic, of))
            if not is_whole:
                unread.add(metric["MetricName"])
    return found, unread


def today() -> datetime:
    """When the day began on the clocks of Gansu."""
    return clock.in_china(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)


def _there_is(name: str) -> list[dict[str, Any]]:
    """Every set of dimensions the metric was measured by, of this stage, and not those it is added up by."""
    wanted = {STAGE, *METRICS[name].by}
    pages = aws.client("cloudwatch").get_paginator("list_metrics").paginate(
        Namespace=NAMESPACE, MetricName=name, Dimensions=[{"Name": STAGE, "Value": setting("STAGE")}]
    )  # fmt: skip
    return [
        {name: metric[name] for name in ("Namespace", "MetricName", "Dimensions")}
        for page in pages
        for metric in page["Metrics"]
        if {one["Name"] for one in metric["Dimensions"]} == wanted
    ]


def _hours(part: Sequence[tuple[dict[str, Any], str]]) -> list[tuple[list[tuple[datetime, float]], bool]]:
    """Of each in turn its hours, the last one first, and whether these are all."""
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
    said: dict[str, str] = {}  # by the last page: there may be more, or it could not be read
    for page in pages:
        for one in page["MetricDataResults"]:
            hours[one["Id"]] += zip(one["Timestamps"], one["Values"], strict=True)
            said[one["Id"]] = one["StatusCode"]
    return [(sorted(of, reverse=True), said.get(id) == "Complete") for id, of in hours.items()]


def _by(metric: Mapping[str, Any]) -> dict[str, str]:
    return {one["Name"]: one["Value"] for one in metric["Dimensions"] if one["Name"] != STAGE}
