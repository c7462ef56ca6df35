"""Who sees which of the figures a decision was made from. The desk sees all; to anybody else what is not listed is withheld."""

from collections.abc import Collection, Mapping
from typing import Any

from chalicelib.api import whose
from chalicelib.api.http.route import Call
from chalicelib.domain.work import DESK
from chalicelib.messages import is_party, text, whom

BORROWER, ALL = "borrower", "*"
Inputs = Mapping[str, Any]
# What every party may see, since it rests on the home and loan they have all signed. All else reads people's accounts.
_COMMON_CAPS: Mapping[str, Collection[str]] = {
    "household": ("depositors", "limit", "uplift", "liquidity"),
    "price_share": ("value", "down_payment_share", "commercial"),
    "unpaid": ("price", "down_payment", "commercial"),
    "old_loan": ("old_loan",),
}  # formula -> inputs
_COMMON_TERMS = ("TERM_POLICY", "TERM_HOUSE_AGE", "TERM_LAND_USE")
_BORROWERS_TERMS = (*_COMMON_TERMS, "TERM_AGE")
_OF_HOME: Mapping[str, Collection[str]] = {
    "DOWN_PAYMENT": ("homes", "paid", "needed"),
    "BANK_TERM": ("months", "limit"),
    "BANK_BURDEN": ("fund", "bank", "housing_share", "debts_share"),
    "TRANSFER_MONTHS": ("months", "needed"),
    "TRANSFER_CAPACITY": ("loan_ratio", "limit", "suspended"),
}  # rule about the home -> inputs


def viewer(call: Call) -> str:
    """For whom is shown: ALL for the desk, the borrower for the window, a party's own key; empty for anybody else."""
    who = call.who.audience
    return ALL if who in DESK else BORROWER if who == "clerk" else whose.person(call, call.case) or ""


def shows_cap(cap: Mapping[str, Any], viewer: str) -> bool:
    """Whether they see the amount of a cap: joint figures go to the borrower, whose decision it is."""
    return viewer in (ALL, BORROWER) or cap["formula"] in _COMMON_CAPS


def of_cap(cap: Mapping[str, Any], viewer: str, *, alone: bool) -> Inputs:
    """What a cap was made of, as far as they see it; a borrower who is `alone` in the case sees it all."""
    whole = viewer == ALL or (alone and viewer == BORROWER)
    common = _COMMON_CAPS.get(cap["formula"], ())
    return {name: value for name, value in cap["inputs"].items() if whole or name in common}


def shows_term(code: str, viewer: str) -> bool:
    """Whether they see a limit of the term."""
    return viewer == ALL or code in (_BORROWERS_TERMS if viewer == BORROWER else _COMMON_TERMS)


def shows_reason(reason: Mapping[str, Any], viewer: str) -> bool:
    """Whether they see why: what is about the case, the home or themselves. What a rule says of another party is that party's alone."""
    subject = reason.get("subject", "")
    return viewer in (ALL, subject) or not is_party(subject)


def of_another(subject: str) -> dict[str, str]:
    """What stands for everything that only another party may read: that there is something, and of whom."""
    code = "REASON_OF_ANOTHER"
    return {"code": code, "outcome": "withheld", "subject": subject, "text": text(code, party=whom(subject))}


def of_rule(reason: Mapping[str, Any], viewer: str) -> Inputs:
    """What a rule used, as far as they see it: all of it about themselves; about the home what is listed."""
    from chalicelib.domain.judging.rule import UNVERIFIED  # with the rules, where a decision is shown alone

    code, subject, inputs = reason["code"], reason["subject"], reason["inputs"]
    if viewer in (ALL, subject):
        return dict(inputs)
    of_nobody = {name: value for name, value in inputs.items() if name == UNVERIFIED}  # names of figures
    if subject != "home":
        return of_nobody
    if code == "TERM":
        return of_nobody | {name: value for name, value in inputs.items() if shows_term(name, viewer)}
    return of_nobody | {name: value for name, value in inputs.items() if name in _OF_HOME.get(code, ())}
