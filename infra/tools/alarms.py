"""Alarms (告警) on our own metrics, and what of them is deployed: `make render` writes infra/deploy/alarms.json from this table.

Each has its page in docs/runbooks, or shares one. Limits are choices, not measurements: what a centre wants to be woken for. What AWS itself
measures (executions, the API's 5xx) is watched in infra/deploy/template.yaml.
"""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from chalicelib.domain.work import WAITS
from chalicelib.tracing import metrics
from statemachine.states import name_of

FILE = Path(__file__).parents[1] / "deploy" / "alarms.json"
MINUTE, HOUR, DAY = 60, 3600, 86400


class Alarm(NamedTuple):
    """Rings when a metric is at its limit or above (`below`: under it) in each of `times` periods of `every` seconds.

    `of` says of what it is measured. `statistic`: CloudWatch's, or a percentile such as p95. `silent`: it rings too when nothing
    is measured. `of_last`: the periods of which it is at its limit in `times`, where those need not follow one another. `page`: its runbook, where it shares one.
    """

    meaning: str
    metric: str
    limit: float
    of: Mapping[str, str] = {}
    statistic: str = "Sum"
    every: int = 5 * MINUTE
    times: int = 1
    below: bool = False
    silent: bool = False
    of_last: int = 0
    page: str = ""


_BY_HAND: Mapping[str, Alarm] = {
    # A step has failed in a way that no retry helps
    "StepUnexpected": Alarm("A step failed as nobody foresaw", "step_errors", 1, {"kind": "Unexpected"}),
    "StepUnprepared": Alarm("A step lacks what it rests on, and nobody's ordinary work clears it", "step_errors", 1, {"kind": "PreconditionFailed"}),
    "CaseNotFound": Alarm("A step was run for a case there is not", "step_errors", 1, {"kind": "CaseNotFound"}),
    # What is retried, when it does not end
    "PlatformUnavailable": Alarm(
        "AWS has not answered steps for a quarter of an hour", "step_errors", 10, {"kind": "PlatformUnavailable"}, times=3
    ),
    "BankUnavailable": Alarm(
        "A bank does not answer", "step_errors", 5, {"kind": "BankUnavailable"}, every=15 * MINUTE
    ),
    # Waited out for a night or a day (statemachine/policies.py), and nobody's task meanwhile: these alone say so
    "AgencyGone": Alarm(
        "Steps have waited for an agency for three hours", "step_errors", 1, {"kind": "AgencyUnavailable"}, every=HOUR, times=3
    ),
    "BankGone": Alarm(
        "Steps have waited for a bank for three hours", "step_errors", 1, {"kind": "BankUnavailable"}, every=HOUR, times=3
    ),
    "AgencyRefuses": Alarm("An agency refuses our calls", "agency_answers", 1, {"outcome": "refused"}),
    "AgencyUnavailable": Alarm(
        "Agencies do not answer", "agency_answers", 10, {"outcome": "unavailable"}, every=15 * MINUTE
    ),
    "AgencySlow": Alarm(
        "Agencies answer only just in time", "agency_seconds", 5, {"outcome": "answered"}, "p95", 15 * MINUTE, times=2
    ),
    "Unscanned": Alarm("The scanner has not answered for half an hour", "unscanned", 1, every=15 * MINUTE, times=2),
    # Somebody has to act. Six hours hold a look at every case that waits (sweep/looks.py)
    "AttendWaits": Alarm(
        "A stuck case has waited a day for a person", "oldest_wait", DAY, {"queue": "attend"}, "Maximum", 6 * HOUR
    ),
    "VerifyWaits": Alarm(
        "An unanswered check has waited five days", "oldest_wait", 5 * DAY, {"queue": "verify"}, "Maximum", 6 * HOUR
    ),
    "SupplementWaits": Alarm(
        "What the registry wants has waited five days", "oldest_wait", 5 * DAY, {"queue": "supplement"}, "Maximum", 6 * HOUR
    ),
    "RestartWaits": Alarm(
        "A dead execution has waited a day for its restart", "oldest_wait", DAY, {"queue": "restart"}, "Maximum", 6 * HOUR
    ),
    "RegistryWaits": Alarm(
        "The registry has not registered for ten days", "oldest_wait", 10 * DAY, {"queue": "mortgage"}, "Maximum", 6 * HOUR
    ),
    "DisputeWaits": Alarm(
        "A partner's word that cannot be has waited a day", "oldest_wait", DAY, {"queue": "dispute"}, "Maximum", 6 * HOUR
    ),
    "OwedWaits": Alarm(
        "What was brought after acceptance has waited a day for a look at it", "oldest_wait", DAY, {"queue": "owed"}, "Maximum", 6 * HOUR
    ),
    "SecondLookWaits": Alarm(
        "A scan has waited a day for its second look", "oldest_wait", DAY, {"queue": "second_look"}, "Maximum", 6 * HOUR
    ),
    "ComplaintWaits": Alarm(
        "What a party says of how they were served has waited five days for its answer", "oldest_wait", 5 * DAY, {"queue": "complaint"}, "Maximum",
        6 * HOUR,
    ),
    "AppealWaits": Alarm(
        "An objection to an end has waited twenty days for its decision", "oldest_wait", 20 * DAY, {"queue": "appeal"}, "Maximum", 6 * HOUR
    ),
    "SignWaits": Alarm(
        "A contract has waited ten days for signatures", "oldest_wait", 10 * DAY, {"queue": "sign"}, "Maximum", 6 * HOUR
    ),
    "CorrectionWaits": Alarm(
        "A notice has waited thirty days for corrections", "oldest_wait", 30 * DAY, {"queue": "correction"}, "Maximum", 6 * HOUR
    ),
    # What the sweep finds
    "PaidNotIssued": Alarm(
        "A loan is paid and its papers are not issued", "paid_not_issued", 1, statistic="Maximum", every=HOUR
    ),
    "PastLaw": Alarm(
        "Cases are past the law's last day for their decision", "past_law", 1, statistic="Maximum", every=6 * HOUR
    ),
    "NobodyLeft": Alarm(
        "Nobody of its centre may do a task, nor of one that stands in", "nobody_left", 1, statistic="Maximum", every=6 * HOUR
    ),
    "SubmittedNotStarted": Alarm(
        "Submitted cases have no execution; the sweep starts them", "submitted_without_execution", 3, statistic="Maximum", every=HOUR
    ),
    "ExecutionEnded": Alarm(
        "An execution has ended and its case has not", "sweep_findings", 1, {"kind": "execution_ended"}
    ),
    "Stranded": Alarm(
        "An execution listens for a word that nobody can give", "sweep_findings", 1, {"kind": "stranded"}
    ),
    "CaseUnreadable": Alarm("The sweep cannot read a case", "sweep_findings", 1, {"kind": "unreadable"}, every=HOUR),
    # A case is looked at every hour or every four: in three of twelve hours it is no single look that failed
    "LooksFail": Alarm(
        "What the sweep does keeps failing", "looks_failed", 1, statistic="Maximum", every=HOUR, times=3, of_last=12
    ),
    "ArchiveLacking": Alarm(
        "A case cannot be archived: a file of its record is missing or changed", "sweep_findings", 1, {"kind": "archive_lacking"}, every=DAY
    ),
    "SweepSilent": Alarm(
        "The sweep does not run", "submitted_without_execution", 1, statistic="SampleCount", every=HOUR, times=2, below=True,
        silent=True,
    ),
    "SweepLags": Alarm(
        "The sweep looks at cases an hour late", "sweep_lag", HOUR, statistic="Maximum", every=15 * MINUTE, times=2
    ),
    "CalendarEnds": Alarm(
        "Working days are known for less than 90 days", "calendar_horizon", 90, statistic="Minimum", every=DAY, below=True
    ),
    "SealEnds": Alarm(
        "The certificate of a centre's seal is good for less than 90 days", "seal_horizon", 90, statistic="Minimum", every=DAY, below=True
    ),
    "SealEndsSoon": Alarm(
        "The certificate of a centre's seal is good for less than 30 days; then no letter leaves it", "seal_horizon", 30, statistic="Minimum",
        every=DAY, below=True,
    ),
}  # fmt: skip
OF_THE_DESK = "DeskWaitsAlarm"  # the page of every kind of wait that has none of its own


