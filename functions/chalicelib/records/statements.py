"""What people say in a case (各方和工作人员的表述): rulings, contests, replies, notes, reviews, complaints. What is personal in them is sealed text."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from chalicelib.domain.frozen import frozen
from chalicelib.domain.status import Status
from chalicelib.domain.work import LEVELS

ANEW = "OWED_ANEW"  # the event by which a decision has to be made anew
REOPENED = "reopened"  # the decision on an appeal by which a case goes on


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
class Committed:
    """A party's own act in words that were shown (承诺): by which login, of which party by reference, in which version of which words, and how
    that person was known (`how`)."""

    at: str
    by: str
    party: str
    version: str
    words: str
    how: Mapping[str, str] = field(default_factory=dict)  # of a form of an earlier release nothing is known

    def is_of(self, party: str, version: str) -> bool:
        """Whether it is this very party's, in these very words: given again, it says nothing new."""
        return (self.party, self.version) == (party, version)


@frozen
class Delivery:
    """How a party wants their papers (送达方式), since when: which natural person said so, by whose act, and how that is known."""

    is_electronic: bool
    at: str
    party: str
    by: str
    how: Mapping[str, str] = field(default_factory=dict)  # of a tick earlier releases kept nothing


@frozen
class Tolerance(Committed):
    """The commitment (容缺承诺) to bring a material after acceptance, under the key of its upload. Then when it was brought last, and since when
    its time is over without it."""

    brought_at: str = ""
    lapsed_at: str = ""


@frozen
class Commitment(Committed):
    """A commitment to a fact (告知承诺) that shared data could not tell. `untrue_at`: since when somebody has found it untrue (事后核查), by which
    login and natural person, `register` where shared data told; with a sealed note. `on`: what shared data told then, as a digest; `unclear`,
    where that is not against it, and does not bear it out either; `untold`, where they do not tell themselves what holds, as which of two entries
    was last, so that a person may find it out. `cleared_at`: since when another person has found that it is true all the
    same, with why, sealed."""

    untrue_at: str = ""
    found_by: str = ""
    finder: str = ""
    note: str = ""
    cleared_at: str = ""
    cleared_by: str = ""
    why: str = ""
    on: str = ""
    unclear: bool = False
    untold: bool = False

    @property
    def is_doubted(self) -> bool:
        """Whether it was found untrue, or unclear, and nobody has found otherwise since."""
        return self.untrue_at > self.cleared_at

    @property
    def is_untrue(self) -> bool:
        """Whether it was found untrue, and nobody has found otherwise since."""
        return self.is_doubted and not self.unclear


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
class Review:
    """One decision of staff on a task; the reason is sealed. `rules`: of a refusal the codes it rests on, where they were named.
    `is_told`: whoever wrote the reason knew that the parties read it; earlier releases told nobody why staff had ordered an end."""

    task: str
    level: str
    by: str
    decision: str
    at: str
    reason: str
    person: str = ""  # the natural person; earlier releases kept the login alone
    rules: Sequence[str] = ()
    is_told: bool = False
    checked: str = (
        ""  # the lines of the checklist that were answered, in their words then, sealed; empty where none were
    )


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


def standing(reviews: Sequence[Review], decided_anew_at: str = "") -> Sequence[Review]:
    """The decisions of staff that count: reviews of a decision that had to be made anew do not; those before the case was last reopened after an end, or the parties asked, do not, nor of those before it
    was sent back to be reviewed anew any but the reviews of the levels below that one."""
    left: list[Review] = []
    for one in reviews:
        if one.level in LEVELS and one.at < decided_anew_at:
            continue
        if one.decision in (REOPENED, "ask"):
            left = []
        elif one.decision == "send_back":
            below = LEVELS[: LEVELS.index(one.level) - 1]
            left = [earlier for earlier in left if earlier.level in below]
        else:
            left.append(one)
    return left
