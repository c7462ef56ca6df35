"""A dispute upheld (争议属实): a partner, or who denies a form, is right and our record is not. Two persons say so, one after the other, each with a reason."""

from chalicelib.api import actors
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Call
from chalicelib.casework import hands, settlement, taken
from chalicelib.records import casefile, decisions, tasks, upkeep
from chalicelib.records.casefile import Changes, Expect
from chalicelib.records.changes import OF_MONEY, Name
from chalicelib.records.tasks import Task

_AS_READ: tuple[Name, ...] = (
    "reviews", *OF_MONEY, "mortgage", "contract", "leaving", "presences", "signatures", "documents",
)  # fmt: skip


def uphold(call: Call, task: Task) -> Task:
    """The first person's word gives the task back to the queue; that of a second corrects the record, and the road goes on.

    409 `UPHELD_ELSEWHERE` where nothing follows from it here: then it is put right outside, and our record holds again.
    """
    from chalicelib.casework import clearing  # few disputes are upheld

    case, who, body = call.case, call.who, call.body
    corrected = clearing.upheld(case, task)
    if corrected is None:
        raise Problem("UPHELD_ELSEWHERE")
    hand, first = actors.hand(call, hands.role_of(task.kind)), f"{task.id}.first"
    before = next((review for review in case.reviews if review.task == first), None)
    if before and (before.by == who.subject or before.person == who.person):
        upkeep.release(task)
        raise Problem("FOUR_EYES")
    number = task.id if before else first
    review = case.review(number, task.kind, who.subject, body.decision, body.reason, who.person)
    said = Changes(reviews=[*case.reviews, review]) | hand
    if before is None:
        casefile.amend(case, expect=Expect(unchanged=("reviews",)), **said)
        return upkeep.release(task)
    as_read = Expect(unchanged=(*_AS_READ, "results") if "results" in corrected.changes else _AS_READ)
    decided = decisions.decide(
        case, task.id, {"next": body.decision}, who.subject, corrected.told, expect=as_read, **said | corrected.changes
    )
    if "payment" in corrected.changes and case.ended:
        from chalicelib.casework import lent  # hardly any loan is taken back

        lent.agree(casefile.load(case.id))
    if "presences" in corrected.changes:
        taken.answer(casefile.load(case.id))
    if "withdrawal" in corrected.changes:
        tasks.interrupt(case.id)
    elif corrected.changes.keys() & {"payment", "bank_part"}:
        settlement.resume(case, actors.acting(call))
    return decided
