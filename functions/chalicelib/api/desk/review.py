"""The review desk (审批工作台): claiming a task, deciding it. Reasons stay sealed in the case."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from chalicelib.api import access, contested
from chalicelib.api.desk import checklists, offering, reading, restating
from chalicelib.api.desk.rulings import are_kept, rulings_with
from chalicelib.api.desk.upholding import uphold
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import (
    claims,
    disputes,
    hands,
    leaving,
    putting_aside,
    refusing,
    remaining,
    restarting,
    second_looks,
    starting,
    taken,
    wanted,
)
from chalicelib.domain.work import STAFF
from chalicelib.errors import Contended
from chalicelib.records import casefile, decisions, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.changes import OF_MONEY, Name, Told
from chalicelib.records.tasks import Task

_DECIDING = ("approve", "refuse", "ask")  # which nobody says before what a special procedure has come to
_TOLD = ("refuse", "compensate", "ask")  # the decisions whose reason the parties read as it was written
_NOBODYS = {
    "interrupted": "TASK_OVER",
    tasks.RETRYING: "TASK_RETRYING",
}  # states in which nobody can take or decide one
_TRIES = 5  # at keeping what was typed, while others write beside the same case


def claim(call: Call) -> Answer:
    """Takes a task, so that nobody else works on it: from nobody, or from whoever may not decide it any more; a supervisor also takes a
    reviewer's that has lain undecided. A scan is not looked at by who took it, nor kept by who has many."""
    task, case, who = tasks.get(call.path["task"]), call.case, access.actor(call)
    if STAFF[task.kind].about == "scan":
        if form := second_looks.of_task(case, task):
            if second_looks.took(form, who):
                raise Problem("OWN_SCAN")
            access.no_agent_of_it(call, form)
        if claims.holds_enough(task, who):
            raise Problem("TOO_MANY_HELD")
        wanted.in_step(case.id)
    contested.not_who_found_it(case, task, who)
    if task.claimed_by != who.login and (code := remaining.refused(case, task, who)):
        raise Problem(code)
    if call.who.audience != "supervisor" and task.kept_for and putting_aside.is_anothers(task, who):
        raise Problem("TASK_TAKEN")
    try:
        return Answer(reading.line(claims.claim(case, task, who, supervises=call.who.audience == "supervisor")))
    except Contended:
        raise Problem(_NOBODYS.get(tasks.get(task.id).state, "TASK_TAKEN")) from None


def decide(call: Call) -> Answer:
    """Decides a claimed task: the record first, then the road. The same decision again only tells the road again."""
    task, case, who = tasks.get(call.path["task"]), call.case, call.who.subject
    _is_theirs(call, task)
    if task.outcome is not None and STAFF[task.kind].about == "ending":
        from chalicelib.api.desk import deciding_appeals  # few ends are objected to

        return Answer(reading.line(deciding_appeals.again(call, task)))
    hand = access.hand(call, hands.role_of(task.kind))
    contested.not_who_found_it(case, task, access.actor(call))
    if task.on_the_road:
        _on_a_live_road(case)
    changes, word = _ruled(call, task) if STAFF[task.kind].items else _decided(call, task)
    outcome = offering.told(task, case, call.body.decision, word)
    if task.outcome is not None:
        return _again(call, task, outcome)
    if word == "upheld":
        return Answer(reading.line(uphold(call, task)))
    undone = OF_MONEY if "leaving" in changes else ()
    touched: tuple[Name, ...] = ("presences", "bank_part", "payment_notice", "notes")  # others write these too
    written = [name for name in touched if name in changes]
    as_read = Expect(unchanged=("rulings", "reviews", "mortgage", "procedures", "tolerances", *undone, *written))
    try:
        if STAFF[task.kind].about == "ending":
            from chalicelib.api.desk import deciding_appeals  # few ends are objected to

            return Answer(reading.line(deciding_appeals.decide(call, task, changes)))
        told = _given_up(case) if call.body.decision == "go_on" else ()
        decided = decisions.decide(case, task.id, outcome, who, *told, expect=as_read, held=True, **changes | hand)
    except Contended:
        if tasks.get(task.id).claimed_by == who:
            raise
        _keep_what_was_typed(call, task)
        raise Problem("TASK_TAKEN") from None
    if task.kind == "owed":
        from chalicelib.casework import chasing  # few cases owe anything

        for _ in chasing.gone_on(casefile.load(case.id), tasks.of_case(case.id)):
            pass
    if "presences" in changes:
        taken.answer(casefile.load(case.id))
    return Answer(reading.line(decided))


def _again(call: Call, task: Task, outcome: Mapping[str, str]) -> Answer:
    """The same decision once more: only the road is told. 409 for another, which may have the same word for the road and rest on something else."""
    case, is_same = call.case, task.outcome == outcome
    if call.body.items:
        is_same = is_same and are_kept(case, call.body.items)
    if call.body.decision == "ask":
        is_same = is_same and _is_asked(call, task)
    if any((one.task, one.decision) == (task.id, "go_on") for one in case.reviews) != (call.body.decision == "go_on"):
        is_same = False
    if not is_same:
        raise Problem("TASK_TAKEN")
    if task.kind == disputes.KIND:
        taken.answer(case)  # the platform may not have answered when it was decided
    return Answer(reading.line(tasks.answer(task.id, outcome, call.who.subject)))


