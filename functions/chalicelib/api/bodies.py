"""Request bodies other than the form and what staff say (desk/bodies.py)."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.forms import Model, PersonKey
from chalicelib.api.forms.fields import Day, Department, coded
from chalicelib.domain.channels import CHANNELS
from chalicelib.domain.form.codes import USE, Table

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
RuleCode = Annotated[str, Field(pattern=r"^[A-Z_]{1,40}$")]
DocumentId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Written = Annotated[str, Field(min_length=2, max_length=1000)]


_NAMES = Table("办理渠道", {code: channel.name for code, channel in CHANNELS.items() if channel.code})
_CHANNELS = {"enum": list(_NAMES.codes), **coded(_NAMES)}
Use = Annotated[Literal["data", "credit", "identity"], Field(title="授权用途", json_schema_extra=coded(USE))]


class Login(Model):
    """A one-time code of the unified identity platform, as the channel got it."""

    channel: Annotated[str, Field(max_length=20, examples=["wechat"], json_schema_extra=_CHANNELS)]
    code: Annotated[str, Field(min_length=1, max_length=200)]


class Proving(Model):
    """The one-time code of the channel's live face check or second factor."""

    code: Annotated[str, Field(min_length=1, max_length=200)]


class NewDocument(Model):
    """A file about to be uploaded: which material it is, whose, its type, its size in bytes and its SHA-256.

    Without `person` it is the case's or the borrower's. While the registry wants more material (`supplement` in the progress), any of
    the list, or `Z01` for what is on none, answers its wish.
    """

    material: Annotated[str, Field(pattern=r"^[A-Z]\d{2}$", examples=["B03"])]
    person: PersonKey | None = None
    content_type: Literal["application/pdf", "image/jpeg", "image/png"]
    size: Annotated[int, Field(ge=1, le=10 * 1024 * 1024)]
    sha256: Sha256


class Signing(Model):
    """A party signs the contract with that `sha256`, or declines: one of both. A clerk at the window names the party.

    `agreed`: the version of the statement on signing electronically that was shown with the contract, to which whoever signs agrees.
    """

    sha256: Sha256 | None = None
    agreed: Annotated[str, Field(max_length=20)] | None = None
    decline: bool = False
    person: PersonKey | None = None


class ConfirmingCost(Model):
    """A party confirms the statement of cost with that `sha256`. A clerk at the window names the party."""

    sha256: Sha256
    person: PersonKey | None = None


class Inviting(Model):
    """Which party of the form is invited to confirm and authorise for themselves."""

    person: PersonKey


class Joining(Model):
    """The invitation's code, as it was read out or sent; spaces, hyphens and small letters do not matter."""

    code: Annotated[str, Field(min_length=1, max_length=40, examples=["7KQM-2XRA-PT9E"])]


AgentsAct = Literal["submit", "corrections", "documents", "results"]


class Present(Model):
    """Which party is at the window, and the one-time result code of the terminal that read their ID card and compared their face.

    `agent_for`: not that party but an agent of theirs is there, for this one act.
    """

    person: PersonKey
    code: Annotated[str, Field(min_length=1, max_length=200)]
    agent_for: AgentsAct | None = None


class NewScan(Model):
    """The scan of a form that a party has signed by hand, about to be uploaded."""

    content_type: Literal["application/pdf", "image/jpeg", "image/png"]


class Authorised(Model):
    """What an authorisation of an agent says: who that is, which acts it covers, and its last day."""

    id_number: Annotated[str, Field(max_length=18)]
    acts: Annotated[list[AgentsAct], Field(min_length=1, max_length=4)]
    until: Day


class SignedForm(Model):
    """Whose hand it bears, for which act, where it was signed; and the type and SHA-256 of the scan.

    It is about the contract, the form or the authorisation as it stands now, and about nothing else. For the act `agent` it is an
    authorisation (授权委托书), and `agent` is what it says.
    """

    person: PersonKey
    act: Literal[
        "submit", "corrections", "signatures", "consents.data", "consents.credit", "consents.identity", "agent"
    ]
    agent: Authorised | None = None
    place: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,40}$", examples=["W-620100-03"])]
    content_type: Literal["application/pdf", "image/jpeg", "image/png"]
    sha256: Sha256


