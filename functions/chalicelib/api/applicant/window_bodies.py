"""What a clerk says (请求体) of who is at the window, what was signed there by hand, and what was handed out."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.bodies import DocumentId, FileType, Sha256
from chalicelib.api.forms import Model, PersonKey
from chalicelib.api.forms.fields import Day

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

    content_type: FileType


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
    content_type: FileType
    sha256: Sha256


class Seconding(Model):
    """A second person's word on a scan: the SHA-256 of what they have looked at, and whether it is what it is said to be."""

    sha256: Sha256
    accepted: bool


class ReceiptScan(Model):
    """The scan of a receipt (签收单) that whoever collects has signed: announced as a signed form is, with its type and SHA-256."""

    document: DocumentId
    content_type: FileType
    sha256: Sha256


class Collecting(Model):
    """Who the results are handed over to, or to whose agent: who was verified at the window for that. Without a `receipt` on paper, that they
    were is what they have signed with."""

    person: PersonKey
    receipt: ReceiptScan | None = None


class Mailing(Model):
    """To whom papers go by post, and the number of that letter; where the form has no address of theirs and they want it so (`by_id_card`), to the one
    on their identity card."""

    person: PersonKey
    tracking: Annotated[str, Field(pattern=r"^[0-9A-Z]{8,30}$", examples=["EA123456789CN"])]
    by_id_card: bool = False
