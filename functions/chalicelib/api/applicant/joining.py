"""Invitations and joining (邀请与确认): a party comes in with their own login, by a code that is good for nobody else."""

from chalicelib import clock
from chalicelib.api import actors
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import hands, parties
from chalicelib.casework.corrections import WRITTEN_IN, form_is_open
from chalicelib.messages import party_code, whom
from chalicelib.records import casefile, invitations, joined
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.invitations import Invited
from chalicelib.records.presences import Invitation

NOTHING = Changes()


def invite(call: Call) -> Answer:
    """A code for one party, bound to the person whose ID number is typed. It is told once and kept nowhere."""
    case, key = call.case, call.body.person
    if not form_is_open(case):
        raise Problem("WRONG_STATUS")
    named = parties.named(case)
    who = named.get(key)
    if key == parties.BORROWER or who is None:
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    if not who:
        raise Problem("INVALID_REQUEST", [Defect("ID_NUMBER_FIRST", "/person")])
    if parties.is_doubled(named, key):
        raise Problem("INVALID_REQUEST", [Defect("PERSON_REPEATED", "/person")])
    code, until = invitations.issue(Invited(case.id, key, who))
    told = {**case.invitations, key: Invitation(who, clock.stamp(), until)}
    expect = Expect(status=WRITTEN_IN, revision=case.revision, unchanged=("invitations",))
    casefile.amend(case, expect=expect, **Changes(invitations=told) | actors.at_window(call))
    return Answer({"id": case.id, "person": key, "code": code, "expires_at": until}, 201)


def join(call: Call) -> Answer:
    """Lets in whom the code is for, once. Whatever else is tried with one is not found, in one answer that says what it may be."""
    request = call.headers.get("idempotency-key", "")
    invited = invitations.find(call.body.code, call.who.subject)
    if invited is None:
        raise _unknown()
    case, key = casefile.load(invited.case), invited.person
    named = parties.named(case)
    if not form_is_open(case) or named.get(key) != call.who.subject or parties.is_doubled(named, key):
        raise _unknown()
    if invited.spent is None:
        let_in(case, key, call.who.subject)
        invitations.spend(call.body.code, request)  # last: who is not let in comes again
    elif not request or invited.spent != request or case.people.get(call.who.subject) != key:
        raise _unknown()
    return Answer({"id": case.id, "person": key, "text": whom(key)}, 201)


def let_in(case: CaseFile, key: str, who: str, more: Changes = NOTHING) -> None:
    """From now on this person is that party, for whom the case is also in their own list. 422 if they have handled it as staff."""
    if hands.have_handled(case, who):
        raise Problem("INVALID_REQUEST", [Defect("PARTY_HANDLED_IT", "")])
    told = casefile.event("JOINED", f"{key}.{who[-8:]}", party=party_code(key))
    expect = Expect(status=WRITTEN_IN, revision=case.revision, unchanged=("people", "presences"))
    joined.join(who, case.id)
    casefile.amend(case, told, expect=expect, **Changes(people={**case.people, who: key}) | more)


def _unknown() -> Problem:
    return Problem("NOT_FOUND", [Defect("INVITATION_NOT_GOOD", "/code")])
