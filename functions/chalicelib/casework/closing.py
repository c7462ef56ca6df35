"""How every case ends (办结): reported to the province, everyone told, open tasks and guards let go, and only then marked as ended."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from chalicelib import clock, policy
from chalicelib.agencies import province
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework import accepting
from chalicelib.casework.notify import sent
from chalicelib.casework.purpose import asking
from chalicelib.casework.rules import accepted_on
from chalicelib.domain.status import STATES, Status
from chalicelib.records import casefile, guards, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Paper


def end(
    case: CaseFile,
    step: str,
    status: Status,
    results: Sequence[Paper],
    first: Callable[[Purpose], None] = lambda _purpose: None,
) -> str:
    """Ends a case with a status and its papers, for the step that does. Every part may be repeated; the status comes last. `first`: what is told to
    others than the province and the parties, before them."""
    if case.ended:  # so already, as the status comes last; or another way, and then a late end is no news to anybody
        return "done"
    accepted = accepted_on(case) if status is not Status.NOT_ACCEPTED else None
    received = accepting.received_by(case, clock.today())
    with asking(case, step) as purpose:
        first(purpose)
        if case.number:
            days = {"received_on": received.get("received_on", case.received_on), "accepted_on": accepted}
            moments = {name: day.isoformat() for name, day in days.items() if day} | {"ended_at": clock.stamp()}
            province.report_case(STATES[status].reported_as, moments, purpose)
        occasion = str(1 + case.reopened)
        told = sent(case, purpose, f"MESSAGE_{case.called(status)}", occasion, case.owing)
        # How it ended, and why, is not theirs who only own the home: what they can see, and that nothing is asked of them.
        how = "PAID" if status is Status.DISBURSED else "RELEASED" if case.contract else "OVER"
        told = {
            **told,
            **sent(case, purpose, f"MESSAGE_{how}_CO_OWNER", occasion, case.parties.keys() - case.owing.keys()),
        }
    tasks.interrupt(case.id)
    guards.release(case)
    results = accepting.papers(case.results, *results)
    version = policy.in_force(case.centre, clock.today()).version  # by what law its letter tells the remedies
    ended, changes = (
        casefile.event(f"ENDED_{case.called(status)}", str(case.reopened or ""), policy=version),
        Changes(accepted_on=accepted) if accepted else Changes(),
    )
    changes |= received | {"status": status, "results": results, "messages": told, "ended_at": clock.stamp()}
    if case.open_procedures:  # nothing is waited for any more
        over = {key: replace(one, left_at=one.left_at or clock.stamp()) for key, one in case.procedures.items()}
        changes["procedures"] = over
    # Where it ended and was reopened since it was read, this end is over.
    casefile.amend(case, ended, expect=Expect(unchanged=("appeals",)), **changes)
    return "done"
