"""Signing (签署): every party signs the hash of the one contract from where they are; the bank signs by callback."""

from typing import Any

from chalicelib import clock
from chalicelib.api import actors, evidence
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import presence, signing
from chalicelib.casework.waits import may_be_declined, may_be_signed
from chalicelib.domain import electronic
from chalicelib.domain.calendar import OF_AGE, years_old
from chalicelib.records import casefile


def sign_or_decline(call: Call) -> Answer:
    """One party's word on the contract: signing it takes consent to do so electronically, in the words in force.

    Who has signed it by hand on paper agrees to no such thing: it is neither asked for nor kept.
    """
    _one_of_both(call)
    case, who = call.case, actors.acting(call)
    may_be = may_be_declined if call.body.decline else may_be_signed
    if case.contract is None or not may_be(case):
        raise Problem("WRONG_STATUS")
    party = actors.party(call, call.body.person)
    hand = actors.once(call, party)
    how: dict[str, Any] = {"how": evidence.of(call, party)}
    if call.body.decline:
        signing.decline(case, party, who, how, hand)
    elif call.body.sha256 != case.contract.sha256:
        raise Problem("INVALID_REQUEST", [Defect("SIGNED_OTHER_CONTRACT", "/sha256")])
    elif how["how"].get("method") == presence.SIGNED_FORM:
        if call.body.agreed is not None:
            raise Problem("INVALID_REQUEST", [Defect("SIGNED_NOT_ELECTRONICALLY", "/agreed")])
        signing.sign(case, party, call.body.sha256, who, how, hand)
    elif years_old(case.application.party(party).birth, clock.today()) < OF_AGE:
        raise Problem("LEGAL_REPRESENTATIVE")
    elif call.body.agreed != electronic.VERSION:
        raise Problem("INVALID_REQUEST", [Defect("ELECTRONIC_NOT_AGREED", "/agreed")])
    else:
        how["agreed"] = evidence.words("ELECTRONIC_SIGNING", electronic.VERSION)
        signing.sign(case, party, call.body.sha256, who, how, hand)
    return Answer({"id": case.id, "person": party, "waiting_for": casefile.load(case.id).unsigned}, 202)


def _one_of_both(call: Call) -> None:
    if call.body.sha256 is None and not call.body.decline:
        raise Problem("INVALID_REQUEST", [Defect("MISSING", "/sha256")])
    if call.body.sha256 is not None and call.body.decline:
        raise Problem("INVALID_REQUEST", [Defect("UNEXPECTED", "/sha256")])
