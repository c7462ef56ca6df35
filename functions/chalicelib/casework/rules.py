"""The policy a case is judged by (适用政策), and what follows from it for this case alone."""

from datetime import date, timedelta
from itertools import chain

from chalicelib import clock, policy
from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.policy import Policy
from chalicelib.records.casefile import CaseFile

_REOPENED = "APPEAL_REOPENED"
_BRINGS = ("SUBMITTED", "CORRECTED", _REOPENED)  # the lines of what a case is received by
_DECLINED = "LIVE_CASE_"  # how the codes begin of why a case is not taken in


def policy_of(case: CaseFile) -> Policy:
    """The policy in force in its centre on the day it was accepted; until then today's, by which it is accepted if nothing is lacking."""
    return policy.in_force(case.centre, accepted_on(case) or clock.today())


def accepted_on(case: CaseFile) -> date | None:
    """受理: the day a case was accepted, whether anybody has written it down yet or not; None before, and for one that was not,
    or is being declined, or was taken back or has left its road for another end before that day."""
    if case.accepted_on or case.received_on is None or case.ended or is_asked(case) or is_declined(case):
        return case.accepted_on
    silent = accepted_at_latest(case, case.received_on)
    return silent if silent <= clock.today() and not _had_left(case, silent) else None


def accepted_at_latest(case: CaseFile, received_on: date) -> date:
    """The day on which a case received then is accepted unless something lacking is told before."""
    return limits.accepted_in_silence(policy.in_force(case.centre, received_on), received_on, calendar_of(case))


def counted_from(case: CaseFile) -> date | None:
    """The day from which the law counts its days for the decision: of acceptance, or on which the case was reopened after an end. None before."""
    accepted = accepted_on(case)
    return max(accepted, case.reopened_on or accepted) if accepted else None


def law_of(case: CaseFile) -> limits.Law | None:
    """What the law in force on the day it counts from leaves for the decision of an accepted case; None before acceptance."""
    counted = counted_from(case)
    return limits.law(policy.in_force(case.centre, counted)) if counted else None


def legal_by(case: CaseFile) -> date | None:
    """The last day of it; None before acceptance."""
    law = law_of(case)
    return law.by if law else None


def law_ahead(case: CaseFile, told_on: date, latest: date) -> limits.Law:
    """What a case that is not accepted yet is told of the law on a day: what would bind it if it were accepted at the latest, or already then where
    that leaves fewer days."""
    ways = (limits.law(policy.in_force(case.centre, day)) for day in (max(told_on, latest), told_on))
    return min(ways, key=lambda law: law.days)


def is_past_law(case: CaseFile) -> bool:
    """Whether the law's last day for its decision has gone by without one."""
    law = legal_by(case)
    return law is not None and not case.is_decided and clock.today() > law


def received_now(case: CaseFile) -> date:
    """收件: the working day on which what is handed in now counts as received, unless the office acts on it before."""
    return calendar_of(case).received_on(clock.in_china(clock.now()))


def reopened_at(case: CaseFile) -> str:
    """When it went on after an end, where that is why it counts as received now, and nothing was handed in since; else empty. A case that had been
    accepted before is not received anew."""
    told = [one for one in case.events.values() if one.code in _BRINGS and "reopened" not in one.values]
    last = max(told, key=lambda one: one.at, default=None)
    if last is None or last.code != _REOPENED or case.received_on is None or case.received_on < clock.day(last.at):
        return ""
    return last.at


def judged_by(case: CaseFile, version: str, on: date) -> Policy:
    """The policy a decision of that day was made by, as known then, now, or before whatever was learnt by then and not released yet; where its
    version is gone, what was known then."""
    accepted = accepted_on(case) or on
    then = policy.in_force(case.centre, accepted, on)
    learnt = (day - timedelta(1) for day in reversed(policy.shipped().learnt()) if day <= on)
    known = (None, on - timedelta(1), *learnt)  # what was learnt of on the day may have come after it
    otherwise = (policy.in_force(case.centre, accepted, day) for day in known)
    return next((one for one in chain((then,), otherwise) if one.version == version), then)


def calendar_of(case: CaseFile) -> Calendar:
    """Working days as they are arranged by now: holidays are no rule that judges a case, and are arranged later than it came."""
    return Calendar(policy.in_force(case.centre, clock.today()).arranged)


def transfer_of(case: CaseFile) -> str:
    """How the case replaces a commercial loan (商转公): none, settle_first or loan_for_loan."""
    return str(policy_of(case).kinds[case.application.kind].traits.get("transfer", "none"))


def declined(rival: str) -> str:
    """The code of why a case is not taken in: another live one holds that guard."""
    return f"{_DECLINED}{rival.upper()}"


def is_declined(case: CaseFile) -> bool:
    """不予受理: that it is not taken in is written down, whether its letter has gone out yet or not."""
    return any(reason["code"].startswith(_DECLINED) for reason in case.reasons)


def _had_left(case: CaseFile, on: date) -> bool:
    """Whether it was on its way out by that day, and not to be accepted any more. Of an end that was ordered no day is kept: what is
    accepted by silence is written down within the hour."""
    if case.withdrawal is None:
        return case.is_leaving
    return not case.withdrawal.at or clock.in_china(clock.parsed(case.withdrawal.at)).date() < on


def is_asked(case: CaseFile) -> bool:
    """True while corrections are waited for: what is lacking was told, and nothing has come back."""
    codes = [event.code for event in case.events.values()]
    return codes.count("CORRECTION_ASKED") > codes.count("CORRECTED")