def of_waits(kinds: Collection[str]) -> dict[str, Alarm]:
    """An alarm for each kind of wait (domain/work.py) that is not watched by hand."""
    watched = {alarm.of["queue"] for alarm in _BY_HAND.values() if alarm.metric == "oldest_wait"}
    return {
        f"{name_of(kind)}Waits": Alarm(
            f"{name_of(kind)}: a task has waited five days", "oldest_wait", 5 * DAY, {"queue": kind}, "Maximum", 6 * HOUR, page=OF_THE_DESK
        )
        for kind in kinds if kind not in watched
    }  # fmt: skip


ALARMS: Mapping[str, Alarm] = {**_BY_HAND, **of_waits(WAITS)}


def resources() -> dict[str, Any]:
    """The alarms as resources of the template, by their logical names."""
    return {f"{name}Alarm": _resource(f"{name}Alarm", alarm) for name, alarm in ALARMS.items()}


def text() -> str:
    """The whole file."""
    return json.dumps(resources(), indent=1) + "\n"


def _resource(name: str, alarm: Alarm) -> dict[str, Any]:
    percentile = alarm.statistic.startswith("p")
    dimensions = [{"Name": name, "Value": value} for name, value in alarm.of.items()]
    properties = {
        "AlarmActions": [{"Ref": "AlarmTopic"}],
        "AlarmDescription": f"{alarm.meaning}. docs/runbooks/{alarm.page or name}.md",
        "Namespace": metrics.NAMESPACE,
        "MetricName": alarm.metric,
        "Dimensions": [{"Name": metrics.STAGE, "Value": {"Ref": "Stage"}}, *dimensions],
        "ExtendedStatistic" if percentile else "Statistic": alarm.statistic,
        "Period": alarm.every,
        "EvaluationPeriods": alarm.of_last or alarm.times,
        **({"DatapointsToAlarm": alarm.times} if alarm.of_last else {}),
        "ComparisonOperator": "LessThanThreshold" if alarm.below else "GreaterThanOrEqualToThreshold",
        "Threshold": alarm.limit,
        "TreatMissingData": "breaching" if alarm.silent else "notBreaching",
    }
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
