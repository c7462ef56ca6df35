"""What the operations' console is answered besides cases: the road as a picture, calls, the ledger, health, alarms, words of its filters."""

from typing import Literal

from pydantic import Field

from chalicelib.api.answers.shape import Shown, Worded


class RoadNode(Shown):
    """A state of the road. `wait`: for a person, a bank or the registry. `within`: the state whose branch it is in."""

    name: str
    text: str
    kind: Literal["task", "wait", "parallel", "pass", "end"]
    within: str | None


class RoadWay(Shown):
    """From state to state: as a rule, or when something is late, wants more material, is sent back, or is withdrawn. `text`: on which word."""

    model_config = Shown.model_config | {"populate_by_name": True}

    start: str = Field(alias="from")
    to: str
    kind: Literal["next", "late", "more", "back", "up", "asked", "anew", "withdrawn"]
    text: str


class OpsRoad(Shown):
    """`own`: the definition is that of the case's execution; else today's."""

    own: bool
    nodes: list[RoadNode]
    ways: list[RoadWay]


class OpsCall(Shown):
    """One call to an agency or a bank, by the step (or request) and its attempt. `segment`: of the trace. Seconds."""

    at: str
    seconds: float
    partner: str
    partner_text: str
    sort: Literal["agency", "bank"]
    step: str
    step_text: str
    attempt: int | None
    outcome: str
    error: str | None
    failed: bool
    segment: str


class OpsCalls(Shown):
    trace: str | None
    items: list[OpsCall]


class OpsUse(Shown):
    """A line of the ledger: `number` of its place in the chain, and that place's `hash`. `subject` is a role; `operator` a login of staff.
    In words: `who_text` has asked or looked, `what_text` (who was asked, or what was shown), `about_text`."""

    number: int
    hash: str
    at: str
    kind: str | None
    agency: str | None
    service: str | None
    subject: str | None
    matter: str | None
    material: str | None
    consent: str | None
    basis: str | None
    request: str | None
    outcome: str | None
    asked_by: str | None
    audience: str | None
    operator: str | None
    shown: str | None
    document: str | None
    who_text: str
    what_text: str
    about_text: str | None


class OpsLedger(Shown):
    items: list[OpsUse]
    cursor: str | None


class OpsWords(Shown):
    """What the list's filters can be set to, and why something is restarted."""

    centres: list[Worded]
    statuses: list[Worded]
    steps: list[Worded]
    errors: list[Worded]
    reasons: list[Worded]


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
