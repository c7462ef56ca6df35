"""Intake (收件): the case gets its national number, its guards and its receipt; one of a person with another live case is no case of ours, unless
that person has come themselves to this one and not to that: declined where a text that was read says so, else once a person has said so. Whose the home is is certain later (casework/holding.py).

It accepts nothing yet (收件不等于受理): that is when the case is found complete, or by silence (casework/accepting.py).
"""

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import clock, policy
from chalicelib.casework import accepting, holding, receipt_letter, turns
from chalicelib.casework.present import present
from chalicelib.casework.rules import calendar_of, declined, is_declined, policy_of
from chalicelib.domain.status import Status
from chalicelib.errors import PlatformUnavailable, PreconditionFailed, Unexpected
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.steps import frame
from chalicelib.tracing import log


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `check`, or `declined` (不予受理) when another live case holds a guard. Raises `Contended`, and `PreconditionFailed` where a
    person has to say whether it is declined: nobody has read the text by which it would be."""
    return frame.run(event, _intake)


def _intake(case: CaseFile, event: frame.Event) -> str:
    if _is_late(case, event):
        return "check"
    if _is_refused(case):
        return _decline(case, "person")
    task_code, received, changes = policy.task_code(case.centre), casefile.event("RECEIVED"), _received(case)
    if is_declined(case):
        changes["reasons"] = []  # nobody holds its guards any more
    rival = holding.take_in(case, task_code, clock.today(), received, **changes | Changes(status=Status.VERIFYING))
    if rival is None:
        holding.remember(casefile.load(case.id))
        _receipt(casefile.load(case.id))
        return "check"
    if "guide.law_not_accepted" not in policy_of(case).confirmed:
        raise PreconditionFailed("intake: another live case has a party of this one", holding.PERSON)
    return _decline(case, rival)


def _decline(case: CaseFile, rival: str) -> str:
    casefile.amend(case, reasons=[{"code": declined(rival)}])
    return "declined"


def _is_refused(case: CaseFile) -> bool:
    """Whether a person has said that it is not taken in. Every other refusal leaves the road for another end."""
    if not case.reviews:
        return False
    from chalicelib.casework import refusing  # hardly any case has a review before it is taken in

    return refusing.refused_by(case) is not None


def _receipt(case: CaseFile) -> None:
    """Keeps the receipt. Whatever keeps it from being made keeps the case from nothing: it is owed, and the sweep makes it, or whoever ends the case."""
    try:
        paper = receipt_letter.drawn(case)
    except (PlatformUnavailable, Unexpected, BotoCoreError, ClientError) as error:
        log.failed("no receipt yet", error, "WARNING")
        return
    if paper:
        results = accepting.papers(case.results, paper)
        casefile.amend(case, expect=Expect(unchanged=("results",)), results=results)


def _received(case: CaseFile) -> Changes:
    """Since when a case has been here that an earlier release has sent on its road."""
    if case.received_on or case.accepted_on or "SUBMITTED" not in case.events:
        return Changes()
    handed_in = clock.in_china(clock.parsed(case.events["SUBMITTED"].at))
    return Changes(received_on=calendar_of(case).received_on(handed_in))


def _is_late(case: CaseFile, event: frame.Event) -> bool:
    """The case has ended; or since its state was entered staff have been asked, or the parties for corrections, which the next intake comes with. Who orders the
    case to be taken in again ends such a wait. Earlier roads do not tell when: there it counts who waits now.
    """
    if case.ended or turns.is_over(case, event):
        return True
    if case.status is Status.CORRECTION:
        round = present(case.notice, "notice").round
        asked = case.events.get(f"CORRECTION_ASKED.{round}")
        if event["last"] != "restart" and not case.corrected(round):
            return True
        return asked is not None and turns.digits(asked.at) > turns.visit(event) != ""
    return case.status is Status.ATTENDING and event["last"] in ("submitted", "corrected")
