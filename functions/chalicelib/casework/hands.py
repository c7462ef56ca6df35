"""Hands (经手): which natural persons have acted in a case for the centre, whatever logins they have.

One person acts in one role of a case. Nobody handles a case they or a relative are a party of, or have recused themselves from (回避).
"""

from collections.abc import Collection

from chalicelib.casework import parties
from chalicelib.casework.actor import Actor
from chalicelib.records import relatives
from chalicelib.records.casefile import CaseFile
from chalicelib.records.changes import RECUSED

WINDOW = "window"  # what clerks do for people: typing, uploading, submitting, correcting, signing
VERIFY = "verify"  # who ruled on what no agency could answer
FOLLOW = "follow"  # who keeps a case moving and approves nothing
_FOLLOWING = ("supplement", "attend", "dispute", "restart")


def role_of(kind: str) -> str:
    """The role of whoever does that kind of work: following up is one, whatever is stuck, wanted or disputed."""
    return FOLLOW if kind in _FOLLOWING else kind


def barred(case: CaseFile, who: Actor, role: str) -> str | None:
    """The code of why this person may not act in that role: `OWN_CASE`, `RELATIVE`, `RECUSED`, `FOUR_EYES`; None if they may."""
    named = {case.applicant, *case.people, *case.parties.values(), *parties.named(case).values()} - {""}
    if code := tied(who.person, named):
        return code
    if case.hands.get(who.person) == RECUSED:
        return "RECUSED"
    return "FOUR_EYES" if _roles(case, who) - {role} else None


def tied(person: str, people: Collection[str]) -> str | None:
    """The code of why this person must not handle an application of these: they are one of them, or belong together with one."""
    if person in people:
        return "OWN_CASE"
    return "RELATIVE" if relatives.of(person) & {*people} else None


def _roles(case: CaseFile, who: Actor) -> set[str]:
    kept = {case.hands[who.person]} if who.person in case.hands else set()
    # Earlier releases kept nobody's person: what was done under this very login counts too.
    ruled = {VERIFY for ruling in case.rulings.values() if ruling.by == who.login}
    return kept | ruled | {role_of(review.level) for review in case.reviews if review.by == who.login}
