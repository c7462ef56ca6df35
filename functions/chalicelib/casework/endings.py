"""How a case ended (办结情况): who declined, what a bank or the registry did not do, what was not done in time; and what can be done about it."""

from collections.abc import Iterator
from typing import Any

from chalicelib import clock, messages, policy
from chalicelib.casework.rules import policy_of
from chalicelib.domain.status import STATES, Status
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import left


def causes(case: CaseFile, ending: Status) -> list[str]:
    """The sentences of its letter, and of whoever looks its case up, in Chinese; none of an end that needs none, or whose reasons are rules."""
    return list(_CAUSES[ending](case)) if ending in _CAUSES else []


def shown(case: CaseFile) -> dict[str, Any]:
    """The end of a case as its parties see it: why, how to object, what now. Of a refusal the reasons stand in its decision."""
    from chalicelib.documents.letter import remedies

    state, rules = STATES[case.status], policy_of(case)
    told = {"centre": policy.centres()[case.centre], **remedies(rules)}
    contract = ["OBJECTION_CONTRACT"] if case.status is Status.CANCELLED and case.contract else []
    ways = ["OBJECTION_PERSON", *contract, "OBJECTION_WAYS"] if state.may_object else []
    return {
        "text": _where_it_stands(case),
        "at": case.ended_at,
        "why": causes(case, case.status),
        "objections": [messages.text(code, **told) for code in ways],
        "now": [] if case.status is Status.DISBURSED else [messages.text("OBJECTION_FIX")],
    }


def _where_it_stands(case: CaseFile) -> str:
    """How it ended: that its papers were handed over is said once they were (出件), and not where they are only issued."""
    told = f"ENDED_{case.status}"
    handed = bool(case.results) and not left(case.results, case.handed)
    return messages.text_or(messages.text(told), f"{told}_HANDED") if handed else messages.text(told)


def _came_to_nothing(case: CaseFile) -> Iterator[str]:
    """Why a loan that was granted came to nothing: who declined, what could not be done."""
    happened = {event.code: event for event in case.events.values()}
    is_ordered = any(one.decision == "compensate" for one in case.reviews)
    if declined := happened.get("SIGN_DECLINED"):
        yield messages.text("SIGN_DECLINED", "zh", **declined.values) + "。"
    elif is_ordered:  # what a partner left undone then is no reason
        yield messages.text("CAUSE_STAFF")
    elif case.payment and case.payment.status in _OF_PAYMENT:
        from chalicelib.documents.letter import bank_name

        told = {"bank": bank_name(case.application.wish.bank), "serial": case.payment.serial}
        yield messages.text(_OF_PAYMENT[case.payment.status], "zh", **told)
    elif case.mortgage and not case.mortgage.certificate_number:  # one that was registered did not fail at the registry
        yield messages.text("CAUSE_REGISTRY", number=case.mortgage.apply_biz_id)
    else:
        yield messages.text("CAUSE_STAFF")


_OF_PAYMENT = {
    "failed": "CAUSE_PAYMENT",
    "withheld": "CAUSE_PAYMENT_WITHHELD",
    "overturned": "CAUSE_PAYMENT_OVERTURNED",
}


def _missed(case: CaseFile) -> Iterator[str]:
    """What was not done in time."""
    notice = case.notice
    if case.contract and case.unsigned:
        yield messages.text("CAUSE_UNSIGNED", number=case.contract.number)
    elif notice and f"CORRECTED.{notice.round}" not in case.events:
        due = clock.day(notice.due_at)
        yield messages.text(
            "CAUSE_UNCORRECTED", issued=f"{clock.day(notice.issued_at):%Y-%m-%d}", due=f"{due:%Y-%m-%d}"
        )


def _taken_back(case: CaseFile) -> Iterator[str]:
    """Why it left its road where the applicants did not ask for that."""
    if case.withdrawal and case.withdrawal.why:
        yield messages.text(f"CAUSE_{case.withdrawal.why.upper()}")
        if case.contract:
            yield messages.text("CAUSE_CONTRACT_ENDED", number=case.contract.number)


_CAUSES = {Status.WITHDRAWN: _taken_back, Status.CANCELLED: _came_to_nothing, Status.EXPIRED: _missed}
