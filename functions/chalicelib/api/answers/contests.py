"""What the parties say against a finding, as they and whoever decides it are answered."""

from typing import Literal

from chalicelib.api.answers.shape import Shown


class Contested(Shown):
    """A finding a party contests: what of it is not so, who says so, since when, with how many papers. Another person than who found it
    decides, once `corrections` is sent."""

    check: str
    subject: str
    codes: list[str]
    texts: list[str]
    party: str
    at: str
    files: int


class ItemReplied(Shown):
    """One item of the notice: what may be said to it (`replies`), and what was, as a draft until the corrections are sent, by whom and when.
    Otherwise change the form, bring the paper, or contest what was found."""

    item: int
    code: str
    where: str
    replies: list[Literal["settled", "cannot", "explained"]]
    answer: Literal["settled", "cannot", "explained"] | None
    reason: str | None
    said_by: Literal["applicant", "window"] | None
    said_by_text: str | None
    said_at: str | None


class ItemShown(ItemReplied):
    """The same, and the `revision` of the case that has it: corrections are sent for that."""

    revision: int


class Place(Shown):
    """Something the parties may be asked, or were: `where` (a party's key, `home`, or the key of an upload), the `code` of what is asked there and its
    `text`; and what they said to it (`reply`) where they did not change it or bring a paper."""

    where: str
    code: str
    text: str
    reply: str | None = None


class Asked(Shown):
    """What a reviewer asked the parties, when (`at`), in which `words`, of which places (`items`)."""

    at: str
    words: str
    items: list[Place]


class Asking(Shown):
    """Of what (`places`) a review may ask the parties, and what was `asked` of them so far."""

    places: list[Place]
    asked: list[Asked]


class AppealShown(Shown):
    """An appeal against how a case ended: by whom, by when it is decided, and how it was, in the words of whoever decided. `outcome` is `filed`
    while nobody has; then `upheld` (the end stands), `reopened` (the case goes on) or `conceded` (right, and it cannot go on)."""

    at: str
    party: str
    party_text: str
    files: int
    due_at: str | None
    provisional: bool
    outcome: Literal["filed", "upheld", "reopened", "conceded"]
    outcome_text: str
    decided_at: str | None
    reason: str | None


class AppealToDecide(Shown):
    """What is objected to and why; `documents` are the files brought for it, by id; `lacks` says what keeps the case from going on now."""

    ending: str
    ending_text: str
    party: str
    at: str
    grounds: str
    documents: list[str]
    why: list[str]
    lacks: list[str]


class Unprovided(Shown):
    """A paper the parties say they cannot provide, and why; whoever rules on that look says what else shows it, or that nothing does."""

    subject: str
    code: str
    text: str
    at: str
    reason: str


class ContestToDecide(Shown):
    """What was found, and why a party says it is not so; `files` are the SHA-256 of the papers to open, `found_by` is agency or staff: then
    another person decides it. To confirm instead, each of `codes` has to be found not to be so (`unfounded`): what is contested, and what
    the answer leaves in doubt besides."""

    check: str
    subject: str
    codes: list[str]
    texts: list[str]
    found_by: Literal["agency", "staff"]
    party: str
    at: str
    reason: str
    files: list[str]
