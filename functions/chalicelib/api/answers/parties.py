"""What parties are answered about what they do for themselves: confirming, being at the window, authorising."""

from typing import Literal

from chalicelib.api.answers.papers import PaperShown
from chalicelib.api.answers.shape import Shown, Worded


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
