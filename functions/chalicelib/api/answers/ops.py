"""What operations are answered: codes, steps and times, and the words for them."""

from typing import Literal

from chalicelib.api.answers.applicants import CaseLine
from chalicelib.api.answers.shape import Event, Shown, Texts
from chalicelib.api.answers.staff import AgencyAnswer
from chalicelib.domain.status import Status


class Overdue(Shown):
    """The wait that is overdue: its kind, and when it was due."""

    kind: str
    due_at: str


class Stop(Shown):
    """Where a case stands still, since when: at a step with an error, for which `codes` say why; an execution that has ended, or that nobody
    can answer, is `restart`, a step that waits for a supervisor is `attend`. `text` says the first code; `runbook`: the page of docs/runbooks."""

    kind: Literal["restart", "attend"]
    step: str
    error: str
    codes: list[str]
    text: str
    since: str
    runbook: str


class RestartAsked(Shown):
    """The first person's word. `reason` is one of the listed ones: other words stay sealed."""

    by: str
    at: str
    reason: str


class StopShown(Stop):
    """`texts` say for each code what has happened and what clears it. `asked`: somebody has asked
    for a restart, and another has to confirm it."""

    step_text: str
    texts: list[str]
    due_at: str
    held_by: str | None
    asked: RestartAsked | None


class OpsCaseLine(CaseLine):
    """`overdue` is told where overdue cases were asked for, `stopped` where those, and null elsewhere. `law_by`: the last day the law leaves for the decision of
    one that is open, or, before acceptance, for telling what is lacking."""

    overdue: Overdue | None
    stopped: Stop | None
    law_by: str | None
    status_text: str


class OpsCasePage(Shown):
    items: list[OpsCaseLine]
    cursor: str | None


class OpsTask(Shown):
    id: str
    kind: str
    text: str
    state: str
    opened_at: str
    due_at: str
    provisional: bool
    outcome: Texts | None
    outcome_text: str | None


class OpsCase(Shown):
    """`timeline` in words, of which what is no code is shown as `…`. `answers` are the agencies', by `<check>.<subject>`. `step`: where it would go on by its record alone."""

    id: str
    number: str | None
    centre: str
    status: Status
    status_text: str
    ended: bool
    step: str
    stopped: StopShown | None
    channel: str
    opened_at: str
    submitted_at: str | None
    trace: str | None
    timeline: list[Event]
    answers: dict[str, AgencyAnswer]
    tasks: list[OpsTask]
    route: str | None
    reasons: list[str]
    signed: list[str]
    contract: str | None
    mortgage: str | None
    payment: str | None


class OpsStep(Shown):
    at: str
    type: str
    state: str | None
    error: str | None


class OpsExecution(Shown):
    name: str
    status: str
    started_at: str
    stopped_at: str | None
    error: str | None
    transitions: int
    history: list[OpsStep]


class OpsCalendar(Shown):
    """In days."""

    days_known: int
    warn_below: int
    warning: bool


class OpsTrace(Shown):
    """X-Ray segment documents, in order of their start; `names`: what steps, partners and outcomes in them are called, by their code."""

    trace: str | None
    segments: list[Texts]
    names: dict[str, str]


class Restarted(Shown):
    """`step`: where the case goes on. Nothing has begun until another person has `confirmed` it."""

    id: str
    step: str
    confirmed: bool


class Refusal(Shown):
    """One refused attempt. `about`: the case it was about, empty where there is none. `more`: others of that login in the same minute
    are not written down."""

    at: str
    audience: str
    operator: str
    person: str
    centre: str
    channel: str
    session: str
    route: str
    code: str
    about: str
    more: bool


class RefusalPage(Shown):
    day: str
    items: list[Refusal]
    cursor: str | None


class SessionsEnded(Shown):
    """How many sessions were ended; of a citizen, whether a message to them went out."""

    ended: int
    told: bool | None
