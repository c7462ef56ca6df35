"""The shape of every answer."""

from typing import Any

from pydantic import BaseModel, ConfigDict

Texts = dict[str, Any]


class Shown(BaseModel):
    """Closed, so that the tests notice a value nobody documented."""

    model_config = ConfigDict(extra="forbid")


class Worded(Shown):
    """A code and its Chinese text."""

    code: str
    text: str
