"""The shape of every answer."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Texts = dict[str, Any]


class Shown(BaseModel):
    """Closed, so that the tests notice a value nobody documented."""

    model_config = ConfigDict(extra="forbid")


class Empty(Shown):
    """Nothing."""


class PartnerWord(Shown):
    """What a partner added to a word of its own, in its words: why it declined or failed, or how it refused an order
    (`payment.refused`: the HTTP status and the body). `at`: when it was heard; null where that was not kept."""

    partner: str
    said: str
    at: str | None
    text: str | None
    signed_at: str | None = Field(description="对方签署的时间，照录，不作判断依据")


class Worded(Shown):
    """A code and its Chinese text."""

    code: str
    text: str


class Event(Worded):
    """A line of the timeline."""

    at: str


class HandedOut(Shown):
    """A hand-out: to which party, how (an `agent` came to the window for them), when; `text` says it in words."""

    at: str
    person: str
    whom: str
    how: Literal["window", "agent", "post", "page"]
    text: str


class Result(Shown):
    """A paper that was issued: `title` tells it apart from others of its kind; `sha256` opens it; `replaced`: a newer one took its place. `handed`: when it was handed to oneself; at the window, to whomever."""

    name: str
    title: str
    sha256: str
    replaced: bool
    handed: list[HandedOut]


class DeliveryShown(Shown):
    """How papers reach that party: electronically, where they have agreed to it themself, else on paper; `text` says it in words, `other` what the
    other way means, to be read before it is chosen."""

    person: str
    whom: str
    electronic: bool = Field(description="true 以电子方式送达，false 以纸质送达")
    text: str
    other: str


class HandedPapers(HandedOut):
    """The same, with the names of what was handed out."""

    papers: list[str]


class Supplied(Shown):
    """A file brought for what the registry wants more: `material` it was announced as, `name` of that, whose it is (null: the case's
    or the borrower's), and how far it is: announced, verified, or rejected for a `defect`."""

    id: str
    material: str
    name: str
    person: str | None
    at: str
    state: str
    defect: str | None


class UploadedPaper(Shown):
    """A file that was read and is kept: `material` it was brought as, `name` of that, whose it is (null: the case's or the borrower's),
    and the SHA-256 of the very bytes that are kept, which is what somebody who says what it shows has looked at."""

    id: str
    material: str
    name: str
    person: str | None
    content_type: str
    sha256: str
    at: str


class DocumentOpened(UploadedPaper):
    """`link`: saves the file, until `until`; a browser shows nothing of it by itself."""

    link: str
    until: str


class Payee(Shown):
    """The account the money is to go to, in clear, and beside it what the filing or the old lender tells of it (null: nothing)."""

    whom: Literal["seller", "old_loan", "borrower"]
    holder: str
    number: str
    bank: str
    number_told: str | None
    holder_told: str | None


class TimeUsed(Shown):
    """Whole seconds a case lay with the centre, with agencies, with banks and with whoever applied, and in special procedures (`procedure`) what would have been the
    centre's: they come to the whole since submission, or since it was reopened."""

    ours: int
    agencies: int
    bank: int
    applicant: int
    procedure: int
