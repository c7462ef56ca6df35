"""What parties are answered about what they do for themselves: confirming, being at the window, authorising."""

from typing import Literal

from chalicelib.api.answers.shape import DeliveryShown, Shown, Worded


class PartyShown(Shown):
    """One party and whether they have confirmed and authorised everything; `how`, as far as they have: the least sure way of those used."""

    person: str
    text: str
    state: Literal["CONFIRMED", "INVITED", "NOT_CONFIRMED"]
    state_text: str
    how: Literal["ONLINE", "AT_WINDOW", "ON_PAPER"] | None
    how_text: str | None


class InvitationIssued(Shown):
    """The code is told once: to be passed on to that person, whom alone it lets in, once, until `expires_at`."""

    id: str
    person: str
    code: str
    expires_at: str


class Joined(Shown):
    id: str
    person: str
    text: str


class PresenceShown(Shown):
    """Until when this clerk may act for that party; of a form signed by hand null before another person has accepted its scan."""

    id: str
    person: str
    at: str
    until: str | None


class PaperShown(Shown):
    """A document of one's own: its digest, and a link good for ten minutes."""

    name: str
    sha256: str
    link: str


class ResultShown(PaperShown):
    """A result with its link; `title` is what people call it, and its file."""

    title: str


class AuthorisationShown(Shown):
    """What is asked for one use: by whom it may be used (`to`), for what, how far, how long; and whether it is given.

    `paper`: the document it was given on, where it has one of its own.
    """

    use: str
    name: str
    version: str
    to: str
    purpose: str
    scope: str
    validity: str
    children: bool  # given as guardian too, for their minor children
    departments: list[Worded]
    state: Literal["GIVEN", "WITHDRAWN", "GIVEN_BEFORE", "NOT_GIVEN"]
    state_text: str
    given_at: str | None
    withdrawn_at: str | None
    paper: PaperShown | None


class KnownChild(Shown):
    """One minor child of one's own, as the household register has them."""

    name: str
    id_number: str


class KnownOrNot(Shown):
    """What one source says: known, with its value; or not, with the reason. `at`: when the source was asked."""

    state: Literal["KNOWN", "NOT_KNOWN"]
    value: str | int | bool | list[KnownChild] | None
    source: str
    source_text: str
    at: str | None
    reason: str | None
    text: str


class KnownField(KnownOrNot):
    """A field of the form, as a JSON pointer into it. `same`: whether the form says so already; null while it says nothing."""

    field: str
    same: bool | None


class KnownRecord(KnownOrNot):
    """What the fund's records say: shown, and never filled in."""

    name: str
    title: str


class Known(Shown):
    """What is proposed to that party at this revision of the form; nothing of it is in the form before they save it."""

    id: str
    person: str
    revision: int
    fields: list[KnownField]
    records: list[KnownRecord]


class Origin(Shown):
    """Where a field's value comes from: which source told it, when; `same` is false where the form says something else."""

    field: str
    source: str
    source_text: str
    at: str
    same: bool


class Authorisations(Shown):
    id: str
    person: str
    text: str
    items: list[AuthorisationShown]


class SignatureShown(Shown):
    """One signature: over which bytes, when, how, and whether anybody may still rely on it."""

    person: str
    at: str
    sha256: str
    void_at: str | None
    state_text: str
    how: Literal["BY_HAND", "ELECTRONIC"]
    how_text: str


class ElectronicShown(Shown):
    """What whoever signs agrees to first, by its `version`."""

    version: str
    text: str


class SignedPaper(PaperShown):
    """An authorisation somebody gave on a document of its own."""

    person: str
    text: str
    given_at: str
    withdrawn_at: str | None


class ByHand(Shown):
    """What was done, or is to be done, for a party who was not there: on a form they signed by hand, or by their agent (`is_agent`).

    `second`: who else has looked at the scan. `warning`: word of it may not have reached them, as nobody but staff has told their phone.
    `link`: to the scan, of an agent to the authorisation; good for ten minutes.
    """

    id: str
    person: str
    text: str
    act: Worded
    is_agent: bool
    place: str
    at: str
    by: str
    second: str | None
    second_at: str | None
    state: Literal["WAITING", "KEPT", "EXPIRED", "USED", "VOID", "DENIED"]
    state_text: str
    sha256: str
    warning: str | None
    link: str


class HandedOver(Shown):
    """The results that were handed over: to that party, or to an agent of theirs (`is_agent`); signed for electronically, or on paper (`scan`)."""

    id: str
    person: str
    text: str
    is_agent: bool
    signed: Literal["electronic", "scan"]
    items: list[ResultShown]


class Delivered(DeliveryShown):
    id: str


class PaperSent(Shown):
    name: str
    sha256: str


class Sent(Shown):
    """The papers that went to that party by post; `to` points to the address in the form, or is `id_card`: that of the identity card; `to_text` says which that is."""

    id: str
    person: str
    text: str
    tracking: str
    to: str
    to_text: str
    items: list[PaperSent]


class SignedForms(Shown):
    items: list[ByHand]


class AgentShown(Shown):
    """An authorisation of an agent, by `person`: which acts, its last day, and whether it may be relied on."""

    id: str
    person: str
    text: str
    acts: list[Worded]
    until: str
    state: Literal["WAITING", "VALID", "OVER", "VOID"]
    state_text: str
    void_at: str | None
    link: str


class Agents(Shown):
    id: str
    person: str
    agents: list[AgentShown]
