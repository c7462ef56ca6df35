"""What people say in a case (各方和工作人员的表述): rulings, contests, replies, notes, reviews, complaints. What is personal in them is sealed text."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from chalicelib.domain.frozen import frozen
from chalicelib.domain.status import Status

ANEW = "OWED_ANEW"  # the event by which a decision has to be made anew


@frozen
class Ruling:
    """What staff found about a check no agency could answer, or a paper. `of` is the question, `files` what it rests on; the rest sealed."""

    outcome: str
    of: str
    by: str
    at: str
    comment: str | None = None
    facts: str | None = None
    files: Sequence[str] = ()  # SHA-256 of each paper
    person: str = ""  # the natural person behind `by`; earlier releases kept the login alone
    on: str = ""  # the answer it was made on, as a digest; earlier releases kept none
    first: str = ""  # the login that ruled before, where another ruling has come in its place and no person was kept


@frozen
class Contest:
    """What a party says against a finding: `of` is the question that answered, `code` what was found, `codes` which of it is not so (else
    that), `finder` and `person` who found it where no agency did. The reason is sealed; `files` are the SHA-256 of the papers brought for it."""

    of: str
    at: str
    by: str
    party: str
    code: str
    finder: str
    person: str
    reason: str
    files: Sequence[str] = ()
    codes: Sequence[str] = ()
    rests: str = ""  # what it is about, as a digest (casework/carried.py); earlier releases kept none

    @property
    def named(self) -> tuple[str, ...]:
        """The codes of what is contested."""
        return tuple(self.codes) or (self.code,)


@frozen
class Reply:
    """What the parties say to an item of a notice (补正答复): `settled` elsewhere, or that they `cannot` provide it; the reason is sealed."""

    answer: str
    code: str
    where: str
    at: str
    by: str
    reason: str = ""


@frozen
class Delivery:
    """How a party wants their papers (送达方式), since when: which natural person said so, by whose act, and how that is known."""

    is_electronic: bool
    at: str
    party: str
    by: str
    how: Mapping[str, str] = field(default_factory=dict)  # of a tick earlier releases kept nothing


@frozen
class Appeal:
    """An objection to how a case ended (异议复核): to the end at `of`, by a party; its grounds are sealed, `files` the ids of what was brought
    for it. Decided, it says how, when and by whom, with a sealed reason: `upheld` the end stands, `reopened` the case goes on, `conceded`
    the party is right and the case cannot go on all the same."""

    of: str
    ending: str  # the status it objects to
    at: str
    by: str
    party: str
    grounds: str
    files: Sequence[str] = ()
    outcome: str = ""
    decided_at: str = ""
    reason: str = ""

    @property
    def called(self) -> str:
        """What texts call the end objected to, reopened since or not: one that whoever applied took back themselves is never objected to."""
        return "LEFT" if self.ending == Status.WITHDRAWN else self.ending


@frozen
class Note:
    """What staff wrote beside a task (批注), sealed: a `comment`, why it was `returned`, `held` or `resumed`, its author's own `draft`, or what
    they were sending when they `lost` it, with the `items` they had ruled on and whatever else they sent."""

    task: str
    kind: str
    by: str
    person: str
    at: str
    text: str
    items: str = ""


@frozen
class Procedure:
    """One special procedure (特别程序) of a case: of which kind, who had it enter when, until when at the latest it stops our promise; once it
    was left the result, who and when. What it waits for and what came of it are sealed; `files` are the SHA-256 of papers that show either."""

    kind: str
    at: str
    by: str
    person: str
    until: str
    reason: str
    provisional: bool = False
    number: str = ""  # sealed: of the letter, the court's case, the objection
    result: str = ""
    left_at: str = ""
    left_by: str = ""
    left_person: str = ""
    note: str = ""
    files: Sequence[str] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what came of it."""
        return not self.left_at


@frozen
class Voice:
    """What a party says of how they were served (投诉、建议、评价), by the number they were told; their words and the answer are sealed. `by` is the
    natural person; `stars` of a rating, 5 very content to 1 not at all."""

    sort: str
    at: str
    by: str
    party: str
    text: str = ""
    stars: int = 0
    due_at: str = ""
    answer: str = ""
    answered_at: str = ""
    answered_by: str = ""
