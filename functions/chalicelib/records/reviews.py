"""What staff decide on tasks of a case (审核意见), and which of it still counts."""

from collections.abc import Sequence

from chalicelib.domain.frozen import frozen
from chalicelib.domain.work import LEVELS

REOPENED = "reopened"  # the decision on an appeal by which a case goes on


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
