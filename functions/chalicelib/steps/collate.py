"""Collation (核验汇总): looks at everything known so far and says what is next. The only step that may ask for anything.

A case of which nothing is lacking, or that is refused, is accepted here (受理); what is found later stops no limit of the law.
"""

from dataclasses import replace

from chalicelib import clock
from chalicelib.casework import accepting, held
from chalicelib.casework.answers import known
from chalicelib.casework.rules import policy_of
from chalicelib.domain.checks.finding import UPHELD, WITHOUT
from chalicelib.domain.checks.papers import PAPER, about
from chalicelib.domain.judging import collation
from chalicelib.domain.status import BEFORE_REVIEW
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.changes import OF_ANSWERS, Name
from chalicelib.records.contents import Notice
from chalicelib.steps import frame

_GOES_ON = ("credit", "assess")  # from where a case goes on towards its loan, and only with what it claims


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `verify`, `correct`, `refuse`, `credit` or `assess`; see domain/judging/collation.py for what decides. Raises
    `PreconditionFailed` where another case holds its people or its home, and the claim of this one is no surer."""
    return frame.run(event, _collate)


def _collate(case: CaseFile, event: frame.Event) -> str:
    if case.overtaken and case.status in BEFORE_REVIEW:
        case = held.hold(case)
    if case.contests and case.status in BEFORE_REVIEW:
        from chalicelib.casework import carried  # few findings are contested

        case = carried.onto_new_answers(case)
    today = clock.today()
    answers = known(case)
    all_asked = event["last"] == "unanswered"
    cannot = _unprovided(case)
    verdict = collation.collate(
        case.application,
        answers,
        policy_of(case),
        today,
        all_asked=all_asked,
        cannot=cannot,
        looked_at=_looked_at(case),
    )
    if case.status not in BEFORE_REVIEW:
        return verdict.next  # late: the road has gone on, and people act on what was written then
    accepted = accepting.due(case, complete=verdict.next not in ("verify", "correct"))
    changes = Changes(**accepted.changes)
    if verdict.next == "correct":
        changes["notices"] = _noticed(case, verdict)
    elif verdict.next == "verify":
        changes["looks"] = [look.to_json() for look in verdict.looks]
    elif verdict.next == "refuse":
        frame.not_in_procedure(case)
        from chalicelib.domain.judging import (
            refusal,  # few are refused here: what keeps their grounds is no part of a start
        )

        upheld = [{"code": UPHELD, "outcome": "fail", "check": check, "subject": who} for check, who in verdict.upheld]
        without = [
            {"code": WITHOUT, "outcome": "fail", "check": PAPER, "subject": about(key), "paper": key}
            for key in verdict.without
        ]
        changes["reasons"] = [*(reason.told() for reason in verdict.reasons), *upheld, *without]
        changes["grounds"] = refusal.grounds(case.application, answers, policy_of(case), today)
    if changes:
        once: tuple[Name, ...] = ("accepted_on",) if accepted.changes else ()
        as_read = (*OF_ANSWERS, "procedures") if verdict.next == "refuse" else ()
        casefile.amend(
            case, *accepted.events, expect=Expect(status={case.status}, absent=once, unchanged=as_read), **changes
        )
    if verdict.next in _GOES_ON:
        held.hold(case)
    return verdict.next


def _looked_at(case: CaseFile) -> set[str]:
    if not case.tolerances:
        return set()
    from chalicelib.casework import bringing  # few cases owe anything
    from chalicelib.records import tasks

    return bringing.looked_at(case, tasks.of_case(case.id))


def _unprovided(case: CaseFile) -> dict[str, bool]:
    if not case.replies:
        return {}
    from chalicelib.casework import replies  # few cases are corrected

    return replies.unprovided(case)


def _noticed(case: CaseFile, verdict: collation.Collation) -> list[Notice]:
    """One notice a round, which keeps the due time it was first given. Raises `PreconditionFailed` where a later one names what could have been
    told before."""
    round = case.next_round
    earlier = [notice for notice in case.notices if notice.round != round]
    defects = [defect.to_json() for defect in verdict.defects]
    if earlier:
        from chalicelib.casework import late_items  # few are corrected twice

        defects = late_items.explained(case, earlier, defects)
    issued = next((notice for notice in case.notices if notice.round == round), None) or _issued(case, round)
    return [*earlier, replace(issued, defects=defects)]


def _issued(case: CaseFile, round: int) -> Notice:
    from chalicelib.casework.clocks import due  # a notice is for the few of whom something is lacking

    due_at, provisional = due(case, "correction")
    return Notice(round, clock.stamp(), due_at, (), provisional)
