"""What is answered of papers: those of a party, and what was handed over or sent."""

from typing import Literal

from chalicelib.api.answers.shape import DeliveryShown, Shown


class PaperShown(Shown):
    """A document of one's own: its digest, and a link good for ten minutes."""

    name: str
    sha256: str
    link: str


class ResultShown(PaperShown):
    """A result with its link; `title` is what people call it, and its file."""

    title: str


class SignedPaper(PaperShown):
    """An authorisation somebody gave on a document of its own."""

    person: str
    text: str
    given_at: str
    withdrawn_at: str | None


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