class Comparing(Model):
    """The SHA-256 of a file that somebody has before them."""

    sha256: Sha256


class Seconding(Model):
    """A second person's word on a scan: the SHA-256 of what they have looked at, and whether it is what it is said to be."""

    sha256: Sha256
    accepted: bool


class Revoking(Model):
    """Whose authorisations are taken back. A clerk at the window names the party, who has to be there."""

    person: PersonKey | None = None


class Receipt(Model):
    """The scan of a receipt (签收单) that whoever collects has signed: announced as a signed form is, with its type and SHA-256."""

    document: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    content_type: Literal["application/pdf", "image/jpeg", "image/png"]
    sha256: Sha256


class Collecting(Model):
    """Who the results are handed over to, or to whose agent: who was verified at the window for that. Without a `receipt` on paper, that they
    were is what they have signed with."""

    person: PersonKey
    receipt: Receipt | None = None


class Mailing(Model):
    """To whom papers go by post, and the number of that letter."""

    person: PersonKey
    tracking: Annotated[str, Field(pattern=r"^[0-9A-Z]{8,30}$", examples=["EA123456789CN"])]


class Authorising(Model):
    """Consent to one use, in the words of that `version`. For `data` the departments may be ticked one by one: then all that are asked.

    A clerk at the window names the party, who has to be there.
    """

    use: Use
    version: Annotated[str, Field(max_length=20)]
    departments: Annotated[list[Department], Field(max_length=12)] | None = None
    person: PersonKey | None = None


class Contesting(Model):
    """Which finding is not so: its `check` and whom or what it is about (`where` of the notice's defect), which `codes` of it where the notice
    names several, why, and the `documents` that show it: uploaded files, by id. A clerk at the window names the party, who has to be there.
    """

    check: Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
    subject: Annotated[str, Field(pattern=r"^[a-z_0-9]{1,20}$")]
    reason: Written
    documents: Annotated[list[DocumentId], Field(max_length=10)] = Field(default_factory=list)
    codes: Annotated[list[RuleCode], Field(min_length=1, max_length=20)] | None = None
    person: PersonKey | None = None


class Appealing(Model):
    """Why the way a case ended is not right, and the `documents` that show it: uploaded files, by id. A clerk at the window names the party, who
    has to be there."""

    grounds: Written
    documents: Annotated[list[DocumentId], Field(max_length=10)] = Field(default_factory=list)
    person: PersonKey | None = None


class Replying(Model):
    """What is said to one item of the notice instead of changing the form: `settled` of what was put right where it was found; `cannot` of what
    cannot be provided, `explained` of what a reviewer asks, with the `reason`; `none` takes back what was said. Which of them an item takes, the notice says (`replies`)."""

    answer: Literal["settled", "cannot", "explained", "none"]
    reason: Written | None = None


class Tolerating(Model):
    """Which material is to be brought after acceptance (`upload_as`), and the `version` of the words that were shown."""

    upload_as: Annotated[str, Field(pattern=r"^[A-Z]\d{2}(\.[a-z_0-9]{1,20})?$")]
    version: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Committing(Model):
    """Which fact is committed to, and the `version` of the words that were shown."""

    code: RuleCode
    version: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Voicing(Model):
    """What a party says of how they were served: a `complaint` or a `suggestion` with its `text`, or a `rating` of 1 to 5 `stars` (5 非常满意, 4 满意,
    3 基本满意, 2 不满意, 1 非常不满意) with words or without. A clerk at the window who takes it down names the party, who has to be there."""

    sort: Literal["complaint", "suggestion", "rating"]
    stars: Annotated[int, Field(ge=1, le=5)] | None = None
    text: Written | None = None
    person: PersonKey | None = None


class TakingBack(Model):
    """Which consent is taken back. A clerk at the window names the party, who has to be there."""

    use: Use
    person: PersonKey | None = None


class SessionsOf(Model):
    """Whose sessions are to end: the audience of a login, and its staff id or bank code; or of a citizen (`depositor`), which party of
    which case they are, by its id or number.
    """

    audience: Literal["depositor", "clerk", "reviewer", "supervisor", "ops", "bank", "hotline"]
    subject: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")] | None = None
    case: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{32,43}$")] | None = None
    person: PersonKey | None = None
    reason: Literal["lost_device", "left_service", "misuse"]
