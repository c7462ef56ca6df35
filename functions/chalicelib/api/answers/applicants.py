"""What applicants, the window and visitors are answered; and the shape of every refusal."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.api.answers.bank_part import BankPartShown
from chalicelib.api.answers.parties import (
    AgentShown,
    ElectronicShown,
    Origin,
    PartyShown,
    SignatureShown,
    SignedPaper,
)
from chalicelib.api.answers.shape import Result, Shown, Supplied, Texts, Worded
from chalicelib.api.forms import Form
from chalicelib.api.http.problem import STATUS, defect_codes
from chalicelib.domain.status import Status


class Health(Shown):
    status: Literal["ok"]
    stage: str


class Document(BaseModel):
    """An OpenAPI document."""

    model_config = ConfigDict(extra="allow")


class Empty(Shown):
    """Nothing."""


class DraftSaved(Shown):
    id: str
    status: Status
    revision: int


class CaseLine(Shown):
    id: str
    number: str | None
    status: Status
    opened_at: str
    submitted_at: str | None


class CasePage(Shown):
    items: list[CaseLine]
    cursor: str | None


class DocumentLine(Shown):
    id: str
    material: str
    person: str | None
    content_type: str
    size: int
    state: Literal["announced", "waiting", "verified", "rejected"]
    defect: str | None
    at: str


class MaskedForm(BaseModel):
    """The form as others than those it is about see it: names and numbers in part, `***` for what is hidden altogether."""

    model_config = ConfigDict(extra="allow")


class ApplicationShown(Shown):
    """`form` is whole to the applicant and the window, masked to another party but for their own data. `origins`: which fields sources
    have told of; of people, one's own."""

    id: str
    number: str | None
    status: Status
    revision: int
    form: Form | MaskedForm
    documents: list[DocumentLine]
    parties: list[PartyShown]
    origins: list[Origin]


class UploadSlot(Shown):
    """Send `fields` and then the file (`file`) to `url` as multipart/form-data before `expires_at`."""

    id: str
    url: str
    fields: dict[str, str]
    expires_at: str


class DefectShown(Shown):
    code: Annotated[str, Field(json_schema_extra={"enum": list(defect_codes())})]
    field: str
    text: str


class DocumentVerified(Shown):
    id: str
    material: str
    state: Literal["waiting", "verified", "rejected"]
    defect: DefectShown | None


class Accepted(Shown):
    id: str
    status: Status
    track: str


class Holder(Worded):
    """`provisional`: `until` may move, because the holidays of its year are not arranged yet."""

    until: str | None
    provisional: bool


class Receipt(Worded):
    """Received (收件) is not accepted (受理): no limit runs before. `accepted_at_latest`: the day on which it counts as accepted unless
    something lacking is told before; empty once it is accepted, while corrections are waited for, and after the end."""

    received_on: str
    accepted_on: str | None
    accepted_at_latest: str | None


class Promise(Worded):
    """Working days to the decision: promised, used, left (below zero when overdue). `due_on` is empty while the clock stands
    still and once it is decided; it is `provisional` where the holidays of its year are not arranged yet. `legal_by`: the last
    day the law allows, which nothing moves and no promise exceeds. `verified`: the centre confirmed `days`."""

    days: int
    used: int
    left: int
    due_on: str | None
    provisional: bool
    legal_by: str
    verified: bool


class Event(Worded):
    at: str


class ContractShown(Shown):
    """`signed`: whose signatures are valid; none is once the contract is void (`voided_at`)."""

    number: str
    sha256: str
    bank: str
    link: str | None
    signed: list[str]
    waiting_for: list[str]
    voided_at: str | None
    signatures: list[SignatureShown]
    electronic: ElectronicShown


class NextStep(Worded):
    """What whoever asks can do now."""

    code: Literal[
        "CAN_EDIT", "CAN_INVITE", "CAN_AUTHORISE", "CAN_SUBMIT", "CAN_CORRECT", "CAN_CONTEST", "CAN_SUPPLY", "CAN_SIGN", "CAN_CONFIRM_COST", "CAN_WITHDRAW", "CAN_LOOK_AT_SCAN", "CAN_REVOKE_AGENT", "CAN_APPLY_AGAIN", "CAN_CALL"
    ]  # fmt: skip


class SupplementShown(Shown):
    """What the registry wants more: `wanted` in its own words; `text` says what to do; `documents` what was brought for it so far.

    `upload_as`: the code of what is on no list of materials."""

    text: str
    wanted: str | None
    due_at: str
    provisional: bool
    upload_as: str
    documents: list[Supplied]


class Tracked(Shown):
    """`notice` while corrections are asked for; `supplement` while the registry wants more material; `decision` once there is one, with reasons and their texts."""

    id: str
    number: str | None
    status: Status
    status_text: str
    held_by: Holder
    receipt: Receipt | None
    promise: Promise | None
    timeline: list[Event]
    next: list[NextStep]
    parties: list[PartyShown]
    notice: Texts | None
    supplement: SupplementShown | None
    decision: Texts | None
    contract: ContractShown | None
    bank_part: BankPartShown | None
    results: list[Result]
    papers: list[SignedPaper]
    agents: list[AgentShown]


class DataUse(Shown):
    """One use: an agency that was asked, or somebody's look (then there is no agency). `text` says it in words."""

    at: str
    agency: str | None
    subject: str | None
    matter: str | None
    material: str | None
    asked_by: str | None
    operator: str | None
    consent: str | None
    outcome: str | None
    text: str


class DataUses(Shown):
    items: list[DataUse]


class Signed(Shown):
    id: str
    person: str
    waiting_for: list[str]


class ProblemShown(Shown):
    """RFC 9457. `code` is stable; `field` of a defect is a JSON pointer into the body, or a query or header name. `type`
    points to the code's place on the page that says what every one means."""

    type: str
    title: str
    status: int
    code: Annotated[str, Field(json_schema_extra={"enum": list(STATUS)})]
    detail: str
    defects: list[DefectShown]
    trace: str
