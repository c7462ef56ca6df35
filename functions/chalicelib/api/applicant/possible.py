"""What one can do next (可办事项) about a case, as codes and in words."""

from collections.abc import Sequence

from chalicelib.api import by_hand, whose
from chalicelib.api.applicant import authorising
from chalicelib.api.applicant.noticed import is_found
from chalicelib.api.http.route import Call
from chalicelib.casework import agents, inspecting, part_plan, parties, stops
from chalicelib.casework.corrections import form_is_open, may_be_corrected
from chalicelib.casework.waits import may_be_signed
from chalicelib.domain.status import Status
from chalicelib.messages import text, worded
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import Presence
from chalicelib.records.tasks import Task

_OF_EVERY_PARTY = (
    "CAN_AUTHORISE",
    "CAN_CORRECT",
    "CAN_SIGN",
    "CAN_CONFIRM_COST",
    "CAN_SUPPLY",
    "CAN_CONTEST",
    "CAN_CHOOSE_CASE",
    "CAN_APPEAL",
    "CAN_REVOKE_AGENT",
)


def codes(
    call: Call, case: CaseFile, party: str | None, confirmed: Sequence[parties.Party], wish: Task | None, waits: Sequence[Task]
) -> list[str]:  # fmt: skip
    """What whoever asks may do, as codes; `wish` is what the registry wants more, `waits` are those of the road."""
    open_to = {one.key: one.state != "CONFIRMED" and (party in (None, one.key)) for one in confirmed}
    can = {
        "CAN_EDIT": case.status is Status.DRAFT,
        "CAN_INVITE": form_is_open(case)
        and any(one.state == "NOT_CONFIRMED" and one.key != parties.BORROWER for one in confirmed),
        "CAN_AUTHORISE": authorising.is_asked(case) and any(open_to.values()),
        "CAN_SUBMIT": case.status is Status.DRAFT and all(one.state == "CONFIRMED" for one in confirmed),
        "CAN_CORRECT": may_be_corrected(case) and (whose.answers(call) or (party is None and whose.reads_notice(call))),
        "CAN_CONTEST": may_be_corrected(case) and any(map(is_found, case.notice.defects if case.notice else ())),
        "CAN_SUPPLY": wish is not None,
        "CAN_CHOOSE_CASE": stops.waits_for_another_case(waits),
        "CAN_BRING_OWED": inspecting.is_owed(case) and not form_is_open(case),
        "CAN_SIGN": (party is None or party in case.unsigned) and may_be_signed(case),
        "CAN_CONFIRM_COST": (party is None or party in part_plan.unconfirmed(case))
        and may_be_signed(case)
        and bool(part_plan.unconfirmed(case)),
        "CAN_WITHDRAW": case.status is Status.DRAFT or (case.may_be_withdrawn and not case.withdrawal),
        "CAN_LOOK_AT_SCAN": call.who.audience == "clerk"
        and not case.ended
        and any(one.act and by_hand.state(case, one) == "WAITING" for one in case.presences),
        "CAN_REVOKE_AGENT": any(agents.state(case, one) in ("WAITING", "VALID") for one in mandates(call, case)),
        "CAN_APPEAL": case.ended and _may_object(case),
        "CAN_APPLY_AGAIN": case.ended and case.status is not Status.DISBURSED,
    }
    own = call.who.audience == "clerk" or case.applicant == call.who.subject
    return [code for code, possible in can.items() if possible and (own or (party and code in _OF_EVERY_PARTY))] + [
        "CAN_CALL"
    ]


def in_words(code: str, case: CaseFile) -> str:
    """What one can do, in words; to answer a reviewer is no correction of what was handed in."""
    is_asked = code == "CAN_CORRECT" and case.notice is not None and bool(case.notice.asked)
    return text("CAN_ANSWER_REVIEWER") if is_asked else worded(code)


def _may_object(case: CaseFile) -> bool:
    from chalicelib.casework import appeals  # of cases that have ended

    return appeals.may_be_filed(case)


def mandates(call: Call, case: CaseFile) -> list[Presence]:
    """The authorisations of agents: one's own, and at the window everybody's."""
    given = agents.authorisations(case)
    theirs = {"depositor": {call.who.subject}, "clerk": {one.party for one in given}}.get(call.who.audience, set())
    return [one for one in given if one.party in theirs]
