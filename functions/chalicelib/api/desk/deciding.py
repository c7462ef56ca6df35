"""Deciding a claimed task (办理待办): the record first, then the road. Reasons stay sealed in the case."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from chalicelib.api import actors, contested
from chalicelib.api.desk import checklists, offering, reading
from chalicelib.api.desk.claiming import NOBODYS
from chalicelib.api.desk.reviewing import reviewed
from chalicelib.api.desk.rulings import are_kept, rulings_with
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import disputes, hands, restarting, starting, taken
from chalicelib.domain.work import STAFF
from chalicelib.errors import Contended
from chalicelib.records import casefile, decisions, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.changes import OF_MONEY, Name, Told
from chalicelib.records.tasks import Task

_TRIES = 5  # at keeping what was typed, while others write beside the same case


def decide(call: Call) -> Answer:
    """Decides a claimed task: the record first, then the road. The same decision again only tells the road again."""
    task, case, who = tasks.get(call.path["task"]), call.case, call.who.subject
    _is_theirs(call, task)
    if task.outcome is not None and STAFF[task.kind].about == "ending":
        from chalicelib.api.desk import deciding_appeals  # few ends are objected to

        return Answer(reading.line(deciding_appeals.again(call, task)))
    hand = actors.hand(call, hands.role_of(task.kind))
    contested.not_who_found_it(case, task, actors.staff(call))
    if task.on_the_road:
        _on_a_live_road(case)
    changes, word = _ruled(call, task) if STAFF[task.kind].items else reviewed(call, task)
    outcome = offering.told(task, case, call.body.decision, word)
    if task.outcome is not None:
        return _again(call, task, outcome)
    if word == "upheld":
        from chalicelib.api.desk import upholding  # few disputes are upheld

        return Answer(reading.line(upholding.uphold(call, task)))
    undone = OF_MONEY if "leaving" in changes else ()
    touched: tuple[Name, ...] = ("presences", "bank_part", "payment_notice", "notes")  # others write these too
    written = [name for name in touched if name in changes]
    as_read = Expect(
        unchanged=("rulings", "reviews", "mortgage", "procedures", "tolerances", "commitments", *undone, *written)
    )
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
        from chalicelib.casework import asking  # few reviews ask the parties

        is_same = is_same and asking.is_asked(case, task.id, call.body.asks or (), call.body.reason or "")
    if any((one.task, one.decision) == (task.id, "go_on") for one in case.reviews) != (call.body.decision == "go_on"):
        is_same = False
    if not is_same:
        raise Problem("TASK_TAKEN")
    if task.kind == disputes.KIND:
        taken.answer(case)  # the platform may not have answered when it was decided
    return Answer(reading.line(tasks.answer(task.id, outcome, call.who.subject)))


def _is_theirs(call: Call, task: Task) -> None:
    """409 where nobody can decide the task, or whoever asks does not have it; what they typed is kept for them."""
    if why_not := NOBODYS.get(task.state):
        if task.state == tasks.RETRYING:
            _keep_what_was_typed(call, task)
        raise Problem(why_not)
    if task.claimed_by != call.who.subject:
        _keep_what_was_typed(call, task)
        raise Problem("TASK_TAKEN" if task.claimed_by else "CLAIM_FIRST")


def _keep_what_was_typed(call: Call, task: Task) -> None:
    """Whoever has lost a task while they wrote finds again what they were sending, all of it, beside the draft they had: to read, and beyond the
    reason also as it was sent."""
    sent = call.body.model_dump(mode="json", exclude_none=True)
    items, reason, _ = sent.pop("items", []), sent.pop("reason", ""), sent.pop("decision", None)
    text = "\n".join(filter(None, (reason, *checklists.unmet(call, task))))
    if text or items or sent:
        items += [sent] if sent else []
        from chalicelib.casework import notes  # hardly anybody loses one so

        for _ in range(_TRIES):
            with suppress(Contended):
                with suppress(notes.Full):  # it is still on their page
                    notes.keep(casefile.load(call.case.id), task.id, notes.LOST, actors.staff(call), text, items)
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


def _given_up(case: CaseFile) -> Sequence[Told]:
    """That the round is over without the parties' answer (不再等待答复)."""
    return [casefile.event("CORRECTED", str(case.notice.round), waived="1")] if case.notice else []
