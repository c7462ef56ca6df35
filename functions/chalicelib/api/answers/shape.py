"""The shape of every answer."""

from typing import Any

from pydantic import BaseModel, ConfigDict

Texts = dict[str, Any]


class Shown(BaseModel):
    """Closed, so that the tests notice a value nobody documented."""

    model_config = ConfigDict(extra="forbid")


class PartnerWord(Shown):
    """What a partner added to a word of its own, in its words: why it declined or failed, or how it refused an order
    (`payment.refused`: the HTTP status and the body). `at`: when it was heard; null where that was not kept."""

    partner: str
    said: str
    at: str | None
    text: str | None
    signed_at: str | None


class Worded(Shown):
    """A code and its Chinese text."""

    code: str
    text: str
