"""The end a case has left the road for (离开流程): the road of today writes it down, that of an earlier release did not."""

from chalicelib import clock
from chalicelib.domain.status import Status
from chalicelib.records.casefile import CaseFile
from chalicelib.records.reviews import Review

_BY_HAND = {"refuse": Status.REFUSED, "compensate": Status.CANCELLED}
_ORDERED = ("attend", "supplement")  # the work of staff whose words end a case; a review's refusal undoes nothing


def ordered_by(review: Review) -> Status | None:
    """The end a person has ordered with a decision. It is written with it: an execution that dies before it acts forgets nothing."""
    return _BY_HAND.get(review.decision) if review.level in _ORDERED else None


def ordered(case: CaseFile) -> Review | None:
    """The decision of staff that ended a case as one that came to nothing; None where nobody of theirs did."""
    return next((one for one in reversed(case.standing) if ordered_by(one) is Status.CANCELLED), None)


def ending_of(case: CaseFile) -> str:
    """The end of a case on its way out; where nobody wrote it down, the one its record tells: who took it back, what the person
    who attended to it said last, or that nobody signed or corrected in time."""
    if case.leaving:
        return case.leaving
    if case.withdrawal:
        return Status.WITHDRAWN
    last = case.standing[-1] if case.standing else None
    if last and last.level == "attend" and last.decision in _BY_HAND:
        return _BY_HAND[last.decision]
    return Status.EXPIRED if _is_too_late(case) else Status.CANCELLED


def _is_too_late(case: CaseFile) -> bool:
    if case.contract is None:
        return case.status is Status.CORRECTION
    # It may have stood still: who declined had the time.
    is_over = case.contract.due_at < clock.in_china(clock.now()).isoformat()
    return case.mortgage is None and bool(case.unsigned) and not case.contract.declined and is_over