def _is_theirs(call: Call, task: Task) -> None:
    """409 where nobody can decide the task, or whoever asks does not have it; what they typed is kept for them."""
    if why_not := _NOBODYS.get(task.state):
        if task.state == tasks.RETRYING:
            _keep_what_was_typed(call, task)
        raise Problem(why_not)
    if task.claimed_by != call.who.subject:
        _keep_what_was_typed(call, task)
        raise Problem("TASK_TAKEN" if task.claimed_by else "CLAIM_FIRST")


def _keep_what_was_typed(call: Call, task: Task) -> None:
    """Whoever has lost a task while they wrote finds again what they were sending, beside the draft they had."""
    reason, items = call.body.reason or "", [one.model_dump(mode="json") for one in call.body.items or ()]
    if reason or items:
        from chalicelib.casework import notes  # hardly anybody loses one so

        for _ in range(_TRIES):
            with suppress(Contended):
                with suppress(notes.Full):  # it is still on their page
                    notes.keep(casefile.load(call.case.id), task.id, notes.LOST, access.actor(call), reason, items)
                return


def _on_a_live_road(case: CaseFile) -> None:
    """A decision that nothing would carry out is not taken: the case has to be restarted first."""
    state = starting.state_of(case)
    if case.ended or state == "RUNNING":
        return
    if state is None:  # it may still begin under the name it has
        starting.start(case)
    else:
        restarting.open_task(case, state)
    raise Problem("ROAD_ENDED")


def _ruled(call: Call, task: Task) -> tuple[Changes, str]:
    """Rulings on every look of the task, and the word for the road."""
    if call.body.decision is not None:
        raise Problem("INVALID_REQUEST", [Defect("CHOICE_NOT_OFFERED", "/decision")])
    rulings = rulings_with(call.case, task.details["looks"], call.body.items or (), call.who)
    if call.case.tolerances and task.outcome is None:
        from chalicelib.casework import bringing  # few cases owe anything

        if task.kind == bringing.KIND and not bringing.is_wanted(call.case, task):
            raise Problem("TASK_OVER")
        rulings |= bringing.ruled_meanwhile(call.case, task)
    return Changes(rulings=rulings), STAFF[task.kind].items


def _decided(call: Call, task: Task) -> tuple[Changes, str]:
    """The case's reviews with this one, and the word for the road."""
    offered, body, case = offering.words(task, call.case), call.body, call.case
    is_what_came_of_one = task.details.get("codes") == [disputes.PROCEDURE_OVER]
    if case.open_procedures and not case.ended and (body.decision in _DECIDING or is_what_came_of_one):
        raise Problem("IN_PROCEDURE")
    wrong = (
        []
        if body.items is None or restating.is_offered(case, task, body.decision, body.items)
        else [Defect("CHOICE_NOT_OFFERED", "/items")]
    )
    if body.decision not in offered:
        wrong.append(Defect("CHOICE_NOT_OFFERED" if body.decision else "MISSING", "/decision"))
    if not (body.reason or "").strip():
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
            changes["notes"] = notes.with_it(case, task.id, notes.RETURNED, access.actor(call), body.reason)
        except notes.Full:
            raise Problem("NOTES_FULL") from None
    if body.decision == "ask" and task.outcome is None:
        from chalicelib.casework import asking

        changes |= asking.changes(case, task.id, body.asks or ())
    if ending := leaving.ordered_by(review):
        changes["leaving"] = ending
    if body.decision == "resolved":
        from chalicelib.casework import clearing  # few decisions are on a dispute

        changes |= clearing.resolved(case, task, call.who.subject)
    return changes, offered[body.decision]


def _given_up(case: CaseFile) -> Sequence[Told]:
    """That the round is over without the parties' answer (不再等待答复)."""
    return [casefile.event("CORRECTED", str(case.notice.round), waived="1")] if case.notice else []


def _is_asked(call: Call, task: Task) -> bool:
    """Whether what a decided task asked is this very question."""
    from chalicelib.casework import asking  # few reviews ask the parties

    return asking.is_asked(call.case, task.id, call.body.asks or (), call.body.reason or "")


def _names_somebody(case: CaseFile, text: str) -> bool:
    from chalicelib.casework import plain_words  # of the few decisions whose words are told

    return plain_words.names_somebody(case, text)


def _not_open(case: CaseFile, task: Task, decision: str | None, rules: Sequence[str]) -> list[Defect]:
    """Rules that no refusal of this case can rest on: they are met, were never asked, or nothing is refused."""
    refuses = decision == "refuse" and STAFF[task.kind].about == "decision"
    known = refusing.open_rules(case) if refuses else ()
    return [Defect("CHOICE_NOT_OFFERED", f"/rules/{place}") for place, code in enumerate(rules) if code not in known]
