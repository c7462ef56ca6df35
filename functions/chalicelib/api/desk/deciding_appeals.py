"""Deciding an appeal (异议复核): by somebody who took no part in the case; what is decided and what follows of the record are one write."""

from datetime import timedelta
from typing import Any

from chalicelib.api import actors
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Call
from chalicelib.casework import appeals, endings, hands, reopening, starting
from chalicelib.messages import worded
from chalicelib.records import agenda, casefile, decisions
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.reviews import REOPENED
from chalicelib.records.statements import Appeal
from chalicelib.records.tasks import Task


def shown(case: CaseFile) -> dict[str, Any] | None:
    """What whoever decides it has before them; None once nobody has to."""
    appeal = appeals.open_of(case)
    if appeal is None:
        return None
    never = reopening.never(case)
    lacks = [(never, "")] if never else reopening.lacking(case)
    return {
        "ending": appeal.ending, "ending_text": worded(f"STATUS_{appeal.called}"), "party": appeal.party, "at": appeal.at,
        "grounds": case.grounds_of(appeal), "documents": [*appeal.files, *_brought_since(case, appeal)], "why": endings.causes(case, case.status),
        "lacks": [worded(code, {"party": what}) for code, what in lacks],
    }  # fmt: skip


def decide(call: Call, task: Task, said: Changes) -> Task:
    """Writes the decision `said` of who has the task still; a case that is reopened begins a new execution, which should this die the sweep begins. 409 `TASK_OVER`
    where nothing is objected to any more, `REOPEN_LACKS` with everything that keeps it from going on now."""
    case, outcome = call.case, call.body.decision
    appeal = appeals.open_of(case)
    if appeal is None or appeals.task_of(case, appeal) != task.id:
        raise Problem("TASK_OVER")
    hand, number = actors.hand(call, hands.role_of(task.kind)), appeals.number(case, appeal)
    changes = said | hand | Changes(appeals=appeals.decided(case, appeal, outcome, call.body.reason), package=None)
    told = [casefile.event(f"APPEAL_{outcome.upper()}", str(number))]
    goes_on = outcome == REOPENED
    if goes_on:
        if lacks := reopening.lacking(case):
            raise Problem("REOPEN_LACKS", [Defect(code, "/decision", (("party", what),)) for code, what in lacks])
        changes, told = changes | reopening.changes(case), list(reopening.told(case, number))
    as_read = Expect(
        status={case.status}, unchanged=("appeals", "reviews", "results", "rulings", "consents"), reopens=goes_on
    )
    who, word = call.who.subject, {"next": outcome}
    decided = decisions.decide(case, task.id, word, who, *told, expect=as_read, held=True, **changes)
    if goes_on:
        starting.start(casefile.load(case.id))
    else:
        agenda.enter(case.id, case.status, timedelta())
    return decided


def again(call: Call, task: Task) -> Task:
    """The same decision once more: begins the road that a death kept from beginning. 409 `TASK_TAKEN` for another decision."""
    if task.outcome != {"next": call.body.decision}:
        raise Problem("TASK_TAKEN")
    if call.body.decision == REOPENED and not call.case.ended and starting.state_of(call.case) is None:
        starting.start(call.case)
    return task


def _brought_since(case: CaseFile, appeal: Appeal) -> list[str]:
    """The files that came after it was filed: nothing else is brought to a case that has ended."""
    later = (id for id, one in case.documents.items() if one.state == "verified" and one.at > appeal.at)
    return [id for id in later if id not in appeal.files]
