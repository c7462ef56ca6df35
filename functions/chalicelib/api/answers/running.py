"""What operations are answered of what ran: calls to partners, the execution of a case, its trace."""

from typing import Literal

from chalicelib.api.answers.shape import Shown, Texts


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
