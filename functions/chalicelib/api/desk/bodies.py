"""What staff say (请求体) of a task or a case, as the desk's routes take it."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.bodies import RuleCode, Sha256, Written
from chalicelib.api.forms import Model
from chalicelib.api.forms.fields import Day
from chalicelib.api.forms.people import PersonKey
from chalicelib.domain.work import Decision, Held, Result, Special

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


class Answering(Model):
    """What a party is answered who has complained, suggested something or was not content."""

    text: Written


class Next(Model):
    """Of which kind one takes the next task; from where on, if the last answer found none and said so (`cursor`)."""

    kind: Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
    cursor: Annotated[str, Field(max_length=1000)] | None = None


class Finding(Model):
    """Any number of a case: its own, a trace's, the contract's or a payment's, the mortgage application's, the home's, its certificate's."""

    number: Annotated[str, Field(min_length=1, max_length=100)]


Login = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class Absent(Model):
    """Who is away (oneself, where nobody is named), from the day `first` to the day `last`, both among them, and who stands in. With `preview`
    nothing is written: what would move now, and what cannot."""

    who: Login | None = None
    first: Day
    last: Day
    deputy: Login
    preview: bool = False


class Back(Model):
    """Who is back; oneself, where nobody is named."""

    who: Login | None = None


class Assigning(Model):
    """Which tasks are to be kept for which colleague, and why. With `preview` nothing is written, and what could not be kept for them says why."""

    tasks: Annotated[list[Annotated[str, Field(max_length=90)]], Field(min_length=1, max_length=50)]
    to: Login
    reason: Written
    preview: bool = False


class Returning(Model):
    """Why a task is given back, and to which login it is handed, if to one."""

    reason: Written
    to: Login | None = None


class Holding(Model):
    """Why a task is put aside, and the day on which it comes back; without a day it is taken up again now."""

    why: Held
    until: Day | None = None


class Phoning(Model):
    """Which party of the case is to be phoned."""

    person: PersonKey


class Entering(Model):
    """For what a case enters a special procedure, and why; `number`: of the letter, the court's case or the objection it rests on."""

    kind: Special
    reason: Written
    number: Annotated[str, Field(min_length=1, max_length=100)] | None = None


class Leaving(Model):
    """What came of a special procedure: it is there, is not needed any more, or nothing came; `files`: SHA-256 of the papers of the case
    that show it."""

    result: Result
    note: Written
    files: Annotated[list[Sha256], Field(max_length=20)] = Field(default_factory=list)


class FindingUntrue(Model):
    """Whether a commitment is `untrue`, or true all the same, and what shows that."""

    untrue: bool
    reason: Written


class Noting(Model):
    """What is written beside a task: for whoever works on the case, or, as a `draft`, kept for oneself. An empty draft takes the last away."""

    text: Annotated[str, Field(max_length=2000)]
    draft: bool = False


class Calling(Model):
    """To which counter the next number is called; `again`: the last one once more."""

    counter: Annotated[str, Field(min_length=1, max_length=20, pattern=r"^\S")]
    again: bool = False


class Recusing(Model):
    """Why a member of staff must not handle a case: a relative is a party, they gain or lose by it, or another tie. No names."""

    tie: Literal["relative", "interest", "other"]
