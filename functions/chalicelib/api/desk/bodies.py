"""What staff say (请求体) of a task or a case, as the desk's routes take it."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.bodies import Sha256, Written
from chalicelib.api.forms import Model
from chalicelib.api.forms.people import PersonKey
from chalicelib.domain.work import Result, Special


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
