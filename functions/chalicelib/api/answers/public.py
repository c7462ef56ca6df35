"""What anybody may read without logging in: the service guide; and the material list, which speaks the same language."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from chalicelib.api.answers.shape import Shown


class Health(Shown):
    status: Literal["ok"]
    stage: str


class Document(BaseModel):
    """An OpenAPI document."""

    model_config = ConfigDict(extra="allow")


class Sourced(Shown):
    """`verified` says whether a published text was read for it, `source` where it comes from."""

    verified: bool
    source: str


class Element(Sourced):
    """One element of the national list (事项要素). `standardised`: one of the 46 that are the same everywhere."""

    label: str
    group: Literal["basic", "extension"]
    value: str | list[str]
    standardised: bool


class Verified(Shown):
    """A paper by its code. `number`: its document number (文号); `sha256`: of the file as issued; `same`: whether that of the request is
    that paper's, `same_text` in words (of a contract whether as issued or as signed and sealed), empty where none was sent. `pending`: a contract
    that not everybody has signed; `questioned`: a signature it rests on is denied; `forged`: two persons have found that one is not its party's."""

    code: str
    title: str
    issuer: str
    number: str | None
    issued_on: str
    state: Literal["valid", "pending", "questioned", "forged", "closed", "superseded", "void"]
    state_text: str
    sha256: str
    same: bool | None
    same_text: str | None


class Standardised(Shown):
    count: int
    verified: bool
    note: str


class Condition(Sourced):
    """`condition` in words says for which cases it is; empty for all."""

    code: str
    text: str
    basis: str
    condition: str


class OtherPaper(Shown):
    name: str
    condition: str


class MaterialSource(Shown):
    mode: str
    text: str
    condition: str


class GuideMaterial(Sourced):
    """`bring`: must the person hand it in. Fields from `necessity` on are those of the national list."""

    code: str
    name: str
    of: str
    of_text: str
    condition: str
    why: str
    bring: Literal["NEVER", "FALLBACK", "ALWAYS", "OPTIONAL"]
    bring_text: str
    sources: list[MaterialSource]
    tolerable: bool
    alternatives: list[OtherPaper]
    necessity: str
    source_channel: str
    type: str
    original_num: int
    copy_num: int
    collect_way: list[str]
    explain: str
    sample: str
    blank_form: str


class LinkedMatter(Sourced):
    code: str
    name: str
    owner: str
    sort: str
    condition: str


class Stage(Sourced):
    """`days`: the working days promised for it."""

    stage: str
    text: str
    days: int | None


class Limit(Sourced):
    code: str
    label: str
    days: int


class Figure(Sourced):
    code: str
    label: str
    text: str
    condition: str


class Guide(Shown):
    """The service guide (办事指南) of one purchase kind at one centre, made from the policy in force `on` that day."""

    centre: str
    name: str
    kind: str
    kind_name: str
    policy: str
    on: str
    note: str
    standardised: Standardised
    elements: dict[str, Element]
    conditions: list[Condition]
    materials: list[GuideMaterial]
    matters: list[LinkedMatter]
    flow: list[Stage]
    limits: list[Limit]
    figures: list[Figure]
    caps: list[Figure]
    results: list[str]


class UploadedFile(Shown):
    id: str
    state: str
    defect: str | None


class MaterialNeeded(Sourced):
    """One material about one subject. `asked`: the person has to bring it (upload, or sign `commitment`); everything else
    comes from where `mode` says. `optional`: it helps, and its lack holds nothing up. `upload_as`: its place among the
    application's documents, material and, of another party, person."""

    code: str
    name: str
    subject: str
    subject_text: str
    condition: str
    why: str
    mode: str
    mode_text: str
    commitment: str
    asked: bool
    held: bool
    optional: bool
    tolerable: bool
    alternatives: list[OtherPaper]
    copies: str
    state: Literal["held", "fetched", "to_confirm", "to_commit", "to_upload", "may_upload", "to_read", "depends"]
    state_text: str
    upload_as: str
    documents: list[UploadedFile]


class MaterialList(Shown):
    """`settled` is false while the draft does not say enough; the list is then what its purchase kind can need."""

    id: str
    policy: str
    settled: bool
    items: list[MaterialNeeded]
