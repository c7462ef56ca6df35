"""What a party says (请求体) of their case besides the form; a clerk at the window, for the party who is there."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.bodies import DocumentId, FileType, RuleCode, Sha256, Written
from chalicelib.api.forms import Model, Patch, PersonKey
from chalicelib.api.forms.fields import Department, coded
from chalicelib.domain.form.codes import USE

Use = Annotated[Literal["data", "credit", "identity"], Field(title="授权用途", json_schema_extra=coded(USE))]
Version = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Submitting(Model):
    """Hands in the form as it was shown. What a notice would name of it as far as anybody can tell (`foreseen` of the progress) refuses it as
    `STILL_LACKING`, unless it is handed in `incomplete` all the same: nobody has to bring what an agency may tell, and whoever asks is received.
    """

    incomplete: bool = False


class Correcting(Patch):
    """A merge patch of the form, and all that was answered and brought since the notice, once for all of it. What these corrections bring on that a notice
    would name again refuses them as `STILL_LACKING`, unless they are sent `incomplete` all the same."""

    incomplete: bool = False


class NewDocument(Model):
    """A file about to be uploaded: which material it is, whose, its type, its size in bytes and its SHA-256.

    Without `person` it is the case's or the borrower's. While the registry wants more material (`supplement` in the progress), any of
    the list, or `Z01` for what is on none, answers its wish.
    """

    material: Annotated[str, Field(pattern=r"^[A-Z]\d{2}$", examples=["B03"])]
    person: PersonKey | None = None
    content_type: FileType
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


class Revoking(Model):
    """Whose authorisations are taken back. A clerk at the window names the party, who has to be there."""

    person: PersonKey | None = None


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
    version: Version


class Committing(Model):
    """Which fact is committed to, and the `version` of the words that were shown."""

    code: RuleCode
    version: Version


class Voicing(Model):
    """What a party says of how they were served: a `complaint` or a `suggestion` with its `text`, or a `rating` of 1 to 5 `stars` (5 非常满意, 4 满意,
    3 基本满意, 2 不满意, 1 非常不满意) with words or without. A clerk at the window who takes it down names the party, who has to be there."""

    sort: Literal["complaint", "suggestion", "rating"]
    stars: Annotated[int, Field(ge=1, le=5)] | None = None
    text: Written | None = None
    person: PersonKey | None = None


class Delivering(Model):
    """Whether papers are to come electronically, or on paper. A clerk at the window names the party, who has to be there."""

    electronic: bool = Field(description="true 以电子方式送达，false 以纸质送达")
    person: PersonKey | None = None


class TakingBack(Model):
    """Which consent is taken back. A clerk at the window names the party, who has to be there."""

    use: Use
    person: PersonKey | None = None
