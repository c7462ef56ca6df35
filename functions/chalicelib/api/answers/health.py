"""What operations are answered of how the platform fares: agencies, errors, findings, levels, alarms."""

from typing import Literal

from chalicelib.api.answers.shape import Shown


class Answered(Shown):
    """How often, by outcome; `seconds` on average, `slowest` at most, null where nobody was asked."""

    outcomes: dict[str, int]
    seconds: float | None
    slowest: float | None


class AgencyHealth(Shown):
    """Since midnight in China, and in seven days."""

    agency: str
    text: str
    today: Answered
    week: Answered


class Counted(Shown):
    """How often, since midnight in China and in seven days."""

    kind: str
    text: str
    today: int
    week: int


class SweepFinding(Counted):
    """A kind of what the sweep finds; `cause`: what it comes from, `advice`: what is to be done about it."""

    cause: str
    advice: str


class Level(Shown):
    """How much there was in the hour that began `at`, in `unit`; `of`: of which queue."""

    name: str
    text: str
    unit: Literal["Count", "Seconds"]
    of: str | None
    of_text: str | None
    value: float
    at: str


class Unknown(Shown):
    """A metric that could not be read, or not wholly: of it is shown what is known."""

    name: str
    text: str


class OpsHealth(Shown):
    """What CloudWatch tells; `unknown`: of which metrics it does not tell all just now."""

    at: str
    agencies: list[AgencyHealth]
    errors: list[Counted]
    findings: list[SweepFinding]
    levels: list[Level]
    unknown: list[Unknown]


class OpsAlarm(Shown):
    name: str
    state: Literal["OK", "ALARM", "INSUFFICIENT_DATA"]
    text: str
    meaning: str
    runbook: str
    since: str


class OpsAlarms(Shown):
    items: list[OpsAlarm]
