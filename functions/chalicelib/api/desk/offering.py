"""What may be said of a task (可选决定) as its case stands now, and the word the road gets for each."""

from collections.abc import Mapping
from decimal import Decimal

from chalicelib.casework import levels, refusing
from chalicelib.casework.rules import accepted_on
from chalicelib.domain.work import STAFF, Decision
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task


def words(task: Task, case: CaseFile) -> Mapping[Decision, str]:
    """Every decision that is offered. Empty where each item has to be ruled on instead. For want of what is owed nobody ends a case before
    its time is over."""
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
    if work.about == "stuck" and [*task.details.get("codes", ())] == ["OWED"]:
        from chalicelib.casework import owing  # few cases owe anything

        if owing.may_end(case):
            return offered
        others = ("refuse",) if rests_on_a_rule(task, case) and refusing.open_rules(case) else ()
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
