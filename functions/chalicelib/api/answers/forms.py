"""What visitors are answered about purchase kinds and their forms."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from chalicelib.api.answers.shape import Shown


class MatterShown(Shown):
    code: str
    name: str
    owner: str
    sort: str
    starts: Literal["yes", "maybe"]


class KindShown(Shown):
    """`verified`: whether a published text confirms this purchase kind."""

    code: str
    name: str
    note: str
    homes: list[str]
    verified: bool
    matters: list[MatterShown]


class CentreShown(Shown):
    code: str
    name: str


class KindsShown(Shown):
    """What one centre offers; `centres` are all there are to ask."""

    centre: str
    centres: list[CentreShown]
    policy: str
    items: list[KindShown]


class FormSchema(BaseModel):
    """A JSON Schema (2020-12). Of each field: `x-standard`, `x-mark`, `x-codes`; of the whole: `x-policy-version`, `x-unverified`."""

    model_config = ConfigDict(extra="allow")
