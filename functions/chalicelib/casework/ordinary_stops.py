"""Why a step stands still in the course of business (正常停办): time, another case, the desk, a party or an agency clears it. One declaration a stop; of what
is not declared operations are woken, nothing heals by itself, and nothing is said anew."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

PERSON_CLAIMED = "PERSON_CLAIMED_ELSEWHERE"


class Ordinary(NamedTuple):
    """`passes`: time alone may clear it, so that it is tried again before anybody decides. `anew`: whoever has it tried again may say beside that what nobody
    has said of the home or its old loan (casework/said_anew.py). `payee`: it may be that an agency tells another payee today than it told."""

    passes: bool = False
    anew: bool = False
    payee: bool = False


ORDINARY: Mapping[str, Ordinary] = {
    # A withdrawal ends by itself within days (住房公积金管理条例 25), whether it is paid or not; so does another case that holds what this one claims.
    **dict.fromkeys(
        ("WITHDRAWAL_IN_FLIGHT", PERSON_CLAIMED, "HOME_CLAIMED_ELSEWHERE", "HOME_CLAIMED_TWICE"), Ordinary(passes=True)
    ),
    "FILING_NOT_IN_FORCE": Ordinary(payee=True),
    "FILING_CHANGED": Ordinary(anew=True, payee=True),
    "FILING_TO_LOOK_AT": Ordinary(anew=True, payee=True),
    "OLD_LOAN_NOT_CONFIRMED": Ordinary(anew=True, payee=True),
    "TITLE_OWNERS_CHANGED": Ordinary(anew=True),
    "TITLE_TO_LOOK_AT": Ordinary(anew=True),
    "TITLE_NOT_FREE": Ordinary(anew=True),
    # A party takes a consent back, or denies a form it was given on or the contract signed on, whenever they like, and authorises or signs anew; a release
    # may ask for what an earlier one did not.
    **dict.fromkeys(
        (
            "CONSENT_WITHDRAWN", "CONSENT_LACKING", "RECIPIENT_UNNAMED", "AUTHORISATION_LACKING", "AUTHORISATION_OF_ANOTHER_NAME", "SIGNATURE_DENIED", "NOT_SIGNED",
        ),
        Ordinary(),
    ),
    **dict.fromkeys(
        (
            "IN_PROCEDURE", "OWED", "COMMITMENT_UNTRUE", "COMMITMENT_UNCLEAR", "NOTICE_LATE", "PAYEE_NOT_FILED", "OLD_MORTGAGE_STANDS", "LOAN_STANDS",
            "PAYMENT_DISPUTED", "BANK_PART_NOT_PAYABLE",
        ),
        Ordinary(),
    ),
}  # fmt: skip


def are_ordinary(codes: Collection[str]) -> bool:
    """Whether a step stands still for nothing else."""
    return all(code in ORDINARY for code in codes)


def pass_by_themselves(codes: Collection[str]) -> bool:
    """Whether time alone may clear all there is."""
    return bool(codes) and all(code in ORDINARY and ORDINARY[code].passes for code in codes)


def asked_anew(codes: Collection[str]) -> bool:
    """Whether anything may be said anew of one of them."""
    return any(ORDINARY[code].anew for code in codes if code in ORDINARY)


def of_the_payee(codes: Collection[str]) -> bool:
    """Whether one of them may be another word on the payee."""
    return any(ORDINARY[code].payee for code in codes if code in ORDINARY)
