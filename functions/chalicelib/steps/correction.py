"""Correction (补正): one notice with every defect of every person and document from every agency.

Before acceptance no limit runs meanwhile. After it the case is held (核实): our promise pauses, the law's limit does not, and what is
asked for is due within it.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace

from chalicelib.casework import accepting, turns
from chalicelib.casework.clocks import due
from chalicelib.casework.corrections import begun
from chalicelib.casework.notify import tell
from chalicelib.casework.present import present
from chalicelib.domain.status import Status
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Notice
from chalicelib.steps import frame, results


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Tells the parties and waits for the corrected form. Raises `AgencyUnavailable` when no message goes out."""
    return frame.run(event, _correction)


def _correction(case: CaseFile, event: frame.Event) -> str:
    if case.ended:
        return "waiting"
    notice = present(case.notice, "notice")
    round, codes = notice.round, [defect["code"] for defect in notice.defects]
    wait = tasks.find(case.id, "correction", round)
    before = tasks.find(case.id, "correction", round - 1) if wait is None and round > 1 else None
    if turns.is_over(case, event) or turns.overtaken(event, wait) or turns.opened(event, before):
        return "waiting"
    over = case.corrected(round)
    if over and "waived" in over.values:
        return _not_waited_for(case, event, notice, wait)
    is_held = case.accepted_on is not None
    if not turns.opened(event, wait):  # else the wait may be over and the case have gone on
        as_read = Expect(status={case.status}, revision=case.revision)
        late, changes = accepting.due(case), begun(case) | Changes(status=Status.CORRECTION)
        if late.changes or is_held:  # perhaps by silence, since the notice was made out: its law runs
            notice, is_held = _held(case, notice), True
            changes |= late.changes | Changes(notices=[*case.notices[:-1], notice])
        changes["results"] = accepting.papers(changes.get("results", case.results), results.of_notice(case, notice))
        casefile.amend(case, *late.events, expect=as_read, **changes)
    # Asked is who was told: until the messages have left, silence goes on. And before there is a wait that one of them could end.
    what, held = ("HOLD", {"held": "1"}) if is_held else ("CORRECTION", {})
    asked = casefile.event("CORRECTION_ASKED", str(round), count=str(len(codes)), **held)
    tell(case, "correction", f"MESSAGE_{what}", str(round), asked, to=_told(case, notice))
    if wait and wait.outcome:
        from chalicelib.casework import holds  # hardly any is waited for anew

        holds.waited_on(case, wait)
    tasks.open_task(
        case.id, "correction", round, event["token"], turn=turns.turn(event),
        centre=case.centre, due_at=notice.due_at, provisional=notice.provisional, details={"defects": codes},
    )  # fmt: skip
    return "waiting"


def _not_waited_for(case: CaseFile, event: frame.Event, notice: Notice, wait: tasks.Task | None) -> str:
    """A supervisor has it decided on what is there: the road goes on at once, as if the parties had sent what the case has."""
    from chalicelib.casework import holds

    if not turns.opened(event, wait):
        as_read = Expect(status={case.status}, revision=case.revision)
        casefile.amend(case, expect=as_read, **begun(case) | Changes(status=Status.CORRECTION))
    holds.waited_on(case, wait)
    opened = tasks.open_task(
        case.id, "correction", notice.round, event["token"], turn=turns.turn(event),
        centre=case.centre, due_at=notice.due_at, provisional=notice.provisional, details={"defects": []},
    )  # fmt: skip
    if opened.is_open:
        with suppress(Contended):
            tasks.answer(opened.id, {"next": "corrected"}, "desk")
    return "waiting"


def _told(case: CaseFile, notice: Notice) -> Collection[str]:
    """Whom a reviewer's question is told: its party, or those who borrow; all are told what collation found."""
    if not notice.asked:
        return {one.key for one in case.application.parties}
    return {notice.to} if notice.to else {one.key for one in case.application.people}


def _held(case: CaseFile, notice: Notice) -> Notice:
    due_at, provisional = due(case, "correction")
    return replace(notice, due_at=due_at, provisional=provisional)
