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
