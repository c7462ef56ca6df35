"""What may be said of a task (可选决定) as its case stands now, and the word the road gets for each."""

from collections.abc import Mapping
from decimal import Decimal

from chalicelib.casework import disputes, levels, refusing, special
from chalicelib.casework.rules import accepted_on
from chalicelib.domain.work import STAFF, Decision
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

_DECIDING = ("approve", "refuse", "ask")  # which nobody says before what a special procedure has come to


def words(task: Task, case: CaseFile) -> Mapping[Decision, str]:
    """Every decision that is offered: what is possible now. Empty where each item has to be ruled on instead. For want of what is owed nobody
    ends a case before its time is over."""
    offered = {decision: word for decision, word in _of_kind(task, case).items() if not held_up(task, case, decision)}
    if "upheld" in offered and STAFF[task.kind].about == "dispute" and task.outcome is None:
        from chalicelib.casework import clearing  # few tasks are a dispute

        if not clearing.may_be_upheld(case, task):
            del offered["upheld"]
    return offered


def held_up(task: Task, case: CaseFile, decision: str | None) -> str | None:
    """The code of why that is not said of a case that is held up: it would decide before what a special procedure has come to (特别程序), or go on,
    or be tried again, on what was found untrue (告知承诺), and so only stop once more."""
    codes = [*task.details.get("codes", ())]
    is_tried_again = decision == "retry" and STAFF[task.kind].about == "stuck" and case.may_be_undone
    if case.open_procedures and not case.ended:
        is_what_came_of_one = codes == [disputes.PROCEDURE_OVER]
        if decision in _DECIDING or is_what_came_of_one or (is_tried_again and codes == [special.STOP]):
            return special.STOP
    if not case.commitments or task.outcome is not None:
        return None
    from chalicelib.casework import commitments  # few cases rest on one

    is_approved = decision == "approve" and STAFF[task.kind].about == "decision"
    rests_on_it = is_approved or (is_tried_again and not {commitments.STOP, commitments.UNCLEAR}.isdisjoint(codes))
    return commitments.STOP if rests_on_it and commitments.is_untrue(case) else None


def _of_kind(task: Task, case: CaseFile) -> Mapping[Decision, str]:
    work = STAFF[task.kind]
    offered = (
        {**work.words, **work.back}
        if case.may_be_undone
        else {decision: work.words[decision] for decision in work.going_on}
    )
    if work.about == "ending":
        from chalicelib.casework import reopening  # few ends are objected to

        return {
            decision: word for decision, word in work.words.items() if decision != "reopened" or reopening.may_be(case)
        }
    if work.about == "decision" and not _lends(case):
        return {decision: word for decision, word in offered.items() if decision != "approve"}
    if "go_on" in offered:
        from chalicelib.casework import asking  # few have asked the parties

        if not asking.unanswered(case, task.details.get("codes", ())):
            offered = {decision: word for decision, word in offered.items() if decision != "go_on"}
    if work.about == "stuck" and [*task.details.get("codes", ())] == [
        "PARTIES_ASKED"
    ]:  # tried again, that road only stops again
        return {decision: word for decision, word in offered.items() if decision != "retry"}
    if is_before_the_door(task, case):  # whoever refuses it there has Intake decline it (不予受理)
        return {**offered, "refuse": offered["retry"]}
    if rests_on_a_rule(task, case):
        others = ("refuse",) if refusing.open_rules(case) else ()
        return {decision: word for decision, word in offered.items() if decision in (*work.going_on, *others)}
    return offered


def is_before_the_door(task: Task, case: CaseFile) -> bool:
    """Whether it asks if a case is taken in at all, beside another live one of the same person: accepted, by silence too, it has to be decided."""
    if STAFF[task.kind].about != "stuck" or task.details.get("step") != "Intake":
        return False
    from chalicelib.casework import holding  # Intake hardly ever stops

    return [*task.details.get("codes", ())] == [holding.PERSON] and accepted_on(case) is None


def rests_on_a_rule(task: Task, case: CaseFile) -> bool:
    """Whether a refusal there has to name a rule of the decision: before the day of what is owed (容缺) nobody refuses for want of that."""
    if STAFF[task.kind].about != "stuck" or [*task.details.get("codes", ())] != ["OWED"]:
        return False
    from chalicelib.casework import owing  # few cases owe anything

    return not owing.may_end(case)


def told(task: Task, case: CaseFile, decision: Decision | None, word: str) -> Mapping[str, str]:
    """What the road is told of a decision and its word: that, or the error by which it sends the case a level down, or up."""
    work, taken = STAFF[task.kind], levels.of(case)
    if decision in work.back:
        return {"error": word}
    if decision and decision in work.up and task.kind in taken[:-1]:
        return {"error": work.up[decision]}
    return {"next": word}


def _lends(case: CaseFile) -> bool:
    """Nothing, or for no time, cannot be lent: a person may look at such a case and only refuse."""
    decision = case.decision
    return decision is None or (Decimal(decision["amount"]) > 0 and decision["months"] > 0)
