"""What operations are answered of cases: codes, steps and times, and the words for them."""

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
