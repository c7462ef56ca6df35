"""The road (办理流程): what follows what, and nothing else. Every state is built by one of the few makers of `states`.

Execution data is {case, centre, trace, last, failure, stuck, ending}: ids and routing words.
"""

from typing import Any

from chalicelib.domain.checks.declared import CHECKS
from statemachine import states
from statemachine.policies import (
    AGENCY,
    ATTEND_WAIT,
    CORRECTION_WAIT,
    NEVER_GIVEN_UP,
    PARTNER,
    PAYMENT,
    PENDING,
    REGISTRY_WAIT,
    SIGN_WAIT,
    STAFF_WAIT,
    Retrier,
    withdrawn_or,
)
from statemachine.states import State, name_of

# Steps that a person can order to be tried again (专人跟进): the state that runs each.
RETRIABLE = (
    "Intake", "Collate", "Verify", "Correction", "Assess", "Review", "FirstReview", "SecondReview",
    "FinalReview", "Sign", "Mortgage", "Supplement", "Disburse", "Issue", "Refuse", "Decline", "Discharge", "Void", "Close",
)  # fmt: skip


def definition() -> dict[str, Any]:
    """The whole state machine in Amazon States Language, with ${Partition} and ${<Function>Arn} for the template to fill."""
    return {
        "Comment": "住房公积金个人住房贷款购房“一件事”: from the form to the paid loan",
        "StartAt": "Enter",
        "States": {**_main_road(), **_people(), **_endings(), **_attention()},
    }


def _main_road() -> dict[str, State]:
    return {
        # A case whose road has died is started anew where it stopped (api/ops/restart.py).
        "Enter": states.choice({"restart": "Resume"}, otherwise="Intake"),
        "Intake": states.task("Intake", "intake", then="Accepted"),
        "Accepted": states.choice({"declined": "Decline"}, otherwise="Checks"),
        "Checks": states.parallel("Collate", **_asked_at_once()),
        "Collate": states.task("Collate", "collate", then="Collated"),
        "Collated": states.choice(
            {"credit": "Credit", "assess": "Assess", "verify": "Verify", "correct": "Correction"}, otherwise="Refuse"
        ),
        # A bureau that does not answer is a missing answer like any other: Collate then asks a person.
        "Credit": states.task("Credit", "credit", then="Collate", retry=[AGENCY], stuck="CreditUnanswered"),
        "CreditUnanswered": states.word("unanswered", then="Collate"),
        "Assess": states.task("Assess", "assess", then="Route"),
        "Route": states.choice({"A": "Sign", "B": "Review", "C": "FirstReview"}, otherwise="Refuse"),
        # What was owed may have come since the decision, and make another of it (容缺).
        "Sign": states.leaving_by(
            "DecideAnew",
            states.wait("Sign", "sign", SIGN_WAIT, then="Signed", late="Expire", retry=[PARTNER]),
            then="Collate",
        ),
        "Signed": states.choice({"signed": "Mortgage"}, otherwise="Compensate"),
        "Mortgage": states.leaving_by(
            "MoreMaterial",
            states.wait("Mortgage", "mortgage", REGISTRY_WAIT, then="Registered", retry=[PARTNER]),
            then="Supplement",
        ),
        "Registered": states.choice({"registered": "Disburse"}, otherwise="Compensate"),
        "Disburse": states.task("Disburse", "disburse", then="Paid", retry=[PARTNER, PAYMENT]),
        "Paid": states.choice({"paid": "Issue"}, otherwise="Compensate"),
        "Issue": states.task("Issue", "issue", then="Done", retry=[PARTNER]),
        "Done": {"Type": "Succeed"},
    }


def _asked_at_once() -> dict[str, State]:
    """A state for each step that asks agencies before anything else is settled, patient where one of its checks may be."""
    steps: dict[str, list[Retrier]] = {}
    for check in CHECKS.values():
        if not check.last:
            steps.setdefault(check.step, []).extend([PENDING] if check.pending else [])
    return {name_of(step): states.check(step, *patience) for step, patience in steps.items()}


def _people() -> dict[str, State]:
    review = {"approved": "Sign"}
    return {
        "Verify": states.wait("Verify", "review", STAFF_WAIT, then="Collate", ask="verify"),
        "Correction": states.wait(
            "Correction", "correction", CORRECTION_WAIT, then="Intake", late="Expire", retry=[PARTNER]
        ),
        "Review": _review("Review", "first_review", then="Reviewed"),
        "Reviewed": states.choice(review, otherwise="Refuse"),
        "FirstReview": _review("FirstReview", "first_review", then="FirstReviewed"),
        "FirstReviewed": states.choice({"approved": "SecondReview"}, otherwise="Refuse"),
        "SecondReview": _review(
            "SecondReview", "second_review", then="Reviewed", SentBack="FirstReview", SentUp="FinalReview"
        ),
        "FinalReview": _review("FinalReview", "final_review", then="Reviewed", SentBack="SecondReview"),
        # Nothing has failed: the registry wants more (补充材料), as often as it likes.
        "Supplement": states.wait("Supplement", "review", STAFF_WAIT, then="Supplemented", ask="supplement"),
        "Supplemented": states.choice({"supplied": "Mortgage"}, otherwise="Compensate"),
    }


def _review(name: str, kind: str, *, then: str, **levels: str) -> State:
    """A review, which may ask the parties, and be sent a level down or up."""
    review = states.wait(name, "review", STAFF_WAIT, then=then, ask=kind)
    for error, target in {"PartiesAsked": "Correction", **levels}.items():
        review = states.leaving_by(error, review, then=target)
    return review


def _endings() -> dict[str, State]:
    """Refusal and non-acceptance have nothing to undo; every other early end undoes what may have been done."""
    return {
        "Decline": _close("Decline", "NOT_ACCEPTED"),
        "Refuse": _close("Refuse", "REFUSED"),
        "Withdraw": states.ending("WITHDRAWN"),
        "Expire": states.ending("EXPIRED"),
        "Compensate": states.ending("CANCELLED"),
        "Discharge": states.task(
            "Discharge", "discharge", then="Void", retry=[PARTNER, PAYMENT], ending="$.ending", forward=False
        ),
        "Void": states.task("Void", "void", then="Close", retry=[PARTNER], forward=False),
        "Close": _close("Close", "$.ending"),
        "Ended": {"Type": "Succeed"},
    }


def _close(name: str, ending: str) -> State:
    return states.task(name, "close", then="Ended", retry=[PARTNER], ending=ending, forward=False)


def _attention() -> dict[str, State]:
    """What nobody foresaw: a person is told which step failed and how, and says what happens next."""
    told = {f"{name}Stuck": states.stuck(name) for name in RETRIABLE}
    return {
        **told,
        "Attend": {
            **states.wait("Attend", "review", ATTEND_WAIT, then="Attended", ask="attend"),
            "Retry": NEVER_GIVEN_UP,
            "Catch": withdrawn_or("Attend"),
        },
        "Attended": states.choice({"retry": "Resume", "refuse": "RefuseByHand"}, otherwise="Compensate"),
        "RefuseByHand": states.ending("REFUSED"),
        "Resume": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.stuck.step", "StringEquals": name, "Next": name} for name in RETRIABLE],
            "Default": "Compensate",
        },
    }
