"""What a decision is explained by."""

from typing import Literal

from chalicelib.api.answers.shape import PartnerWord, Shown, Worded
from chalicelib.domain.status import Status


class InputShown(Shown):
    """What was used: `name` and `text` for people, `code` and `value` for programs."""

    code: str
    name: str
    value: str | int | float | bool | list[str] | None
    text: str


class CapShown(Worded):
    """`amount` is null where it rests on other parties' accounts; `withheld` says that some of it is not shown."""

    amount: str | None
    inputs: list[InputShown]
    binding: bool
    withheld: bool
    unverified: bool
    source: str


class TermShown(Worded):
    months: int | None
    binding: bool
    withheld: bool


class RuleShown(Shown):
    """One rule about one subject; `inputs` are what it used, as far as who asks may see them."""

    code: str
    name: str
    text: str
    basis: str
    subject: str
    subject_text: str
    outcome: Literal["pass", "fail", "look"]
    outcome_text: str
    inputs: list[InputShown]
    withheld: bool
    remedy: str | None
    unverified: bool


class RefusedFor(Worded):
    """One reason of a refusal, as its letter gives it; a reviewer's own words have the code REVIEW_REFUSED."""

    basis: str | None
    subject: str | None
    subject_text: str | None
    unverified: bool


class ReviewShown(Worded):
    """`checked`: the lines of the checklist that whoever decided had answered, for the desk alone."""

    decision: str
    at: str
    checked: list[str]


class FigureShown(Shown):
    figure: str
    source: str | None


class JudgedBy(Shown):
    """The version and the days that decided: policy as on acceptance, people and rate as on the day decided."""

    version: str
    centre: str
    accepted_on: str
    decided_on: str
    unverified: list[FigureShown]


class Explained(Shown):
    """The decision with everything it came from; amounts in yuan, null where it is a refusal. `outcome` is `pending` while an approval is computed and people have still to approve it. `words`: what partners added to theirs
    since, for the desk alone."""

    id: str
    number: str | None
    status: Status
    outcome: Literal["approved", "pending", "refused"]
    summary: str
    refused_for: list[RefusedFor]
    decided_by: Worded
    reviews: list[ReviewShown]
    amount: str | None
    wished: str
    months: int | None
    rate: str | None
    method: str
    homes: str | None
    route: Worded | None
    why: list[Worded]
    binding: Worded | None
    caps: list[CapShown]
    terms: list[TermShown]
    rules: list[RuleShown]
    policy: JudgedBy
    notes: list[Worded]
    objection: list[Worded]
    words: list[PartnerWord]
