"""What applicants, and the window on their behalf, are answered about a case."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from chalicelib.api.answers.contests import ItemReplied
from chalicelib.api.answers.known import Origin
from chalicelib.api.answers.parties import PartyShown
from chalicelib.api.answers.problems import DefectShown
from chalicelib.api.answers.shape import Shown
from chalicelib.api.forms import Form
from chalicelib.domain.status import Status


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


class StatedAndKnown(Origin):
    """What the form states of a field, and what the source had told: masked as the form is."""

    stated: str | int | float | bool
    known: str | int | float | bool


class MaskedForm(BaseModel):
    """The form as others than those it is about see it: names and numbers in part, `***` for what is hidden altogether."""

    model_config = ConfigDict(extra="allow")


class ApplicationShown(Shown):
    """`form` is whole to the applicant and the window, masked to another party but for their own data. `replies`: what was said
    to items of the notice, to the same two. `origins`: which fields sources have told of; of people, one's own. `found`: of the home,
    what was found on the road beside what the form states, to the applicant and the window. `lacks`: the uses whoever asks has still to
    authorise as a party."""

    id: str
    number: str | None
    status: Status
    revision: int
    form: Form | MaskedForm
    documents: list[DocumentLine]
    parties: list[PartyShown]
    lacks: list[str]
    replies: list[ItemReplied]
    origins: list[Origin]
    found: list[StatedAndKnown]


class UploadSlot(Shown):
    """Send `fields` and then the file (`file`) to `url` as multipart/form-data before `expires_at`."""

    id: str
    url: str
    fields: dict[str, str]
    expires_at: str


class DocumentVerified(Shown):
    id: str
    material: str
    state: Literal["waiting", "verified", "rejected"]
    defect: DefectShown | None


class Accepted(Shown):
    id: str
    status: Status
    track: str


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
