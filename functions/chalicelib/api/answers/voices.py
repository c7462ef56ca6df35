"""What parties say of how they were served, as they and whoever answers it are shown it."""

from typing import Literal

from chalicelib.api.answers.shape import Shown


class VoiceShown(Shown):
    """A complaint, a suggestion or a rating, by the number to ask after it with; `due_at`: by when it is answered, where it wants an answer."""

    number: str
    sort: Literal["complaint", "suggestion", "rating"]
    stars: int | None
    at: str
    due_at: str | None
    text: str | None
    answer: str | None
    answered_at: str | None


class Voices(Shown):
    """What one has said oneself, the oldest first."""

    items: list[VoiceShown]


class VoiceToAnswer(VoiceShown):
    """The same, with whose it is, to whoever answers it."""

    party: str
