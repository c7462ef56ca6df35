"""Staff tasks (人工办理): a check no agency could answer, a review of any level, or a step that is stuck."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from chalicelib.casework import levels, registration, turns
from chalicelib.casework.clocks import DueTime, due, urgent_by
from chalicelib.casework.present import present
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.finding import key_of
from chalicelib.domain.checks.papers import PAPER, subject_of
from chalicelib.domain.work import STAFF
from chalicelib.errors import PreconditionFailed
from chalicelib.records import agenda, casefile, tasks, upkeep
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.steps import frame

if TYPE_CHECKING:
    from chalicelib.domain.judging.collation import Asked

_WAY_OUT = {"Decline", "Refuse", "Discharge", "Void", "Close"}  # a withdrawal changes nothing there any more


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Opens the task `event["ask"]`; its answer resumes the road with the word of whoever decided."""
    return frame.run(event, _review, forward=event.get("stuck") not in _WAY_OUT)


def _review(case: CaseFile, event: frame.Event) -> frame.Said:
    if turns.is_over(case, event):
        return "waiting"
    visit = turns.visit(event)
    ask = levels.asked(case, event["ask"], visit)
    event = {**event, "ask": ask}
    begun = casefile.event(f"TASK_{ask.upper()}", visit)
    if begun.key not in case.events:  # else its wait may be over and the case have gone on
        casefile.amend(case, begun, expect=Expect(status={case.status}), status=present(STAFF[ask].status, "status"))
    due_at, provisional = _due(case, event)
    tasks.open_task(
        case.id, ask, visit, event["token"], turn=turns.turn(event),
        centre=case.centre, due_at=due_at, provisional=provisional, details=_details(case, event),
        urgent_by=urgent_by(case, due_at),
    )  # fmt: skip
    if STAFF[ask].about == "stuck":
        _retire_what_is_stuck(case, visit)
    if STAFF[ask].about == "wish":
        return frame.Waiting(partial(_passed_on, ask))
    return "waiting"


def _due(case: CaseFile, event: frame.Event) -> DueTime:
    """By when. What an outage keeps stuck is due as when it began, however often it has been tried again since."""
    if STAFF[event["ask"]].about == "stuck":
        from chalicelib.casework import outages  # hardly any case is stuck

        id = tasks.task_id(case.id, event["ask"], turns.visit(event))
        if earlier := outages.tries(tasks.of_case(case.id), _details(case, event), id):
            return DueTime(earlier[-1].due_at, earlier[-1].provisional)
    return due(case, event["ask"])


def _passed_on(ask: str, now: CaseFile) -> None:
    """The parties hear of the registry's wish from the sweep, which can wait for whoever delivers it, and soon."""
    if registration.has_ended(now):
        registration.resume(now.id, {ask})  # it came while there was no task yet
    else:
        agenda.enter(now.id, now.status, timedelta())


def _retire_what_is_stuck(case: CaseFile, visit: str) -> None:
    """What the road asked of staff before, and has ceased to wait for, is nobody's work beside this."""
    for wait in tasks.of_case(case.id):
        if wait.is_listed and wait.on_the_road and wait.kind in STAFF and turns.visit_of(wait) < visit:
            upkeep.retire(wait)


def _details(case: CaseFile, event: frame.Event) -> dict[str, Any]:
    match STAFF[event["ask"]].about:
        case "looks":
            question = questions(case.application)
            return {"looks": [_look(case, look, question(look["check"], look["subject"])) for look in case.looks]}
        case "wish":
            return {"step": "Mortgage", "error": registration.MORE_MATERIAL, **_application(case)}
        case "stuck":
            step, error = event["stuck"], event["error"]
            from chalicelib.casework import stops  # hardly any case is stuck

            about = _application(case) if error == registration.MORE_MATERIAL else {}
            return {"step": step, "error": error, "codes": stops.codes(case, step, error), **about}
        case "decision":
            decision = present(case.decision, "decision")
            return {"route": decision["route"], "codes": [reason["code"] for reason in decision["reasons"]]}
        case "dispute" | "scan" | "voice" | "ending":
            raise PreconditionFailed(
                "review: no road waits for a dispute, a second look, a complaint or an appeal", "UNFORESEEN"
            )


def _look(case: CaseFile, look: "Asked", of: str) -> dict[str, Any]:
    """A look with the question it is about, and the papers brought for it where what was found is contested. Of a paper the very files that
    question is about: others may have come since it was collated."""
    asked = {**look, "of": of}
    if look["check"] == PAPER:
        asked["files"] = [*_files(case, look["subject"])]
    else:
        from chalicelib.casework.answers import said, unruled  # most reviews are of a decision

        asked["on"] = said(unruled(case, look["check"], look["subject"]))
    contest = case.contests.get(key_of(look["check"], look["subject"]))
    return {**asked, "files": contest.files} if contest and contest.of == of and contest.files else asked


def _files(case: CaseFile, subject: str) -> Sequence[str]:
    return next((files for key, files in (case.application.papers or {}).items() if subject_of(key) == subject), ())


def _application(case: CaseFile) -> dict[str, str]:
    return {"apply_biz_id": case.mortgage.apply_biz_id} if case.mortgage else {}
