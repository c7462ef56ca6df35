"""Commitments (告知承诺), as the parties and the desk are told of them."""

from typing import Literal

from chalicelib.api.answers.shape import Shown


class CommitmentOffered(Shown):
    """A fact that may be met by one's own word: its `words`, whose `version` is sent back with it."""

    code: str
    words: str
    version: str


class Committed(Shown):
    """One that was made, or was and is `taken_back`; no words are kept of one an earlier release took. `untrue_at`: when it was found untrue last; `cleared_at`: when another person has found otherwise since."""

    code: str
    words: str
    version: str
    made_at: str
    state: Literal["made", "taken_back", "untrue", "unclear", "cleared"]
    state_text: str
    untrue_at: str | None
    cleared_at: str | None


class CommittedToStaff(Committed):
    """The same with who has found what (`register`: shared data), and why."""

    found_by: str | None
    note: str | None
    cleared_by: str | None
    why: str | None


class Commitments(Shown):
    """`offered`: what may be committed to while the form is open; `made`: what was."""

    id: str
    revision: int
    offered: list[CommitmentOffered]
    made: list[Committed]


class CommitmentsToStaff(Shown):
    """Every one of a case."""

    made: list[CommittedToStaff]
