"""Hands (经手): which natural persons have acted in a case for the centre, whatever logins they have.

One person acts in one role of a case, but for roles that the policy lets be one person's at the amount approved (`four_eyes`); before
an amount is approved it lets none. Nobody handles a case they or a relative are a party or an agent of, or have recused themselves from (回避);
and nobody becomes a party of one that they or a relative have handled, whichever comes first.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from chalicelib.casework import agents, parties
from chalicelib.casework.actor import Actor
from chalicelib.casework.rules import policy_of
from chalicelib.domain.work import LEVELS, STAFF
from chalicelib.records import relatives
from chalicelib.records.casefile import CaseFile
from chalicelib.records.changes import RECUSED, roles_in, roles_of
from chalicelib.records.layout import HAND

WINDOW = "window"  # what clerks do for people until there is a contract: typing, uploading, submitting, correcting
SIGNING = "signing"  # what they do once there is one: above all, parties sign before them (面签)
VERIFY = "verify"  # who ruled on what no agency could answer
FOLLOW = "follow"  # who keeps a case moving and approves nothing
# Why somebody stands apart from a case: they need not hear that it is there.
NOT_THERE = frozenset({"OWN_CASE", "RELATIVE"})
_SECOND_LOOK = "second_look"
_APPEAL = "appeal"
_RULING = "owed"  # on papers that came late: as who verifies does
_FOLLOWING = ("supplement", "attend", "dispute", "restart")


def role_of(kind: str) -> str:
    """The role of whoever does that kind of work: following up is one, whatever is stuck, wanted or disputed; a second look at a scan
    is the window's, as taking it is (`role_in`); whoever looks at what came late rules on it as one who verifies."""
    if kind == _RULING:
        return VERIFY
    return FOLLOW if kind in _FOLLOWING else WINDOW if kind == _SECOND_LOOK else kind


# Every role a case may keep of anybody: what its kinds of work are done in, the window's two, and that of who has recused themselves.
ROLES = frozenset({WINDOW, SIGNING, RECUSED, *map(role_of, STAFF)})


def role_in(case: CaseFile, kind: str) -> str:
    """The role of whoever does that kind of work in this case as it stands."""
    return at_window(case) if kind == _SECOND_LOOK else role_of(kind)


def at_window(case: CaseFile) -> str:
    """The role of a clerk who acts for people now."""
    return WINDOW if case.contract is None else SIGNING


def barred(case: CaseFile, who: Actor, role: str) -> str | None:
    """The code of why this person may not act in that role: `OWN_CASE`, `RELATIVE`, `RECUSED`, `FOUR_EYES`; None if they may. Raises `ValueError` for a role
    that is not declared."""
    _declared(role)
    if code := apart(case, who.person):
        return code
    if _has_judged_its_end(case, who, role):
        return "FOUR_EYES"
    roles = _roles(case, who)
    together = {role, *roles}
    return "FOUR_EYES" if len(together) > 1 and not any(together <= group for group in _one_person(case)) else None


def apart(case: CaseFile, person: str) -> str | None:
    """The code of why this person has nothing to do with the case for the centre, and reads nothing of it: `OWN_CASE`, `RELATIVE`, `RECUSED`."""
    named = {case.applicant, *case.people, *case.parties.values(), *parties.named(case).values()} - {""}
    if code := tied(person, named | agents.named(case)):
        return code
    return "RECUSED" if RECUSED in roles_of(case.hands.get(person, "")) else None


def line_of(person: str) -> tuple[str, ...]:
    """What of a case a list reads to say whether this person stands apart from it."""
    return ("applicant", "people", "parties", f"{HAND}{person}")


def apart_in(line: Mapping[str, Any], person: str, kin: Collection[str]) -> bool:
    """As `apart`, by such a line of the case and by whom this person belongs together with: what a list leaves out. Whom only a form that is
    open names, and agents, are not in it: who opens the case is refused all the same."""
    of_case = {line["applicant"], *(line["people"] or {}), *(line["parties"] or {}).values()}
    return bool({person, *kin} & of_case) or RECUSED in roles_of(line[f"{HAND}{person}"] or "")


def there(lines: Mapping[str, Mapping[str, Any]], person: str) -> set[str]:
    """Of cases, by id and such a line of each, the ids of those that are there for this person: what every list shows at most."""
    kin = relatives.of(person) if lines else ()
    return {id for id, line in lines.items() if not apart_in(line, person, kin)}


def have_handled(case: CaseFile, person: str) -> bool:
    """Whether this natural person or a relative of theirs has handled the case, also if they have recused themselves since."""
    been = {who for who, hand in case.hands.items() if roles_of(hand) - {RECUSED}}
    been |= {one.person for one in case.reviews if one.person}
    return bool(been) and tied(person, been) is not None


def tied(person: str, people: Collection[str]) -> str | None:
    """The code of why this person must not handle an application of these: they are one of them, or belong together with one."""
    if person in people:
        return "OWN_CASE"
    return "RELATIVE" if relatives.of(person) & {*people} else None


def with_role(case: CaseFile, who: Actor, role: str) -> str:
    """The roles of this person once they have acted in that one as well, as a case keeps them. Raises `ValueError` for a role that is not declared."""
    _declared(role)
    return roles_in({role} | (roles_of(case.hands[who.person]) if who.person in case.hands else set()))


def _declared(role: str) -> None:
    if role not in ROLES:
        raise ValueError(f"no role is declared as {role!r}")


def _roles(case: CaseFile, who: Actor) -> set[str]:
    kept = roles_of(case.hands[who.person]) if who.person in case.hands else set()
    # Earlier releases kept nobody's person: what was done under this very login counts too.
    logins = {login for one in case.rulings.values() for login in (one.first, "" if one.person else one.by)}
    ruled = {VERIFY} if who.login in logins else set[str]()
    return (
        kept | ruled | {role_of(one.level) for one in case.reviews if who.login == one.by or who.person == one.person}
    )


def _has_judged_its_end(case: CaseFile, who: Actor, role: str) -> bool:
    """They refused it before it was reopened, or have decided an appeal against an earlier end: others look at it anew."""
    standing = case.standing
    before = [one for one in case.reviews if one not in standing]
    own = [one for one in before if who.login == one.by or who.person == one.person]
    refused = role in LEVELS and any(one.decision == "refuse" for one in own)
    return refused or (role == _APPEAL and case.ended and any(one.level == _APPEAL for one in own))


def _one_person(case: CaseFile) -> Collection[frozenset[str]]:
    """The groups of roles that may be one person's in this case."""
    amount = case.decision["amount"] if case.decision and case.decision["approved"] else None
    return policy_of(case).one_person(Decimal(amount)) if amount else ()
