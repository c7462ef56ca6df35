"""Recusal (回避声明): a member of staff says that they must not handle a case. It takes effect at once, under every login of theirs."""

from chalicelib.api.http.route import Answer, Call
from chalicelib.records import casefile, ledger, tasks
from chalicelib.records.changes import RECUSED, Changes


def recuse(call: Call) -> Answer:
    """Takes the place of whatever hand they had in the case, and gives back the tasks they have claimed. It is not taken back."""
    case, who = call.case, call.who
    if case.hands.get(who.person) != RECUSED:
        ledger.append(case.id, {"kind": RECUSED, "audience": who.audience, "operator": who.subject, "person": who.person, "tie": call.body.tie})  # fmt: skip
        told = casefile.event("STAFF_RECUSED", who.person[-8:])
        casefile.amend(case, told, **Changes(hands={who.person: RECUSED}))
    claimed = [task for task in tasks.of_case(case.id) if task.state == "claimed"]
    theirs = [task for task in claimed if task.claimed_by == who.subject or task.claimant == who.person]
    for task in theirs:
        tasks.release(task.id, task.claimed_by or who.subject)
    return Answer({"id": case.id, "given_back": [task.id for task in theirs]}, 201)
