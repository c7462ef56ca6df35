"""A review (审核意见): what a person decides of a case, with their reason, and what of the record follows from it."""

from collections.abc import Sequence

from chalicelib.api import actors
from chalicelib.api.desk import checklists, offering, restating
from chalicelib.api.desk.rulings import rulings_with
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Call
from chalicelib.casework import disputes, leaving, refusing
from chalicelib.domain.work import STAFF
from chalicelib.records.casefile import CaseFile, Changes
from chalicelib.records.tasks import Task

_TOLD = ("refuse", "compensate", "ask")  # the decisions whose reason the parties read as it was written


def reviewed(call: Call, task: Task) -> tuple[Changes, str]:
    """The case's reviews with this one, and the word for the road."""
    offered, body, case = offering.words(task, call.case), call.body, call.case
    if code := offering.held_up(task, case, body.decision):
        raise Problem(code)
    if body.decision == "upheld" and disputes.is_of_others(task):
        offered = {**offered, "upheld": "upheld"}  # where nothing follows from it, they are told who puts it right
    wrong = (
        []
        if body.items is None or restating.is_offered(case, task, body.decision, body.items)
        else [Defect("CHOICE_NOT_OFFERED", "/items")]
    )
    if body.decision not in offered:
        wrong.append(Defect("CHOICE_NOT_OFFERED" if body.decision else "MISSING", "/decision"))
    if not body.reason:
        wrong.append(Defect("MISSING", "/reason"))
    is_told = STAFF[task.kind].about == "ending" or (body.decision in _TOLD and STAFF[task.kind].on_the_road)
    if is_told and _names_somebody(case, body.reason or ""):
        wrong.append(Defect("NAMES_SOMEBODY", "/reason"))
    wrong += [*_not_open(case, task, body.decision, body.rules or ()), *checklists.wrong(call, task)]
    if (body.decision == "ask" and task.outcome is None) or (body.asks and body.decision != "ask"):
        from chalicelib.api.desk import asked  # few reviews ask the parties

        wrong += asked.wrong(call)
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    review = case.review(
        task.id, task.kind, call.who.subject, body.decision, body.reason, call.who.person, tuple(body.rules or ()),
        is_told=is_told, checked=checklists.answered(call, task),
    )  # fmt: skip
    others = [one for one in case.reviews if one.task != task.id]
    changes = Changes(reviews=[*others, review])
    if body.items and task.outcome is None:
        changes["rulings"] = rulings_with(case, restating.looks(case, task), body.items, call.who)
    if body.decision in STAFF[task.kind].back:
        from chalicelib.casework import notes  # whoever reviews it anew has to read why

        try:
            changes["notes"] = notes.with_it(case, task.id, notes.RETURNED, actors.staff(call), body.reason)
        except notes.Full:
            raise Problem("NOTES_FULL") from None
    if body.decision == "ask" and task.outcome is None:
        from chalicelib.casework import asking

        changes |= asking.changes(case, task.id, body.asks or ())
    if (ending := leaving.ordered_by(review)) and not (
        body.decision == "refuse" and offering.is_before_the_door(task, case)
    ):
        changes["leaving"] = ending
    if body.decision == "resolved":
        from chalicelib.casework import clearing  # few decisions are on a dispute

        changes |= clearing.resolved(case, task, call.who.subject)
    return changes, offered[body.decision]


def _names_somebody(case: CaseFile, text: str) -> bool:
    from chalicelib.casework import plain_words  # of the few decisions whose words are told

    return plain_words.names_somebody(case, text)


def _not_open(case: CaseFile, task: Task, decision: str | None, rules: Sequence[str]) -> list[Defect]:
    """Rules that no refusal of this case can rest on: they are met, were never asked, or nothing is refused."""
    has_to = decision == "refuse" and task.outcome is None and offering.rests_on_a_rule(task, case)
    if has_to and not rules:
        return [Defect("MISSING", "/rules")]
    refuses = decision == "refuse" and (has_to or bool(task.outcome) or STAFF[task.kind].about == "decision")
    known = refusing.open_rules(case) if refuses else ()
    return [Defect("CHOICE_NOT_OFFERED", f"/rules/{place}") for place, code in enumerate(rules) if code not in known]
