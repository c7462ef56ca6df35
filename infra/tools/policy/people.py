"""The shapes of what policy says of the people of a centre: who may be one person, who stands in, what stops the promise, what is looked at."""

from typing import Annotated, Literal

from pydantic import Field

from infra.tools.policy.values import Division, Shape, Text

Line = Annotated[str, Field(pattern=r"^[A-Z_]{1,40}$")]  # as a decision names it (api/bodies.py RuleCode)


class FourEyes(Shape):
    """Who of the centre may be one person. Whoever approves does nothing else in a case, whatever its amount."""

    one_person: list[Annotated[list[Literal["window", "signing", "verify", "follow"]], Field(min_length=2)]]


class StandIn(Shape):
    """The centres that stand in, the first before the next."""

    centres: Annotated[list[Division], Field(min_length=1, max_length=5)]


class Special(Shape):
    """Within how many working days a special procedure stops the promise."""

    office_days: Annotated[int, Field(ge=1, le=60)]


class Tolerance(Shape):
    """Within how many working days of acceptance a tolerated material is to be brought."""

    office_days: Annotated[int, Field(ge=1, le=20)]


class Checklist(Shape):
    """What whoever approves a task of one kind answers, line by line."""

    lines: Annotated[dict[Line, Text], Field(min_length=1, max_length=9)]
