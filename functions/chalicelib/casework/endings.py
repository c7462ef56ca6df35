"""How a case ended (办结情况): who declined, what a bank or the registry did not do, what was not done in time; and what can be done about it."""

from collections.abc import Iterator
from typing import Any

from chalicelib import clock, messages, policy
from chalicelib.casework.leaving import ordered
from chalicelib.domain.status import STATES, Status
from chalicelib.records import handouts
from chalicelib.records.casefile import CaseFile
from chalicelib.records.loan import Mortgage
from chalicelib.records.reviews import Review


def causes(case: CaseFile, ending: Status) -> list[str]:
    """The sentences of its letter, and of whoever looks its case up, in Chinese; none of an end that needs none, or whose reasons are rules."""
    return list(_CAUSES[ending](case)) if ending in _CAUSES else []


def may_object(case: CaseFile, ending: Status) -> bool:
    """Whether it may be objected to: a decision may, and so may an end nobody asked for, as where one party has ended it for all. A
    loan that was paid, or an application its own parties took back, ended as they wanted."""
    return STATES[ending].may_object or (ending is Status.WITHDRAWN and case.is_unasked)


def of_contract(case: CaseFile, ending: Status) -> bool:
    """Whether a contract ended with it, over which one goes to a civil court."""
    return ending in _OF_CONTRACTS and case.contract is not None


def called(case: CaseFile) -> str:
    """What the paper of the end it has is called; empty for one that has none, as of a loan that was paid."""
    return messages.text_or("", f"PAPER_{case.called(case.status)}")


def to_object(case: CaseFile) -> str:
    """The code of how to object to what was decided: once an objection to its end is answered, within the limits of that end and not here again."""
    answered = case.ended and any(one.of == case.ended_at and one.outcome for one in case.appeals)
    return "OBJECTION_ANSWERED" if answered else "OBJECTION_WAYS"


def remedies_of(case: CaseFile) -> dict[str, str]:
    """What the texts of `to_object` name: what holds on the day of the end, or today while there is none."""
    from chalicelib.documents.letter import remedies

    then = policy.in_force(case.centre, clock.day(case.ended_at) if case.ended_at else clock.today())
    return {"centre": policy.centres()[case.centre], "ended": called(case), **remedies(then)}


def shown(case: CaseFile) -> dict[str, Any]:
    """The end of a case as its parties see it: why, how to object, what now. Of a refusal the reasons stand in its decision."""
    told = remedies_of(case)
    contract = ["OBJECTION_CONTRACT"] if of_contract(case, case.status) else []
    ways = ["OBJECTION_PERSON", *contract, to_object(case)] if may_object(case, case.status) else []
    return {
        "text": _where_it_stands(case),
        "at": case.ended_at,
        "why": causes(case, case.status),
        "objections": [messages.text(code, **told) for code in ways],
        "now": [] if case.status is Status.DISBURSED else [messages.text(_again(case))],
    }


def _again(case: CaseFile) -> str:
    """How one may apply again: once its causes are gone, where it has any that can go."""
    is_at_will = case.status is Status.EXPIRED or (case.status is Status.WITHDRAWN and not case.is_unasked)
    return "APPLY_AGAIN" if is_at_will else "OBJECTION_FIX"


def _where_it_stands(case: CaseFile) -> str:
    """How it ended: that its papers were handed over is said once they were (出件), and not where they are only issued."""
    told = f"ENDED_{case.called(case.status)}"
    papers = [one for one in case.results if not one.replaced]
    handed = bool(papers) and all(handouts.has_reached(one, case.handed) for one in papers)
    return messages.text_or(messages.text(told), f"{told}_HANDED") if handed else messages.text(told)


def _came_to_nothing(case: CaseFile) -> Iterator[str]:
    """Why a loan that was granted came to nothing: who declined, what could not be done."""
    happened = {event.code: event for event in case.events.values()}
    order = ordered(case)
    if declined := happened.get("SIGN_DECLINED"):
        yield messages.text("SIGN_DECLINED", "zh", **declined.values) + "。"
    elif order:  # what a partner left undone then is no reason
        yield _in_their_words(case, order)
    elif case.payment and case.payment.status in _OF_PAYMENT:
        from chalicelib.documents.letter import bank_name

        told = {"bank": bank_name(case.application.wish.bank), "serial": case.payment.serial}
        yield messages.text(_OF_PAYMENT[case.payment.status], "zh", **told)
    elif case.mortgage and not case.mortgage.certificate_number:  # one that was registered did not fail at the registry
        yield _of_registry(case, case.mortgage)
    else:
        yield messages.text("CAUSE_STAFF")


def _of_registry(case: CaseFile, mortgage: Mortgage) -> str:
    """What the registry did not do, and why in its own words, which all parties read: where these are words for things and name none of
    them, else they are asked for there."""
    from chalicelib.casework import plain_words, registry_words, words

    number, reason = mortgage.apply_biz_id, words.of_refusal(case)
    if not reason or not registry_words.are_of_things(reason) or plain_words.names_somebody(case, reason):
        return messages.text("CAUSE_REGISTRY", number=number)
    return messages.text("CAUSE_REGISTRY_SAID", number=number, reason=reason.rstrip("。"))


def _in_their_words(case: CaseFile, order: Review) -> str:
    """Who ordered it, when and why: the words are kept from naming anybody when they are written (casework/plain_words.py).
    Earlier releases asked for a reason too, which was told to nobody: it may say what is not for everybody, and stays sealed."""
    if not order.is_told:
        return messages.text("CAUSE_STAFF")
    by = messages.text(f"ORDERED_BY_{order.level.upper()}")
    return messages.text("CAUSE_ORDERED", "zh", by=by, on=_day(order.at), reason=case.reason_of(order))


_OF_CONTRACTS = (Status.CANCELLED, Status.WITHDRAWN)
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
    elif notice and not case.corrected(notice.round):
        yield messages.text("CAUSE_UNCORRECTED", issued=_day(notice.issued_at), due=_day(notice.due_at))


def _day(at: str) -> str:
    """The day of a moment as a letter says it, which the page says too."""
    from chalicelib.documents.letter import chinese_date

    return chinese_date(clock.day(at))


def _taken_back(case: CaseFile) -> Iterator[str]:
    """Why it left its road where the applicants did not ask for that."""
    if case.withdrawal and case.is_unasked:
        yield messages.text(f"CAUSE_{case.withdrawal.why.upper()}")
        if case.contract:
            yield messages.text("CAUSE_CONTRACT_ENDED", number=case.contract.number)


_CAUSES = {Status.WITHDRAWN: _taken_back, Status.CANCELLED: _came_to_nothing, Status.EXPIRED: _missed}
