"""What is answered of the road as a picture: its states, and the ways between them."""

from typing import Literal

from pydantic import Field

from chalicelib.api.answers.shape import Shown


class RoadNode(Shown):
    """A state of the road. `wait`: for a person, a bank or the registry. `within`: the state whose branch it is in."""

    name: str
    text: str
    kind: Literal["task", "wait", "parallel", "pass", "end"]
    within: str | None


class RoadWay(Shown):
    """From state to state: as a rule, or when something is late, wants more material, is sent back, or is withdrawn. `text`: on which word."""

    model_config = Shown.model_config | {"populate_by_name": True}

    start: str = Field(alias="from")
    to: str
    kind: Literal["next", "late", "more", "back", "up", "asked", "anew", "withdrawn"]
    text: str


class OpsRoad(Shown):
    """`own`: the definition is that of the case's execution; else today's."""

    own: bool
    nodes: list[RoadNode]
    ways: list[RoadWay]
