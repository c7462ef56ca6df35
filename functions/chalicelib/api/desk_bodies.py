"""What staff says of its tasks: request bodies of the desk."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.bodies import Sha256, Written
from chalicelib.api.forms import Model
from chalicelib.domain.work import Decision

FactName = Annotated[str, Field(pattern=r"^[a-z_0-9]{1,40}$")]
Fact = bool | Annotated[int, Field(ge=0, le=1000)] | Annotated[str, Field(min_length=1, max_length=100)]
RuleCode = Annotated[str, Field(pattern=r"^[A-Z_]{1,40}$")]


class Look(Model):
    """What a member of staff found about one unanswered check of one subject.

    To confirm what no agency answered, the facts the rules need must be supplied; the task names them (`looks[].facts`). Where it rests on
    papers (`looks[].files`), `files` are the SHA-256 of those that were looked at: all of them, and no others.
    """

    check: Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
    subject: Annotated[str, Field(pattern=r"^[a-z_0-9]{1,20}$")]
    outcome: Literal["confirmed", "contradicted"]
    facts: Annotated[dict[FactName, Fact], Field(max_length=20)] = Field(default_factory=dict)
    files: Annotated[list[Sha256], Field(max_length=60)] = Field(default_factory=list)
    comment: Written | None = None


class Deciding(Model):
    """A decision on a task: `items` where each has to be ruled on; elsewhere one of the decisions it offers, with a `reason`.

    A refusal of a loan is told to all its parties with the `reason` as it stands and the `rules` it rests on: codes of the decision that
    were not met or had to be looked at, all of them where none is named.
    """

    items: Annotated[list[Look], Field(min_length=1, max_length=50)] | None = None
    decision: Decision | None = None
    reason: Written | None = None
    rules: Annotated[list[RuleCode], Field(min_length=1, max_length=50)] | None = None
