"""Why a step stands still (停办原因): codes whose texts, STOP_…, say to whoever attends what has happened and what clears it."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib import clock
from chalicelib.casework.ordinary_stops import PERSON_CLAIMED, pass_by_themselves
from chalicelib.casework.registration import MORE_MATERIAL
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

PRECONDITION = "PreconditionFailed"
UNFORESEEN = "UNFORESEEN"
# What the road waits out for as long as it can: ours, AWS's own words for it, and a partner's.
_OUT: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "PlatformUnavailable",
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.TooManyRequestsException",
            "Lambda.ClientExecutionTimeoutException",
            "Sandbox.Timedout",
        ),
        "PLATFORM_OUT",
    ),
    "AgencyUnavailable": "AGENCY_OUT",
    "BankUnavailable": "BANK_OUT",
}
OUTAGES = frozenset(_OUT)
# What an error says by itself: the road hands its name on, and nothing else.
OF_ERRORS: Mapping[str, str] = {
    **_OUT,
    "AgencyRefused": "AGENCY_REFUSED",
    MORE_MATERIAL: "MORE_MATERIAL",  # which stops only the roads of earlier releases
    "HoldUnanswered": "HOLD_UNANSWERED",
    "SentBack": "SENT_BACK",  # these four stop only the roads of earlier releases
    "SentUp": "SENT_UP",
    "PartiesAsked": "PARTIES_ASKED",
    "DecideAnew": "DECIDE_ANEW",
    "PaymentProcessing": "PAYMENT_PROCESSING",
    "States.Timeout": "NOT_IN_TIME",
}


def codes(case: CaseFile, step: str, error: str) -> list[str]:
    """Why that step of a case stopped with that error; there is always a reason. Earlier releases kept no preconditions."""
    stopped = case.stopped
    if error == PRECONDITION and stopped and stopped.step == step and stopped.codes:
        return list(stopped.codes)
    return [OF_ERRORS.get(error, UNFORESEEN)]


def heals(details: Mapping[str, Any]) -> bool:
    """Whether what a task of attending tells may be over by itself, so that its step is tried again before anybody has decided."""
    codes = details.get("codes", ())
    return details.get("error") in OUTAGES or pass_by_themselves(codes)


def waits_for_another_case(waits: Iterable[Task]) -> bool:
    """Whether it stands because another case in progress has a person of this one (一人一件): the parties may withdraw either of them."""
    return any(wait.is_listed and PERSON_CLAIMED in wait.details.get("codes", ()) for wait in waits)


def waits_for_the_parties(wait: Task) -> bool:
    """It was laid aside because nobody but the parties can do anything yet (容缺); when it comes back it is due like any other."""
    return [*wait.details.get("codes", ())] == ["OWED"] and wait.held_until > clock.today().isoformat()
