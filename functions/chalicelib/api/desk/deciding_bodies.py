"""What staff say (请求体) when they decide a task: what they looked at, what they found, and why."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.bodies import RuleCode, Sha256, Written
from chalicelib.api.forms import Model
from chalicelib.domain.work import Decision

FactName = Annotated[str, Field(pattern=r"^[a-z_0-9]{1,40}$")]


Fact = bool | Annotated[int, Field(ge=0, le=1000)] | Annotated[str, Field(min_length=1, max_length=100)]


class Look(Model):
    """What a member of staff found about one unanswered check of one subject.

    To confirm what no agency answered, the facts the rules need must be supplied; the task names them (`looks[].facts`). Where it rests on
    papers (`looks[].files`), `files` are the SHA-256 of those that were looked at: all of them, and no others. To confirm what a party
    contests, `unfounded` names every code of it (`contested[].codes`): each was looked at, and is not so.
    """

    check: Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
    subject: Annotated[str, Field(pattern=r"^[a-z_0-9]{1,20}$")]
    outcome: Literal["confirmed", "contradicted"]
    facts: Annotated[dict[FactName, Fact], Field(max_length=20)] = Field(default_factory=dict)
    files: Annotated[list[Sha256], Field(max_length=60)] = Field(default_factory=list)
    unfounded: Annotated[list[RuleCode], Field(max_length=20)] = Field(default_factory=list)
    comment: Written | None = None


class Unmet(Model):
    """A `line` of the task's checklist, by its code, that whoever decides answers with no, and why."""

    line: RuleCode
    reason: Written


class Deciding(Model):
    """A decision on a task: `items` where each has to be ruled on; elsewhere one of the decisions it offers, with a `reason`. Where a task that
    offers `retry` names `looks`, `items` may come with that word: all of them, `confirmed`, each with a `comment` that tells what shows it.

    A refusal of a loan is told to all its parties with the `reason` as it stands and the `rules` it rests on: codes of the decision that
    were not met or had to be looked at, all of them where none is named. `send_back` has the level before review it anew, which reads why. `ask` asks the parties
    once, in the words of the `reason`, about each of `asks`: places that the task names (`asking.places[].where`). An approval names in `checked` every line of the task's `checklist`: each was looked at.
    A line that is not met stands in `unmet`, with why: then nothing is approved.
    """

    items: Annotated[list[Look], Field(min_length=1, max_length=50)] | None = None
    decision: Decision | None = None
    reason: Written | None = None
    rules: Annotated[list[RuleCode], Field(min_length=1, max_length=50)] | None = None
    asks: Annotated[list[Annotated[str, Field(max_length=40)]], Field(min_length=1, max_length=30)] | None = None
    checked: Annotated[list[RuleCode], Field(max_length=20)] | None = None
    unmet: Annotated[list[Unmet], Field(max_length=20)] | None = None
