"""Intake (收件受理): the case gets its national number and its guards; a person or a unit with a live case is declined."""

from chalicelib import clock, policy
from chalicelib.casework.present import present
from chalicelib.domain.status import Status
from chalicelib.records import acceptance, casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `check`, or `declined` (不予受理) when another live case holds a guard. Raises `Contended`."""
    return frame.run(event, _intake)


def _intake(case: CaseFile, event: frame.Event) -> str:
    if _is_late(case, event):
        return "check"
    today = clock.today()
    task_code, accepted = policy.task_code(case.centre), casefile.event("ACCEPTED")
    rival = acceptance.accept(
        case, task_code, today, accepted, status=Status.VERIFYING, accepted_on=case.accepted_on or today
    )
    if rival is None:
        return "check"
    casefile.amend(case, reasons=[{"code": f"LIVE_CASE_{rival.upper()}"}])
    return "declined"


def _is_late(case: CaseFile, event: frame.Event) -> bool:
    """The case waits for somebody by now: for staff, or for corrections that the next intake comes with. Who orders it to be taken
    in again ends such a wait."""
    if event["last"] not in ("submitted", "corrected"):
        return False
    if case.status is Status.CORRECTION:
        return f"CORRECTED.{present(case.notice, 'notice').round}" not in case.events
    return case.status is Status.ATTENDING
