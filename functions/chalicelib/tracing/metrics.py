"""Metrics (指标): numbers CloudWatch reads off the log, in its embedded metric format (EMF). A metric is a log line; it calls nobody.

`METRICS` is the one table of them; infra/tools/alarms.py says which of them wake somebody. Measuring never fails what it
measures; only a metric or dimension that is not in the table is an error, of the programmer.
"""

from collections.abc import Mapping
from typing import NamedTuple

from chalicelib import clock
from chalicelib.settings import setting
from chalicelib.tracing import log
from chalicelib.tracing.segments import clean

NAMESPACE = "Anju"
STAGE = "stage"  # a dimension of every metric: two stages may share an account


class Metric(NamedTuple):
    """One metric: CloudWatch's unit; what is said with every number, and less than that by which it is added up too."""

    unit: str
    by: tuple[str, ...] = ()
    also_by: tuple[str, ...] = ()
    level: str = "INFO"  # of its log line


METRICS: Mapping[str, Metric] = {
    # Counted as it happens. A step's error by the class of chalicelib/errors.py, or `Awaited` (steps/frame.py); an answer by agency and outcome of the ledger, or
    # `not_asked` because of its Retry-After.
    "step_errors": Metric("Count", ("kind",), level="WARNING"),
    "agency_answers": Metric("Count", ("agency", "outcome"), also_by=("outcome",)),
    "agency_seconds": Metric("Seconds", ("agency", "outcome"), also_by=("outcome",)),
    "unscanned": Metric("Count", level="WARNING"),  # uploads about which the scanner did not answer
    # Said by every run of the sweep, 0 too: that nothing is said means that it does not run.
    "oldest_wait": Metric("Seconds", ("queue",)),  # the kind of a task, over all centres
    "paid_not_issued": Metric("Count"),
    "past_law": Metric("Count"),  # cases whose last day by law for a decision has gone by without one
    "nobody_left": Metric("Count"),  # tasks that nobody of their centre may do, nor of one that stands in
    "submitted_without_execution": Metric("Count"),
    "sweep_lag": Metric("Seconds"),  # by which a look came later than it was due
    "calendar_horizon": Metric("Count"),  # days ahead whose working days are known
    "seal_horizon": Metric("Count"),  # days for which every centre can seal its papers
    "looks_failed": Metric("Count"),  # of the sweep: what it could not do, of whatever case and kind
    "sweep_findings": Metric("Count", ("kind",)),
}


def count(name: str, number: int = 1, **by: str) -> None:
    """Something has happened that many times, for example `count("step_errors", kind="Contended")`."""
    measure({name: number}, **by)


def gauge(name: str, value: float, **by: str) -> None:
    """How much of something there is now, for example `gauge("oldest_wait", 3600, queue="attend")`."""
    measure({name: value}, **by)


def measure(values: Mapping[str, float], **by: str) -> None:
    """Several metrics with the same dimensions, in one line. Raises `ValueError` for what is not in the table."""
    wrong = [name for name in values if name not in METRICS or by.keys() != set(METRICS[name].by)]
    if wrong:
        raise ValueError(f"no such metrics by {sorted(by)}: {wrong}")
    try:
        said = {STAGE: setting("STAGE"), **{name: str(clean(value)) for name, value in by.items()}}
        log.line(METRICS[next(iter(values))].level, "metric", _aws=_directive(list(values)), **said, **values)
    except Exception as error:
        log.failed("metric lost", error)


def _directive(names: list[str]) -> Mapping[str, object]:
    """What CloudWatch is to read off the line; metrics of one line have the same dimensions."""
    by, also_by = METRICS[names[0]].by, METRICS[names[0]].also_by
    directive = {
        "Namespace": NAMESPACE,
        "Dimensions": [[STAGE, *dimensions] for dimensions in ((by, also_by) if also_by else (by,))],
        "Metrics": [{"Name": name, "Unit": METRICS[name].unit} for name in names],
    }
    return {"Timestamp": int(clock.now().timestamp() * 1000), "CloudWatchMetrics": [directive]}
